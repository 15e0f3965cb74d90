"""Rows and columns → cards. Headings say what a column is; if there are none, the content decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dialogkort.core.cards import Card, Kind
from dialogkort.decks.importing.collecting import Collection
from dialogkort.decks.importing.filling import Cell, filled
from dialogkort.decks.importing.outline import Block, Shape, from_outline
from dialogkort.decks.importing.proposal import Answer, Column, Place, Proposal, Refused, Take, Unsure, Why, Wishes
from dialogkort.decks.importing.words import field_named, holds_question, is_weak, tidy
from dialogkort.files.suggestions import folded
from dialogkort.language import gettext as _

_HEADINGS_WITHIN: Final = 12
_MOST: Final = 0.5
_LONG: Final = 15
_EXAMPLE: Final = 60
_WORD: Final = 25
_MOST_COLUMNS: Final = 200
_LISTS: Final = frozenset({"options", "follow_ups", "tags"})
_COUNTED: Final = frozenset({"#", "nr", "no", "nummer", "number", "lbnr", "index", "raekke", "row"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    place: Place
    cells: tuple[Cell, ...]


def from_table(rows: Sequence[Row], wishes: Wishes, title: str = "") -> Proposal:
    """Make cards from a table. Raises Unsure if it is unclear which column has the questions."""
    rows = [row for row in rows if any(map(_text, row.cells))]
    if not rows:
        raise Refused(_("The file is empty."))
    width = max(len(row.cells) for row in rows)
    check_width(width)
    heading = _heading(rows)
    if heading is None and any(folded(_text(cell)) == folded(wishes.question) for cell in rows[0].cells if _text(cell)):
        heading = 0
    above = rows[: heading or 0]
    names = rows[heading].cells if heading is not None else ()
    body = rows[heading + 1 :] if heading is not None else list(rows)
    if not title and len(above) == 1:
        title = " ".join(filter(None, map(_text, above[0].cells)))
    texts = _by_column(body, width)
    if not any(texts[1:]):
        return _one_column(body or rows, wishes, title)
    columns = _columns(names, texts)
    fields = _fields(columns, texts, wishes)
    return _cards(body, columns, fields, title)


def check_width(width: int) -> None:
    """Raise Refused if a table has more columns than anybody's."""
    if width > _MOST_COLUMNS:
        raise Refused(_("The table has more than {limit} columns.").format(limit=_MOST_COLUMNS))


def is_table(rows: Sequence[Row]) -> bool:
    """Tell whether rows have headings that name fields, in two or more columns."""
    return max((len(row.cells) for row in rows), default=0) >= 2 and _heading(rows, sure=True) is not None


def _heading(rows: Sequence[Row], *, sure: bool = False) -> int | None:
    """Return the index of the heading row, or None if there is none."""
    for place, row in enumerate(rows[:_HEADINGS_WITHIN]):
        texts = [text for cell in row.cells if (text := _text(cell))]
        named = [name for text in texts if len(text) <= _EXAMPLE and (name := field_named(text))]
        if not named or any(map(holds_question, texts)):
            continue
        if len(named) >= 2 or ("question" in named and (len(row.cells) == 1 or len(texts) >= 2 or len(texts) == 1)):
            return place
    if sure or len(rows) < 3:
        return None
    first, others = rows[0], rows[1:]
    if any(holds_question(_text(cell)) or len(_text(cell)) > 40 for cell in first.cells):
        return None
    # headings that name no field, above a column in which every text is a question
    width = min(len(row.cells) for row in rows)
    below = _by_column(others, width)
    if any(_share(texts, holds_question) > 0.8 for texts in below):
        return 0
    are_words = width >= 2 and all(len(_text(cell)) <= _WORD for cell in first.cells)
    return 0 if are_words and any(map(_is_longer, below, map(_text, first.cells), [len(others)] * width)) else None


def _is_longer(texts: Sequence[str], above: str, rows: int) -> bool:
    """Tell whether a column has long text below a short one in its first row."""
    usual = sum(map(len, texts)) / rows
    return usual >= _LONG and usual >= 2 * len(above)


def _text(cell: Cell) -> str:
    return tidy(" ".join(cell) if isinstance(cell, tuple) else cell)


def _at(row: Row, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else ""


def _by_column(rows: Sequence[Row], width: int) -> list[list[str]]:
    """Return the texts in each of the first `width` columns; a cell that is not there costs nothing."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for texts, cell in zip(columns, row.cells, strict=False):
            if text := _text(cell):
                texts.append(text)
    return columns


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts) if texts else 0


def _one_column(rows: Sequence[Row], wishes: Wishes, title: str) -> Proposal:
    """Read a table with one column as a list: each cell is a card."""
    blocks = [
        Block(Shape.TEXT, _text(row.cells[0]), row.place, 0, number)
        for number, row in enumerate(rows)
        if row.cells and _text(row.cells[0])
    ]
    return from_outline(blocks, wishes if wishes.take else replace(wishes, take=Take.LINES), title)


def _columns(names: Sequence[Cell], texts: Sequence[Sequence[str]]) -> list[Column]:
    columns = []
    for number, below in enumerate(texts):
        name = _text(names[number]) if number < len(names) else ""
        columns.append(Column(name or letter(number), below[0][:_EXAMPLE] if below else ""))
    return columns


def letter(number: int) -> str:
    """Return the name of column `number` in a spreadsheet, counting from 0: A, B, …, AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _fields(columns: Sequence[Column], texts: Sequence[Sequence[str]], wishes: Wishes) -> dict[int, str]:
    """Return which column is which field. Raises Refused if a wish names no existing column, and Unsure."""
    wanted = {
        name: _wished(columns, word)
        for name in ("question", "theme", "follow_ups", "advice")
        if (word := getattr(wishes, name))
    }
    fields = {number: name for name, number in wanted.items()}
    taken = set(wanted)
    weak: dict[int, str] = {}
    for number, column in enumerate(columns):
        name = field_named(column.name)
        if number in fields or not name or column.name == letter(number):
            continue
        if name == "question" and is_weak(column.name):
            weak[number] = column.name
        elif name in _LISTS or name not in taken:
            fields[number] = name
            taken.add(name)
    if "question" not in taken:
        fields[_question(columns, texts, fields, weak)] = "question"
    if "theme" not in taken and (again := _theme(columns, texts, fields)) is not None:
        fields[again] = "theme"
    return fields


def _wished(columns: Sequence[Column], word: str) -> int:
    """Return the column that the user names by its heading, letter or number."""
    asked = folded(word)
    for number, column in enumerate(columns):
        if folded(column.name) == asked:
            return number
    for number in range(len(columns)):
        if asked in {letter(number).casefold(), str(number + 1)}:
            return number
    known = ", ".join(column.name for column in columns)
    raise Refused(
        _("There is no column “{name}”. The columns are: {known}").format(name=tidy(word)[:_EXAMPLE], known=known)
    )


def _question(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], fields: dict[int, str], weak: dict[int, str]
) -> int:
    """Return the column with the questions, judging by its content. Raises Unsure."""
    free = [number for number, column in enumerate(columns) if number not in fields and column.example]
    asking = [number for number in free if _share(texts[number], holds_question) >= _MOST]
    if len(asking) == 1:
        return asking[0]
    likely = asking or list(weak) or [number for number in free if _is_text(texts[number])]
    if len(likely) == 1 and (weak or _outweighs(texts, likely[0], free)):
        return likely[0]
    offered = likely if len(likely) > 1 else free
    if not offered:
        raise Refused(_("None of the columns contains questions."))
    answers = tuple(Answer(columns[number].name, columns[number].example) for number in offered)
    raise Unsure(_("Which column has the questions?"), "question", answers)


def _outweighs(texts: Sequence[Sequence[str]], number: int, free: Sequence[int]) -> bool:
    """Tell whether the text in a column is at least twice as long as in the others."""
    lengths = {column: sum(map(len, texts[column])) for column in free}
    return all(2 * length <= lengths[number] for column, length in lengths.items() if column != number)


def _is_text(texts: Sequence[str]) -> bool:
    """Tell whether a column has text that is long and different."""
    return bool(texts) and sum(map(len, texts)) / len(texts) >= _LONG and len(set(texts)) > 0.8 * len(texts)


def _theme(columns: Sequence[Column], filled_in: Sequence[Sequence[str]], fields: dict[int, str]) -> int | None:
    """Return the single column without a known heading in which a few short words are repeated."""
    found = []
    for number, (column, texts) in enumerate(zip(columns, filled_in, strict=True)):
        if number in fields or len(texts) < 4 or folded(column.name) in _COUNTED:
            continue
        if len(set(texts)) <= len(texts) / 2 and max(map(len, texts)) <= 40 and not any(map(str.isdecimal, texts)):
            found.append(number)
    return found[0] if len(found) == 1 else None


def _cards(body: Sequence[Row], columns: Sequence[Column], fields: dict[int, str], title: str) -> Proposal:
    found = Collection()
    theme = ""
    for row in body:
        texts = {number: text for number, cell in enumerate(row.cells) if (text := _text(cell))}
        if not any(name == "question" and number in texts for number, name in fields.items()):
            # a row with one short text is a heading within the table
            if len(texts) == 1 and not holds_question(alone := next(iter(texts.values()))) and len(alone) <= _EXAMPLE:
                theme = alone
            else:
                found.leave(row.place, " · ".join(texts.values()), Why.NO_QUESTION)
            continue
        if len(texts) == 1 and len(columns) > 2 and len(body) > 4 and _is_heading_row(next(iter(texts.values()))):
            theme = next(iter(texts.values()))
            continue
        card = Card(id="", deck="", kind=Kind.QUESTION, question="", theme=theme)
        for number, name in sorted(fields.items()):
            if not texts.get(number):
                continue
            filled_card = filled(card, name, _at(row, number))
            if filled_card is None:
                found.leave(row.place, f"{columns[number].name}: {texts[number]}", Why.NOT_FITTING)
            else:
                card = filled_card
        found.add(row.place, card)
    for number, column in enumerate(columns):
        if number not in fields and column.example and folded(column.name) not in _COUNTED:
            found.leave(body[0].place, f"{column.name}: {column.example}", Why.NO_FIELD)
    taken = tuple(replace(column, field=fields.get(number, "")) for number, column in enumerate(columns))
    return found.proposal(title, tuple(column for column in taken if column.example))


def _is_heading_row(text: str) -> bool:
    return len(text) <= 40 and not text.rstrip().endswith((".", "?", "!", "…"))
