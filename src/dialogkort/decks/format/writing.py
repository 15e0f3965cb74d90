"""Cards → the lines of YAML that stand for them, as a person would write them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dialogkort.core.cards import Card, Kind, Step
from dialogkort.decks.format.schema import CARD_FIELDS
from dialogkort.files.yaml_writing import in_quotes, may_be_guessed

_PLAIN: Final = re.compile(
    r"[^\W_](?:[^\n\t#:{}\[\]\"\\&*!|>%@`\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]|:(?=\S)|(?<=\S)#)*"
)
_NUMBERS: Final = frozenset({"level", "minutes"})
_BARE: Final = _NUMBERS | {"break_after"}
_CALLED: Final = {"in": "together"}
"""Fields that a card calls otherwise in Python."""
Written = str | tuple[str, ...] | tuple[Step, ...]


def scalar(text: str) -> str:
    """Return a text on one line: plain where neither YAML nor a person can misread it, else in double quotes."""
    if _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and not may_be_guessed(text):
        return text
    return in_quotes(text)


def values_of(card: Card) -> dict[str, Written]:
    """Return the fields of a card as they are written, those that are the usual left out."""
    values: dict[str, Written] = {"id": card.id}
    if card.kind is not Kind.QUESTION:
        values["kind"] = str(card.kind)
    for field in CARD_FIELDS:
        if field.name in {"id", "kind"}:
            continue
        value = getattr(card, _CALLED.get(field.name, field.name))
        usual = (field.name == "level" and value == 1) or (field.name == "minutes" and card.steps)
        if value and not usual:
            values[field.name] = value if isinstance(value, tuple) else "true" if value is True else str(value)
    return values


def card_lines(card: Card, indent: str) -> list[str]:
    """Return the lines of a card in a list whose dashes stand after `indent`."""
    return fields_lines(values_of(card), indent)


def fields_lines(values: Mapping[str, Written], indent: str) -> list[str]:
    """Return the lines of an entry of a list: its first field behind the dash, the others below it."""
    lines: list[str] = []
    for name, value in values.items():
        lines += field_lines(name, value)
    return [indent + ("- " if not number else "  ") + line for number, line in enumerate(lines)]


def format_for(cards: Iterable[Card]) -> int:
    """Return the lowest format that has the words that cards need."""
    newer = {field.name for field in CARD_FIELDS if field.newer}
    return 2 if any(card.kind is Kind.SPOKEN or newer & values_of(card).keys() for card in cards) else 1


def field_lines(name: str, value: Written) -> list[str]:
    """Return the lines of one field, from the first column."""
    if isinstance(value, tuple):
        return [f"{name}:", *(line for item in value for line in _item_lines(item))]
    return [f"{name}: {value if name in _BARE else scalar(value)}"]


def _item_lines(step: str | Step) -> list[str]:
    if isinstance(step, Step):
        return [f"  - text: {scalar(step.text)}", f"    minutes: {step.minutes}"]
    return [f"  - {scalar(step)}"]
