"""`dialogkort resume`: continue the unfinished game."""

import argparse

from dialogkort.cli.parser import Parser
from dialogkort.cli.seats import describe_seats
from dialogkort.cli.terminal import open_app
from dialogkort.language import gettext as _


def describe(command: Parser) -> None:
    """Describe the command."""
    command.description = _(
        "Resume the latest unfinished game at the step where you left it. Its files stay in the folder in which it was"
        " begun; with --folder, only games begun in that folder count."
    )
    describe_seats(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Open the unfinished game, or the home screen, which says that there is none."""
    return open_app(given, resume=True)
