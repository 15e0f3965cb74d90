"""The tree of a deck's file: text, lists and fields, each with its position; and why there may be none.

Building it from YAML is left to `dialogkort.decks.reading.parsing`, the meaning of the texts to
`dialogkort.decks.reading.checking`.
"""

from typing import NamedTuple


class Mark(NamedTuple):
    """A position, counted from 0. Most are libyaml's own marks, which also have a line and a column."""

    line: int
    column: int


class Text(NamedTuple):
    """A scalar, at positions from 1, `end_column` exclusive.

    It is a tuple because there are hundreds of thousands; and as positions are rarely needed, the marks are kept as
    libyaml gave them, for text that begins below `above` lines of the file.
    """

    value: str
    style: str
    """Empty for a plain scalar, otherwise the indicator: a quote, `|` or `>`."""
    start: Mark
    end: Mark
    above: int = 0

    @property
    def line(self) -> int:
        return self.start.line + self.above + 1

    @property
    def column(self) -> int:
        return self.start.column + 1

    @property
    def end_line(self) -> int:
        return self.end.line + self.above + 1

    @property
    def end_column(self) -> int:
        return self.end.column + 1


class Refused(NamedTuple):
    """A node that has already been reported and counts as nothing."""

    line: int
    column: int
    end_line: int
    end_column: int


class Items(NamedTuple):
    """A list of nodes."""

    items: tuple["Node", ...]
    line: int
    column: int
    end_line: int
    end_column: int
    flow: bool


class Fields(NamedTuple):
    """Keys and values in the order of the file; a key may be repeated.

    `broken` says that a part could not be parsed, so that nothing can be said about missing fields.
    """

    entries: tuple[tuple[Text, "Node"], ...]
    line: int
    column: int
    end_line: int
    end_column: int
    flow: bool
    broken: bool = False


Node = Text | Items | Fields | Refused


class SyntaxSlip(Exception):
    """Where and how the parser stopped: its own message and its two marks (lines and columns from 1)."""

    def __init__(self, words: str, place: tuple[int, int], context: tuple[int, int]) -> None:
        super().__init__(words)
        self.words = words
        self.line, self.column = place
        self.context_line, self.context_column = context


class TooDeep(Exception):
    """Reported already; the rest of this text cannot be read."""


class TooMuch(Exception):
    """Reported already; nothing of this file is read."""
