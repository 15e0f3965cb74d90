"""Opening the app in the terminal, with the clocks, the chance and the folders of this machine."""

import argparse
import asyncio
import os
import random
import signal
import sys
import time
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from dialogkort.core.text import clean
from dialogkort.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from dialogkort.tui.app import DialogkortApp
    from dialogkort.tui.beginning import Beginning

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
    from dialogkort.cli.shelves import shelf_of  # noqa: PLC0415
    from dialogkort.storage import locations, settings  # noqa: PLC0415
    from dialogkort.tui.app import DialogkortApp  # noqa: PLC0415
    from dialogkort.tui.surroundings import Surroundings  # noqa: PLC0415

    places = locations.locations(os.environ)
    kept, problems = settings.load(places.config)
    surroundings = Surroundings(
        locations=places,
        settings=kept,
        shelf=shelf_of(places),
        monotonic=time.monotonic,
        wall=lambda: datetime.now().astimezone(),
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
    """Run the app; it is left in order, too, when the system asks for it or the window is closed."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError):  # Windows has neither a way to ask nor a loop that listens
                asyncio.get_running_loop().add_signal_handler(number, _leave, app, number)
    return await app.run_async()


def _leave(app: "DialogkortApp", number: int) -> None:
    """Leave; the exit code tells the signal as shells do. A terminal that is gone may not hold us up."""
    signal.alarm(LAST_SECONDS)
    app.leave(128 + number)
