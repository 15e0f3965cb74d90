"""The fixes that are certain: what the problems of a deck ask for, applied to its text, and nothing else.

Each fix changes the lines of one problem. The deck is read again after each round, so that one fix never gets in the
way of another; a fix that loses a card or any text is discarded.
"""

import re
from dataclasses import dataclass
from typing import Final

from dialogkort.decks.problems.problem import Problem
from dialogkort.decks.reading.fixes import FIXES
from dialogkort.decks.reading.giving_ids import CannotGive, with_ids
from dialogkort.decks.reading.reading import Reading, read_deck

_ROUNDS: Final = 60


@dataclass(frozen=True, slots=True)
class Mended:
    """A deck's bytes after the fixes, what was fixed (the codes with their lines), and what is left."""

    data: bytes
    fixed: tuple[tuple[int, str], ...]
    reading: Reading


def mended(data: bytes, name: str) -> Mended:
    """Return a deck with every certain fix applied; `name` is the file's stem."""
    reading = read_deck(data, name)
    fixed: list[tuple[int, str]] = []
    hopeless: set[tuple[int, str]] = set()
    tried = 0
    for _round in range(_ROUNDS):
        found = _mend_one(data, reading, name, hopeless)
        if found is None and len(fixed) > tried:  # what could not be fixed before may be possible now
            tried = len(fixed)
            hopeless.clear()
            found = _mend_one(data, reading, name, hopeless)
        if found is None:
            break
        data, reading, problem = found
        fixed.append((problem.line, problem.code))
    if not reading.errors and any(problem.code == "DK305" for problem in reading.problems):
        try:
            data, given = with_ids(data, name)
        except CannotGive:
            given = ()
        fixed += [(line, "DK305") for line, _id in given]
        reading = read_deck(data, name)
    return Mended(data, tuple(fixed), reading)


def _mend_one(
    data: bytes, reading: Reading, name: str, hopeless: set[tuple[int, str]]
) -> tuple[bytes, Reading, Problem] | None:
    """Fix the first problem that can be fixed, and keep the result if it is better."""
    for problem in reading.problems:
        place = (problem.line, problem.code)
        if problem.code not in FIXES or place in hopeless:
            continue
        changed = obeyed(data, problem)
        after = read_deck(changed, name) if changed != data else reading
        if changed != data and _is_better(reading, after, problem):
            return changed, after, problem
        hopeless.add(place)
    return None


def _is_better(before: Reading, after: Reading, problem: Problem) -> bool:
    """Tell whether a problem is gone without the loss of a card."""
    count = sum(other.code == problem.code for other in before.problems)
    is_gone = sum(other.code == problem.code for other in after.problems) < count or after.errors < before.errors
    playable = len(before.deck.cards) if before.deck else 0
    return (
        is_gone and len(after.places) >= len(before.places) and (len(after.deck.cards) if after.deck else 0) >= playable
    )


def obeyed(data: bytes, problem: Problem) -> bytes:
    """Return the bytes of a deck after applying the advice of a problem; unchanged if that is impossible."""
    fix = FIXES.get(problem.code)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    parts = re.split(r"(\r\n|\r|\n)", text.removeprefix(mark))
    lines, ends = parts[0::2], parts[1::2]
    usual = ends[0] if ends else "\n"
    if fix is None or problem.line > len(lines):
        return data
    count = len(lines)
    if not fix(lines, problem):
        return data
    if len(lines) > count:  # inserted lines end like the others
        ends = [*ends, *[usual] * (len(lines) - count)]
    whole = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=False))
    return (mark + whole).encode()
