"""The game's dataclasses as JSON values and back, by their type hints. What does not fit is a ValueError."""

import types
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dialogkort.core.text import clean

T = TypeVar("T")
Json = dict[str, Any] | list[Any] | str | int | float | bool | None


def encode(value: object) -> Json:
    """Return `value`, a dataclass or what they consist of, as JSON values; defaults are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: encode(held) for one, held in shown if held != one.default}
    match value:
        case Enum():
            return encode(value.value)
        case date():
            return value.isoformat()
        case tuple():
            return [encode(one) for one in value]
        case str() | int() | float() | None:
            return value
        case _:
            raise ValueError(f"cannot be written: {type(value).__name__}")


def decode(kind: type[T], value: Json) -> T:
    """Return `value` as a `kind`; raises ValueError when it is not one."""
    result: T = _decode(kind, value)
    return result


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
        return kind(value)
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


def _decode_dataclass(kind: type[Any], value: Json) -> object:
    if not isinstance(value, dict):
        raise ValueError("expected an object")
    hints: dict[str, Any] = _hints(cast("Hashable", kind))
    try:
        return kind(**{name: _decode(hints[name], held) for name, held in value.items()})
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
