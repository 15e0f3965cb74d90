"""Cards → the lines of YAML that represent them, as a person would write them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dialogkort.core.cards import Card, Kind, Step
from dialogkort.decks.format.field_types import ChoiceType, StepsType
from dialogkort.decks.format.schema import CARD_FIELDS, names
from dialogkort.files.yaml_writing import in_quotes, may_be_guessed

_PLAIN: Final = re.compile(
    r"[^\W_](?:[^\n\t#:{}\[\]\"\\&*!|>%@`\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]|:(?=\S)|(?<=\S)#)*"
)
_NUMBERS: Final = frozenset({"level", "minutes"})
_BARE: Final = _NUMBERS | {"break_after"}
_FIELDS: Final = names(CARD_FIELDS)
_CALLED: Final = {"in": "together"}
"""Fields that have a different name on a card in Python."""
Written = str | tuple[str, ...] | tuple[Step, ...]


def scalar(text: str) -> str:
    """Return text on one line: plain if neither YAML nor a person can misread it, else in double quotes."""
    if _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and not may_be_guessed(text):
        return text
    return in_quotes(text)


def attribute(field: str) -> str:
    """Return the name that a card in Python has for a field of the format."""
    return _CALLED.get(field, field)


def values_of(card: Card) -> dict[str, Written]:
    """Return the fields of a card as they are written, leaving out defaults."""
    values: dict[str, Written] = {"id": card.id}
    if card.kind is not Kind.QUESTION:
        values["kind"] = str(card.kind)
    for field in CARD_FIELDS:
        if field.name in {"id", "kind"}:
            continue
        value = getattr(card, attribute(field.name))
        usual = (field.name == "level" and value == 1) or (field.name == "minutes" and card.steps)
        if value and not usual:
            values[field.name] = value if isinstance(value, tuple) else "true" if value is True else str(value)
    return values


def card_lines(card: Card, indent: str) -> list[str]:
    """Return the lines of a card in a list whose dashes are indented by `indent`."""
    return fields_lines(values_of(card), indent)


def fields_lines(values: Mapping[str, Written], indent: str) -> list[str]:
    """Return the lines of a list entry: its first field after the dash, the others below it."""
    lines: list[str] = []
    for name, value in values.items():
        lines += field_lines(name, value)
    return [indent + ("- " if not number else "  ") + line for number, line in enumerate(lines)]


def format_for(cards: Iterable[Card]) -> int:
    """Return the lowest format that has all the words these cards need."""
    newer = {field.name for field in CARD_FIELDS if field.newer}
    return 2 if any(card.kind is Kind.SPOKEN or newer & values_of(card).keys() for card in cards) else 1


def field_lines(name: str, value: Written) -> list[str]:
    """Return the lines of one field, from the first column on; below a Danish name, the words are Danish as well."""
    field = _FIELDS.get(name)
    danish = field is not None and name == field.danish
    if isinstance(value, tuple):
        inner = field.type.fields if field and isinstance(field.type, StepsType) else ()
        called = {part.name: part.danish if danish and part.danish else part.name for part in inner}
        return [f"{name}:", *(line for item in value for line in _item_lines(item, called))]
    if danish and field and isinstance(field.type, ChoiceType):
        value = next((word for word, meant in field.type.danish if meant == value), value)
    bare = field is not None and field.name in _BARE
    return [f"{name}: {value if bare else scalar(value)}"]


def _item_lines(step: str | Step, called: Mapping[str, str]) -> list[str]:
    if isinstance(step, Step):
        return [f"  - {called['text']}: {scalar(step.text)}", f"    {called['minutes']}: {step.minutes}"]
    return [f"  - {scalar(step)}"]
