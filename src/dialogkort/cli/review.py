"""`dialogkort review`: the review screen."""

import argparse
import os
from typing import TYPE_CHECKING

from dialogkort.cli.agreements.teams import CannotAnswer, teams_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain
from dialogkort.cli.terminal import open_app, wants_lines
from dialogkort.language import gettext as _

if TYPE_CHECKING:
    from dialogkort.tui.home import HomeScreen


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Review your agreements, those due soonest first: keep, adjust, replace or retire each of them."
    )
    command.add_argument("--team", metavar=_("NAME"), help=_("only this team (default: all teams in the folder)"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Open the review screen, with the agreements of all teams or of the given one."""
    try:
        team = teams_of(given)[0].name if given.team is not None else ""
    except CannotAnswer as error:
        complain(str(error))
        return error.code

    if wants_lines(given, os.environ):
        from dialogkort.cli.lines import review as review_in_lines  # noqa: PLC0415 - only the face that is needed

        return review_in_lines(given, team)

    def review() -> "HomeScreen":
        from dialogkort.tui.agreements.screen import ReviewScreen  # noqa: PLC0415 - no screen without a terminal
        from dialogkort.tui.home import HomeScreen  # noqa: PLC0415

        return HomeScreen(ReviewScreen(team))

    return open_app(given, first=review)
