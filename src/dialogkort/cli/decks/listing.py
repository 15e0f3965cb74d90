"""`dialogkort decks list`: the decks on the shelf."""

import argparse
import os

from dialogkort import language
from dialogkort.language import gettext as _
from dialogkort.language import ngettext


def about() -> str:
    return _("List the decks that can be played: those in your language, and your own.")


def run(given: argparse.Namespace) -> int:
    """Print a line for each deck: id, cards, title, and whether it is the user's or has faults."""
    from dialogkort.cli.printing import show  # noqa: PLC0415
    from dialogkort.cli.shelves import shelf_of  # noqa: PLC0415
    from dialogkort.core.text import clean_line  # noqa: PLC0415
    from dialogkort.decks.shelf.library import Library  # noqa: PLC0415
    from dialogkort.files.cells import cells  # noqa: PLC0415
    from dialogkort.storage.locations import locations  # noqa: PLC0415

    del given
    rows = []
    for shelved in Library(shelf_of(locations(os.environ))).decks(language.current()):
        deck = shelved.reading.deck
        cards = ngettext("{number} card", "{number} cards", len(deck.cards) if deck else 0)
        notes = [] if shelved.bundled else [_("your own: {path}").format(path=clean_line(str(shelved.path), 400))]
        if errors := shelved.reading.errors:
            notes.insert(0, "! " + ngettext("{number} fault", "{number} faults", errors))
        title = deck.title if deck else ""
        rows.append((clean_line(shelved.id, 80), cards, deck.language if deck else "", title, " · ".join(notes)))
    widths = [max(map(cells, column), default=0) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True))
        show("  ".join(padded).rstrip())
    return 0
