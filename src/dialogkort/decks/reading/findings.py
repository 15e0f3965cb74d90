"""The problems of one file while they are being found, and the lines with errors."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from dialogkort.core.text import REPLACEMENT, clean_line
from dialogkort.decks.problems.codes import severity_of
from dialogkort.decks.problems.problem import Part, Problem, Related, Severity
from dialogkort.files.excerpts import Excerpt

SHOWN_OF_A_CODE: Final = 500
"""How many problems of one code are reported; a file with more has the same mistake many times."""
END_OF_LINE: Final = 1_000_000
_SUGGESTED: Final = 100
_OF_THE_FILE: Final = frozenset({"DK005", "DK009"})
"""Errors of the whole file; `block` determines which lines they affect."""
_WINDOW: Final = 160
_BEFORE: Final = 60
_WORD: Final = 60
_LIST: Final = 240


class Findings:
    """Collects problems. `lines` are the lines of the file, without their line endings."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._errors: list[tuple[int, int]] = []
        self._sorted = False
        self._blocked = bytearray(len(lines) + 2)
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self.danish = False
        """Whether the deck is written with Danish names."""

    def add(
        self,
        code: str,
        line: int,
        column: int,
        end_column: int,
        /,
        **parts: Part,
    ) -> None:
        """Report `code` at a place counted from 1; `parts` fill its wording."""
        self._add(code, line, column, end_column, parts, ())

    def add_again(
        self, code: str, line: int, column: int, end_column: int, first: tuple[int, int], /, **parts: Part
    ) -> None:
        """Report that something is repeated here, which first occurred at `first`."""
        self._add(code, line, column, end_column, parts, (Related(*first, self.excerpt(*first)),))

    def _add(
        self,
        code: str,
        line: int,
        column: int,
        end_column: int,
        parts: Mapping[str, Part],
        related: tuple[Related, ...],
    ) -> None:
        if line > len(self.lines) > 0:  # libyaml reports the end of the file on the line after it
            line = len(self.lines)
            column = len(self.lines[-1]) + 1
        if severity_of(code) is Severity.ERROR and code not in _OF_THE_FILE:
            self._errors.append((line, column))
            self._sorted = False
        self._counts[code] += 1
        if (count := self._counts[code]) > SHOWN_OF_A_CODE:
            if count == SHOWN_OF_A_CODE + 1:
                self.add("DK313", line, column, end_column, limit=SHOWN_OF_A_CODE, like=code)
            return
        excerpt = self.excerpt(line, column)
        end_column = max(column + 1, min(end_column, len(self.line(line)) + 1))
        shown = tuple((name, _shown(name, part)) for name, part in parts.items())
        self._problems.append(Problem(code, line, column, end_column, shown, excerpt, related))

    def block(self, first: int, last: int) -> None:
        """Keep the cards on the lines `first` to `last` from being dealt, for a reason reported elsewhere."""
        if last >= first:
            self._blocked[first : last + 1] = b"\x01" * (last + 1 - first)

    def spoils(self, start: tuple[int, int], end: tuple[int, int]) -> bool:
        """Tell whether there is an error between two places (line and column), the second one not included."""
        if not self._sorted:
            self._errors.sort()
            self._sorted = True
        if self._blocked.find(1, start[0], end[0] + (end[1] > 1)) >= 0:
            return True
        index = bisect_left(self._errors, start)
        return index < len(self._errors) and self._errors[index] < end

    def wants_suggestions(self, code: str) -> bool:
        """Tell whether it is still worth looking for a likely word."""
        return self._counts[code] < _SUGGESTED

    def has_errors(self) -> bool:
        return any(severity_of(code) is Severity.ERROR for code, count in self._counts.items() if count)

    def latest_is_on(self, line: int) -> bool:
        """Tell whether the latest problem is on `line`."""
        return bool(self._problems) and self._problems[-1].line == line

    def any_at(self, line: int) -> bool:
        """Tell whether there is any reported problem on `line`."""
        return any(problem.line == line for problem in self._problems)

    def mark(self) -> tuple[int, int]:
        """Return a mark for `forget` and `found_since`."""
        return len(self._problems), len(self._errors)

    def found_since(self, mark: tuple[int, int]) -> bool:
        """Tell whether something was reported after `mark` was taken."""
        return len(self._problems) > mark[0]

    def forget(self, mark: tuple[int, int], until: tuple[int, int]) -> None:
        """Withdraw what was reported between two marks, because it will be found again part by part."""
        for problem in self._problems[mark[0] : until[0]]:
            self._counts[problem.code] -= 1
        del self._problems[mark[0] : until[0]]
        del self._errors[mark[1] : until[1]]

    def excerpt(self, line: int, column: int) -> Excerpt:
        """Return the author's line, or the part of a very long one around `column`."""
        text = self.line(line)
        start = max(0, column - 1 - _BEFORE) if len(text) > _WINDOW else 0
        return Excerpt(text[start : start + _WINDOW], start + 1)

    def in_order(self) -> tuple[Problem, ...]:
        """Return the findings in line order."""
        found = sorted(self._problems, key=lambda problem: (problem.line, problem.column, problem.code))
        return tuple(replace(problem, danish=True) for problem in found) if self.danish else tuple(found)

    def drop_between(self, places: Sequence[tuple[int, int]], spare: str) -> None:
        """Forget the problems that follow from those of code `spare`.

        They are on the lines from the first to the last of some consecutive `places`.
        """
        lasts = [last for _first, last in places]

        def is_within(line: int) -> bool:
            number = bisect_left(lasts, line)
            return number < len(places) and places[number][0] <= line

        self._problems = [problem for problem in self._problems if problem.code == spare or not is_within(problem.line)]

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def _shown(name: str, part: Part) -> Part:
    """Turn text from the file into a part of a message: one short line that cannot control the terminal."""
    if isinstance(part, int):
        return part
    limit = _LIST if name == "known" else _WORD
    return clean_line(part[: 2 * limit], limit) or REPLACEMENT
