"""How problems look in a terminal: place, code, what, the author's own line with carets, and what to do.

Nothing from the file reaches the terminal unescaped, and the carets are under the right cells.
"""

from collections.abc import Sequence
from typing import Final

from dialogkort.core.text import REPLACEMENT, clean_line
from dialogkort.decks.problems.problem import Problem, Severity
from dialogkort.decks.reading.reading import Reading
from dialogkort.files.excerpts import quoted, wrapped
from dialogkort.language import gettext, ngettext

WIDTH: Final = 100
_NAME: Final = 200
_NAMED: Final = 12


def show_problem(name: str, problem: Problem, width: int = WIDTH) -> str:
    """Return a problem of the file `name` as lines; the author's lines are at most `width` cells wide."""
    lines = [_headline(name, problem)]
    hint = problem.hint()
    if problem.excerpt.text.strip():
        lines += quoted(problem.line, problem.column, problem.end_column, problem.excerpt, hint, width)
    elif hint:
        lines += wrapped("     ", hint, width)
    for related in problem.related:
        end = related.column + 1
        lines += quoted(related.line, related.column, end, related.excerpt, related.message(), width)
    return "\n".join(lines)


def show_reading(name: str, reading: Reading, width: int = WIDTH) -> str:
    """Return all problems of the file `name`; empty if there are none."""
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
    """Return which cards of the files can still be played, by name if they are few."""
    ids = [card.id for reading in readings if reading.deck for card in reading.deck.cards]
    if not ids:
        return gettext("No card can be played.")
    if len(ids) > _NAMED:
        return ngettext("{number} card can still be played.", "{number} cards can still be played.", len(ids))
    if len(ids) == 1:
        return gettext("Card {id} can still be played.").format(id=ids[0])
    listed = gettext("{first} and {last}").format(first=", ".join(ids[:-1]), last=ids[-1])
    return gettext("Cards {ids} can still be played.").format(ids=listed)


def _headline(name: str, problem: Problem) -> str:
    shown = clean_line(name, _NAME) or REPLACEMENT
    message = problem.message()
    if problem.severity is Severity.WARNING:
        message = gettext("warning: {message}").format(message=message)
    return f"{shown}:{problem.line}:{problem.column}  {problem.code}  {message}"
