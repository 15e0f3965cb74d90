"""The schema as a file beside a deck, where the editor's modelines look for it."""

import json
from pathlib import Path

from dialogkort.decks.format.json_schema import json_schema
from dialogkort.files import atomic

NAME = "deck.schema.json"
"""The modelines of a new deck name this file. It lies beside the deck: no address to fetch, no path that tells
whose machine the deck was written on."""


def schema_text() -> str:
    """Return the schema as JSON, in ascii, so that it is right in any encoding."""
    return json.dumps(json_schema(), indent=2) + "\n"


def lay_beside(deck: Path) -> bool:
    """Write the schema into the folder of a deck; tell whether it is there now and is the present one.

    A file that is there already is left alone. Raises CannotSave.
    """
    path, text = deck.parent / NAME, schema_text().encode()
    try:
        atomic.write(path, text, exclusive=True)
    except FileExistsError:
        try:
            return atomic.read(path) == text
        except atomic.CannotRead:
            return False
    return True
