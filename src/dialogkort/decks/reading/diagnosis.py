"""The usual slips of people who write YAML by hand, recognised in the author's own lines.

libyaml says that it "did not find expected key" when the quote opened in line 7 is never closed. `diagnose` finds that
place in text that cannot be parsed, `silent_slip` in one that can, but with another meaning than the author intended.
"""

import re
from dataclasses import dataclass
from typing import Final

from dialogkort.decks.format.field_types import TextsType
from dialogkort.decks.format.schema import CARD_FIELDS
from dialogkort.decks.reading.findings import Findings
from dialogkort.decks.reading.repair import NAMES, is_known
from dialogkort.decks.reading.tree import SyntaxSlip

_QUOTES: Final = "“”„‟»«›‹‘’‚"
_COLON_MISSING: Final = re.compile(r" *(?:- +)?([^\W\d_][\w-]*)(?=\s*=|\s*：|\s+\S|\s*$)")
_ODD_INDENT: Final = re.compile(r" *([^\S ])\s*\S")
_DASHES: Final = re.compile(r" *(?:- +)*")
_NO_SPACE_AFTER_DASH: Final = re.compile(r" *-(?=[^\s\-])")
_ODD_AFTER_DASH: Final = re.compile(r" *-(?=[^\S \t])")
_KEY: Final = re.compile(r"-?(\w[\w-]*)( *):")
_VALUE_COLON: Final = re.compile(r":(?=[ \t]|$)")
_BLOCK_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?$")
_QUOTED: Final = {'"': re.compile(r'"(?:[^"\\]|\\.)*+"'), "'": re.compile(r"'(?:[^']|'')*+'")}
_BRACKET: Final = re.compile(r"(?:^|[\s:,\[{-])([\[{])")
_WORD: Final = re.compile(r"\S+")
_LONGEST: Final = 5_000
_POINTS: Final = 12
"""How many lines are examined above a line that may be a point of a list."""
_LISTS: Final = {name: field.name for field in CARD_FIELDS if isinstance(field.type, TextsType) for name in field.names}


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip on a line: its code and its columns from 1."""

    code: str
    column: int
    end_column: int
    parts: tuple[tuple[str, str | int], ...] = ()


def silent_slip(line: str, column: int) -> Slip | None:
    """Return the slip that turned a list or fields into a plain text that begins at `column` of `line`."""
    line = line[:_LONGEST]
    start = line[column - 1 :]
    if _NO_SPACE_AFTER_DASH.match(start) or _ODD_AFTER_DASH.match(start):
        return _missing_space(line)
    return _field_without_space(line)


def missing_colon(line: str) -> Slip | None:
    """Return the slip of a line that begins with the name of a field without a colon after it."""
    match = _COLON_MISSING.match(line[:_LONGEST])
    if match is None or match[1].casefold() not in NAMES:
        return None
    return Slip("DK046", match.start(1) + 1, match.end(1) + 1, (("field", match[1]),))


def point_without_dash(findings: Findings, line: int) -> Slip | None:
    """Return the slip of a line below a field that takes a list, if neither line has a dash."""
    text = findings.line(line)
    column = len(text) - len(text.lstrip()) + 1
    for above in range(line - 1, max(0, line - _POINTS), -1):
        before = findings.line(above)[:_LONGEST]
        key = _KEY.match(before, len(before) - len(before.lstrip(" -")))
        if key:
            is_empty = not before[key.end() :].partition("#")[0].strip()
            field = _LISTS.get(key[1]) if is_empty else None
            return Slip("DK107", column, len(text) + 1, (("field", field),)) if field else None
        if not before.strip() or before.lstrip().startswith("-"):
            return None
    return None


def diagnose(findings: Findings, first: int, last: int, error: SyntaxSlip) -> None:
    """Report what is wrong in the lines `first` to `last`, where the parser stopped with `error`."""
    line, slip = _found(findings, first, last, error)
    findings.add(slip.code, line, slip.column, slip.end_column, **dict(slip.parts))


def _found(findings: Findings, first: int, last: int, error: SyntaxSlip) -> tuple[int, Slip]:
    words = error.words
    at = error.line, error.column
    if "escape" in words or "hexdecimal" in words:
        return at[0], Slip("DK031", at[1], at[1] + 2)
    for number in _lines_to_look_at(first, last, error):
        line = findings.line(number)[:_LONGEST]
        if slip := _slip_on(line):
            return number, slip
    if "quoted scalar" in words:
        quote = findings.line(error.context_line)[error.context_column - 1 :][:1]
        return error.context_line, _opened("DK023", error.context_column, quote)
    if "tab" in words.split():
        return at[0], Slip("DK026", at[1], at[1] + 1)
    return _by_the_words(findings, first, error)


def _lines_to_look_at(first: int, last: int, error: SyntaxSlip) -> list[int]:
    """Return the lines that may contain the slip, the likeliest first."""
    near = [error.line, error.context_line, *range(max(first, error.line - 40), error.line)]
    return list(dict.fromkeys(number for number in near if first <= number <= last))


def _by_the_words(findings: Findings, first: int, error: SyntaxSlip) -> tuple[int, Slip]:
    """Judge by the parser's message, if no line shows a slip of its own."""
    words, line, column = error.words, error.line, error.column
    text = findings.line(line)
    start = len(text) - len(text.lstrip()) + 1
    key = _KEY.match(text, start - 1)
    if "cannot start any token" in words and (sign := text[column - 1 : column]):
        return line, Slip("DK026", column, column + 1) if sign == "\t" else _opened("DK025", column, sign)
    if "mapping values" in words:
        if key and key.end() == column and line > first:
            return line, Slip("DK030", start, column)
        return line, Slip("DK021", column, column + 1)
    if "flow" in words:
        return _in_brackets(findings, first, error)
    if "could not find expected ':'" in words:
        line = error.context_line
        slip = missing_colon(findings.line(line))
        return line, slip or Slip("DK034", error.context_column, len(findings.line(line)) + 1)
    if "block scalar" in words:
        return line, Slip("DK030", column, column + 1)
    if "did not find expected" in words or "not allowed" in words:
        return line, Slip("DK030", start, len(text) + 1)
    return line, Slip("DK020", column, column + 1)


def _in_brackets(findings: Findings, first: int, error: SyntaxSlip) -> tuple[int, Slip]:
    """Return the slip in a bracketed list or mapping: never closed, or an error inside."""
    for number in range(first, error.line + 1):
        if opened := _BRACKET.search(findings.line(number)[:_LONGEST]):
            closed = {"[": "]", "{": "}"}[opened[1]]
            if not any(closed in line for line in findings.lines[number - 1 : error.line]):
                return number, _opened("DK033", opened.start(1) + 1, opened[1])
    return error.line, Slip("DK037", error.column, error.column + 1)


def _slip_on(line: str) -> Slip | None:
    """Return the slip that a line shows by itself, in text that cannot be parsed."""
    if odd := _ODD_INDENT.match(line):
        code = "DK026" if odd[1] == "\t" else "DK027"
        return Slip(code, odd.start(1) + 1, odd.end(1) + 1)
    if slip := _missing_space(line) or _field_without_space(line):
        return slip
    start = _after_dashes(line)
    if (key := _KEY.match(line, start)) and (is_known(key[1]) or key.end() == len(line)):
        start = key.end()
    value = line[start:].lstrip(" \t")
    return _slip_in(value, len(line) - len(value) + 1) if value else None


def _after_dashes(line: str) -> int:
    match = _DASHES.match(line)
    return match.end() if match else 0


def _missing_space(line: str) -> Slip | None:
    if odd := _ODD_AFTER_DASH.match(line):
        return Slip("DK027", odd.end() + 1, odd.end() + 2)
    if dash := _NO_SPACE_AFTER_DASH.match(line):
        return Slip("DK029", dash.end(), dash.end() + 1)
    return None


def _field_without_space(line: str) -> Slip | None:
    key = _KEY.match(line, _after_dashes(line))
    if not key or not is_known(key[1]) or key.end() == len(line):
        return None
    after = line[key.end()]
    if after in " \t":
        return None
    if after.isspace():
        return Slip("DK027", key.end() + 1, key.end() + 2)
    return Slip("DK028", key.start(1) + 1, key.end() + 1, (("field", key[1]),))


def _slip_in(value: str, column: int) -> Slip | None:
    """Return the slip in a value that begins at `column`."""
    first = value[0]
    match first:
        case '"' | "'":
            return _slip_in_quotes(value, column)
        case "@" | "`" | "%" | "]" | "}" | ",":
            return _opened("DK025", column, first)
        case "?" | "-" if value[1:2] in {"", " "}:
            return Slip("DK032", column, column + 1) if first == "-" else _opened("DK025", column, first)
        case "&" | "*" | "!":
            word = _WORD.match(value)
            end = column + (word.end() if word else 1)
            code = {"&": "DK040", "*": "DK041", "!": "DK043"}[first]
            return Slip(code, column, end, (("word", value[: end - column]),))
        case "[" | "{":
            return _slip_in_brackets(value, column)
        case "|" | ">":
            return None if _BLOCK_HEADER.match(value) else _opened("DK035", column, first)
        case _:
            colon = _VALUE_COLON.search(value)
            if colon and first in _QUOTES:
                return _opened("DK049", column, first)
            return Slip("DK021", column + colon.start(), column + colon.end()) if colon else None


def _slip_in_quotes(value: str, column: int) -> Slip | None:
    quote = value[0]
    closed = _QUOTED[quote].match(value)
    if not closed:
        return Slip("DK023", column, column + 1, (("quote", quote),))
    rest = value[closed.end() :]
    if not rest.strip() or rest.lstrip().startswith(("#", ",", "]", "}")) or rest.startswith(":"):
        return None
    start = column + closed.end() + len(rest) - len(rest.lstrip())
    return Slip("DK022", start, column + len(value))


def _slip_in_brackets(value: str, column: int) -> Slip | None:
    """Return the slip in text that continues after its opening bracket is closed."""
    close = {"[": "]", "{": "}"}[value[0]]
    end = value.find(close)
    rest = value[end + 1 :].strip()
    if end < 0 or not rest or rest[0] in "#,]}":
        return None
    return _opened("DK024", column, value[0])


def _opened(code: str, column: int, character: str) -> Slip:
    name = "quote" if code == "DK023" else "character"
    return Slip(code, column, column + 1, ((name, character),))
