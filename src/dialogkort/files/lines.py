"""The lines of a text that people keep, and what is to be done to some of them; the others stay byte for byte."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


class Sheet:
    """A text as lines without their ends. All changes are told in the numbers of the lines as they were, from 0.

    New lines get the end of the line that they replace or follow. What comes last has an end if what stood last
    had one.
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
        """Put `new` in the place of the lines from `first` up to, not including, `last`."""
        self._changes.append(_Change(first, last, tuple(new)))

    def insert(self, at: int, new: Sequence[str], *, section: bool = False) -> None:
        """Put `new` above line `at`, with an empty line between it and what comes to stand around it.

        It belongs to what stands above; a new `section` comes below all that does.
        """
        self._changes.append(_Change(at, at, tuple(new), apart=True, section=section))

    def blank(self, number: int) -> bool:
        """Tell whether nothing stands on a line."""
        return _is_blank(self.lines[number])

    def text(self) -> str:
        """Return the text with all that was to be done.

        When what stood last goes, the empty lines above it go as well.
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
    """The lines of the new text. While `apart` is set, an empty line goes between the last one and the next."""

    def __init__(self, usual: str) -> None:
        self.apart = False
        self._usual = usual
        self._lines: list[str] = []
        self._ends: list[str | None] = []

    def add(self, line: str, end: str | None) -> None:
        """Add a line with its end. A new one has None, and gets the end of the line above it."""
        if self.apart and self._lines and not _is_blank(self._lines[-1]) and not _is_blank(line):
            self._lines.append("")
            self._ends.append(None)
        self.apart = False
        self._lines.append(line)
        self._ends.append(end)

    def end(self) -> None:
        """Drop the empty lines at the end."""
        while self._lines and _is_blank(self._lines[-1]):
            self._lines.pop()
            self._ends.pop()

    def text(self, *, open_end: bool) -> str:
        """Return the text. What comes last has no end when it is to be an `open_end`."""
        parts, above = [], self._usual
        for line, end in zip(self._lines[:-1], self._ends[:-1], strict=True):
            above = end or above
            parts += [line, above]
        if self._lines:
            end = above if self._ends[-1] is None else self._ends[-1]
            parts += [self._lines[-1], "" if open_end else end]
        return "".join(parts)


def _is_blank(line: str) -> bool:
    # a space that does not break is text, as it is to a reader of markdown
    return not line.strip(" \t")


_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


_END_OF_LINE = re.compile(r"\r?\n\Z|\r\Z|\Z")


BOM = "\ufeff"


def split_lines(text: str) -> list[str]:
    """Return the lines of `text` with their ends, be they LF, CR LF or CR; the last one has none."""
    return _LINE_END.split(text)


def end_of(line: str) -> str:
    """Return the end of a line: LF, CR LF, CR or nothing."""
    found = _END_OF_LINE.search(line)
    return found[0] if found else ""
