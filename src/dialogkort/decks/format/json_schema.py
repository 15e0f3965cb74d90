"""The deck format as a JSON Schema (draft-07), for editors with yaml-language-server."""

from typing import Any, Final, assert_never

from dialogkort.core.cards import DECK_KINDS, Kind
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
    Type,
)
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS, LIMITS
from dialogkort.language import gettext
from dialogkort.language.words import kind_name

Schema = dict[str, Any]
_NOTHING: Final[Schema] = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
"""Matches nothing. It is written this way so that no editor suggests the word null."""
_QUIET: Final[Schema] = {"doNotSuggest": True}
"""Where yaml-language-server reads this word, it accepts a name but does not suggest it."""
_NO_TEXT: Final[Schema] = {"type": ["object", "array", "null"]}
_FREE: Final = frozenset({Form.PROSE, Form.LINE, Form.SOURCE})
_VISIBLE: Final = r"[^\s\u00ad\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0]"


def json_schema() -> Schema:
    """Return the schema of a deck, with descriptions in the current language.

    It gives the same verdict as the reader wherever a schema can: it cannot detect duplicate keys and ids, what is
    rejected in YAML itself, or warnings. Text that YAML takes for a number or a boolean is text to the reader, so
    the schema accepts those types as texts; a number in quotes is a number. Names in either language are accepted
    everywhere; inside `cards` English names are suggested, and inside `kort` Danish ones.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": gettext("A deck of dialogue cards for dialogkort"),
        **_fields(DECK_FIELDS),
    }


def _fields(fields: tuple[Field, ...], *, danish: bool | None = None) -> Schema:
    """Return the rules for some fields; an editor suggests the names in one language, or in both if it is None."""
    schema: Schema = {
        "type": "object",
        "properties": {
            name: _field(field, danish=name == field.danish) | _not_suggested(field, name, danish=danish)
            for field in fields
            for name in field.names
        },
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }
    rules = [_has(field) for field in fields if field.required] + [_once(field) for field in fields if field.danish]
    if rules:
        schema["allOf"] = rules
    return schema


def _not_suggested(field: Field, name: str, *, danish: bool | None) -> Schema:
    """Return the word that keeps a name in the other language from being suggested."""
    is_other = danish is not None and field.danish != "" and (name == field.danish) is not danish
    return _QUIET if is_other else {}


def _once(field: Field) -> Schema:
    """Return the rule that a field has only one of its names: under the other, it would have to be what it is not."""
    words = gettext("The field “{field}” appears twice").format(field=field.danish)
    other = "object" if isinstance(field.type, TextsType | StepsType | CardsType) else "array"
    wrong: Schema = {"type": other, "errorMessage": words, **_QUIET}
    return {"if": {"required": list(field.names)}, "then": {"properties": {field.danish: wrong}}}


def _has(field: Field) -> Schema:
    """Return the rule that a field is present, under one of its names."""
    rules: list[Schema] = [{"required": [name]} for name in field.names]
    return rules[0] if len(rules) == 1 else {"anyOf": rules}


def _field(field: Field, *, danish: bool) -> Schema:
    """Return the rules for the content of a field; below a Danish name, Danish names are suggested."""
    free = isinstance(field.type, TextType) and field.type.form in _FREE and not field.required and not field.needed_by
    if free and isinstance(field.type, TextType):
        # the word null is text here, and empty values are left out
        schema = _text(field.type, {"type": ["object", "array"]})
    else:
        schema = _type(field.type, danish=danish)
        if not field.required:
            schema = {"anyOf": [schema, _NOTHING]}
    return {"description": gettext(field.help), **schema}


def _type(kind: Type, *, danish: bool) -> Schema:
    match kind:
        case TextType():
            return _text(kind, _NO_TEXT)
        case NumberType(low, high):
            digits = {"type": "string", "pattern": f"^(?:{_between(low, high)})$"}
            return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, digits]}
        case ChoiceType(values):
            return {"enum": [*(str(value) for value in values), *(word for word, _value in kind.danish)]}
        case TextsType(text, low, high):
            items = _text(text, _NO_TEXT if low else {"type": ["object", "array"]})
            return {"type": "array", "items": items, "minItems": low, "maxItems": high}
        case FieldsType(fields):
            return _fields(fields, danish=danish)
        case FlagType(words):
            return {"anyOf": [{"type": "boolean"}, {"enum": [word for word, _flag in words]}]}
        case StepsType(fields, low, high):
            return {"type": "array", "items": _fields(fields, danish=danish), "minItems": low, "maxItems": high}
        case SourcesType(text):
            return {
                "type": "object",
                "patternProperties": {"^x-": {}},
                "additionalProperties": _text(text, _NO_TEXT),
            }
        case CardsType():
            return {"type": "array", "items": _card(danish=danish), "minItems": 1, "maxItems": LIMITS.items}
        case _:
            assert_never(kind)


def _card(*, danish: bool) -> Schema:
    schema = _fields(CARD_FIELDS, danish=danish)
    schema["allOf"] += [rule for kind in DECK_KINDS for rule in _needs(kind)]
    schema["defaultSnippets"] = [_snippet(kind, danish=danish) for kind in DECK_KINDS]
    return schema


def _needs(kind: Kind) -> list[Schema]:
    """Return what a card of a kind must have, whichever name and word specify the kind."""
    needed = [known for known in CARD_FIELDS if kind in known.needed_by]
    field = next(known for known in CARD_FIELDS if known.name == "kind")
    danish = field.type.danish if isinstance(field.type, ChoiceType) else ()
    words = [str(kind), *(word for word, value in danish if value == kind)]
    then: Schema = {"allOf": [_is_required(missing) for missing in needed]}
    rules = [{"if": {"properties": {name: {"enum": words}}, "required": [name]}, "then": then} for name in field.names]
    return rules if needed else []


def _is_required(wanted: Field) -> Schema:
    """Return the rule that a field required by a kind, or its alternative, is present and not empty."""
    rule: Schema = {"allOf": [_has(wanted)], "properties": {name: {"not": _NOTHING, **_QUIET} for name in wanted.names}}
    other = next((field for field in CARD_FIELDS if field.name == wanted.instead), None)
    return {"anyOf": [rule, _is_required(other)]} if other else rule


def _snippet(kind: Kind, *, danish: bool) -> Schema:
    """Return a snippet for editors: a card of a kind, with its required fields."""
    names = {field.name: field.danish if danish and field.danish else field.name for field in CARD_FIELDS}
    words = {
        value: word for field in CARD_FIELDS if isinstance(field.type, ChoiceType) for word, value in field.type.danish
    }
    body: dict[str, Any] = {"id": "$1"}
    if kind is not Kind.QUESTION:
        body[names["kind"]] = words.get(kind, str(kind)) if danish else str(kind)
    body[names["question"]] = "$2"
    place = 3
    for field in CARD_FIELDS:
        if kind not in field.needed_by:
            continue
        if isinstance(field.type, TextsType):
            body[names[field.name]] = [f"${place + number}" for number in range(field.type.low)]
            place += field.type.low
        else:
            body[names[field.name]] = f"${{{place}:5}}" if isinstance(field.type, NumberType) else f"${place}"
            place += 1
    return {"label": kind_name(kind), "description": gettext("a new card of this kind"), "body": body}


def _text(kind: TextType, not_this: Schema) -> Schema:
    """Return the rule for text: whatever YAML makes of plain words is text, except `not_this`."""
    pattern = PATTERNS.get(kind.form) or (
        rf"^(?=[\s\S]*{_VISIBLE})\s*[^\n]*(?:\n[^\n]*){{0,{kind.lines - 1}}}\s*$"
        if kind.form is Form.PROSE
        else _VISIBLE
    )
    return {"not": not_this, "maxLength": kind.limit, "pattern": pattern, **_said(kind.form)}


def _said(form: Form) -> Schema:
    """Return what an editor says about a text that has the wrong form; without it, it shows the pattern."""
    match form:
        case Form.ID:
            return {"patternErrorMessage": gettext("use lower-case letters from a to z, digits and hyphens")}
        case Form.LANGUAGE:
            return {"patternErrorMessage": gettext("write da for Danish, en for English")}
        case Form.PROSE | Form.LINE | Form.SOURCE:
            return {}


def _between(low: int, high: int) -> str:
    """Return a pattern for the whole numbers from `low` to `high`, all positive."""
    lengths = range(len(str(low)), len(str(high)) + 1)
    return "|".join(
        _same_length(str(max(low, 10 ** (length - 1))), str(min(high, 10**length - 1))) for length in lengths
    )


def _same_length(low: str, high: str) -> str:
    """Return a pattern for the numbers between two numbers with equally many digits."""
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
