"""`dialogkort decks print`: a deck as cards to cut out."""

import argparse
import os

from dialogkort import language
from dialogkort.cli.output import put, take_output
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain
from dialogkort.cli.surroundings import shelf_of
from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.library import Library
from dialogkort.language import TONGUES
from dialogkort.language import gettext as _
from dialogkort.language.names import slug
from dialogkort.storage.locations import locations
from dialogkort.views.bands import BANDS, band_of
from dialogkort.views.pages.sheets import sheets_page


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Export a deck as sheets to print: eight cards on each, with their backs on the next. Print"
        " double-sided at 100%, flipped on the long edge, and cut along the marks."
    )
    command.add_argument("deck", metavar=_("DECK"), help=_("a deck's id or file"))
    take_output(command, "DECK.html")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the sheets."""
    shelved = Library(shelf_of(locations(os.environ))).find(given.deck, language.current())
    deck = shelved.reading.deck if shelved else None
    if shelved is None or deck is None or not deck.cards:
        words = _("There is no deck {name}. To see them all, run “dialogkort decks list”.")
        complain(words.format(name=clean_line(given.deck, 200)))
        return 1
    tongue = deck.language.split("-")[0]
    with language.using(tongue if tongue in TONGUES else language.current()):
        page = sheets_page(deck, BANDS[band_of(deck.id)])
    code = put(page, given, f"{slug(deck.id)}.html")
    if shelved.reading.errors:
        complain(_("To see what is wrong, run:") + f" dialogkort decks check {shelved.path}")
    return code
