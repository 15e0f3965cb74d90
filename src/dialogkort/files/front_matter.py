"""Front matter: the lines between `---` and `---` at the top of a Markdown file, for programs; the rest is for people.

The modules for each file know what the fields mean.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dialogkort.core.text import clean
from dialogkort.files.lines import BOM
from dialogkort.files.problems import FileProblem, NotUnderstood
from dialogkort.files.yaml_reading import LARGEST, NOTHING, Fault, Fields, Node, read_fields
from dialogkort.files.yaml_writing import Value, fields
from dialogkort.language import N_

_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
_PLAIN_LINE = re.compile(
    r"""^([a-z_][a-z0-9_-]{0,60}):(?: ++("[^"\\\n]*"|'[^'\n]*'|[^\W_][^\n:#]*+(?::(?=[^\s#])[^\n:#]*+)*+))?+ *+$""",
    re.MULTILINE,
)
"""A line that a YAML reader can only understand as this key and this text.

No part of it backtracks, so the time for a line grows only with its length.
"""


class PlainFields:
    """The fields of front matter in which each line is a plain `key: value`: `values` has the text of each by its key.

    It has the interface of `Fields` at a tenth of the cost; it uses the real reader only for positions.
    """

    __slots__ = ("_block", "_first_line", "values")

    def __init__(self, values: dict[str, str], block: str, first_line: int) -> None:
        self.values = values
        self._block = block
        self._first_line = first_line

    @property
    def whole(self) -> Fields:
        """The same fields with their positions."""
        return read_fields(self._block, self._first_line)[0]

    def text(self, key: str) -> str:
        return self.values.get(key, "")

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        return (value,) if value else ()

    def node(self, key: str) -> Node | None:
        return self.whole.node(key)

    def line_of(self, key: str) -> int:
        return self.whole.line_of(key)


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: the fields of its front matter, and its body, which begins on `body_line`.

    The body of a file without front matter begins on line 1.
    """

    fields: Fields | PlainFields
    body: str
    body_line: int

    def text(self, key: str) -> str:
        """Return the text of a field; if somebody made it a list, its items are joined."""
        key = self.written(key)
        return self.fields.text(key) or ", ".join(self.fields.texts(key))

    def written(self, key: str) -> str:
        """Return a key as it is spelled here, with or without capitals."""
        fields = self.fields
        if isinstance(fields, PlainFields) or key in fields.fields:
            return key
        return next((field for field in fields.fields if field.casefold() == key), key)


def decode(data: bytes, path: str | Path) -> str:
    """Return the text of a file that people edit, cleaned. Raises NotUnderstood if it is not UTF-8."""
    return cleaned(raw_text(data, path))


def raw_text(data: bytes, path: str | Path) -> str:
    """Return the text of a file unchanged, with its BOM. Raises NotUnderstood if it is not UTF-8."""
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        text = N_("There are null bytes here instead of text, which happens when a disk fails. Restore an older copy.")
        raise NotUnderstood(FileProblem(Path(path), text, line))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = N_("The file is not saved as UTF-8. Save it again with the encoding UTF-8.")
        raise NotUnderstood(FileProblem(Path(path), text, line)) from None


def cleaned(text: str) -> str:
    """Return the text of a file without its BOM, cleaned; its lines are the same, and end with LF."""
    text = text.removeprefix(BOM)
    if "\r" in text or "\t" in text:  # usually enough to pass the gate at once
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return clean(text)


def read_page(text: str, path: str | Path) -> Page:
    """Split `text`, which has been `cleaned`, into front matter and body; without front matter, all of it is body.

    Raises NotUnderstood: conflict markers and faults in the front matter are rejected, because we do not guess which
    half counts.
    """
    if "<<<<<<<" in text and (conflict := _CONFLICT.search(text)):
        line = text.count("\n", 0, conflict.start()) + 1
        words = N_("Two versions of the file were merged here, and somebody needs to choose between them.")
        raise NotUnderstood(FileProblem(Path(path), words, line))
    return _plain_page(text) or _page(text, path)


def problem_of(fault: Fault, path: str | Path) -> FileProblem:
    """Return `fault` as a problem of the file `path`."""
    return FileProblem(Path(path), fault.text, fault.line, fault.column, fault.values)


def render_page(values: Mapping[str, Value], body: str) -> str:
    """Return the text of a file with these fields and this body."""
    return f"---\n{fields(values)}---\n\n{body}"


def _plain_page(text: str) -> Page | None:
    """Return the page if its front matter is plain, else None: the fast path for nearly all files."""
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    if not 3 < end < LARGEST:
        return None
    block = text[4 : end + 1]
    found = _PLAIN_LINE.findall(block)
    values = {key: _value(text) for key, text in found}
    count = block.count("\n")
    if not len(found) == len(values) == count:
        return None
    return Page(PlainFields(values, block, 2), text[end + 5 :], count + 3)


def _value(text: str) -> str:
    """Return the text that a plain line gives to a key."""
    if text[:1] in {'"', "'"}:
        return text[1:-1]
    text = text.rstrip(" ")
    return "" if text in NOTHING else text


def _opening(lines: list[str]) -> int:
    """Return the number of the first line that has more than a comment for people."""
    in_comment = False
    for number, line in enumerate(lines):
        in_comment = in_comment or line.lstrip().startswith("<!--")
        if not in_comment and line.strip():
            return number
        if in_comment and "-->" in line:
            if line.rpartition("-->")[2].strip():
                return number
            in_comment = False
    return 0


def _page(text: str, path: str | Path) -> Page:
    lines = text.split("\n")
    first = _opening(lines)
    if lines[first].rstrip() != "---":
        return Page(Fields(1, 1, 1), text, 1)
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() in {"---", "..."}:
            root, faults = read_fields("\n".join(lines[first + 1 : number]) + "\n", first + 2)
            if faults:
                raise NotUnderstood(*(problem_of(fault, Path(path)) for fault in faults))
            return Page(root, "\n".join(lines[number + 1 :]), number + 2)
    words = N_("The lines at the top begin with ---, but there is no closing ---.")
    raise NotUnderstood(FileProblem(Path(path), words, first + 1))
