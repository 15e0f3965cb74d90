"""The app, with the clocks, the randomness and the folders of this machine."""

import argparse
import asyncio
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from dialogkort.cli.printing import show
from dialogkort.cli.surroundings import surroundings_of
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.terminal.app_in_terminal import HUNG_UP

if TYPE_CHECKING:
    from dialogkort.sessions.beginning import Beginning

ASKS_TO_END = (
    *("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF"),
    "SIGBREAK",  # Windows only
)
"""Signals that would end the program at once, leaving the terminal in a bad state and losing a draft being written."""
LAST_SECONDS = 3
"""Seconds after which the system ends a program that was asked to quit and has not."""


def run(
    given: argparse.Namespace,
    beginning: "Beginning | None",
    *,
    resume: bool,
    first: Callable[[], Screen[None]] | None,
) -> int:
    """Run the app until it is closed, and return the exit code."""
    if os.environ.get("WT_SESSION"):  # Windows Terminal shows all colours, and says so in its own way
        os.environ.setdefault("COLORTERM", "truecolor")
    surroundings, problems = surroundings_of(given)
    told = tuple(str(problem) for problem in problems)
    app = DialogkortApp(surroundings, beginning, resume=resume, problems=told, first=first)
    last_words = asyncio.run(_until_left(app))
    if last_words:
        show(last_words)
    return app.return_code or 0


async def _until_left(app: DialogkortApp) -> str | None:
    """Run the app; it also closes in order if the system asks for it or the window is closed.

    The exit code reports the signal as shells do. A terminal that accepts no output must not hold up the exit, so the
    last seconds are counted outside the event loop, which may be waiting for the terminal.
    """
    loop = asyncio.get_running_loop()

    def leave(number: int, _frame: object) -> None:
        if hasattr(signal, "alarm"):  # Windows does not have it
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(LAST_SECONDS)
        loop.call_soon_threadsafe(app.leave, 128 + number)

    for name in ASKS_TO_END:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)
    mouse = app.surroundings.settings.mouse
    if os.name != "nt":
        return await app.run_async(mouse=mouse)
    from dialogkort.cli.windows_console import on_window_closing  # noqa: PLC0415 - only there

    with on_window_closing(lambda: loop.call_soon_threadsafe(app.leave, HUNG_UP)):
        return await app.run_async(mouse=mouse)
