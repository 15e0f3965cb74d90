"""Ids: derived from a file's name or a question if the author gave none."""

import re
from collections.abc import Iterable
from typing import Final

from dialogkort.decks.format.field_types import PATTERNS, Form
from dialogkort.decks.format.schema import ID_LIMIT
from dialogkort.language.names import slug

_ID: Final = re.compile(PATTERNS[Form.ID])
_LONGEST: Final = 40
_READ: Final = 120


def deck_id(name: str) -> str:
    """Return the id of a deck, derived from the stem of its file name."""
    return name if len(name) <= ID_LIMIT and _ID.fullmatch(name) else slug(name[:_READ])


def card_id(question: str) -> str:
    """Return an id of at most 40 characters, derived from the first words of a question."""
    whole = slug(question[:_READ])
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


class Taken:
    """The ids that are in use in a deck."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = set(ids)
        self._next: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """Reserve and return `wanted`, or `wanted-2`, `wanted-3` … if it is in use."""
        found = wanted
        number = self._next.get(wanted, 2)
        while found in self._ids:
            found = f"{wanted}-{number}"
            number += 1
        self._next[wanted] = number
        self._ids.add(found)
        return found
