"""YAML that always reads back as the intended text, even in programs that guess types."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

_PLAIN = re.compile(r"[^\W_](?:[\w /.,+()–·’;-]|:(?=\S))*")
_GUESSED = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|nan|inf|[-+.\d][\d_,.:eExXoOa-fA-F+-]*|\d.*[-:].*|=|<<)\Z",
    re.IGNORECASE,
)
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}


def scalar(text: str) -> str:
    """Return `text` as a scalar on one line: plain if nobody can misread it, else in double quotes."""
    if _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and not _GUESSED.match(text):
        return text
    return in_quotes(text)


def may_be_guessed(text: str) -> bool:
    """Tell whether some program might read a plain text as a number, a date or a boolean."""
    return _GUESSED.match(text) is not None


def in_quotes(text: str) -> str:
    """Return `text` in double quotes, on one line."""
    escaped = _ESCAPED.sub(_escape, text)
    if not unicodedata.is_normalized("NFC", escaped):
        # an accent after an escape would combine with its last letter when the file is read
        escaped = _BEYOND_ASCII.sub(_escape, escaped)
    return f'"{escaped}"'


Row = Mapping[str, str | int | tuple[str, ...] | tuple[int, ...] | Mapping[str, int]]
Value = str | int | float | date | tuple[str, ...] | tuple[Row, ...] | Mapping[str, str]


def fields(values: Mapping[str, Value]) -> str:
    """Return lines "key: value", with one line for each item of a sequence or field of a mapping.

    Numbers and dates are written without quotes.
    """
    return "".join(field(key, value) for key, value in values.items())


def field(key: str, value: Value) -> str:
    """Return the lines of one field."""
    match value:
        case bool():
            return f"{key}: {'true' if value else 'false'}\n"
        case int():
            return f"{key}: {value}\n"
        case float():
            return f"{key}: {value:.2f}\n"
        case date():
            return f"{key}: {value.isoformat()}\n"
        case str():
            return f"{key}: {scalar(value)}\n"
        case Mapping():
            return f"{key}:\n" + "".join(f"  {inner}: {scalar(text)}\n" for inner, text in value.items())
        case _:
            lines = "".join(f"  - {scalar(item) if isinstance(item, str) else _row(item)}\n" for item in value)
            return f"{key}:\n{lines}" if lines else f"{key}: []\n"


def _row(row: Row) -> str:
    """Return the lines of a mapping in a sequence; each of its fields is on one line."""
    return "\n    ".join(f"{key}: {_on_one_line(value)}" for key, value in row.items())


def _on_one_line(value: str | int | tuple[str, ...] | tuple[int, ...] | Mapping[str, int]) -> str:
    match value:
        case str():
            return scalar(value)
        case int():
            return str(value).lower()
        case tuple():
            return f"[{', '.join(in_quotes(item) if isinstance(item, str) else str(item) for item in value)}]"
        case _:
            return f"{{{', '.join(f'{key}: {inner}' for key, inner in value.items())}}}"


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    number = ord(character)
    return _SHORT.get(character) or (f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}")
