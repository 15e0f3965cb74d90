"""Front matter: the lines between `---` and `---` at the top of a markdown file, for programs; the rest is
for people. What the fields mean is left to the modules of each file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dialogkort.core.text import clean
from dialogkort.language import N_
from dialogkort.storage.problems import FileProblem, NotUnderstood
from dialogkort.storage.yaml_editing import BOM
from dialogkort.storage.yaml_reading import Fault, Fields, read_fields
from dialogkort.storage.yaml_writing import Value, fields

_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """A markdown file: the fields of its front matter, and its body, which begins on `body_line`."""

    fields: Fields
    body: str
    body_line: int


def decode(data: bytes, path: Path) -> str:
    """Return the text of a file that people edit, cleaned. Raises NotUnderstood for what is no UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = N_("The file is not saved as UTF-8. Save it again with the encoding UTF-8.")
        raise NotUnderstood(FileProblem(path, text, line)) from None
    return clean(text.removeprefix(BOM))


def read_page(text: str, path: Path) -> Page:
    """Take `text` apart; without front matter, all of it is body. Raises NotUnderstood.

    Conflict markers and faults in the front matter are refused: which half counts is no guess of ours.
    """
    text = clean(text.removeprefix(BOM))
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        words = N_("Two versions of the file were joined here and wait for somebody to choose.")
        raise NotUnderstood(FileProblem(path, words, line))
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != "---":
        return Page(Fields(1, 1, 1), text, 1)
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() in {"---", "..."}:
            root, faults = read_fields("\n".join(lines[first + 1 : number]) + "\n", first + 2)
            if faults:
                raise NotUnderstood(problem_of(faults[0], path))
            return Page(root, "\n".join(lines[number + 1 :]), number + 2)
    words = N_("The lines at the top begin with --- but are not ended by ---.")
    raise NotUnderstood(FileProblem(path, words, first + 1))


def problem_of(fault: Fault, path: Path) -> FileProblem:
    """Return `fault` as a problem of the file `path`."""
    return FileProblem(path, fault.text, fault.line, fault.column, fault.values)


def render_page(values: Mapping[str, Value], body: str) -> str:
    """Return the text of a file with these fields and this body."""
    return f"---\n{fields(values)}---\n\n{body}"
