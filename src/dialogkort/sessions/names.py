"""Names as people write them: in a sentence, a list, a spreadsheet, an address book, or just a number of people."""

import re

from dialogkort.core.team import LONGEST_NAME, MOST_MEMBERS, Member, members_named
from dialogkort.core.text import clean_line

MOST_TEXT = 5_000
"""The number of characters that are read: far more than the names at any table."""

_APART = re.compile(r"[,;|\t\r\n+&]|\s(?:og|samt|and)\s", re.IGNORECASE)
_LIST_MARK = re.compile(r"\s*(?:[-*•·–—]|\d{1,3}[.)])\s+")
_ADDRESS = re.compile(r"<[^<>]*>")
_MAIL = re.compile(r"([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_ON_SCREEN = re.compile(
    r"\s*[(\[]\s*(?:(?:på|on)\s+)?(?:skærm|skærmen|video|teams|zoom|online|screen|call|remote)\s*[)\]]\s*$",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"(?:(?:vi er|we are|we're|der er|there are)\s+)?(\d{1,30})"
    r"(?:\s+(?:personer|deltagere|people|persons|of us))?[.!]?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"(?:vi er|we are|we're)\s+(\w+)[.!]?", re.IGNORECASE)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("to two", "tre three", "fire four", "fem five", "seks six", "syv seven", "otte eight", "ni nine", "ti ten"), 2
    )
    for word in words.split()
}


def names_in(text: str) -> list[str]:
    """Return the names in typed or pasted text; a number alone means that many members without names."""
    text = text[:MOST_TEXT].strip()
    if (many := _how_many(text)) is not None:
        return [""] * min(many, MOST_MEMBERS + 1)
    parts = (_APART.split(_without_mark(without_addresses(line))) for line in text.splitlines())
    names = (_name_in(_without_mark(part)) for line in parts for part in line)
    return [name for name in names if clean_line(name, LONGEST_NAME)]


def members_of(text: str) -> tuple[Member, ...]:
    """Return the members that `text` names, as the command line gives it."""
    ids = (member.id for member in members_named(("",) * MOST_MEMBERS))
    return tuple(member_of(name, words) for name, words in zip(ids, names_in(text), strict=False))


def member_of(name: str, text: str) -> Member:
    """Return the member with the id `name` that is written as `text`, such as *Anna* or *Anna (on screen)*."""
    shown = clean_line(text, 1_000)
    without = _ON_SCREEN.sub("", shown)
    return Member(name, clean_line(without, LONGEST_NAME), remote=without != shown)


def without_mark(text: str) -> str:
    """Return a name without the mark of someone who takes part on a call."""
    return _ON_SCREEN.sub("", clean_line(text, MOST_TEXT))


def _how_many(text: str) -> int | None:
    if found := _HOW_MANY.fullmatch(text):
        return int(found[1][:4])
    found = _IN_WORDS.fullmatch(text)
    return _NUMBERS.get(found[1].casefold()) if found else None


def _without_mark(line: str) -> str:
    mark = _LIST_MARK.match(line)
    return line[mark.end() :] if mark else line


def without_addresses(line: str) -> str:
    """Return a row of a spreadsheet without the addresses beside a name; a row of addresses alone keeps them."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    names = [cell for cell in cells if not _MAIL.fullmatch(cell.strip().strip("<>"))]
    return "\t".join(names or cells)


def _name_in(part: str) -> str:
    """Return the name in one part of a list: without its address, or derived from the address alone."""
    part = part.strip()
    name = _ADDRESS.sub("", part).strip().strip("\"'") or part.strip("<>")
    if found := _MAIL.fullmatch(name):
        return " ".join(word.capitalize() for word in re.split(r"[._+-]+", found[1]))
    return name
