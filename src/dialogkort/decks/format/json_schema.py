"""The deck format as a JSON Schema (draft-07), for editors with yaml-language-server."""

from typing import Any, Final, assert_never

from dialogkort.core.cards import DECK_KINDS, Kind
from dialogkort.decks.format.field_types import (
    PATTERNS,
    CardsType,
    ChoiceType,
    Field,
    FieldsType,
    Form,
    NumberType,
    SourcesType,
    TextsType,
    TextType,
    Type,
)
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS, LIMITS
from dialogkort.language import gettext

Schema = dict[str, Any]
_NOTHING: Final[Schema] = {"type": "null"}


def json_schema() -> Schema:
    """Return the schema of a deck, its descriptions in the language in use.

    It gives the same verdict as the reader wherever a schema can: it cannot see duplicate keys and ids, what
    is refused in YAML itself, and warnings. A text that looks like a number or a yes to YAML is a text to the
    reader, so the schema lets those types pass as texts; a number in quotes is a number.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": gettext("A deck of dialogue cards for dialogkort"),
        **_fields(DECK_FIELDS),
    }


def _fields(fields: tuple[Field, ...]) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {one.name: _field(one) for one in fields},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    if required := [one.name for one in fields if one.required]:
        schema["required"] = required
    return schema


def _field(one: Field) -> Schema:
    schema = _type(one.type)
    if not one.required:
        schema = {"anyOf": [schema, _NOTHING]}
    return {"description": gettext(one.help), **schema}


def _type(kind: Type) -> Schema:
    match kind:
        case TextType():
            return _text(kind)
        case NumberType(low, high):
            digits = {"type": "string", "pattern": f"^(?:{_between(low, high)})$"}
            return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, digits]}
        case ChoiceType(values):
            return {"enum": [str(value) for value in values]}
        case TextsType(text, low, high):
            return {"type": "array", "items": _text(text), "minItems": low, "maxItems": high}
        case FieldsType(fields):
            return _fields(fields)
        case SourcesType(text):
            return {"type": "object", "patternProperties": {"^x-": {}}, "additionalProperties": _text(text)}
        case CardsType():
            return {"type": "array", "items": _card(), "minItems": 1, "maxItems": LIMITS.items}
        case _:
            assert_never(kind)


def _card() -> Schema:
    return {**_fields(CARD_FIELDS), "allOf": [rule for kind in DECK_KINDS if (rule := _needs(kind))]}


def _needs(kind: Kind) -> Schema:
    needed = [one.name for one in CARD_FIELDS if kind in one.needed_by]
    if not needed:
        return {}
    return {
        "if": {"properties": {"kind": {"const": str(kind)}}, "required": ["kind"]},
        "then": {"required": needed, "properties": {name: {"not": _NOTHING} for name in needed}},
    }


def _text(kind: TextType) -> Schema:
    pattern = PATTERNS.get(kind.form) or (
        rf"^(?=[\s\S]*\S)\s*[^\n]*(?:\n[^\n]*){{0,{kind.lines - 1}}}\s*$" if kind.form is Form.PROSE else r"\S"
    )
    return {"type": ["string", "number", "boolean"], "maxLength": kind.limit, "pattern": pattern}


def _between(low: int, high: int) -> str:
    """Return a pattern for the whole numbers from `low` to `high`, which are above 0."""
    lengths = range(len(str(low)), len(str(high)) + 1)
    return "|".join(
        _same_length(str(max(low, 10 ** (length - 1))), str(min(high, 10**length - 1))) for length in lengths
    )


def _same_length(low: str, high: str) -> str:
    """Return a pattern for the numbers between two of the same length."""
    if low == high:
        return low
    if low[0] == high[0]:
        return low[0] + _same_length(low[1:], high[1:])
    rest = len(low) - 1
    first, last = int(low[0]), int(high[0])
    parts = []
    if low[1:] != "0" * rest:
        parts.append(low[0] + _same_length(low[1:], "9" * rest))
        first += 1
    if high[1:] != "9" * rest:
        parts.append(high[0] + _same_length("0" * rest, high[1:]))
        last -= 1
    if first <= last:
        parts.append(f"[{first}-{last}]" + "[0-9]" * rest)
    return f"(?:{'|'.join(parts)})"
