"""Opening the app in the terminal, if there is one: no drawing code is loaded before that is known."""

import argparse
import gc
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dialogkort.cli.printing import complain, is_terminal
from dialogkort.language import gettext as _
from dialogkort.storage import locations, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from dialogkort.sessions.beginning import Beginning


WINDOWS = os.name == "nt"


def open_app(
    given: argparse.Namespace,
    beginning: "Beginning | None" = None,
    *,
    resume: bool = False,
    first: "Callable[[], Screen[None]] | None" = None,
) -> int:
    """Run the app until it is closed; return the exit code, 2 if there is no terminal.

    `first` creates the screen that it opens with, if that is not the home screen.
    """
    if first is None and wants_lines(given, os.environ):
        if getattr(given, "seats", False):
            complain(
                _(
                    "personal screens do not work in plain text, which cannot show who wants to join. Leave out "
                    "--seats, or start without --plain (“plain: true” in the settings and TERM=dumb have the same "
                    "effect as --plain)."
                )
            )
            return 2
        from dialogkort.cli.lines import run as run_plain  # noqa: PLC0415 - only the face that is needed

        return run_plain(given, beginning, resuming=resume)
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        complain(_("this needs a terminal: start it in a terminal window, or use --plain for plain text."))
        return 2
    if not _shows_screens():
        complain(_("this console cannot show screens. Use Windows Terminal, or start with --plain for plain text."))
        return 2
    gc.disable()  # what is loaded until the first frame stays: the app enables it again
    from dialogkort.cli.app import run  # noqa: PLC0415 - the screens, which need the terminal

    return run(given, beginning, resume=resume, first=first)


def _shows_screens() -> bool:
    """Tell whether the console can show the screens: not all Windows consoles can."""
    if not WINDOWS:
        return True
    from dialogkort.cli.windows_console import shows_screens  # noqa: PLC0415 - Windows only

    return shows_screens()


def wants_lines(given: argparse.Namespace, environ: Mapping[str, str]) -> bool:
    """Tell whether plain text is wanted: by an option, the settings, or a terminal that supports nothing else."""
    if given.plain or environ.get("TERM") == "dumb":
        return True
    kept, _problems = settings.load(locations.locations(environ).config)
    return kept.plain
