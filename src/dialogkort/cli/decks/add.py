"""`dialogkort decks add`: a deck onto the user's shelf."""

import argparse
import os
from pathlib import Path

from dialogkort.cli.decks import schema_file
from dialogkort.cli.decks.arguments import take_file
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, width
from dialogkort.cli.surroundings import shelf_of
from dialogkort.core.cards import Deck
from dialogkort.decks.reading.reading import Reading, read_deck
from dialogkort.decks.shelf.shelf import content
from dialogkort.decks.showing.display import show_reading, summary
from dialogkort.files import atomic
from dialogkort.files.atomic import CannotSave
from dialogkort.language import gettext as _
from dialogkort.language.names import slug
from dialogkort.storage.locations import Locations, locations


def describe(command: Parser) -> None:
    """Say what the command is for and what it can be given."""
    command.description = _("Check a deck and copy it to your shelf, where the game finds it. Overwrites nothing.")
    take_file(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Check the file, and copy the very bytes that were checked."""
    data = content(given.file)
    reading = data if isinstance(data, Reading) else read_deck(data, given.file.stem)
    if reading.problems:
        show(show_reading(str(given.file), reading, width()))
        show(summary([reading]))
    deck = reading.deck
    if isinstance(data, Reading) or deck is None or reading.errors:
        complain(_("The deck has not been added. Put the errors right first."))
        return 1
    places = locations(os.environ)
    taken = _taken_by(deck, data, places)
    path = taken or places.own_decks / f"{slug(deck.id)}.yaml"  # `con` is an id, but no name for a file
    try:
        if taken is None:
            _copy(path, data)
    except FileExistsError:
        taken = path
    except CannotSave as error:
        complain(str(error))
        return 1
    if taken and content(taken) != data:
        words = _("A deck {id} is on your shelf already: {path}. Take it off first, or give this one another id.")
        complain(words.format(id=deck.id, path=taken))
        return 1
    show(_("{title} is on your shelf: {path}").format(title=deck.title, path=path))
    show(f"  dialogkort play {deck.id}")
    return 0


def _taken_by(deck: Deck, data: bytes, places: Locations) -> Path | None:
    """Return the file of the user's own deck with the same id and language; rather the same deck."""
    name = (deck.id, deck.language)
    own = [one for one in shelf_of(places).decks() if not one.bundled]
    paths = [one.path for one in own if one.reading.deck and (one.id, one.reading.deck.language) == name]
    return next((path for path in paths if content(path) == data), paths[0] if paths else None)


def _copy(path: Path, data: bytes) -> None:
    """Write the deck, and the schema that its modelines name. Raises FileExistsError and CannotSave."""
    atomic.write(path, data, exclusive=True)
    atomic.write_if_changed(path.parent / schema_file.NAME, schema_file.schema_text().encode())
