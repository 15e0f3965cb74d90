"""Characters at the beginning of lines that look like YAML's but are not, corrected before YAML is read.

A `*` or a `•` instead of the dash, a tab after the dash, a no-break space as indentation. Each is reported at its place
and replaced by one other character, so that lines and columns stay the same and it causes no further problems.
"""

import re
from typing import Final

from dialogkort.decks.format.field_types import TextsType
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS, inner_fields, words_for
from dialogkort.decks.reading.findings import Findings
from dialogkort.files.suggestions import folded

BULLETS: Final = "*•·◦▪●–—+"
_ODD: Final = "\u00a0\u2007\u202f\u3000\u2002\u2003\u2009"
_SUSPECT: Final = re.compile(rf"^[ \t{_ODD}]*(?:[{BULLETS}][ \t{_ODD}]|[{_ODD}]|-[\t{_ODD}])", re.MULTILINE)
_BULLET: Final = re.compile(rf"([ {_ODD}]*)([{BULLETS}])([ \t{_ODD}]+)(?=\S)")
_INDENT: Final = re.compile(rf" *([{_ODD}])[ {_ODD}]*(?=-[ \t{_ODD}]|[^\W\d_][\w-]*[ {_ODD}]*:)")
_AFTER_DASH: Final = re.compile(rf"( *-)([ \t{_ODD}]*[\t{_ODD}][ \t{_ODD}]*)(?=\S)")
_KEY: Final = re.compile(r"([^\W\d_][\w -]*?) *:(?=\s|$)")
_MOST: Final = 1_000
_FAR: Final = 60
_EMPTY_FIELD: Final = re.compile(r"\s*(?:- +)?([^\W\d_][\w -]*?) *: *(?:#.*)?$")

_ALL: Final = (*DECK_FIELDS, *CARD_FIELDS, *inner_fields(DECK_FIELDS))
_KNOWN: Final = frozenset(folded(word) for field in _ALL for word in (*field.names, *field.also))
"""All names of fields in either language, and what people write instead."""
NAMES: Final = frozenset(name for field in _ALL for name in field.names)
"""The names under which fields are read."""
_LISTS: Final = frozenset(
    folded(word) for field in _ALL if isinstance(field.type, TextsType) for word in (*field.names, *field.also)
)
_CARDS: Final = frozenset(map(folded, words_for("cards")))


def is_known(word: str) -> bool:
    """Tell whether a word names a field in either language, or is what people write instead, as `raad` for `råd`."""
    return folded(word) in _KNOWN


def takes_list(word: str) -> bool:
    """Tell whether a word names a field that holds a list of text."""
    return folded(word) in _LISTS - _CARDS


def repaired(text: str, findings: Findings) -> str:
    """Return the text with such characters replaced; each is reported. If there are very many, the rest stays."""
    if not _SUSPECT.search(text):
        return text
    lines = text.split("\n")
    number = place = 0
    for count, match in enumerate(_SUSPECT.finditer(text)):
        if count == _MOST:
            break
        number += text.count("\n", place, match.start())
        place = match.start()
        lines[number] = _line(lines[number], _above(lines, number), number + 1, findings)
    return "\n".join(lines)


def _above(lines: list[str], number: int) -> str:
    """Return the line above; for the items of a list, the line with the list's name."""
    for line in reversed(lines[max(0, number - _FAR) : number]):
        if line.strip() and not _is_point(line):
            return line
    return ""


def _is_point(line: str) -> bool:
    return line.lstrip().startswith("- ") and not _KEY.match(line.lstrip()[2:].lstrip())


def _line(line: str, above: str, number: int, findings: Findings) -> str:
    if match := _INDENT.match(line):
        findings.add("DK027", number, match.start(1) + 1, match.start(1) + 2)
        line = " " * match.end() + line[match.end() :]
    if (match := _BULLET.match(line)) and _is_meant(line[match.end() :], above):
        findings.add("DK048", number, match.start(2) + 1, match.end(2) + 1, character=match[2])
        line = " " * len(match[1]) + "-" + " " * len(match[3]) + line[match.end() :]
    elif match := _AFTER_DASH.match(line):
        place = next(place for place in range(match.start(2), match.end(2)) if line[place] != " ")
        findings.add("DK026" if line[place] == "\t" else "DK027", number, place + 1, place + 2)
        line = match[1] + " " * len(match[2]) + line[match.end() :]
    return line


def _is_meant(rest: str, above: str) -> bool:
    """Tell whether what follows a bullet is a card, or is below the name of a list."""
    key = _KEY.match(rest)
    if key and is_known(key[1]):
        return True
    field = _EMPTY_FIELD.match(above)
    return field is not None and (takes_list(field[1]) or folded(field[1]) in _CARDS)
