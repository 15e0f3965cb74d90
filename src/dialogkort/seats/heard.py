"""Messages from seats, read as if a stranger had written them: one flat object with a few typed fields."""

import json
from dataclasses import dataclass
from typing import Any

from dialogkort.core.text import REPLACEMENT, clean

LONGEST_WORDS = 280
LONGEST_MESSAGE = 8192
"""In bytes."""


class NotUnderstood(ValueError):
    """A message that our own page would never send."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message: its `number`, what to do, for which `place`, and with what."""

    number: int
    do: str
    place: str = ""
    value: str = ""
    words: str = ""
    to: str = ""


_FIELDS = {"n": int, "do": str, "place": str, "value": str, "words": str, "to": str}
_LIMITS = {"do": 20, "place": 2_000, "value": 200, "words": LONGEST_WORDS, "to": 200}


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message: the key of a seat, or the code; and the language of the page."""

    key: str = ""
    code: str = ""
    language: str = ""
    another: str = ""
    """The key of a seat on the same device, where another person now takes a seat as well."""


def heard(text: str) -> Heard:
    """Return the message in `text`; raises NotUnderstood."""
    held = _object(text)
    if held.keys() - _FIELDS.keys() or type(held.get("n")) is not int or "do" not in held:
        raise NotUnderstood
    values = {name: _text(held.get(name, ""), limit) for name, limit in _LIMITS.items()}
    if not 0 <= held["n"] < 2**53:
        raise NotUnderstood
    return Heard(held["n"], **values)


def hello(text: str) -> Hello:
    """Return the first message in `text`; raises NotUnderstood."""
    held = _object(text)
    if held.keys() - {"key", "code", "lang", "another"}:
        raise NotUnderstood
    return Hello(*(_text(held.get(name, ""), 64) for name in ("key", "code", "lang", "another")))


def _object(text: str) -> dict[str, Any]:
    if len(text) > LONGEST_MESSAGE:
        raise NotUnderstood
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood from error
    if not isinstance(held, dict):
        raise NotUnderstood
    return held


def _text(value: object, limit: int) -> str:
    """Return text from a page, passed through the same gate as pasted text."""
    if not isinstance(value, str):
        raise NotUnderstood
    text = clean(value).replace(REPLACEMENT, "")
    if len(text) > limit:
        raise NotUnderstood
    return text
