"""`dialogkort play`: straight to a game."""

import argparse

from dialogkort.cli.parser import Parser
from dialogkort.cli.seats import describe_seats
from dialogkort.cli.terminal import open_app
from dialogkort.core.game.phases import Format
from dialogkort.core.team import LONGEST_TEAM_NAME
from dialogkort.core.text import clean_line
from dialogkort.language import TONGUES, using
from dialogkort.language import gettext as _
from dialogkort.language.words import format_name
from dialogkort.sessions.beginning import Beginning
from dialogkort.sessions.names import members_of


def describe(command: Parser) -> None:
    """Say what the command is for and what it can be given."""
    command.description = _("Begin a game at once when decks and members are known; otherwise the set-up opens.")
    command.add_argument("decks", nargs="*", metavar=_("DECK"), help=_("the id of a deck, or a deck's file"))
    command.add_argument("--team", default="", metavar=_("NAME"), help=_("the team; one that has played is known"))
    command.add_argument(
        "--members", default="", metavar=_("NAMES"), help=_("names with commas between, or how many you are")
    )
    command.add_argument(
        "--minutes", type=_minutes, default=0, metavar=_("MINUTES"), help=_("how long the meeting has")
    )
    command.add_argument("--format", choices=_formats(), help=_("about 15, 45 or 60 minutes (default: what fits best)"))
    command.add_argument(
        "--reviews",
        type=_reviews,
        metavar=_("NUMBER"),
        help=_("how many agreements that are due are looked at first (default: 3)"),
    )
    command.add_argument("--seed", type=int, metavar=_("NUMBER"), help=_("the same number deals the same cards"))
    describe_seats(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Open the table, or the set-up with what was given."""
    return open_app(
        given,
        Beginning(
            team=clean_line(given.team, LONGEST_TEAM_NAME),
            members=members_of(given.members),
            decks=tuple(given.decks),
            minutes=given.minutes,
            form=_formats()[given.format] if given.format else None,
            seed=given.seed,
            reviews=given.reviews,
        ),
    )


def _formats() -> dict[str, Format]:
    """Return each format by its name in each language."""
    formats = {}
    for form in Format:
        for spoken in TONGUES:
            with using(spoken):
                formats[format_name(form)] = form
    return formats


def _minutes(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 600:
        return int(text)
    raise argparse.ArgumentTypeError(_("write the minutes as a number from 1 to 600"))


def _reviews(text: str) -> int:
    if text.isdecimal() and int(text) <= 1_000:
        return int(text)
    raise argparse.ArgumentTypeError(_("write how many as a number, 0 for none"))
