"""The schema as a file beside a deck, where the editor's modelines look for it."""

import json
from pathlib import Path

from dialogkort.decks.format.json_schema import json_schema
from dialogkort.files import atomic

NAME = "deck.schema.json"
"""The file that the modelines of a new deck refer to.

It is placed beside the deck: there is no address to fetch, and no path that tells on whose machine it was written.
"""


def schema_text() -> str:
    """Return the schema as JSON in ASCII, so that it is valid in any encoding."""
    return json.dumps(json_schema(), indent=2) + "\n"


def lay_beside(deck: Path) -> bool:
    """Write the schema into the folder of a deck; tell whether an up-to-date one is there now.

    An existing file is left unchanged. Raises CannotSave.
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
