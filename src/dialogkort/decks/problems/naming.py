"""The words of a deck in the wording of its problems: Danish ones, if the deck itself is written with them.

The parts of a problem hold the format's own (English) names, whatever the deck uses; only the texts are translated.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dialogkort.decks.format.field_types import ChoiceType, Field, FieldsType, StepsType
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS

_AS_WRITTEN: Final = frozenset({"DK028", "DK046", "DK047", "DK102", "DK103"})
"""The codes whose part `field` is what the author wrote."""


def _all(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        if isinstance(field.type, FieldsType | StepsType):
            yield from _all(field.type.fields)


_FIELDS: Final = {field.name: field.danish or field.name for field in _all((*DECK_FIELDS, *CARD_FIELDS))}
_VALUES: Final = {
    value: word
    for field in (*DECK_FIELDS, *CARD_FIELDS)
    if isinstance(field.type, ChoiceType)
    for word, value in field.type.danish
}
_USED_IN_TEXTS: Final = ("cards", "collect", "minutes", "question", "sources", "text")
"""The fields that the wording itself mentions, as placeholders."""


def worded(code: str, parts: Mapping[str, str | int], *, danish: bool) -> dict[str, str | int]:
    """Return what fills the wording of a code, with the names of fields and kinds that the deck uses."""
    named = {f"_{name}": _FIELDS[name] if danish else name for name in _USED_IN_TEXTS}
    filled: dict[str, str | int] = {**named, **parts}
    if not danish:
        return filled
    field = parts.get("field")
    if code not in _AS_WRITTEN and isinstance(field, str):
        filled["field"] = _FIELDS.get(field, field)
    kind = parts.get("kind")
    if isinstance(kind, str):
        filled["kind"] = _VALUES.get(kind, kind)
    known = parts.get("known")
    if isinstance(known, str):
        words = _VALUES if code == "DK201" else _FIELDS
        filled["known"] = ", ".join(words.get(word, word) for word in known.split(", "))
    return filled
