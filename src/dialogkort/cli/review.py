"""`dialogkort review`: the review screen."""

import argparse
from typing import TYPE_CHECKING

from dialogkort.language import gettext as _

if TYPE_CHECKING:
    from dialogkort.tui.home import HomeScreen


def about() -> str:
    return _("Look at the agreements, those due for review first, and keep, adjust, retire or supersede them.")


def run(given: argparse.Namespace) -> int:
    """Open the review screen, with the agreements of all teams or of the one that is given."""
    from dialogkort.cli.agreements.teams import CannotAnswer, teams_of  # noqa: PLC0415
    from dialogkort.cli.printing import complain  # noqa: PLC0415
    from dialogkort.cli.terminal import open_app  # noqa: PLC0415

    try:
        team = teams_of(given)[0].name if given.team is not None else ""
    except CannotAnswer as error:
        complain(str(error))
        return error.code

    def review() -> "HomeScreen":
        from dialogkort.tui.agreements.screen import ReviewScreen  # noqa: PLC0415
        from dialogkort.tui.home import HomeScreen  # noqa: PLC0415

        return HomeScreen(ReviewScreen(team))

    return open_app(given, first=review)
