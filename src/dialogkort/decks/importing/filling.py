"""A cell or labelled text → a field of a card: kinds and levels in words, several items in one cell."""

import re
from dataclasses import replace
from typing import Any, Final, assert_never

from dialogkort.core.cards import Card, Kind
from dialogkort.decks.format.field_types import (
    PATTERNS,
    CardsType,
    ChoiceType,
    Field,
    FieldsType,
    FlagType,
    Form,
    NumberType,
    SourcesType,
    StepsType,
    TextsType,
    TextType,
)
from dialogkort.decks.format.schema import CARD_FIELDS, ID_LIMIT, names
from dialogkort.decks.importing.words import tidy, without_mark
from dialogkort.files.suggestions import likely

Cell = str | tuple[str, ...]


def changed(card: Card, name: str, value: str | int | tuple[str, ...]) -> Card:
    """Return the card with the field `name` changed."""
    changes: dict[str, Any] = {name: value}
    return replace(card, **changes)


_FIELDS: Final = names(CARD_FIELDS)
_ID: Final = re.compile(PATTERNS[Form.ID])
_NUMBER: Final = re.compile(r"(\d{1,4})(?:[.,]0+)?(?:\s*(?:min\.?|minutter|minutes|minut|minute))?")
_PARTS: Final = re.compile(r"\n|\||;|\s/\s|•")
"""What is between two parts of a cell. The spaces around it are not searched for, which would take too long."""
_AFTER_QUESTION: Final = re.compile(r"(?<=\?)\s+")
_COMMA: Final = re.compile(r"\s*,\s+|\s*,(?=\S)")
_LEVELS: Final = (
    ("let", 1), ("nem", 1), ("opvarmning", 1), ("lav", 1), ("easy", 1), ("warm-up", 1), ("warmup", 1), ("low", 1),
    ("light", 1), ("begynder", 1), ("mellem", 2), ("middel", 2), ("hverdag", 2), ("medium", 2), ("everyday", 2),
    ("svær", 3), ("dyb", 3), ("høj", 3), ("hard", 3), ("deep", 3), ("high", 3),
)  # fmt: skip
_LONG_WORD: Final = 60
_MOST_TEXTS: Final = 200
"""How many follow-up questions, answers or tags of a card are read: more are not its own."""


def filled(card: Card, name: str, cell: Cell) -> Card | None:
    """Return the card with one more field, or None if the cell does not fit the field; lists are extended."""
    field = _FIELDS[name]
    match field.type:
        case TextsType():
            old: tuple[str, ...] = getattr(card, name)
            return changed(card, name, old + _texts(field, cell)) if len(old) < _MOST_TEXTS else None
        case NumberType(low, high):
            number = _number(name, _line(cell))
            return changed(card, name, number) if low <= number <= high else None
        case ChoiceType() if name != "kind":
            return None
        case ChoiceType():
            word = _line(cell)
            kind = field.type.meant(word.casefold()) or likely(
                word, field.type.values, field.type.also + field.type.danish
            )
            return replace(card, kind=Kind(kind)) if kind else None
        case TextType(form=Form.ID):
            word = _line(cell).casefold()
            return replace(card, id=word) if len(word) <= ID_LIMIT and _ID.fullmatch(word) else None
        case TextType():
            old_text: str = getattr(card, name)
            joined = f"{old_text} {_line(cell)}".strip() if name in {"advice", "question"} else _line(cell)
            return changed(card, name, joined)
        case FieldsType() | FlagType() | StepsType() | SourcesType() | CardsType():
            return None
        case _:
            assert_never(field.type)


def _line(cell: Cell) -> str:
    return tidy(" ".join(cell) if isinstance(cell, tuple) else cell)


def _number(name: str, text: str) -> int:
    if match := _NUMBER.fullmatch(text):
        return int(match[1])
    return next((number for word, number in _LEVELS if word in text.casefold().split()), 0) if name == "level" else 0


def _texts(field: Field, cell: Cell) -> tuple[str, ...]:
    """Split a cell with several items at its lines, bars or semicolons; else after each question."""
    if isinstance(cell, tuple):
        return tuple(text for part in cell if (text := tidy(part)))
    parts = [text for part in _PARTS.split(cell) if (text := without_mark(tidy(part)))]
    if len(parts) == 1 and field.name == "follow_ups":
        parts = [part for part in _AFTER_QUESTION.split(parts[0]) if part]
    if len(parts) == 1 and field.name in {"options", "tags"}:
        by_comma = [part for part in _COMMA.split(parts[0]) if part]
        if field.name == "tags" or (2 <= len(by_comma) <= 5 and max(map(len, by_comma)) <= _LONG_WORD):
            parts = by_comma
    return tuple(parts)
