"""`dialogkort play`: straight to a game."""

import argparse
import os
from contextlib import suppress
from pathlib import Path

from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain
from dialogkort.cli.seats import describe_seats
from dialogkort.cli.surroundings import shelf_of
from dialogkort.cli.terminal import open_app
from dialogkort.cli.texts import text_up_to
from dialogkort.core.game.phases import Format
from dialogkort.core.team import LONGEST_TEAM_NAME
from dialogkort.core.text import clean_line
from dialogkort.decks.problems.problem import Severity
from dialogkort.decks.shelf import linked
from dialogkort.decks.shelf.library import Library
from dialogkort.decks.shelf.shelf import Shelf, ShelvedDeck
from dialogkort.files.atomic import CannotSave
from dialogkort.language import TONGUES, current, using
from dialogkort.language import gettext as _
from dialogkort.language.words import format_name
from dialogkort.sessions.beginning import Beginning
from dialogkort.sessions.names import MOST_TEXT, members_of
from dialogkort.storage.locations import locations


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Start a game right away if you give the decks and the members; otherwise, open the set-up."
    )
    command.add_argument("decks", nargs="*", metavar=_("DECK"), help=_("a deck's id or file"))
    command.add_argument(
        "--team",
        type=text_up_to(LONGEST_TEAM_NAME),
        default="",
        metavar=_("NAME"),
        help=_("the team; if it has played before, its members are remembered"),
    )
    command.add_argument(
        "--members",
        type=text_up_to(MOST_TEXT),
        default="",
        metavar=_("NAMES"),
        help=_("names separated by commas, or the number of people"),
    )
    command.add_argument(
        "--minutes", type=_minutes, default=0, metavar=_("MINUTES"), help=_("the length of the meeting in minutes")
    )
    command.add_argument(
        "--format", choices=_formats(), help=_("about 15, 45 or 60 minutes (default: whichever fits best)")
    )
    command.add_argument(
        "--reviews",
        type=_reviews,
        metavar=_("NUMBER"),
        help=_("how many agreements to review first, if they are due (default: 3)"),
    )
    command.add_argument(
        "--seed",
        type=int,
        metavar=_("NUMBER"),
        help=_("a number for the shuffle: the same number deals the same cards"),
    )
    describe_seats(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Open the table, or the set-up with what was given; for a deck that cannot be played, say so and open nothing."""
    shelf = shelf_of(locations(os.environ))
    found = {word: Library(shelf).find(word, current()) for word in given.decks}
    unfit = [word for word, shelved in found.items() if not _can_be_played(word, shelved)]
    if unfit:
        return 2
    _link(shelf, found)
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
    raise argparse.ArgumentTypeError(_("give the minutes as a number from 1 to 600"))


def _reviews(text: str) -> int:
    if text.isdecimal() and int(text) <= 1_000:
        return int(text)
    raise argparse.ArgumentTypeError(_("give a number, 0 for none"))


def _link(shelf: Shelf, found: dict[str, ShelvedDeck | None]) -> None:
    """Put a deck that is played from its own folder on the shelf, as a link to its file."""
    places = locations(os.environ)
    known = {deck.path for deck in shelf.decks()} if any(map(_is_path, found)) else set()
    for word, shelved in found.items():
        if shelved and _is_path(word) and Path(os.path.abspath(shelved.path)) not in known:  # noqa: PTH100
            with suppress(CannotSave):  # the game can continue anyway
                linked.link(places.config, shelved.path)


def _is_path(word: str) -> bool:
    return Path(word).name != word or bool(Path(word).suffix)


def _can_be_played(word: str, shelved: ShelvedDeck | None) -> bool:
    """Tell whether the deck exists and has a card that can be played, and say so if not."""
    name = clean_line(word, 200)
    if shelved is None:
        complain(_("There is no deck {name}. To see them all, run “dialogkort decks list”.").format(name=name))
        return False
    if shelved.reading.deck:
        return True
    first = next(problem for problem in shelved.reading.problems if problem.severity is Severity.ERROR)
    rest = shelved.reading.errors - 1
    words = first.message() + (f" ({hint})" if (hint := first.hint()) else "")
    place = f":{first.line}" if rest or first.excerpt.text else ""
    more = " " + _("To see all the problems, run “dialogkort decks check”.") if rest else ""
    complain(f"{name}{place}: {words}.{more}")
    return False
