"""Opening the app in the terminal, if there is one: nothing that draws is loaded before that is known."""

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from dialogkort.cli.printing import complain
from dialogkort.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from dialogkort.sessions.beginning import Beginning


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
        complain(_("a terminal is needed: start it in a terminal window, without pipes."))
        return 2
    from dialogkort.cli.app import run  # noqa: PLC0415 - the screens, which need the terminal

    return run(given, beginning, resume=resume, first=first)


def _is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream of the process is a terminal; one that was closed before the start is None."""
    return stream is not None and not stream.closed and stream.isatty()
