"""The game's dataclasses as JSON values and back: in the words of the journal, typed by their type hints.

Anything that does not fit raises ValueError.
"""

import types
from collections.abc import Callable, Hashable
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dialogkort.core.game.events import Event
from dialogkort.core.text import clean
from dialogkort.storage.journal_words import EVENT_WORDS, EVENTS, MEMBERS, VALUES, WORDS

T = TypeVar("T")
_Decoder = Callable[["Json"], Any]
Json = dict[str, Any] | list[Any] | str | int | float | bool | None


def encode_event(event: Event) -> dict[str, Json]:
    """Return an event under its word."""
    return {EVENT_WORDS[type(event)]: encode(event)}


def decode_event(value: Json) -> Event:
    """Return the event that was encoded as `value`; raises ValueError if it is not one."""
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("not an event")
    [(word, held)] = value.items()
    if word not in EVENTS:
        raise ValueError(f"no such event: {word:.40}")
    event: Event = decode(EVENTS[word].kind, held)
    return event


def encode(value: object) -> Json:
    """Return `value`, a dataclass or a part of one, as JSON values; defaults are left out."""
    match value:
        case Enum():
            return VALUES[type(value)][value]
        case date():
            return value.isoformat()
        case tuple():
            return [encode(item) for item in value]
        case str() | int() | float() | None:
            return value
        case _ if type(value) in WORDS:
            return _encode_dataclass(value)
        case _:
            raise ValueError(f"cannot be written: {type(value).__name__}")


def decode(kind: type[T], value: Json) -> T:
    """Return `value` as a `kind`; raises ValueError if it is not one."""
    result: T = _decoder(cast("Hashable", kind))(value)
    return result


def _encode_dataclass(value: object) -> Json:
    words = WORDS[type(value)]
    shown = ((word, encode(getattr(value, name))) for word, name in words.fields.items())
    return {word: held for word, held in shown if word not in words.left_out or held != words.left_out[word]}


# Each type is analysed only once: the resulting decoder reads all the values of that type.


@cache
def _decoder(kind: Any) -> _Decoder:
    """Return a decoder for values of the type `kind`; it raises ValueError for others."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _optional(next(argument for argument in arguments if argument is not type(None)))
    if origin is tuple:
        return _tuple(arguments)
    if is_dataclass(kind):
        return _dataclass(cast("type[Any]", kind))
    if issubclass(kind, Enum):
        return _enum(kind)
    return _PLAIN[kind]


def _optional(kind: Any) -> _Decoder:
    read = _decoder(kind)
    return lambda value: None if value is None else read(value)


def _tuple(arguments: tuple[Any, ...]) -> _Decoder:
    reads = [_decoder(argument) for argument in arguments if argument is not Ellipsis]
    alike = arguments[-1] is Ellipsis

    def read(value: Json) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError("expected a list")
        if alike:
            return tuple(map(reads[0], value))
        return tuple(read(held) for read, held in zip(reads, value, strict=True))

    return read


def _enum(kind: type[Enum]) -> _Decoder:
    members = MEMBERS[kind]

    def read(value: Json) -> Enum:
        if not isinstance(value, str) or value not in members:
            raise ValueError(f"not a {kind.__name__}: {value!r:.40}")
        return members[value]

    return read


def _dataclass(kind: type[Any]) -> _Decoder:
    words, hints = WORDS[kind], get_type_hints(kind)
    reads = {word: (name, _decoder(hints[name])) for word, name in words.fields.items()}
    left_out = {reads[word][0]: reads[word][1](cast("Json", meaning)) for word, meaning in words.left_out.items()}

    def read(value: Json) -> object:
        if not isinstance(value, dict):
            raise ValueError("expected an object")
        fields = left_out.copy()
        for word, held in value.items():
            if word not in reads:
                raise ValueError(f"not of a {kind.__name__}: {word:.40}")
            name, of_its_type = reads[word]
            fields[name] = of_its_type(held)
        if len(fields) < len(reads):
            raise ValueError(f"something of a {kind.__name__} is missing")
        return kind(**fields)

    return read


def _date(value: Json) -> date:
    if not isinstance(value, str):
        raise ValueError(f"expected a date, got {value!r:.40}")
    return date.fromisoformat(value)


def _float(value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"expected a number, got {value!r:.40}")
    return float(value)


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected a text, got {value!r:.40}")
    return clean(value)  # the file is ours, but that does not make its text safe


def _int(value: Json) -> int:
    if type(value) is not int:
        raise ValueError(f"expected a whole number, got {value!r:.40}")
    return value


def _bool(value: Json) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, got {value!r:.40}")
    return value


_PLAIN: dict[type, _Decoder] = {date: _date, float: _float, str: _text, int: _int, bool: _bool}
