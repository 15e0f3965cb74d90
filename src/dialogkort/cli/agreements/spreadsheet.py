"""Agreements as CSV, for people who live in spreadsheets: with a BOM and the separator that Excel expects."""

import csv
import io
from collections.abc import Iterable
from datetime import date

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.text import clean
from dialogkort.language import tongue

COLUMNS = (
    "id", "team", "title", "rule", "status", "due", "decided", "reviewed", "review", "keeper", "decision", "level",
    "deck", "card", "signs", "corner_flags", "concerns", "objections",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


def csv_of(rows: Iterable[tuple[str, Agreement]], day: date) -> str:
    """Return a line for each agreement with its team, below a line of column names."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if tongue().decimal_sign == "," else ",")
    writer.writerow(COLUMNS)
    for team, agreement in rows:
        values = {
            "team": team,
            "status": agreement.status.value,
            "due": "1" if agreement.due(day) else "0",
            "level": agreement.level or "",
            "concerns": "\n".join(agreement.concerns),
            "objections": "\n".join(agreement.objections),
        }
        writer.writerow([_cell(values.get(name, getattr(agreement, name, None))) for name in COLUMNS])
    return _BOM + text.getvalue()


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet can mistake for a formula."""
    text = clean(str(value)) if value is not None else ""
    return f"'{text}" if text.startswith(_FORMULA) else text
