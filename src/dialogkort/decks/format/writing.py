"""Cards → the lines of YAML that stand for them, as a person would write them."""

import re
from collections.abc import Mapping
from typing import Final

from dialogkort.core.cards import Card, Kind
from dialogkort.decks.format.schema import CARD_FIELDS
from dialogkort.files.yaml_writing import in_quotes, may_be_guessed

_PLAIN: Final = re.compile(
    r"[^\W_](?:[^\n\t#:{}\[\]\"\\&*!|>%@`\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]|:(?=\S)|(?<=\S)#)*"
)
_NUMBERS: Final = frozenset({"level", "minutes"})


def scalar(text: str) -> str:
    """Return a text on one line: plain where neither YAML nor a person can misread it, else in double quotes."""
    if _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and not may_be_guessed(text):
        return text
    return in_quotes(text)


def values_of(card: Card) -> dict[str, str | tuple[str, ...]]:
    """Return the fields of a card as they are written, those that are the usual left out."""
    values: dict[str, str | tuple[str, ...]] = {"id": card.id}
    if card.kind is not Kind.QUESTION:
        values["kind"] = str(card.kind)
    for one in CARD_FIELDS:
        if one.name in {"id", "kind"}:
            continue
        value = getattr(card, one.name)
        if value and not (one.name == "level" and value == 1):
            values[one.name] = value if isinstance(value, tuple) else str(value)
    return values


def card_lines(card: Card, indent: str) -> list[str]:
    """Return the lines of a card in a list whose dashes stand after `indent`."""
    return fields_lines(values_of(card), indent)


def fields_lines(values: Mapping[str, str | tuple[str, ...]], indent: str) -> list[str]:
    """Return the lines of an entry of a list: its first field behind the dash, the others below it."""
    lines: list[str] = []
    for name, value in values.items():
        lines += field_lines(name, value)
    return [indent + ("- " if not number else "  ") + line for number, line in enumerate(lines)]


def field_lines(name: str, value: str | tuple[str, ...]) -> list[str]:
    """Return the lines of one field, from the first column."""
    if isinstance(value, tuple):
        return [f"{name}:", *(f"  - {scalar(text)}" for text in value)]
    return [f"{name}: {value if name in _NUMBERS else scalar(value)}"]
