"""Rows of text in columns, for people and for pipes."""

from collections.abc import Sequence

from dialogkort.files.cells import cells

GAP = "  "
_WIDEST = 60
"""Cells of a column. A longer text sticks out of its column, and does not push the other rows aside."""


def widths(rows: Sequence[Sequence[str]], widest: int = _WIDEST) -> list[int]:
    """Return the width of each column in cells: that of its widest text that is not wider than `widest`."""
    return [
        max((wide for wide in map(cells, column) if wide <= widest), default=0) for column in zip(*rows, strict=True)
    ]


def columns(rows: Sequence[Sequence[str]], widest: int = _WIDEST) -> list[str]:
    """Return a line for each row. Empty columns are left out."""
    filled = [column for column in zip(*rows, strict=True) if any(column)]
    lines = list(zip(*filled, strict=True))
    wide = widths(lines, widest)
    return [GAP.join(map(padded, line, wide)).rstrip(" ") for line in lines]


def padded(text: str, width: int) -> str:
    """Return `text` padded with spaces to `width` cells, or unchanged if it is wider."""
    return text + " " * (width - cells(text))
