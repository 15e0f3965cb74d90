"""Ids for the cards that have none, written into the deck's file; no other byte changes."""

import re
from typing import Final

from dialogkort.decks.format.schema import DECK_FIELDS, LIMITS
from dialogkort.decks.reading.findings import Findings
from dialogkort.decks.reading.parsing import parse
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.reading.source import open_source
from dialogkort.decks.reading.tree import Fields, Items, Text
from dialogkort.language import gettext

_LINE_END: Final = re.compile(r"(\r\n|\r|\n)")
_BOM: Final = "\ufeff"
_CARDS: Final = frozenset(next(field.names for field in DECK_FIELDS if field.name == "cards"))


class CannotGive(Exception):
    """The cards are written in a way that makes it unsafe to insert an id."""

    def __str__(self) -> str:
        return gettext("The way the cards are written, ids cannot be added safely. Nothing has been changed.")


def with_ids(data: bytes, name: str) -> tuple[bytes, tuple[tuple[int, str], ...]]:
    """Return the bytes of an error-free deck after giving each card an id, and the new ids with their lines.

    `name` is the file's stem. The ids are those by which the cards are already known. Raises CannotGive.
    """
    before = read_deck(data, name)
    lacking = _lacking(data, tuple(place.id for place in before.places))
    if not lacking:
        return data, ()
    text = data.decode()
    mark = _BOM if text.startswith(_BOM) else ""
    parts = _LINE_END.split(text.removeprefix(_BOM))  # a line, its ending, a line, its ending, …
    usual = parts[1] if len(parts) > 1 else "\n"
    for line, column, pattern, card_id in reversed(lacking):
        place = 2 * (line - 1)
        row, end = parts[place], (parts[place + 1 : place + 2] or [usual])[0]
        filled = pattern.format(id=card_id, end=end, indent=" " * (column - 1))
        parts[place] = row[: column - 1] + filled + row[column - 1 :]
    written = (mark + "".join(parts)).encode()
    after = read_deck(written, name)
    if after.deck != before.deck or after.errors or _lacking(written, ()):
        raise CannotGive
    given = {card_id for *_, card_id in lacking}
    return written, tuple((place.line, place.id) for place in after.places if place.id in given)


def _lacking(data: bytes, ids: tuple[str, ...]) -> list[tuple[int, int, str, str]]:
    """Return where to insert ids: line, column, what to write there, and the id.

    `ids` are those of all cards; without them, any will do.
    """
    source = open_source(data, LIMITS)
    root = parse(source.text or "", Findings([]), LIMITS)
    cards = (
        next((node for key, node in root.entries if key.value in _CARDS), None) if isinstance(root, Fields) else None
    )
    found = []
    for number, card in enumerate(cards.items if isinstance(cards, Items) else ()):
        if not isinstance(card, Fields) or not card.entries:
            continue
        card_id = ids[number] if number < len(ids) else ""
        key, value = next(((key, value) for key, value in card.entries if key.value == "id"), card.entries[0])
        if key.value != "id":
            pattern = "id: {id}, " if card.flow else "id: {id}{end}{indent}"
            found.append((key.line, key.column, pattern, card_id))
        elif isinstance(value, Text) and not value.value:
            # the field is present but empty: insert after its colon
            colon = source.findings.line(key.end_line).find(":", key.end_column - 1)
            found.append((key.end_line, colon + 2, " {id}", card_id))
    return found
