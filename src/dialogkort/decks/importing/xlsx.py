"""An Excel workbook → the rows of its sheets. Formulas are not calculated: Excel's last results are read."""

import re
from dataclasses import dataclass, field
from typing import Final

from dialogkort.decks.importing.office import Package, opened
from dialogkort.decks.importing.proposal import Place, Refused, Unit
from dialogkort.decks.importing.table import Row
from dialogkort.decks.importing.words import tidy
from dialogkort.language import gettext as _

MAIN: Final = "xl/workbook.xml"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 200
_MOST_SHEETS: Final = 100
_MOST_TEXTS: Final = 200_000
_WHOLE: Final = re.compile(r"(-?\d+)\.0+")


@dataclass(slots=True)
class Sheet:
    """A sheet of a workbook that is not empty."""

    name: str
    rows: list[Row] = field(default_factory=list)


def sheets_of(data: bytes) -> list[Sheet]:
    """Read the sheets that are visible and not empty. Raises Refused."""
    with opened(data) as package:
        if not package.has(MAIN):
            raise Refused(_("This is not an Excel workbook."))
        named = _named(package)
        parts = package.relations(MAIN)
        texts = _shared(
            package, next((part for part in parts.values() if part.lower().endswith("sharedstrings.xml")), "")
        )
        sheets = [
            Sheet(name, _rows(package, parts[key], texts)) for name, key in named if package.has(parts.get(key, ""))
        ]
    return [sheet for sheet in sheets if sheet.rows]


def _named(package: Package) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "sheet" and attributes.get("state", "visible") == "visible":
            found.append((tidy(attributes.get("name", "")), attributes.get("id", "")))

    package.parse(MAIN, start, _nothing, _nothing)
    return found[:_MOST_SHEETS]


def _nothing(*_given: object) -> None:
    return None


def _shared(package: Package, part: str) -> list[str]:
    """Return the text that cells refer to by number."""
    texts: list[str] = []
    pieces: list[str] = []
    is_text, phonetic = False, 0

    def start(element: str, _attributes: dict[str, str]) -> None:
        nonlocal is_text, phonetic
        match element:
            case "si":
                pieces.clear()
                if len(texts) > _MOST_TEXTS:
                    raise Refused(_too_large())
            case "rPh":
                phonetic += 1
            case "t":
                is_text = not phonetic

    def end(element: str) -> None:
        nonlocal is_text, phonetic
        match element:
            case "si":
                texts.append("".join(pieces))
            case "rPh":
                phonetic -= 1
            case "t":
                is_text = False

    def data(text: str) -> None:
        if is_text:
            pieces.append(text)

    if part and package.has(part):
        package.parse(part, start, end, data)
    return texts


def _too_large() -> str:
    return _("The sheet is far too large to be a list of questions. Copy the rows that matter into a new sheet.")


def _rows(package: Package, part: str, texts: list[str]) -> list[Row]:
    reader = _Reader(texts)
    package.parse(part, reader.start, reader.end, reader.data)
    return reader.rows


class _Reader:
    """Handles the elements of a sheet in order; empty rows and cells cost nothing."""

    def __init__(self, texts: list[str]) -> None:
        self.rows: list[Row] = []
        self._texts = texts
        self._number = 0
        self._column = -1
        self._cells: dict[int, str] = {}
        self._type = ""
        self._value: list[str] = []
        self._is_value = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "row":
                given = attributes.get("r", "")
                self._number = int(given) if given.isdecimal() and len(given) < 8 else self._number + 1
                self._column, self._cells = -1, {}
            case "c":
                match = _REFERENCE.fullmatch(attributes.get("r", ""))
                self._column = _column(match[1]) if match else self._column + 1
                self._type, self._value = attributes.get("t", "n"), []
            case "v" | "t":
                self._is_value = True
            case "rPh":
                self._type = "phonetic"

    def data(self, text: str) -> None:
        if self._is_value:
            self._value.append(text)

    def end(self, element: str) -> None:
        match element:
            case "v" | "t":
                self._is_value = False
            case "c":
                if text := self._shown().strip():
                    if self._column >= _MOST_COLUMNS:
                        raise Refused(_too_large())
                    self._cells[self._column] = text
            case "row" if self._cells:
                if len(self.rows) >= _MOST_ROWS:
                    raise Refused(_too_large())
                cells = tuple(self._cells.get(number, "") for number in range(max(self._cells) + 1))
                self.rows.append(Row(Place(Unit.ROW, self._number), cells))
                self._cells = {}

    def _shown(self) -> str:
        value = "".join(self._value)
        match self._type:
            case "s":
                place = value.strip()
                number = int(place) if place.isdecimal() and len(place) < 8 else len(self._texts)
                return self._texts[number] if number < len(self._texts) else ""
            case "b" | "e":
                return ""
            case "n":
                whole = _WHOLE.fullmatch(value.strip())
                return whole[1] if whole else value
            case _:
                return value


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
