"""`dialogkort decks list`: the decks on the shelf."""

import argparse
import os
from typing import TYPE_CHECKING

from dialogkort import language
from dialogkort.cli.columns import columns
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import show
from dialogkort.cli.surroundings import shelf_of
from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.library import Library
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.storage.locations import locations
from dialogkort.views.plan import same_id_words

if TYPE_CHECKING:
    from pathlib import Path

    from dialogkort.decks.shelf.shelf import ShelvedDeck


def describe(command: Parser) -> None:
    """Describe the command."""
    command.description = _("List the decks that you can play: those in your language, and your own.")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print a line for each deck: id, cards, title, and whether it is the user's own or has problems."""
    del given
    rows = []
    places = locations(os.environ)
    own = places.own_decks
    shelf = Library(shelf_of(places)).decks(language.current())
    for shelved in shelf:
        deck = shelved.reading.deck
        cards = ngettext("{number} card", "{number} cards", len(deck.cards) if deck else 0)
        notes = [] if shelved.bundled else [_whose(shelved, own).format(path=clean_line(str(shelved.path), 400))]
        if words := same_id_words(shelved):
            notes.append(f"! {words}")
        if shelved.copies:
            copies = clean_line(", ".join(shelved.copies), 200)
            notes.append(
                "! "
                + _("there is a copy next to it, because two people saved at the same time: {names}").format(
                    names=copies
                )
            )
        if errors := shelved.reading.errors:
            notes.insert(0, "! " + ngettext("{number} error", "{number} errors", errors))
        title = deck.title if deck else ""
        rows.append((clean_line(shelved.id, 80), cards, deck.language if deck else "", title, " · ".join(notes)))
    if rows:
        show("\n".join(columns(rows)))
    return 2 if any(shelved.reading.unread for shelved in shelf) else 0


def _whose(shelved: "ShelvedDeck", own: "Path") -> str:
    """Return where a deck that did not come with the program comes from; `{path}` is its file."""
    if shelved.linked:
        return _("linked: {path}")
    is_own = own in {shelved.path.parent, shelved.path.parent.parent}
    return _("your own: {path}") if is_own else _("shared: {path}")
