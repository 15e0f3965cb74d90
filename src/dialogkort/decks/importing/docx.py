"""A Word document → an outline and its tables. Only text, its style and its place in lists are read."""

from typing import Final

from dialogkort.decks.importing.markdown import Page
from dialogkort.decks.importing.office import Package, opened
from dialogkort.decks.importing.outline import LONGEST_TEXT, Block, Shape
from dialogkort.decks.importing.plain_list import outline_of
from dialogkort.decks.importing.proposal import Place, Refused, Unit
from dialogkort.decks.importing.table import Row
from dialogkort.decks.importing.words import is_ended, label_of, tidy
from dialogkort.language import gettext as _

MAIN: Final = "word/document.xml"
_MOST_PARAGRAPHS: Final = 50_000
_ASIDE: Final = frozenset({"Fallback", "del", "footnote", "endnote", "moveFrom"})
"""What is skipped: deleted text, and alternatives to text boxes for older programs."""

_LISTS: Final = ("list bullet", "list number")
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""Characters that have an element of their own."""


def page_of(data: bytes) -> Page:
    """Read a document. Raises Refused."""
    with opened(data) as package:
        if not package.has(MAIN):
            raise Refused(_("This is not a Word document."))
        reader = _Reader(_styles(package))
        package.parse(MAIN, reader.start, reader.end, reader.data)
    if all(block.shape in {Shape.TEXT, Shape.QUOTE} for block in reader.page.blocks) and not reader.page.tables:
        return _typed(reader.page)
    return reader.page


def _typed(page: Page) -> Page:
    """Treat a document without lists and headings as plain text, with its numbers and headings as typed.

    An empty paragraph is an empty line; if there are none, each paragraph is separate.
    """
    lines: list[str] = []
    places: list[Place] = []
    run = None
    for block in page.blocks:
        if run is not None and block.run != run:
            lines.append("")
            places.append(block.place)
        run = block.run
        lines.append(("> " if block.shape is Shape.QUOTE else "") + block.text)
        places.append(block.place)
    blocks = outline_of("\n".join(lines))
    page.blocks = [
        Block(piece.shape, piece.text, places[piece.place.number - 1], piece.level, piece.run) for piece in blocks
    ]
    return page


def _styles(package: Package) -> dict[str, tuple[str, int]]:
    """Return the relevant styles by id: an English name (Word always stores that), and a list level."""
    names: dict[str, tuple[str, int]] = {}
    current = ""
    level = -1

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal current, level
        match element:
            case "style":
                current, level = attributes.get("styleId", ""), -1
            case "name" if current:
                names[current] = (attributes.get("val", "").lower(), level)
            case "numId" if current and attributes.get("val") != "0":
                names[current] = (names.get(current, ("", -1))[0], max(level, 0))
            case "ilvl" if current:
                level = _number(attributes.get("val", ""))

    def end(element: str) -> None:
        nonlocal current
        if element == "style":
            current = ""

    if package.has("word/styles.xml"):
        package.parse("word/styles.xml", start, end, lambda _text: None)
    return names


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0


class _Reader:
    """Handles the elements of a document in order."""

    def __init__(self, styles: dict[str, tuple[str, int]]) -> None:
        self.page = Page()
        self._styles = styles
        self._aside = 0
        self._text: list[str] = []
        self._plain = False
        self._in_text = False
        self._in_run_props = False
        self._italic = False
        self._style = ""
        self._level = -1
        self._count = 0
        self._run = 0
        self._tables = 0
        self._rows: list[Row] = []
        self._cells: list[str] = []
        self._cell: list[str] = []

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element in _ASIDE or self._aside:
            self._aside += 1
            return
        match element:
            case "p":
                self._begin_paragraph()
            case "pStyle":
                self._style = attributes.get("val", "")
            case "numId" | "ilvl":
                self._in_list(element, attributes.get("val", ""))
            case "r":
                self._italic = False
            case "rPr":
                self._in_run_props = True
            case "i" if self._in_run_props:
                self._italic = attributes.get("val", "1").lower() not in {"0", "false", "off"}
            case "t":
                self._in_text = True
            case "tbl" | "tr" | "tc":
                self._begin_part_of_table(element)
            case _:
                if sign := _SIGNS.get(element):
                    self._text.append(sign)

    def _begin_paragraph(self) -> None:
        self._count += 1
        if self._count > _MOST_PARAGRAPHS:
            raise Refused(_("The document is far too long to be a list of questions."))
        self._text, self._plain, self._style, self._level = [], False, "", -1

    def _in_list(self, element: str, value: str) -> None:
        """Note the place in a list; the number 0 takes a paragraph out of its style's list."""
        if element == "numId" and value == "0":
            self._level = -2
        elif element == "ilvl" and self._level > -2:
            self._level = _number(value)
        elif self._level == -1:
            self._level = 0

    def _begin_part_of_table(self, element: str) -> None:
        self._tables += element == "tbl"
        if self._tables != 1:
            return
        match element:
            case "tbl":
                self._rows = []
            case "tr":
                self._cells = []
            case _:
                self._cell = []

    def data(self, text: str) -> None:
        if self._in_text and not self._aside:
            self._text.append(text)
            self._plain = self._plain or (not self._italic and any(map(str.isalnum, text)))

    def end(self, element: str) -> None:
        if self._aside:
            self._aside -= 1
            return
        match element:
            case "t":
                self._in_text = False
            case "rPr":
                self._in_run_props = False
            case "p" if self._tables:
                if text := "".join(self._text).strip():
                    self._cell.append(text)
            case "p":
                self._paragraph()
            case "tc" if self._tables == 1:
                self._cells.append("\n".join(self._cell))
            case "tr" if self._tables == 1:
                self._rows.append(Row(Place(Unit.PARAGRAPH, self._count), tuple(self._cells)))
            case "tbl":
                self._tables -= 1
                if not self._tables:
                    self.page.tables.append(self._rows)

    def _paragraph(self) -> None:
        place = Place(Unit.PARAGRAPH, self._count)
        name, level = self._styles.get(self._style, (self._style.lower(), -1))
        if self._level == -1:
            # Word's second bullet style is a point below a point, though its list does not say so
            deeper = int(name[-1]) - 1 if name.startswith(_LISTS) and name[-1].isdecimal() else 0
            self._level = max(level, deeper) if level >= 0 else level
        lines = [line for part in "".join(self._text).split("\n") if (line := tidy(part))]
        if not lines:
            self._run += 1
            return
        shape, level = self._shape(name)
        for number, line in enumerate(lines):
            if number and shape is not Shape.TEXT and not label_of(line)[0]:
                before = self.page.blocks[-1]
                if len(before.text) > LONGEST_TEXT or (shape is Shape.ITEM and is_ended(before.text)):
                    self.page.blocks.append(Block(Shape.TEXT, line, place, 0, self._run))
                else:
                    text = f"{before.text} {line}"
                    self.page.blocks[-1] = Block(before.shape, text, before.place, before.level, before.run)
            else:
                self.page.blocks.append(Block(shape, line, place, level, self._run))
        if name in {"title", "titel"} and not self.page.title:
            self.page.title = self.page.blocks.pop().text

    def _shape(self, name: str) -> tuple[Shape, int]:
        """Return what a paragraph is, by its style, its place in a list, and whether all of it is in italics."""
        if name.startswith(("heading ", "overskrift")) and name[-1:].isdecimal():
            return Shape.HEADING, int(name[-1])
        if self._level >= 0:
            return Shape.ITEM, self._level
        if name.startswith(_LISTS):
            return Shape.ITEM, int(name[-1]) - 1 if name[-1].isdecimal() else 0
        if "quote" in name or not self._plain:
            return Shape.QUOTE, 0
        return Shape.TEXT, 0
