"""Markdown → an outline and its tables, with the parser that Textual uses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dialogkort.decks.importing.outline import LONGEST_TEXT, Block, Shape
from dialogkort.decks.importing.proposal import Place, Refused, Unit
from dialogkort.decks.importing.table import Row
from dialogkort.decks.importing.words import MARK, begins_small, is_ended, label_of
from dialogkort.language import gettext as _

if TYPE_CHECKING:
    from markdown_it.token import Token

_LARGEST: Final = 1_000_000
_MOST_LINES: Final = 50_000
_MOST_BRACKETS: Final = 50
"""A line with more of them is not a line with links."""
_BRACKET: Final = re.compile(r"(?<!\\)((?:\\\\)*)\[")
"""A bracket that is not escaped."""


@dataclass(slots=True)
class Page:
    """The content of a document: its outline, and its tables separately."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[list[Row]] = field(default_factory=list)
    title: str = ""


def page_of(text: str) -> Page:
    """Read a page of Markdown."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a page of Markdown needs it

    if len(text) > _LARGEST or text.count("\n") > _MOST_LINES:
        raise Refused(_("The document is far too long to be a list of questions."))
    page = Page()
    text = _many_brackets_escaped(_without_front_matter(text, page))
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
    _Reader(page).read(parser.parse(text))
    return page


def _many_brackets_escaped(text: str) -> str:
    """Take the brackets of lines with very many of them as text: the parser looks for a link behind each."""
    if text.count("[") <= _MOST_BRACKETS:
        return text
    lines = (_BRACKET.sub(r"\1\\[", line) if line.count("[") > _MOST_BRACKETS else line for line in text.split("\n"))
    return "\n".join(lines)


def _without_front_matter(text: str, page: Page) -> str:
    """Blank the front matter that some programs write at the top of a page, but keep its title."""
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in (rest := [line.strip() for line in lines[1:60]]):
        return text
    end = rest.index("---") + 1
    for line in lines[1:end]:
        name, _colon, value = line.partition(":")
        if name.strip().casefold() in {"title", "titel"}:
            page.title = value.strip().strip("\"'")
    return "\n" * end + "\n".join(lines[end + 1 :])


class _Reader:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._lists: list[str] = []
        self._quotes = 0
        self._heading = 0
        self._first_in_item = False
        self._run = 0
        self._row: list[str] | None = None
        self._rows: list[Row] = []

    def read(self, tokens: Sequence["Token"]) -> None:
        line = 1
        for token in tokens:
            if token.map:
                line = token.map[0] + 1
            self._token(token, line)

    def _token(self, token: "Token", line: int) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._run += not self._lists
                self._lists.append(token.type)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._run += not self._lists
            case "list_item_open":
                self._first_in_item = True
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "heading_open" | "heading_close":
                self._heading = int(token.tag[1:]) if token.nesting > 0 else 0
            case "paragraph_open":
                self._run += not self._lists
            case "inline":
                self._inline(token, line)
            case "code_block" | "fence":
                self._page.blocks.append(Block(Shape.TEXT, token.content, Place(Unit.LINE, line), 0, self._run))
            case _:
                self._part_of_table(token, line)

    def _part_of_table(self, token: "Token", line: int) -> None:
        match token.type:
            case "table_open":
                self._rows = []
            case "table_close":
                self._page.tables.append(self._rows)
            case "tr_open":
                self._row = []
            case "tr_close":
                self._rows.append(Row(Place(Unit.LINE, line), tuple(self._row or ())))
                self._row = None

    def _inline(self, token: "Token", line: int) -> None:
        if self._row is not None:
            self._row.append(" ".join(text for text, _is_aside in _lines(token)))
            return
        for number, (text, is_aside) in enumerate(_lines(token)):
            place = Place(Unit.LINE, line + number)
            if self._heading:
                block = Block(Shape.HEADING, text, place, self._heading, self._run)
            elif self._quotes or is_aside:
                block = Block(Shape.QUOTE, text, place, 0, self._run)
            elif self._lists and self._first_in_item:
                block = Block(Shape.ITEM, text, place, len(self._lists) - 1, self._run)
            elif (mark := MARK.match(text)) and not self._lists:
                block = Block(Shape.LETTERED if mark["letter"] else Shape.ITEM, text, place, 0, self._run)
            else:
                block = Block(Shape.TEXT, text, place, 0, self._run)
            self._page.blocks.append(block)
            self._first_in_item = False


def _lines(token: "Token") -> list[tuple[str, bool]]:
    """Return the lines of a paragraph as they are read, each with whether all of it is in italics.

    A line that continues the sentence of the line before is joined to it.
    """
    lines: list[tuple[str, bool]] = []
    text, plain, depth = "", False, 0
    for child in token.children or ():
        match child.type:
            case "em_open":
                depth += 1
            case "em_close":
                depth -= 1
            case "text" | "code_inline":
                text += child.content
                plain = plain or (not depth and any(map(str.isalnum, child.content)))
            case "softbreak" | "hardbreak":
                _end_line(lines, text, is_aside=not plain)
                text, plain = "", False
            case "html_inline" if child.content.casefold().startswith("<br"):
                text += "\n"
    _end_line(lines, text, is_aside=not plain)
    return lines


def _end_line(lines: list[tuple[str, bool]], text: str, *, is_aside: bool) -> None:
    text = text.strip()
    if not text:
        return
    if lines and is_aside == lines[-1][1] and not label_of(text)[0] and not MARK.match(text):
        before = lines[-1][0]
        if len(before) <= LONGEST_TEXT and (begins_small(text) or not (is_ended(before) or label_of(before)[0])):
            lines[-1] = (f"{before} {text}", is_aside)
            return
    lines.append((text, is_aside))
