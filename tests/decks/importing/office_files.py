"""Word documents and Excel workbooks as those programs write them, part by part."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = (
    f"<w:styles {_W}>"
    '<w:style w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Overskrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Citat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:styleId="Opstilling-punkttegn"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Opstilling-punkttegn2"><w:name w:val="List Bullet 2"/>'
    '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    "</w:styles>"
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str = "", style: str = "", level: int = -1, *, italic: bool = False) -> str:
    """Return a paragraph; one in a list has a level from 0."""
    props = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if level >= 0:
        props += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    run = "<w:rPr><w:i/></w:rPr>" if italic else ""
    pieces = [text[: len(text) // 2], text[len(text) // 2 :]]  # Word cuts a sentence wherever it was edited
    runs = "".join(
        f'<w:r>{run}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces if piece
    ).replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{runs}</w:p>"


def table(rows: Iterable[Sequence[str]]) -> str:
    return f"<w:tbl>{''.join(_row(row) for row in rows)}</w:tbl>"


def _row(cells: Sequence[str]) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def docx(*body: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """Return a document whose body consists of paragraphs and tables."""
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{"".join(body)}</w:body></w:document>'
    return archive(
        {"[Content_Types].xml": _TYPES, "word/document.xml": document, "word/styles.xml": STYLES, **(more or {})}
    )


def xlsx(*sheets: tuple[str, Sequence[Sequence[object]]], more: dict[str, str | bytes] | None = None) -> bytes:
    """Return a workbook with sheets of rows; strings are shared, as in Excel, and every third one is inline."""
    texts: list[str] = []
    parts: dict[str, str | bytes] = {"[Content_Types].xml": _TYPES}
    names = links = ""
    for number, (name, rows) in enumerate(sheets, 1):
        names += f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        links += f'<Relationship Id="rId{number}" Type="{_R}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        data = "".join(_sheet_row(place, row, texts) for place, row in enumerate(rows, 1))
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {_S}><sheetData>{data}</sheetData></worksheet>"
    links += f'<Relationship Id="rId99" Type="{_R}/sharedStrings" Target="sharedStrings.xml"/>'
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f"<sst {_S}>{shared}</sst>"
    parts["xl/workbook.xml"] = f'<workbook {_S} xmlns:r="{_R}"><sheets>{names}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships {_P}>{links}</Relationships>"
    return archive({**parts, **(more or {})})


def _sheet_row(place: int, cells: Sequence[object], texts: list[str]) -> str:
    return f'<row r="{place}">' + "".join(_cell(place, n, cell, texts) for n, cell in enumerate(cells)) + "</row>"


def _cell(place: int, number: int, value: object, texts: list[str]) -> str:
    where = f"{chr(65 + number)}{place}"
    if value is None or value == "":
        return ""
    if isinstance(value, (int, float)):
        return f'<c r="{where}"><v>{value}</v></c>'
    if (place + number) % 3 == 0:
        return f'<c r="{where}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
    texts.append(str(value))
    return f'<c r="{where}" t="s"><v>{len(texts) - 1}</v></c>'


def relation(kind: str, target: str) -> str:
    """Return a part that refers to something outside the file."""
    link = f'<Relationship Id="rId7" Type="{_R}/{kind}" Target={quoteattr(target)} TargetMode="External"/>'
    return f"<Relationships {_P}>{link}</Relationships>"
