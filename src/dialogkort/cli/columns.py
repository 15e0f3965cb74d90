"""Rows of texts in columns, for people and for pipes."""

from collections.abc import Sequence

from dialogkort.files.cells import cells

GAP = "  "
_WIDEST = 60
"""Cells of a column. One text that is longer stands out of its column, and does not push those of all rows aside."""


def widths(rows: Sequence[Sequence[str]], widest: int = _WIDEST) -> list[int]:
    """Return how many cells each column has: those of its widest text that is not wider than `widest`."""
    return [
        max((wide for wide in map(cells, column) if wide <= widest), default=0) for column in zip(*rows, strict=True)
    ]


def columns(rows: Sequence[Sequence[str]], widest: int = _WIDEST) -> list[str]:
    """Return a line for each row. A column in which nothing stands is left out."""
    filled = [column for column in zip(*rows, strict=True) if any(column)]
    lines = list(zip(*filled, strict=True))
    wide = widths(lines, widest)
    return [GAP.join(map(padded, line, wide)).rstrip(" ") for line in lines]


def padded(text: str, width: int) -> str:
    """Return `text` with spaces after it, `width` cells wide in all, or as wide as it is."""
    return text + " " * (width - cells(text))
