"""The parts of an Office file (a zip of XML), read within strict limits.

A few lines over the zip's XML instead of python-docx and openpyxl: those build the whole document with lxml or
et_xmlfile before any limit can apply, and offer no way to reject a part that is too large, a DTD, or a file that refers
to another one. All that is needed here is text, its style and its place; the parser is expat, which handles the parts
piece by piece and stops at a limit. Nothing is unpacked to the disk, nothing is fetched.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NoReturn
from xml.parsers import expat

from dialogkort.decks.importing.proposal import Refused
from dialogkort.language import gettext as _

OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_PARTS: Final = 4_000
_LARGEST_PART: Final = 40_000_000
_LARGEST: Final = 80_000_000
_MOST_ELEMENTS: Final = 1_500_000
_PIECE: Final = 65_536
_DEEPEST: Final = 200
_MOST_ATTRIBUTES: Final = 200
_MACROS: Final = ("vbaproject.bin", "macrosheets/", "vbadata.xml")
_RELATION: Final = "/relationships/"

_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
"""What zipfile raises for bytes that are not a zip file or a damaged one."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


class Package:
    """An open Office file. Use `opened`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._read = self._elements = 0
        self._names = {info.filename.lower(): info for info in archive.infolist()}

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def parse(self, name: str, start: Start, end: End, data: Data) -> None:
        """Read the part `name`, with element and attribute names without namespaces. Raises Refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        depth = 0

        def begins(element: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if self._elements > _MOST_ELEMENTS:
                raise Refused(_too_large())
            if depth > _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
                raise Refused(damaged())
            start(_local(element), {_local(key): value for key, value in attributes.items()})

        def ends(element: str) -> None:
            nonlocal depth
            depth -= 1
            end(_local(element))

        parser.StartElementHandler = begins
        parser.EndElementHandler = ends
        parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.EntityDeclHandler = _refuse_declarations
        parser.ExternalEntityRefHandler = _refuse_declarations
        parser.buffer_text = True
        try:
            for piece in self._pieces(name):
                parser.Parse(piece, False)  # noqa: FBT003 - expat's own
            parser.Parse(b"", True)  # noqa: FBT003
        except expat.ExpatError:
            raise Refused(damaged()) from None

    def _pieces(self, name: str) -> Iterator[bytes]:
        info = self._names.get(name.lower())
        if info is None:
            raise Refused(damaged())
        size = 0
        try:
            with self._archive.open(info) as part:
                while piece := part.read(_PIECE):
                    size += len(piece)
                    self._read += len(piece)
                    if size > _LARGEST_PART or self._read > _LARGEST:
                        raise Refused(_too_large())
                    yield piece
        except _BROKEN:
            raise Refused(damaged()) from None

    def relations(self, part: str) -> dict[str, str]:
        """Return the relations of a part: id → part."""
        folder, _slash, name = part.rpartition("/")
        found: dict[str, str] = {}
        path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                found[attributes.get("Id", "")] = (
                    target.lstrip("/") if target.startswith("/") else _joined(folder, target)
                )

        if self.has(path):
            self.parse(path, start, _nothing, _nothing)
        return found

    def refuse_outside(self) -> None:
        """Reject a file with external parts (a template, a picture, another workbook); web links are allowed."""

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode", "").lower() == "external":
                kind = attributes.get("Type", "").lower()
                if not kind.endswith(_RELATION + "hyperlink"):
                    raise Refused(
                        _(
                            "The document includes parts from elsewhere (a linked file, picture or"
                            " template), so it is not read. Break the links, or copy the text into a new"
                            " document."
                        )
                    )

        for name in [part for part in self._names if part.endswith(".rels")][:_MOST_PARTS]:
            self.parse(name, start, _nothing, _nothing)


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """Open the bytes of an Office file. Raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise Refused(damaged()) from None
    with archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(info.file_size for info in parts if _is_read(info)) > 4 * _LARGEST:
            raise Refused(_too_large())
        if any(info.flag_bits & 1 for info in parts):
            raise Refused(_("The file is protected by a password. Save it without one."))
        if any(macro in info.filename.lower() for info in parts for macro in _MACROS):
            raise Refused(
                _("The document contains macros, so it is not read. Save it as .docx or .xlsx without macros.")
            )
        package = Package(archive)
        package.refuse_outside()
        yield package


def _is_read(info: zipfile.ZipInfo) -> bool:
    return info.filename.lower().endswith((".xml", ".rels"))


def _joined(folder: str, target: str) -> str:
    parts = folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _nothing(*_given: object) -> None:
    return None


def _refuse_declarations(*_given: object) -> NoReturn:
    raise Refused(_("The document declares entities of its own, which could mislead a program, so it is not read."))


def damaged() -> str:
    """Return a message that says that a file is damaged."""
    return _(
        "The file is damaged, or is not what its name says. Open it in the program that created it, and save it again."
    )


def _too_large() -> str:
    return _("Unpacked, the file is far too large to be a list of questions, so it is not read.")
