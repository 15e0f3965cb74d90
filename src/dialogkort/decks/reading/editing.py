"""Adding, changing, moving or removing a card in the author's own YAML; no byte outside the card changes.

A changed field replaces only its own lines; everything beside it (notes, the author's own fields, the way the other
fields are quoted) stays. Each edit is read again before it is returned: if the card did not turn out as intended, or
another one changed, there is no edit.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from dialogkort.core.cards import Card, Kind
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS, LIMITS, Limits, names
from dialogkort.decks.format.writing import Written, attribute, field_lines, fields_lines, scalar, values_of
from dialogkort.decks.problems.problem import Severity
from dialogkort.decks.reading.findings import Findings
from dialogkort.decks.reading.ids import Taken, card_id
from dialogkort.decks.reading.mending import obeyed
from dialogkort.decks.reading.parsing import parse
from dialogkort.decks.reading.reading import Reading, read_deck
from dialogkort.decks.reading.source import open_source
from dialogkort.decks.reading.tree import Fields, Items, Node, SyntaxSlip, Text, TooDeep, TooMuch
from dialogkort.language import gettext

_LINE_END: Final = re.compile(r"(\r\n|\r|\n)")
_BOM: Final = "\ufeff"
_FIELDS: Final = names(CARD_FIELDS)
_ORDER: Final = {field.name: place for place, field in enumerate(CARD_FIELDS)}
_CARDS: Final = frozenset(next(field.names for field in DECK_FIELDS if field.name == "cards"))


class CannotEdit(Exception):
    """The deck is written in a way that makes this edit unsafe."""

    def __str__(self) -> str:
        return gettext("The way this deck is written, the card cannot be changed here. Nothing has been changed.")


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a file, each with its line ending; the BOM before the first line stays."""

    mark: str
    rows: tuple[str, ...]
    ends: tuple[str, ...]

    @property
    def end(self) -> str:
        return next((end for end in self.ends if end), "\n")

    def spliced(self, first: int, last: int, rows: list[str]) -> bytes:
        """Return the bytes with the lines from `first` up to but not including `last` (from 0) replaced."""
        before = "".join(map("".join, zip(self.rows[:first], self.ends[:first], strict=True)))
        if before and not before.endswith(("\n", "\r")):
            before += self.end
        after = "".join(map("".join, zip(self.rows[last:], self.ends[last:], strict=True)))
        ends = [self.end] * len(rows)
        if not after and last > first and not self.ends[last - 1] and rows:
            ends[-1] = ""  # the file had no line ending at its end
        return (self.mark + before + "".join(map("".join, zip(rows, ends, strict=True))) + after).encode()


def _lines(data: bytes) -> _Lines:
    text = data.decode()
    mark = _BOM if text.startswith(_BOM) else ""
    parts = _LINE_END.split(text.removeprefix(_BOM))
    rows, ends = parts[0::2], [*parts[1::2], ""]
    if not rows[-1]:
        rows, ends = rows[:-1], ends[:-1]
    return _Lines(mark, tuple(rows), tuple(ends))


def changed_card(data: bytes, name: str, place: int, card: Card) -> bytes:
    """Return the bytes of a deck with card number `place` (from 0) replaced by `card`. Raises CannotEdit."""
    before, items = _read(data, name)
    if place >= len(items.items):
        raise CannotEdit
    node = items.items[place]
    if not isinstance(node, Fields) or node.flow or not node.entries or items.flow:
        raise CannotEdit
    old = _card_at(before, place)
    wanted = values_of(card)
    known = values_of(old) if old else {}
    given = {_FIELDS[key.value].name for key, _value in node.entries if key.value in _FIELDS}
    changes: dict[str, Written | None] = {
        one: wanted.get(one)
        for one in dict.fromkeys((*known, *wanted, *given))
        if (wanted.get(one) != known.get(one) or one not in wanted or old is None) and _differs(old, card, one)
    }
    for field, value in changes.items():
        data = _with_field(data, name, place, field, value)
    after = read_deck(data, name)
    _hold_others(before, after, place, place)
    if not _is_meant(_card_at(after, place), card):
        raise CannotEdit
    return data


def _differs(old: Card | None, card: Card, field: str) -> bool:
    """Tell whether a field has to change; a default may be written out, or left out."""
    return old is None or getattr(old, attribute(field)) != getattr(card, attribute(field))


def with_format(data: bytes, name: str) -> tuple[bytes, int]:
    """Return the bytes of a deck that declares the format its words need, and that format; 0 if nothing has changed."""
    before = read_deck(data, name)
    problem = next((problem for problem in before.problems if problem.code == "DK314"), None)
    if problem is None:
        return data, 0
    changed = obeyed(data, problem)
    after = read_deck(changed, name)
    is_same = after.deck == before.deck and len(after.problems) == len(before.problems) - 1
    return (changed, int(dict(problem.parts)["number"])) if is_same else (data, 0)


def added_card(data: bytes, name: str, card: Card) -> tuple[bytes, str]:
    """Return the bytes of a deck with one more card at its end, and the card's id. Raises CannotEdit."""
    before, items = _read(data, name)
    taken = Taken([place.id for place in before.places])
    card = replace(card, id=taken.free(card.id or card_id(card.question)))
    lines = _lines(data)
    if items.flow or not items.items:
        raise CannotEdit
    last = items.items[-1]
    column = _dash(lines.rows[items.items[0].line - 1])
    end = _end_of(lines, last.line - 1, column)
    is_spaced = len(items.items) > 1 and not lines.rows[last.line - 2].strip()
    rows = ([""] if is_spaced else []) + _written(card, items, column)
    data = lines.spliced(end, end, rows)
    after = read_deck(data, name)
    number = len(before.places)
    if len(after.places) != number + 1 or not _is_meant(_card_at(after, number), card):
        raise CannotEdit
    _hold_others(before, after, number, -1)
    return data, card.id


def removed_card(data: bytes, name: str, place: int) -> bytes:
    """Return the bytes of a deck without card number `place`; the last card cannot be removed. Raises CannotEdit."""
    before, items = _read(data, name)
    if items.flow or not 0 <= place < len(items.items) or len(items.items) < 2:
        raise CannotEdit
    lines = _lines(data)
    node = items.items[place]
    first = node.line - 1
    end = _end_of(lines, first, _dash(lines.rows[first]))
    if end < len(lines.rows) and not lines.rows[end].strip() and first and not lines.rows[first - 1].strip():
        end += 1  # one of the two empty lines around the card is removed as well
    data = lines.spliced(first, end, [])
    after = read_deck(data, name)
    if len(after.places) != len(before.places) - 1:
        raise CannotEdit
    _hold_others(before, after, -1, place)
    return data


def moved_card(data: bytes, name: str, place: int, step: int) -> bytes:
    """Return the bytes of a deck with card number `place` one place later, or one earlier if `step` is -1.

    The card takes along its lines and the notes right above it; what is between the two cards stays there. Raises
    CannotEdit.
    """
    before, items = _read(data, name)
    first = min(place, place + step)
    if items.flow or first < 0 or first + 1 >= len(items.items):
        raise CannotEdit
    lines = _lines(data)
    (start, end), (other, last) = _span_of(lines, items, first), _span_of(lines, items, first + 1)
    if end > other:
        raise CannotEdit
    rows = [*lines.rows[other:last], *lines.rows[end:other], *lines.rows[start:end]]
    ends = [*lines.ends[other:last], *lines.ends[end:other], *lines.ends[start:end]]
    if not lines.ends[last - 1]:  # the file has no line ending at its end
        ends[last - other - 1], ends[-1] = lines.end, ""
    whole = _Lines(
        lines.mark,
        (*lines.rows[:start], *rows, *lines.rows[last:]),
        (*lines.ends[:start], *ends, *lines.ends[last:]),
    )
    data = whole.spliced(0, 0, [])
    after = read_deck(data, name)
    order = list(range(len(before.places)))
    order[first], order[first + 1] = first + 1, first
    _hold(
        before,
        after,
        [_card_at(before, number) for number in order],
        [_card_at(after, number) for number in range(len(order))],
    )
    return data


def _span_of(lines: _Lines, items: Items, place: int) -> tuple[int, int]:
    """Return the first line of a card, including notes right above its dash, and the line after its last one."""
    start = items.items[place].line - 1
    row = lines.rows[start]
    column = _dash(row)
    if not row.lstrip().startswith("-"):
        raise CannotEdit
    end = _end_of(lines, start, column)
    while start and lines.rows[start - 1].lstrip().startswith("#") and _dash(lines.rows[start - 1]) == column:
        start -= 1
    return start, end


def _read(data: bytes, name: str, limits: Limits = LIMITS) -> tuple[Reading, Items]:
    """Return the reading of a deck that YAML can parse as a whole, and the list of its cards."""
    try:
        source = open_source(data, limits)
        root = parse(source.text or "", Findings([]), limits)
        data.decode()
    except (SyntaxSlip, TooDeep, TooMuch, UnicodeDecodeError):
        raise CannotEdit from None
    if source.conflicts or not isinstance(root, Fields):
        raise CannotEdit
    cards = next((node for key, node in root.entries if key.value in _CARDS), None)
    reading = read_deck(data, name)
    if not isinstance(cards, Items) or len(cards.items) != len(reading.places):
        raise CannotEdit
    return reading, cards


def _card_at(reading: Reading, place: int) -> Card | None:
    """Return card number `place`, or None if it cannot be dealt."""
    if place >= len(reading.places) or not reading.places[place].playable or reading.deck is None:
        return None
    number = sum(card.playable for card in reading.places[:place])
    return reading.deck.cards[number]


def _is_meant(found: Card | None, card: Card) -> bool:
    return found is not None and replace(found, id=card.id or found.id, deck=card.deck, source=card.source) == card


def _hold_others(before: Reading, after: Reading, new: int, old: int) -> None:
    """Raise CannotEdit if another card, or one of the deck's own fields, has changed."""
    others = [_card_at(before, number) for number in range(len(before.places)) if number != old]
    still = [_card_at(after, number) for number in range(len(after.places)) if number != new]
    _hold(before, after, others, still)


def _hold(before: Reading, after: Reading, cards: list[Card | None], found: list[Card | None]) -> None:
    """Raise CannotEdit if the cards found are not the expected ones, or the description of the deck has changed."""
    head = replace(before.deck, cards=()) if before.deck else None
    if cards != found or (head is not None and (after.deck is None or replace(after.deck, cards=()) != head)):
        raise CannotEdit


def _dash(row: str) -> int:
    return len(row) - len(row.lstrip())


def _end_of(lines: _Lines, first: int, column: int) -> int:
    """Return the line after the end of what begins at line `first` and is indented more than `column`."""
    end = first + 1
    for number in range(first + 1, len(lines.rows)):
        row = lines.rows[number]
        if not row.strip() or (row.lstrip().startswith("#") and _dash(row) <= column):
            continue
        if _dash(row) <= column:
            break
        end = number + 1
    return end


def _written(card: Card, items: Items, column: int) -> list[str]:
    """Return the lines of a new card, with field names in the language that the deck uses."""
    danish = any(
        key.value == _FIELDS[key.value].danish
        for item in items.items
        if isinstance(item, Fields)
        for key, _value in item.entries
        if key.value in _FIELDS and _FIELDS[key.value].danish
    )
    return fields_lines({_name(field, danish=danish): value for field, value in values_of(card).items()}, " " * column)


def _name(field: str, *, danish: bool) -> str:
    one = _FIELDS[field]
    return one.danish if danish and one.danish else one.name


def _with_field(data: bytes, name: str, place: int, field: str, value: Written | None) -> bytes:
    """Return the bytes with one field of a card replaced, inserted or removed."""
    _reading, items = _read(data, name)
    node = items.items[place]
    if not isinstance(node, Fields):
        raise CannotEdit
    lines = _lines(data)
    entries = [(key, entry) for key, entry in node.entries if isinstance(key, Text)]
    column = entries[0][0].column - 1
    there = [number for number, (key, _value) in enumerate(entries) if key.value in _FIELDS[field].names]
    if not there:
        return data if value is None else _put_in(lines, entries, column, field, value)
    number = there[0]
    key, _old = entries[number]
    first = key.line - 1
    last = _end_of(lines, first, column if number else _dash(lines.rows[first]))
    if number + 1 < len(entries):
        last = min(last, entries[number + 1][0].line - 1)
        while last > first + 1 and (not lines.rows[last - 1].strip() or lines.rows[last - 1].lstrip().startswith("#")):
            last -= 1
    head = lines.rows[first][:column]
    if value is None:
        if number:
            return lines.spliced(first, last, [])
        if len(entries) < 2:
            raise CannotEdit
        other = entries[1][0].line - 1  # the next field moves up after the dash
        return lines.spliced(first, other + 1, [head + lines.rows[other][column:]])
    rows = field_lines(key.value, value)
    written = [head + rows[0], *(" " * column + row for row in rows[1:])]
    return lines.spliced(first, last, written)


def _put_in(lines: _Lines, entries: list[tuple[Text, Node]], column: int, field: str, value: Written) -> bytes:
    """Insert a field after the one that precedes it in the format, or at the end of the card."""
    before = [
        number
        for number, (key, _value) in enumerate(entries)
        if key.value in _FIELDS and _ORDER[_FIELDS[key.value].name] < _ORDER[field]
    ]
    danish = any(key.value in _FIELDS and key.value == _FIELDS[key.value].danish for key, _value in entries)
    rows = [" " * column + row for row in field_lines(_name(field, danish=danish), value)]
    number = max(before, default=0)
    first = entries[number][0].line - 1
    last = _end_of(lines, first, column if number else _dash(lines.rows[first]))
    if number + 1 < len(entries):
        last = min(last, entries[number + 1][0].line - 1)
        while last > first + 1 and (not lines.rows[last - 1].strip() or lines.rows[last - 1].lstrip().startswith("#")):
            last -= 1
    return lines.spliced(last, last, rows)


def problems_of(card: Card, language: str, lists: tuple[str, ...] = (), *, errors_only: bool = False) -> dict[str, str]:
    """Return a card's problems and warnings while it is being written, by field, in the current language.

    `lists` are those that the deck's other cards open.
    """
    head = ["format: 2", "title: x", f"language: {scalar(language)}", "cards:"]
    values = {key: value for key, value in values_of(replace(card, id=card.id or "x", source="")).items() if value}
    lines: list[tuple[str, str]] = []
    for field, value in values.items():
        lines += [(field, row) for row in field_lines(field, value)]
    rows = [("  - " if not number else "    ") + row for number, (_field, row) in enumerate(lines)]
    reading = read_deck("\n".join([*head, *rows, ""]).encode(), "x")
    found: dict[str, str] = {}
    for problem in reading.problems:
        opened = problem.code == "DK317" and card.shows in lists
        if opened or (errors_only and problem.severity is not Severity.ERROR):
            continue
        place = problem.line - len(head) - 1
        at = lines[place][0] if 0 <= place < len(lines) else "question"
        field = at if at == "steps" else str(dict(problem.parts).get("field", "")) or at
        if field in _FIELDS and _FIELDS[field].name == "id" and not card.id:
            continue
        found.setdefault(field if field in _FIELDS else "question", problem.message())
    return found


def blank(deck: str, kind: Kind = Kind.QUESTION) -> Card:
    """Return an empty card to start with."""
    return Card(id="", deck=deck, kind=kind, question="")
