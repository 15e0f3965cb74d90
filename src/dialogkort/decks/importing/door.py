"""The single entrance for imports: a file's bytes and name → a proposal, based on what the file really is."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from dialogkort.core.cards import Card
from dialogkort.decks.format.schema import LIMITS
from dialogkort.decks.importing import csv_file, json_file, office, plain_list
from dialogkort.decks.importing.collecting import too_many
from dialogkort.decks.importing.decoding import decoded
from dialogkort.decks.importing.outline import Block, Shape, from_outline
from dialogkort.decks.importing.proposal import Answer, LeftOut, Place, Proposal, Refused, Unit, Unsure, Why, Wishes
from dialogkort.decks.importing.table import Row, from_table, is_table
from dialogkort.decks.importing.words import MARK, holds_question
from dialogkort.language import gettext as _

if TYPE_CHECKING:
    from dialogkort.decks.importing.xlsx import Sheet

LARGEST: Final = 20_000_000
"""The largest file to import, in bytes; a document may contain pictures."""
_LARGEST_TEXT: Final = 4_000_000

_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def propose(data: bytes, filename: str, wishes: Wishes) -> Proposal:
    """Return the cards in a file. Raises Refused and Unsure, and nothing else, whatever the bytes."""
    suffix = PurePath(filename).suffix.lower()
    proposal = _proposed(data, suffix, wishes)
    if len(proposal.cards) > LIMITS.items:
        raise Refused(too_many())
    if not proposal.cards:
        raise Refused(_("There is no text in the file that could be used as cards."))
    return proposal


def _proposed(data: bytes, suffix: str, wishes: Wishes) -> Proposal:
    if len(data) > LARGEST:
        raise Refused(_("The file is larger than {limit} MB.").format(limit=LARGEST // 1_000_000))
    if data.startswith(_OLD):
        raise Refused(
            _(
                "The file is in an old Office format, or is protected by a password. Save it as .docx or .xlsx"
                " without a password."
            )
        )
    if data.startswith(b"%PDF") or suffix == ".pdf":
        raise Refused(_("PDF files cannot be read. Copy the questions into a text file, one per line."))
    if data.startswith(_ZIP):
        return _from_office(data, suffix, wishes)
    if suffix in {".docx", ".xlsx"}:
        raise Refused(office.damaged())
    if data.startswith(b"{\\rtf"):
        raise Refused(_("This file format cannot be read. Save the file as .docx, .xlsx, .csv, .txt, .md or .json."))
    if len(data) > _LARGEST_TEXT:
        raise Refused(_("The file is larger than {limit} MB.").format(limit=_LARGEST_TEXT // 1_000_000))
    text = decoded(data)
    if not text.strip():
        raise Refused(_("The file is empty."))
    return _from_text(text, suffix, wishes)


def _from_text(text: str, suffix: str, wishes: Wishes) -> Proposal:
    if suffix in {".yaml", ".yml"}:
        raise Refused(_("This is already a deck: play it, or copy it."))
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise Refused(_("This file format cannot be read. Save the file as .docx, .xlsx, .csv, .txt, .md or .json."))
    if suffix in {".json", ".jsonl"} or (
        suffix not in {".csv", ".tsv", ".md"} and text.lstrip()[:1] in {"[", "{"} and _is_json(text)
    ):
        return json_file.from_json(text, wishes)
    if suffix in {".csv", ".tsv", ".tab"}:
        return from_table(csv_file.rows_of(text), wishes)
    if suffix in {".md", ".markdown"}:
        return _from_markdown(text, wishes)
    if csv_file.looks_like_table(text):
        return from_table(csv_file.rows_of(text), wishes)
    return from_outline(plain_list.outline_of(text), wishes)


def _is_json(text: str) -> bool:
    try:
        json_file.loaded(text)
    except Refused:
        return False
    return True


def _from_markdown(text: str, wishes: Wishes) -> Proposal:
    from dialogkort.decks.importing import markdown  # noqa: PLC0415 - the parser is not needed for the others

    page = markdown.page_of(text)
    return _of_page(page.blocks, page.tables, page.title, wishes)


def _from_office(data: bytes, suffix: str, wishes: Wishes) -> Proposal:
    from dialogkort.decks.importing import docx, xlsx  # noqa: PLC0415

    with office.opened(data) as package:
        is_document, is_workbook = package.has(docx.MAIN), package.has(xlsx.MAIN)
    if is_document:
        page = docx.page_of(data)
        return _of_page(page.blocks, page.tables, page.title, wishes)
    if is_workbook:
        return _from_sheets(xlsx.sheets_of(data), wishes)
    del suffix
    raise Refused(_("This file format cannot be read. Save the file as .docx, .xlsx, .csv, .txt, .md or .json."))


def _of_page(blocks: Sequence[Block], tables: Sequence[Sequence[Row]], title: str, wishes: Wishes) -> Proposal:
    """Read a document: its tables if they contain the cards, else its text; if both do, both."""
    filled = [rows for rows in tables if any(any(row.cells) for row in rows)]
    asking = [
        block for block in blocks if holds_question(block.text) or block.shape is Shape.ITEM or MARK.match(block.text)
    ]
    if not filled:
        return from_outline(blocks, wishes, title)
    in_tables = _of_tables(filled, wishes)
    head = next((block.text for block in blocks if block.shape is Shape.HEADING), "")
    if len(asking) < 2:
        left = tuple(LeftOut(block.place, block.text, Why.PROSE) for block in blocks if block.text != (title or head))
        return replace(in_tables, title=title or head or in_tables.title, left_out=(*in_tables.left_out, *left))
    in_text = from_outline(blocks, wishes, title)
    known = {card.question.casefold() for card in in_text.cards}
    more = tuple(card for card in in_tables.cards if card.question.casefold() not in known)
    return replace(
        in_text,
        cards=in_text.cards + more,
        columns=in_tables.columns,
        left_out=in_text.left_out + in_tables.left_out,
    )


def _of_tables(tables: Sequence[Sequence[Row]], wishes: Wishes) -> Proposal:
    """Read tables one after the other; those with the same headings are one table that was split."""
    headed = [rows for rows in tables if is_table(rows)] or list(tables)
    first, *others = [from_table(rows, wishes) for rows in headed]
    cards: dict[str, Card] = {}
    for one in (first, *others):
        for card in one.cards:
            cards.setdefault(card.question.casefold(), card)
    left_out = tuple(left for one in (first, *others) for left in one.left_out)
    return replace(first, cards=tuple(cards.values()), left_out=left_out)


def _from_sheets(sheets: Sequence["Sheet"], wishes: Wishes) -> Proposal:
    if not sheets:
        raise Refused(_("The file is empty."))
    if wishes.sheet:
        named = [sheet for sheet in sheets if sheet.name.casefold() == wishes.sheet.strip().casefold()]
        if not named and wishes.sheet.isdecimal() and 0 < int(wishes.sheet) <= len(sheets):
            named = [sheets[int(wishes.sheet) - 1]]
        if not named:
            known = ", ".join(sheet.name for sheet in sheets)
            raise Refused(
                _("There is no sheet “{name}”. The sheets are: {known}").format(name=wishes.sheet[:60], known=known)
            )
    else:
        named = list(sheets)
        if len(named) > 1:
            named = [sheet for sheet in sheets if is_table(sheet.rows)]
    if len(named) != 1:
        answers = tuple(Answer(sheet.name, _example(sheet.rows)) for sheet in (named or sheets))
        raise Unsure(_("Which sheet has the questions?"), "sheet", answers)
    proposal = from_table(named[0].rows, wishes)
    others = tuple(LeftOut(Place(Unit.ROW, 0), sheet.name, Why.HIDDEN) for sheet in sheets if sheet is not named[0])
    return replace(proposal, left_out=proposal.left_out + others)


def _example(rows: Sequence[Row]) -> str:
    return " · ".join(str(cell) for cell in rows[0].cells if cell)[:60]
