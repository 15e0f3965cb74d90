"""A line of somebody's file with carets under a place, and a note: nothing reaches the terminal unescaped."""

import textwrap
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dialogkort.core.text import REPLACEMENT, clean
from dialogkort.files.cells import cells


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The author's line as it is in the file, **not cleaned**, or a part of it starting at `column`."""

    text: str = ""
    column: int = 1


NOTHING: Final = Excerpt()


_MARGIN: Final = 7


_VISIBLE: Final = {"\t": "→", "\u00a0": "·", "\u202f": "·", "\u2007": "·"}


def quoted(line: int, column: int, end_column: int, excerpt: Excerpt, note: str, width: int) -> list[str]:
    """Return the author's line with carets under the columns, and a note next to or below them."""
    first = max(0, column - excerpt.column)
    shown = ("…" if excerpt.column > 1 else "") + visible(excerpt.text)
    first += excerpt.column > 1
    last = end_column - excerpt.column + (excerpt.column > 1)
    text, first, last = _window(shown, first, last, width - _MARGIN)
    before = cells(text[:first]) + max(0, first - len(text))
    carets = max(1, cells(text[first:last]))
    rows = [f"{line:>4} │ {text.rstrip()}", f"{'':4} │ {' ' * before}{'^' * carets}"]
    if not note:
        return rows
    if cells(rows[1]) + 1 + cells(note) <= width:
        rows[1] += f" {note}"
        return rows
    return rows + wrapped(f"{'':4} │ ", note, width)


def _window(text: str, first: int, last: int, room: int) -> tuple[str, int, int]:
    """Cut a line that is wider than `room` cells so that the range from `first` to `last` stays visible."""
    if cells(text) <= room:
        return text, first, max(last, first + 1)
    start = 0
    if cells(text[:last]) > room - 1:
        start = max(0, min(first, len(text)) - room // 3)
    piece = ("…" if start else "") + text[start + bool(start) :]
    end = len(piece)
    while (width := cells(piece[:end])) > room - 1:
        end -= 1 + (width - room) // 2 if width > room + 1 else 1
    shown = piece[:end] + ("…" if end < len(piece) else "")
    return shown, first - start, min(max(last - start, first - start + 1), len(shown))


def wrapped(margin: str, note: str, width: int) -> list[str]:
    return [margin + row for row in textwrap.wrap(note, max(20, width - len(margin)))]


def visible(text: str) -> str:
    """Make a line of the file safe to print, character by character, with significant blanks made visible."""
    return "".join(map(_safe, text))


@lru_cache(maxsize=1024)
def _safe(character: str) -> str:
    if character in _VISIBLE:
        return _VISIBLE[character]
    cleaned = clean(character)
    # a character composed of others, or a combining mark that normalisation changes, still counts as one character
    return REPLACEMENT if cleaned in {REPLACEMENT, "\n"} or len(cleaned) != 1 else character
