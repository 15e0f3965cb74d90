"""Opening the app in the terminal, with the clocks, the chance and the folders of this machine."""

import argparse
import asyncio
import os
import random
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from dialogkort.core.text import clean
from dialogkort.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from dialogkort.sessions.beginning import Beginning
    from dialogkort.tui.app import DialogkortApp

LAST_SECONDS = 3
"""Seconds after which the system ends a program that was asked to leave and has not."""


def open_app(
    given: argparse.Namespace,
    beginning: "Beginning | None" = None,
    *,
    resume: bool = False,
    first: "Callable[[], Screen[None]] | None" = None,
) -> int:
    """Run the app until it is left; return the exit code, 2 where there is no terminal.

    `first` makes the screen that it opens with, if that is not the home screen.
    """
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        print(
            "dialogkort: " + _("a terminal is needed: start it in a terminal window, without pipes."),
            file=sys.stderr,
        )
        return 2
    from dialogkort.cli import clock  # noqa: PLC0415
    from dialogkort.cli.shelves import shelf_of  # noqa: PLC0415
    from dialogkort.files import links  # noqa: PLC0415
    from dialogkort.sessions.surroundings import Surroundings  # noqa: PLC0415
    from dialogkort.storage import locations, settings  # noqa: PLC0415
    from dialogkort.tui.app import DialogkortApp  # noqa: PLC0415

    places = locations.locations(os.environ)
    kept, problems = settings.load(places.config)
    links.follow_into(kept.linked_folders)
    surroundings = Surroundings(
        locations=places,
        settings=kept,
        shelf=shelf_of(places),
        monotonic=time.monotonic,
        wall=clock.wall(),
        rng=random.Random(),  # noqa: S311 - a game of cards
        editor=os.environ.get("VISUAL") or os.environ.get("EDITOR") or "",
        given_folder=given.folder.expanduser().absolute() if given.folder else None,
    )
    told = tuple(str(one) for one in problems)
    app = DialogkortApp(surroundings, beginning, resume=resume, problems=told, first=first)
    last_words = asyncio.run(_until_left(app))
    if last_words:
        with suppress(OSError):  # the terminal may be gone
            print(clean(last_words), flush=True)
    return app.return_code or 0


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream of the process is a terminal; one that was closed before the start is None."""
    return stream is not None and not stream.closed and stream.isatty()


async def _until_left(app: "DialogkortApp") -> str | None:
    """Run the app; it is left in order, too, when the system asks for it or the window is closed.

    The exit code tells the signal as shells do. A terminal that takes nothing may not hold us up, so that the
    last seconds are counted outside of the loop, which may be waiting for it.
    """
    loop = asyncio.get_running_loop()

    def leave(number: int, _frame: object) -> None:
        if hasattr(signal, "alarm"):  # Windows has none
            signal.alarm(LAST_SECONDS)
        loop.call_soon_threadsafe(app.leave, 128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)
    return await app.run_async()
