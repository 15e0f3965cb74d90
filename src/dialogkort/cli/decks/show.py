"""`dialogkort decks show`: the contents of a deck."""

import argparse
import os

from dialogkort import language
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, width
from dialogkort.cli.surroundings import shelf_of
from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.library import Library
from dialogkort.decks.showing.display import summary
from dialogkort.decks.showing.text import deck_text
from dialogkort.language import gettext as _
from dialogkort.storage.locations import locations


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _("Show what a deck is about, and all its cards.")
    command.add_argument("deck", metavar=_("DECK"), help=_("a deck's id or file"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the deck with this id or in this file."""
    shelf = Library(shelf_of(locations(os.environ)))
    shelved = shelf.find(given.deck, language.current())
    if shelved is None:
        unread = [deck for deck in shelf.decks(language.current()) if deck.reading.unread]
        for deck in unread:  # it may be there
            complain(f"{deck.path}: {deck.reading.problems[0].message()}")
        if unread:
            return 2
        words = _("There is no deck {name}. To see them all, run “dialogkort decks list”.")
        complain(words.format(name=clean_line(given.deck, 200)))
        return 1
    if shelved.reading.deck:
        show(deck_text(shelved.reading.deck, width()))
    if not shelved.reading.errors:
        return 0
    show(("\n" if shelved.reading.deck else "") + summary([shelved.reading]))
    show(_("To see what is wrong, run:") + f" dialogkort decks check {shelved.path}")
    return 2 if shelved.reading.unread else 1
