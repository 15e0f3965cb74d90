"""`dialogkort decks show`: what is in a deck."""

import argparse
import os

from dialogkort import language
from dialogkort.language import gettext as _


def about() -> str:
    return _("Show what a deck is about, and all its cards.")


def run(given: argparse.Namespace) -> int:
    """Print the deck with this id or in this file."""
    from dialogkort.cli.printing import complain, show, width  # noqa: PLC0415
    from dialogkort.cli.shelves import shelf_of  # noqa: PLC0415
    from dialogkort.core.text import clean_line  # noqa: PLC0415
    from dialogkort.decks.shelf.library import Library  # noqa: PLC0415
    from dialogkort.decks.showing.display import summary  # noqa: PLC0415
    from dialogkort.decks.showing.text import deck_text  # noqa: PLC0415
    from dialogkort.storage.locations import locations  # noqa: PLC0415

    shelved = Library(shelf_of(locations(os.environ))).find(given.deck, language.current())
    if shelved is None:
        words = _("There is no deck {name}. “dialogkort decks list” shows those there are.")
        complain(words.format(name=clean_line(given.deck, 200)))
        return 1
    if shelved.reading.deck:
        show(deck_text(shelved.reading.deck, width()))
    if not shelved.reading.errors:
        return 0
    show(("\n" if shelved.reading.deck else "") + summary([shelved.reading]))
    show(_("What is wrong is shown by:") + f" dialogkort decks check {shelved.path}")
    return 1
