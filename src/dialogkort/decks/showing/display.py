"""How problems look in a terminal: place, code, what, the author's own line with carets, and what to do.

Nothing of the file reaches the terminal raw, and the carets stand under the right cells.
"""

import textwrap
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dialogkort.core.text import REPLACEMENT, clean, clean_line
from dialogkort.decks.cells import cells
from dialogkort.decks.problems.problem import Excerpt, Problem, Severity
from dialogkort.decks.reading.reading import Reading
from dialogkort.language import gettext, ngettext

WIDTH: Final = 100
_MARGIN: Final = 7
_NAME: Final = 200
_NAMED: Final = 12
_VISIBLE: Final = {"\t": "→", "\u00a0": "·", "\u202f": "·", "\u2007": "·"}


def show_problem(name: str, problem: Problem, width: int = WIDTH) -> str:
    """Return a problem of the file `name` as some lines, none of the author's wider than `width` cells."""
    lines = [_headline(name, problem)]
    hint = problem.hint()
    if problem.excerpt.text.strip():
        lines += quoted(problem.line, problem.column, problem.end_column, problem.excerpt, hint, width)
    elif hint:
        lines += _wrapped("     ", hint, width)
    for related in problem.related:
        end = related.column + 1
        lines += quoted(related.line, related.column, end, related.excerpt, related.message(), width)
    return "\n".join(lines)


def show_reading(name: str, reading: Reading, width: int = WIDTH) -> str:
    """Return all problems of the file `name`; empty where there are none."""
    return "\n".join(show_problem(name, problem, width) for problem in reading.problems)


def summary(readings: Sequence[Reading]) -> str:
    """Return the last line of a check: how many problems there are, and what can still be played."""
    errors = sum(reading.errors for reading in readings)
    warnings = sum(reading.warnings for reading in readings)
    counts = gettext("{errors}, {warnings} in {files}.").format(
        errors=ngettext("{number} error", "{number} errors", errors),
        warnings=ngettext("{number} warning", "{number} warnings", warnings),
        files=ngettext("{number} file", "{number} files", len(readings)),
    )
    return f"{counts} {left}" if errors and (left := _playable(readings)) else counts


def _playable(readings: Sequence[Reading]) -> str:
    """Say which cards of the files can still be played, by name as long as they are few."""
    ids = [card.id for reading in readings if reading.deck for card in reading.deck.cards]
    if not ids:
        return gettext("No card can be played.")
    if len(ids) > _NAMED:
        return ngettext("{number} card can still be played.", "{number} cards can still be played.", len(ids))
    if len(ids) == 1:
        return gettext("The card {id} can still be played.").format(id=ids[0])
    listed = gettext("{first} and {last}").format(first=", ".join(ids[:-1]), last=ids[-1])
    return gettext("The cards {ids} can still be played.").format(ids=listed)


def _headline(name: str, problem: Problem) -> str:
    shown = clean_line(name, _NAME) or REPLACEMENT
    message = problem.message()
    if problem.severity is Severity.WARNING:
        message = gettext("warning: {message}").format(message=message)
    return f"{shown}:{problem.line}:{problem.column}  {problem.code}  {message}"


def quoted(line: int, column: int, end_column: int, excerpt: Excerpt, note: str, width: int) -> list[str]:
    """Return the author's line, with carets under the columns and a note next to or below them."""
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
    return rows + _wrapped(f"{'':4} │ ", note, width)


def _window(text: str, first: int, last: int, room: int) -> tuple[str, int, int]:
    """Cut a line that is wider than `room` cells so that the place from `first` to `last` can be seen."""
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


def _wrapped(margin: str, note: str, width: int) -> list[str]:
    return [margin + row for row in textwrap.wrap(note, max(20, width - len(margin)))]


def visible(text: str) -> str:
    """Make a line of the file safe to print, character for character, with blanks that matter visible."""
    return "".join(map(_safe, text))


@lru_cache(maxsize=1024)
def _safe(character: str) -> str:
    if character in _VISIBLE:
        return _VISIBLE[character]
    cleaned = clean(character)
    # a character that is made of others, or a combining mark that changes, is one character here all the same
    return REPLACEMENT if cleaned in {REPLACEMENT, "\n"} or len(cleaned) != 1 else character
