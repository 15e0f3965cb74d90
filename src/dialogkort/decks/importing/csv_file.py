"""CSV and TSV → rows. The separator is the one that turns the lines into a table, not the most frequent one."""

import csv
import io
from collections import Counter
from typing import Final

from dialogkort.decks.importing.proposal import Place, Refused, Unit
from dialogkort.decks.importing.table import Row, is_table
from dialogkort.decks.importing.words import MARK
from dialogkort.language import gettext as _

SEPARATORS: Final = (";", "\t", ",", "|")
_USUAL_WIDTHS: Final = frozenset(range(2, 9))
_MOST_ROWS: Final = 20_000
_LONGEST: Final = 200_000


def rows_of(text: str) -> list[Row]:
    """Return the rows of some text; if no separator turns it into a table, each line is a row with one cell."""
    first, _line_end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own line
        return _read(rest, first.strip()[4], 1) or []
    tables = {separator: rows for separator in SEPARATORS if (rows := _read(text, separator, 0))}
    best = max(tables, key=lambda separator: _merit(tables[separator]), default="")
    if best and _merit(tables[best])[0] > 0:
        return tables[best]
    return [Row(Place(Unit.LINE, number), (line,)) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def looks_like_table(text: str) -> bool:
    """Tell whether a plain text is a table: tabs or semicolons on each line, or headings that name fields."""
    tabs = _read(text, "\t", 0)
    if tabs and all(_is_mark(row) for row in tabs):
        return False
    if tabs and len(tabs) >= 2 and len(widths := {len(row.cells) for row in tabs}) == 1 and widths <= _USUAL_WIDTHS:
        return True
    return any(
        is_table(rows) and _merit(rows)[0] > 0 for separator in SEPARATORS if (rows := _read(text, separator, 0))
    )


def _is_mark(row: Row) -> bool:
    """Tell whether the first cell is a bullet or a number, as when a list is copied from Word."""
    first = str(row.cells[0]).strip() + " "
    return (mark := MARK.match(first)) is not None and mark.end() >= len(first) - 1


def _read(text: str, separator: str, above: int) -> list[Row] | None:
    """Read with one separator; None if that breaks quotes."""
    before = csv.field_size_limit(_LONGEST)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
        rows = []
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append(Row(Place(Unit.LINE, reader.line_num + above), tuple(cells)))
            if len(rows) > _MOST_ROWS:
                words = _("The table has more than {limit} rows. Split it into several files.")
                raise Refused(words.format(limit=_MOST_ROWS))
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(before)
    return rows


def _merit(rows: list[Row]) -> tuple[float, int, int]:
    """Return how much some rows are like a table: known headings, and rows of equal width."""
    widths = [len(row.cells) for row in rows]
    counts = Counter(widths)
    usual = max(counts, key=lambda width: (counts[width], width))
    if usual < 2:
        return 0, 0, 0
    share = counts[usual] / len(widths)
    headed = is_table(rows)
    if not headed and (share < 0.9 or len(rows) < 2):
        return 0, 0, 0
    return share + headed, usual, len(rows)
