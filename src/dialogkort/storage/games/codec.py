"""The game's dataclasses as JSON values and back: in the words of the journal, with the types of their type hints.

What does not fit is a ValueError.
"""

import types
from collections.abc import Hashable
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dialogkort.core.game.events import Event
from dialogkort.core.text import clean
from dialogkort.storage.journal_words import EVENT_WORDS, EVENTS, MEMBERS, VALUES, WORDS

T = TypeVar("T")
Json = dict[str, Any] | list[Any] | str | int | float | bool | None


def encode_event(event: Event) -> dict[str, Json]:
    """Return an event under its word."""
    return {EVENT_WORDS[type(event)]: encode(event)}


def decode_event(value: Json) -> Event:
    """Return the event that was written so; raises ValueError for what is none."""
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("not an event")
    [(word, held)] = value.items()
    if word not in EVENTS:
        raise ValueError(f"no such event: {word:.40}")
    event: Event = decode(EVENTS[word].kind, held)
    return event


def encode(value: object) -> Json:
    """Return `value`, a dataclass or what they consist of, as JSON values; what goes without saying is left out."""
    match value:
        case Enum():
            return VALUES[type(value)][value]
        case date():
            return value.isoformat()
        case tuple():
            return [encode(one) for one in value]
        case str() | int() | float() | None:
            return value
        case _ if type(value) in WORDS:
            return _encode_dataclass(value)
        case _:
            raise ValueError(f"cannot be written: {type(value).__name__}")


def decode(kind: type[T], value: Json) -> T:
    """Return `value` as a `kind`; raises ValueError when it is not one."""
    result: T = _decode(kind, value)
    return result


def _encode_dataclass(value: object) -> Json:
    words = WORDS[type(value)]
    shown = ((word, encode(getattr(value, name))) for word, name in words.fields.items())
    return {word: held for word, held in shown if word not in words.left_out or held != words.left_out[word]}


def _decode(kind: Any, value: Json) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        if value is None and type(None) in arguments:
            return None
        return _decode(next(one for one in arguments if one is not type(None)), value)
    if origin is tuple:
        return _decode_tuple(arguments, value)
    if isinstance(kind, type) and is_dataclass(kind):
        return _decode_dataclass(kind, value)
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _decode_enum(kind, value)
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind is str and isinstance(value, str):
        return clean(value)  # the file is one of ours, but not a safe one for that
    if type(value) is kind:
        return value
    raise ValueError(f"expected {kind}, got {value!r:.40}")


def _decode_tuple(arguments: tuple[Any, ...], value: Json) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError("expected a list")
    if arguments[-1] is Ellipsis:
        return tuple(_decode(arguments[0], one) for one in value)
    return tuple(_decode(one, held) for one, held in zip(arguments, value, strict=True))


def _decode_enum(kind: type[Enum], value: Json) -> Enum:
    if not isinstance(value, str) or value not in MEMBERS[kind]:
        raise ValueError(f"not a {kind.__name__}: {value!r:.40}")
    return MEMBERS[kind][value]


def _decode_dataclass(kind: type[Any], value: Json) -> object:
    if not isinstance(value, dict):
        raise ValueError("expected an object")
    words, hints = WORDS[kind], _hints(cast("Hashable", kind))
    if unknown := value.keys() - words.fields.keys():
        raise ValueError(f"not of a {kind.__name__}: {min(unknown):.40}")
    held = {**words.left_out, **value}
    try:
        return kind(**{name: _decode(hints[name], held[word]) for word, name in words.fields.items()})
    except KeyError as error:
        raise ValueError(f"not a {kind.__name__}: {error} is missing") from error


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
