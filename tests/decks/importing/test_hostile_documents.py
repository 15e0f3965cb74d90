"""A document from a stranger: bombs, macros and links to elsewhere are rejected with a message, and nothing hangs."""

import io
import random
import time
import zipfile
from contextlib import suppress

import pytest
from tests.decks.importing.office_files import archive, docx, paragraph, relation, xlsx

from dialogkort.decks.importing.door import LARGEST, propose
from dialogkort.decks.importing.proposal import Refused, Unsure, Wishes

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LINKS = "word/_rels/document.xml.rels"
GOOD = docx(paragraph("Hvad er a?"), paragraph("Hvad er b?"))


def refused(data: bytes, name: str = "a.docx") -> str:
    started = time.process_time()
    with pytest.raises(Refused) as told:
        propose(data, name, Wishes())
    assert time.process_time() - started < 20
    assert "\n" not in str(told.value)
    return str(told.value)


def test_a_bomb_in_a_single_part_is_rejected():
    text = f"<w:document {_W}><w:body>" + "<w:p/>" * 2_000_000 + "</w:body></w:document>"
    assert "far too long" in refused(archive({"word/document.xml": text}))
    assert "far too large" in refused(archive({"word/document.xml": text.replace("<w:p/>", "<w:b/>")}))


def test_a_bomb_in_many_parts_is_rejected():
    part = b"<a/>" * 5_000_000
    parts = {f"word/p{number}.xml": part for number in range(20)}
    assert "far too large" in refused(archive({"word/document.xml": "<a/>", **parts}))


def test_a_wrong_size_in_the_zip_directory_is_not_trusted():
    """What the zip directory says about a part is not believed."""
    data = archive({"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        size = zipped.infolist()[0].file_size
    lied = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lied != data
    assert refused(lied)


def test_a_document_with_thousands_of_parts_is_rejected():
    assert "far too large" in refused(archive({f"p{number}.xml": "" for number in range(5_000)}))


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ],
)
def test_a_document_with_xml_declarations_is_rejected(text):
    assert "declares" in refused(archive({"word/document.xml": text}))


def test_a_document_that_is_nested_too_deeply_is_rejected():
    assert refused(archive({"word/document.xml": "<a>" * 10_000}))


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_a_document_with_macros_is_rejected(name):
    assert "macros" in refused(archive({"word/document.xml": "<a/>", name: b"x"}), "a.docm")


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "externalLinkPath", "frame"])
def test_parts_stored_elsewhere_are_rejected(kind):
    links = relation(kind, "https://example.org/x")
    assert "elsewhere" in refused(docx(paragraph("Hvad?"), more={LINKS: links}))


def test_a_link_to_a_page_is_read_as_text():
    links = relation("hyperlink", "https://example.org/x")
    assert (
        len(propose(docx(paragraph("Hvad?"), paragraph("Hvem?"), more={LINKS: links}), "a.docx", Wishes()).cards) == 2
    )


def test_a_huge_sheet_is_rejected():
    rows = [[f"Hvad er {number}?"] for number in range(20_100)]
    assert "too large" in refused(xlsx(("Ark1", rows)), "a.xlsx")


def test_a_wide_sheet_is_rejected():
    cell = '<row r="1"><c r="XFD1" t="str"><v>Hvad?</v></c></row>'
    assert "too large" in refused(_workbook(cell), "a.xlsx")


def _workbook(rows: str) -> bytes:
    """Return a workbook with a sheet of these rows."""
    with zipfile.ZipFile(io.BytesIO(xlsx(("Ark1", [])))) as zipped:
        parts: dict[str, str | bytes] = {name: zipped.read(name) for name in zipped.namelist()}
    return archive({**parts, "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>"})


def test_a_million_empty_rows_cost_little():
    cards = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>Hvad er {n}?</v></c></row>' for n in (1, 2))
    empty = "".join(f'<row r="{number}"/>' for number in range(3, 1_000_000))
    assert len(propose(_workbook(cards + empty), "a.xlsx", Wishes()).cards) == 2


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.doc"),
        (b"%PDF-1.7", "a.pdf"),
        (b"{\\rtf1 Hvad?}", "a.rtf"),
        (b"<!DOCTYPE html><p>Hvad?", "a.html"),
        (b"", "a.txt"),
        (b"  \n", "a.csv"),
        (b"Hvad?", "a.docx"),
        (b"PK\x03\x04", "a.docx"),
        (b"\0\1\2\3\4\5" * 50, "a.txt"),
        (b"title: x\ncards:\n- question: y\n", "a.yaml"),
        (b"{", "a.json"),
        (b"[" * 100_000, "a.json"),
        (b"[]", "a.json"),
        (bytes(LARGEST + 1), "a.txt"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt"),
        ("\n".join(f"Hvad er {number}?" for number in range(5_100)).encode(), "a.txt"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_reported_in_one_sentence(data, name):
    assert refused(data, name).endswith(".")


def test_a_document_with_a_password_is_rejected():
    data = bytearray(GOOD)
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    assert "password" in refused(bytes(data))


@pytest.mark.parametrize("data", [GOOD, xlsx(("Ark1", [["Spørgsmål", "Tema"], ["Hvad er a?", "Ro"]]))])
def test_damaged_bytes_never_crash_the_import(data):
    chance = random.Random(1)
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        end = chance.choice([len(damaged), chance.randrange(len(damaged))])
        with suppress(Refused, Unsure):
            propose(bytes(damaged[:end]), "a.docx", Wishes())
