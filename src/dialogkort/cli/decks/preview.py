"""`dialogkort decks preview`: the cards as they will look at the table, updated on every save."""

import argparse
import os
from typing import TYPE_CHECKING

from dialogkort.cli.decks.arguments import take_file
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, width
from dialogkort.cli.terminal import open_app, wants_lines
from dialogkort.core.text import clean_line
from dialogkort.decks.problems.problem import Problem
from dialogkort.decks.shelf.shelf import shelve
from dialogkort.decks.showing.display import show_problem, summary
from dialogkort.decks.showing.text import card_text
from dialogkort.language import gettext as _

if TYPE_CHECKING:
    from dialogkort.tui.decks.preview import PreviewScreen


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _("Show the cards as they will look at the table, and any problems, updated on every save.")
    take_file(command)
    command.add_argument("--card", metavar="ID", default="", help=_("start with this card"))
    command.add_argument("--print", action="store_true", help=_("print the cards as plain text"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Open the preview, or print the cards."""
    if given.print or wants_lines(given, os.environ):
        return _print(given)

    def preview() -> "PreviewScreen":
        from dialogkort.tui.decks.preview import PreviewScreen  # noqa: PLC0415 - no screen without a terminal

        return PreviewScreen(given.file.absolute(), given.card)

    return open_app(given, first=preview)


def _print(given: argparse.Namespace) -> int:
    """Print each card, with its problems below; return 1 if there are errors."""
    name, room = str(given.file), width()
    reading = shelve(given.file).reading
    cards = {card.id: card for card in reading.deck.cards} if reading.deck else {}
    places = [place for place in reading.places if given.card in {"", place.id}]
    if given.card and not places:
        complain(_("There is no card {id} in {path}.").format(id=clean_line(given.card, 100), path=name))
        return 1
    told: set[Problem] = set()
    for number, place in enumerate(places):
        problems = reading.problems_at(place)
        told.update(problems)
        parts = [card_text(cards[place.id], room)] if place.playable else []
        parts += [show_problem(name, problem, room) for problem in problems]
        show(("\n" if number else "") + "\n\n".join(parts))
    if not given.card:
        rest = [problem for problem in reading.problems if problem not in told]
        show("\n".join(["", *(show_problem(name, problem, room) for problem in rest), summary([reading])]))
    return int(reading.errors > 0)
