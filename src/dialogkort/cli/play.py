"""`dialogkort play`: straight to a game."""

import argparse

from dialogkort.language import gettext as _


def about() -> str:
    return _("Begin a game at once when decks and members are known; otherwise the set-up opens.")


def run(given: argparse.Namespace) -> int:
    """Open the table, or the set-up with what was given."""
    from dialogkort.cli.arguments import form_of  # noqa: PLC0415
    from dialogkort.cli.terminal import open_app  # noqa: PLC0415
    from dialogkort.core.team import LONGEST_TEAM_NAME  # noqa: PLC0415
    from dialogkort.core.text import clean_line  # noqa: PLC0415
    from dialogkort.sessions.beginning import Beginning  # noqa: PLC0415
    from dialogkort.sessions.names import members_of  # noqa: PLC0415

    return open_app(
        given,
        Beginning(
            team=clean_line(given.team, LONGEST_TEAM_NAME),
            members=members_of(given.members),
            decks=tuple(given.decks),
            minutes=given.minutes,
            form=form_of(given),
            seed=given.seed,
            reviews=given.reviews,
        ),
    )
