"""Bring the catalogues in line with the source: `make messages`. With `--check`, only tell whether they are.

English is the text in the source. New messages come into `da.po` without a translation; a test fails until they have
one. The compiled `.mo` is next to it, so that an installation needs no tools.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "dialogkort"
LOCALE = SOURCE / "language" / "locale"
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}
ARGPARSE = ("usage: ", "options", "positional arguments", "show this help message and exit",
            "show program's version number and exit", "%(prog)s: error: %(message)s\n",
            "unrecognized arguments: %s", "the following arguments are required: %s",
            "invalid choice: %(value)r (choose from %(choices)s)", "expected one argument",
            "argument %(argument_name)s: %(message)s", "one of the arguments %s is required",
            "not allowed with argument %s", "invalid %(type)s value: %(value)r")  # fmt: skip
"""The words of argparse that people can meet; it looks them up in our catalogue."""


def extracted() -> Catalog:
    """Return a catalogue of every text in the source."""
    catalog = Catalog(project="dialogkort", charset="utf-8")
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",))
    for filename, _line, message, comments, _context in found:
        catalog.add(message, locations=[(filename, 0)], auto_comments=comments)
    for message in ARGPARSE:
        catalog.add(message, locations=[("argparse", 0)])
    return catalog


def updated(language: str) -> Catalog:
    """Return the catalogue of `language` with exactly the messages of the source; a folder without one begins one."""
    path = LOCALE / language / "LC_MESSAGES" / "dialogkort.po"
    with path.open("rb") if path.exists() else BytesIO() as file:
        catalog = read_po(file, locale=language)
    catalog.update(extracted(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def po_of(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, catalog, width=110, sort_by_file=True, omit_header=False, include_lineno=False)
    return buffer.getvalue()


def mo_of(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """Return the messages without a translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]


def main() -> int:
    lacking = 0
    for folder in sorted(LOCALE.glob("*/LC_MESSAGES")):
        language = folder.parent.name
        catalog = updated(language)
        if "--check" not in sys.argv:
            folder.joinpath("dialogkort.po").write_bytes(po_of(catalog))
            folder.joinpath("dialogkort.mo").write_bytes(mo_of(catalog))
        for text in missing(catalog):
            print(f"not translated ({language}): {text}")
            lacking += 1
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
