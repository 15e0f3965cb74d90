"""The app, with the clocks, the chance and the folders of this machine."""

import argparse
import asyncio
import os
import random
import signal
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from dialogkort.cli import clock
from dialogkort.cli.printing import show
from dialogkort.cli.shelves import shelf_of
from dialogkort.files import links
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage import locations, settings
from dialogkort.tui.app import DialogkortApp

if TYPE_CHECKING:
    from dialogkort.sessions.beginning import Beginning

LAST_SECONDS = 3
"""Seconds after which the system ends a program that was asked to leave and has not."""


def run(
    given: argparse.Namespace,
    beginning: "Beginning | None",
    *,
    resume: bool,
    first: Callable[[], Screen[None]] | None,
) -> int:
    """Run the app until it is left, and return the exit code."""
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
        show(last_words)
    return app.return_code or 0


async def _until_left(app: DialogkortApp) -> str | None:
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
