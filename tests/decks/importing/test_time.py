"""Importing takes time in proportion to the bytes of the file, whatever kind of file it is and whatever is in it."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from tests.decks.importing.office_files import archive
from tests.hostile_shapes import MOST, Place, Shape, growth, slow

from dialogkort.decks.importing.door import propose
from dialogkort.decks.importing.proposal import Refused, Take, Unsure, Wishes
from dialogkort.decks.importing.writing import deck_text

SIZE = 8_000
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'


def document(body: str, **more: str) -> bytes:
    parts = {name.replace("__", "/") + ".xml": part for name, part in more.items()}
    return archive({"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>", **parts})


def workbook(rows: str, target: str = "s.xml", texts: str = "") -> bytes:
    return archive(
        {
            "xl/workbook.xml": f'<workbook {_S}><sheets><sheet name="a" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r2" Target="sharedStrings.xml"/>'
            f'<Relationship Id="r1" Target="{target}"/></Relationships>',
            "xl/sharedStrings.xml": f"<sst><si><t>Hvad?</t></si>{texts}</sst>",
            "xl/s.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def importing(data: bytes, name: str) -> Callable[[], object]:
    """Import a file, in each way if it can be read in several, and write the deck."""

    def run() -> None:
        for take in (None, Take.QUESTIONS):
            with suppress(Refused, Unsure):
                deck_text(propose(data, name, Wishes(take=take)), "a", "da")

    return run


def around(before: str, after: str = "") -> Place:
    return lambda text: before + text + after


TEXTS: dict[str, dict[str, Place]] = {
    "a.txt": {
        "the whole file": str,
        "below questions": around("Hvad nu?\nHvad så?\n"),
        "in a question": around("Hvad nu?\n- Hvad ", "?\n"),
        "below a point": around("- Hvad nu?\n- Hvad så?\n  "),
        "after a label": around("Spørgsmål: Hvad nu?\nTema: ", "\nRåd: a\n"),
        "a label": around("Spørgsmål: Hvad nu?\n", ": a\nTema: b\n"),
    },
    "a.md": {
        "the whole file": str,
        "a heading": around("# ", "\n\n- Hvad nu?\n- Hvad så?\n"),
        "the second line": around("Hvad nu?\nHvad ", "?\n"),
        "a point": around("- Hvad nu?\n- Hvad ", "\n"),
        "a cell": around("| Spørgsmål | Tema |\n|---|---|\n| Hvad nu? | ", " |\n"),
        "the front matter": around("---\ntitle: ", "\n---\n- Hvad nu?\n- Hvad så?\n"),
    },
    "a.csv": {
        "the whole file": str,
        "a heading": around("Spørgsmål;", ";Tema\nHvad nu?;a;b\n"),
        "a theme": around("Spørgsmål;Tema;Råd\nHvad nu?;", ";b\nHvad så?;c;d\n"),
        "answers": around("Spørgsmål;Muligheder;Tema\nHvad nu?;", ";b\nHvad så?;c;d\n"),
        "follow-up questions": around("Spørgsmål;Uddybende;Tema\nHvad nu?;", ";b\nHvad så?;c;d\n"),
        "a level": around("Spørgsmål;Niveau;Type\nHvad nu?;", ";b\nHvad så?;c;d\n"),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_with_a_hostile_shape_anywhere(name: str) -> None:
    def prepared(text: str) -> Callable[[], object]:
        return importing(text.encode("utf-8", "replace"), name)

    assert slow(prepared, TEXTS[name], SIZE, known=4, every=90) == []


def test_a_json_file_with_a_hostile_shape_anywhere() -> None:
    def prepared(text: str) -> Callable[[], object]:
        return importing(text.encode("utf-8", "replace"), "a.json")

    def quoted(place: Place) -> Place:
        return lambda text: place(text.replace("\\", "").replace('"', "").replace("\n", "\\n"))

    places = {
        "the whole file": str,
        "a name": quoted(around('[{"question": "Hvad?", "', '": "b"}]')),
        "a theme": quoted(around('{"', '": ["Hvad?", "Hvem?"]}')),
        "an answer": quoted(around('[{"question": "Hvad?", "options": ["a", "', '"]}]')),
        "a number": quoted(around('[{"question": "Hvad?", "level": ', "}]")),
    }
    assert slow(prepared, places, SIZE, known=4, every=90) == []


def _rows(cell: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:p><w:t>{cell}</w:t></w:p></w:tc></w:tr></w:tbl>"


FILES: dict[str, Callable[[int], bytes]] = {
    "many fields.json": lambda n: (
        "[" + ",".join(f'{{"question": "Hvad {one}?", "k{one}": 1}}' for one in range(n // 30)) + "]"
    ).encode(),
    "many themes.json": lambda n: Shape('"t{n}": ["a{n}?"], ', "{", '"z": ["b?"]}').of(n).encode(),
    "many ids.csv": lambda n: Shape("k{n};Hvad {n}?\n", "id;Spørgsmål\n").of(min(n, 60_000)).encode(),
    "rows of each width.csv": lambda n: "\n".join(";".join("a" * width) for width in range(1, int(n**0.5))).encode(),
    "a wide first row.csv": lambda n: ("Hvad?;" + "a;" * 190 + "\n" + "b?\n" * min(19_000, n // 3)).encode(),
    "points below a point.txt": lambda n: Shape("  - Hvor?\n", "- Hvad?\n- Hvem?\n").of(n).encode(),
    "advice for a card with many.txt": lambda n: (
        "- Hvad?\n- Hvem?\n" + f"  - Hvor {'a' * 1900}?\n" * 190 + "> Hvor?\n" * (n // 8)
    ).encode(),
    "lines that go on.txt": lambda n: ("- Hvad\n" + ("a" * 199 + "\n") * min(19_000, n // 200)).encode(),
    "lines that go on.md": lambda n: ("- Hvad\n" + ("a" * 199 + "\n") * (n // 200)).encode(),
    "breaks.docx": lambda n: document("<w:p><w:t>Hvad" + "<w:br/>" * (n // 7) + "</w:t></w:p>"),
    "breaks in a point.docx": lambda n: document(f"<w:p>{_LIST}<w:t>Hvad" + "<w:br/>abc" * (n // 10) + "</w:t></w:p>"),
    "pieces.docx": lambda n: document("<w:p>" + "<w:t>aaaa</w:t>" * (n // 14) + "</w:p>"),
    "pieces in a cell.docx": lambda n: document(_rows("a</w:t></w:p><w:p><w:t>" * (n // 25))),
    "many tables.docx": lambda n: document("".join(_rows(f"Hvad er {one}?") for one in range(min(49_000, n // 80)))),
    "a wide first row.docx": lambda n: document(
        "<w:tbl><w:tr>" + "<w:tc><w:p><w:t>a</w:t></w:p></w:tc>" * 190 + "</w:tr>"
        + "<w:tr><w:tc><w:p><w:t>Hvad?</w:t></w:p></w:tc></w:tr>" * (n // 60) + "</w:tbl>"
    ),
    "many styles.docx": lambda n: document(
        "<w:p><w:t>Hvad?</w:t></w:p>",
        word__styles="<a>" + "<style styleId='a'><name val='x'/></style>" * (n // 50) + "</a>",
    ),
    "a long text.xlsx": lambda n: workbook(f'<row><c t="str"><v>{"a" * n}</v></c></row>'),
    "pieces of a text.xlsx": lambda n: workbook('<row><c t="str">' + "<v>aaaa</v>" * (n // 11) + "</c></row>"),
    "pieces of a shared text.xlsx": lambda n: workbook(
        '<row><c t="s"><v>1</v></c></row>', texts="<si>" + "<t>aaaa</t>" * (n // 11) + "</si>"
    ),
    "a wide first row.xlsx": lambda n: workbook(
        "<row>" + '<c t="str"><v>a</v></c>' * 190 + "</row>"
        + '<row><c t="str"><v>Hvad?</v></c></row>' * min(19_000, n // 40)
    ),
    "a way up.xlsx": lambda n: workbook("", "a/" * (n // 5) + "../" * (n // 5)),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_much_of_one_kind(name: str) -> None:
    assert growth(lambda size: importing(FILES[name](size), name), 40_000) < MOST


@pytest.mark.parametrize("digits", [3, 5_000])
def test_a_number_of_a_shared_text_that_is_no_number_of_one(digits: int) -> None:
    with pytest.raises(Refused):
        propose(workbook(f'<row><c t="s"><v>{"1" * digits}</v></c></row>'), "a.xlsx", Wishes())


def test_more_cards_in_many_tables_than_a_deck_has() -> None:
    with pytest.raises(Refused, match="5000"):
        propose(document("".join(_rows(f"Hvad er {number}?") for number in range(5_100))), "a.docx", Wishes())
