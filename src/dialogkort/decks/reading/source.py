"""The bytes of a file → text that YAML can be read from, and what is wrong with the characters themselves.

Every character that is replaced here is replaced by exactly one, so that lines and columns stay those of the file.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dialogkort.core.text import REPLACEMENT, clean
from dialogkort.decks.format.schema import Limits
from dialogkort.decks.reading.findings import Findings
from dialogkort.language import gettext

SAFE: Final = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201e\u2026\u20ac]*")
"""Texts that `clean` leaves unchanged, recognised ten times faster: Western European letters and symbols."""
_CONTROLS: Final = frozenset(map(chr, (*range(32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF))) - set("\t\n\x85")
_SEPARATORS: Final = frozenset("\x85\u2028\u2029")
_UNDECODED: Final = frozenset(REPLACEMENT)
_CONFLICT: Final = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?: .*)?$")
_BOMS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_OTHER_PROGRAMS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf")
"""How Word, Excel and PDF files begin, whatever their names say."""
_HEAD: Final = 400
_MOST_LINES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text as YAML can read it; `text` is None if there is none.

    `safe` says that no text in the file needs cleaning: it contains nothing to clean, nor an escape for it.
    """

    text: str | None
    findings: Findings
    safe: bool = False
    conflicts: tuple[tuple[int, int], ...] = ()


def open_source(data: bytes, limits: Limits) -> Source:
    """Decode `data` and report what is wrong with its characters. Never raises."""
    if len(data) > limits.size:
        return _refused("DK003", limit=limits.size // 1_000_000)
    if data.startswith(_OTHER_PROGRAMS):
        return _refused("DK014", kind=gettext("a file from another program"), file="…")
    if encoding := _other_encoding(data):
        return _refused("DK004", encoding=encoding)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings = Findings(text.split("\n"))
    if REPLACEMENT in text and not _is_utf8(data):
        _report_bytes(text, findings)
    is_safe = SAFE.fullmatch(text) is not None
    if not is_safe:
        text = _report_characters(text, findings)
    if "<<<<<<<" in text or ">>>>>>>" in text:
        return _without_conflicts(text, findings)
    return Source(text, findings, safe=is_safe and "\\" not in text)


def _refused(code: str, **parts: str | int) -> Source:
    findings = Findings([])
    findings.add(code, 1, 1, 2, **parts)
    return Source(None, findings)


def _other_encoding(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    head = data[:_HEAD]
    # every second byte of Western text is zero in UTF-16, three of four in UTF-32
    share = head.count(0) / (len(head) or 1)
    if 0.3 < share < 0.55:
        return "UTF-16"
    return "UTF-32" if 0.65 < share < 0.8 else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _report_bytes(text: str, findings: Findings) -> None:
    """Report bytes that were decoded to U+FFFD; the cards that contain them are not dealt."""
    places = _places(_UNDECODED, findings.lines)
    line, column = places[0]
    findings.add("DK005", line, column, column + 1, count=text.count(REPLACEMENT))
    _block(findings, places)


def _report_characters(text: str, findings: Findings) -> str:
    """Report and replace characters that control a terminal or are invisible."""
    used = set(text)
    replaced: dict[str, str | int | None] = {}
    if controls := _CONTROLS & used:
        places = _places(controls, findings.lines)
        _report("DK006", findings, places)
        _block(findings, places)
        replaced |= dict.fromkeys(controls, REPLACEMENT)
    if separators := _SEPARATORS & used:
        _report("DK312", findings, _places(separators, findings.lines))
        replaced |= dict.fromkeys(separators, " ")
    if invisible := frozenset(filter(_is_invisible, used - _CONTROLS - _SEPARATORS)):
        _report("DK307", findings, _places(invisible, findings.lines))
        replaced |= dict.fromkeys(invisible, REPLACEMENT)
    return text.translate(str.maketrans(replaced)) if replaced else text


def _is_invisible(character: str) -> bool:
    return (
        character not in {"\n", "\t", REPLACEMENT} and not SAFE.fullmatch(character) and clean(character) == REPLACEMENT
    )


def _places(characters: frozenset[str], lines: list[str]) -> list[tuple[int, int]]:
    """Return where the first of `characters` is on each line that has one, as long as there are not too many."""
    found = (
        (number, next(column for column, letter in enumerate(line, 1) if letter in characters))
        for number, line in enumerate(lines, 1)
        if not characters.isdisjoint(line)
    )
    return list(islice(found, _MOST_LINES))


def _report(code: str, findings: Findings, places: Iterable[tuple[int, int]]) -> None:
    for line, column in places:
        character = f"U+{ord(findings.lines[line - 1][column - 1]):04X}"
        findings.add(code, line, column, column + 1, character=character)


def _block(findings: Findings, places: list[tuple[int, int]]) -> None:
    for line, _ in places:
        findings.block(line, line)
    if len(places) == _MOST_LINES:
        findings.block(places[-1][0], len(findings.lines))


def _without_conflicts(text: str, findings: Findings) -> Source:
    """Report git's conflict markers and blank their lines; cards between them are not dealt."""
    lines = text.split("\n")
    conflicts: list[tuple[int, int]] = []
    start = last_marker = 0
    for number, line in enumerate(lines, 1):
        if not (match := _CONFLICT.match(line)):
            continue
        marker = match[1][0]
        last_marker = number
        if marker == "<" or (marker == ">" and not start):
            findings.add("DK009", number, 1, 8)
        if marker == "<":
            start = number
        if start or marker == ">":
            lines[number - 1] = ""
        if marker == ">":
            conflicts.append((start or number, number))
            start = 0
    if start:
        conflicts.append((start, last_marker))
    for first, last in conflicts:
        findings.block(first + 1, last - 1)
    return Source("\n".join(lines), findings, conflicts=tuple(conflicts))
