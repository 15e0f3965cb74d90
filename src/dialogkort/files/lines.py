"""The lines of text that people keep, and changes to some of them; the others stay byte for byte."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


class Sheet:
    """Text as lines without their ends. All changes use the original line numbers, from 0.

    New lines get the line ending of the line that they replace or follow. The last line has a line ending if the
    original last line had one.
    """

    def __init__(self, text: str) -> None:
        self._bom = BOM if text.startswith(BOM) else ""
        whole = split_lines(text.removeprefix(BOM))
        if not whole[-1]:
            whole.pop()
        self._ends = [end_of(line) for line in whole]
        self.lines = [line[: len(line) - len(end)] for line, end in zip(whole, self._ends, strict=True)]
        self._usual = next(filter(None, self._ends), "\n")
        self._changes: list[_Change] = []

    def replace(self, first: int, last: int, new: Sequence[str]) -> None:
        """Replace the lines from `first` up to, but not including, `last` with `new`."""
        self._changes.append(_Change(first, last, tuple(new)))

    def insert(self, at: int, new: Sequence[str], *, section: bool = False) -> None:
        """Insert `new` above line `at`, with an empty line between it and its new neighbours.

        It belongs to the lines above it; a new `section` goes below all of those.
        """
        self._changes.append(_Change(at, at, tuple(new), apart=True, section=section))

    def blank(self, number: int) -> bool:
        """Tell whether a line is blank."""
        return _is_blank(self.lines[number])

    def text(self) -> str:
        """Return the text with all changes applied.

        If the last lines are removed, the empty lines above them are removed too.
        """
        written = _Written(self._usual)
        place = 0
        for change in sorted(self._changes, key=lambda edit: (edit.first, edit.section, edit.first < edit.last)):
            first = max(place, change.first)
            for number in range(place, first):
                written.add(self.lines[number], self._ends[number])
            written.apart = written.apart or change.apart
            for number, line in enumerate(change.new, first):
                written.add(line, self._ends[number] if number < change.last else None)
            written.apart = written.apart or change.apart
            place = max(first, change.last)
            if change.last == len(self.lines) and not change.new:
                written.end()
        for number in range(place, len(self.lines)):
            written.add(self.lines[number], self._ends[number])
        open_end = bool(self._ends) and not self._ends[-1]
        return self._bom + written.text(open_end=open_end)


@dataclass(frozen=True, slots=True)
class _Change:
    first: int
    last: int
    new: tuple[str, ...]
    apart: bool = False
    section: bool = False


class _Written:
    """The lines of the new text. While `apart` is set, an empty line is added before the next one."""

    def __init__(self, usual: str) -> None:
        self.apart = False
        self._usual = usual
        self._lines: list[str] = []
        self._ends: list[str | None] = []

    def add(self, line: str, end: str | None) -> None:
        """Add a line with its line ending. A new line has None, and gets the line ending of the line above it."""
        if self.apart and self._lines and not _is_blank(self._lines[-1]) and not _is_blank(line):
            self._lines.append("")
            self._ends.append(None)
        self.apart = False
        self._lines.append(line)
        self._ends.append(end)

    def end(self) -> None:
        """Remove the empty lines at the end."""
        while self._lines and _is_blank(self._lines[-1]):
            self._lines.pop()
            self._ends.pop()

    def text(self, *, open_end: bool) -> str:
        """Return the text. The last line has no line ending if `open_end` is set."""
        parts, above = [], self._usual
        for line, end in zip(self._lines[:-1], self._ends[:-1], strict=True):
            above = end or above
            parts += [line, above]
        if self._lines:
            end = above if self._ends[-1] is None else self._ends[-1]
            parts += [self._lines[-1], "" if open_end else end]
        return "".join(parts)


def _is_blank(line: str) -> bool:
    # a no-break space is text, as it is for a Markdown reader
    return not line.strip(" \t")


_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


_END_OF_LINE = re.compile(r"\r?\n\Z|\r\Z|\Z")


BOM = "\ufeff"


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` with their line endings (LF, CR LF or CR); the last one has none."""
    return _LINE_END.split(text)


def end_of(line: str) -> str:
    """Return the line ending of a line: LF, CR LF, CR or nothing."""
    found = _END_OF_LINE.search(line)
    return found[0] if found else ""
