"""Changing some fields of a YAML file that a person keeps: all other lines stay, byte for byte."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dialogkort.core.text import clean
from dialogkort.files import atomic
from dialogkort.files.lines import BOM, end_of, split_lines
from dialogkort.files.yaml_reading import Fields, Items, Node, read_fields

Plain = str | list["Plain"] | dict[str, "Plain"]

_REMARK = re.compile(r"(?<![ \t])[ \t]++#")


@dataclass(frozen=True, slots=True)
class Edit:
    """What replaces the lines from `first` up to, but not including, `last`, counted from 0."""

    first: int
    last: int
    new: str


def save_fields(path: Path, changes: Mapping[str, str], *, whole: str) -> None:
    """Change some fields of the file `path`, like `with_fields`. Raises CannotSave.

    If that is not possible, the old file is kept beside (`team.old.yaml`), and `whole` is written.
    """
    try:
        data = atomic.read(path)
    except atomic.CannotRead as error:
        if not error.missing:
            raise atomic.CannotSave(path, error.error) from error
        atomic.write(path, whole.encode())
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        edited = None
    else:
        edited = None if "\0" in text else with_fields(text, changes)
    if edited is None:
        atomic.copy_beside(path, data)
        edited = whole
    if edited.encode() != data:
        atomic.write(path, edited.encode())


def with_fields(text: str, changes: Mapping[str, str], order: Sequence[str] = ()) -> str | None:
    """Return `text` with the lines of some fields replaced; a missing field is added.

    `changes` maps each key to its new lines, which end with LF (converted to the file's own line endings), or to an
    empty text to remove it. A new field goes below those that precede it in `order`, else to the end. A comment after a
    value on one line stays. Returns None if that is impossible, as in `{name: x}`, or below a fault.
    """
    edits = field_edits(text, changes, order)
    return None if edits is None else _edited(split_lines(text), edits)


def field_edits(text: str, changes: Mapping[str, str], order: Sequence[str] = ()) -> list[Edit] | None:
    """Return the edits that `with_fields` makes to `text`, from the first line on."""
    root = _root(text)
    if any(key.column != 1 for key, _node in root.fields.values()):
        return None
    lines = split_lines(text)
    edits = _edits(lines, root, changes, order)
    return edits if plain(_root(_edited(lines, edits))) == _wanted(root, changes) else None


def plain(node: Node) -> Plain:
    """Return the value of a node, without its positions."""
    match node:
        case Fields():
            return {key: plain(value) for key, (_key, value) in node.fields.items()}
        case Items():
            return [plain(item) for item in node.items]
        case _:
            return node.value


def _edits(lines: list[str], root: Fields, changes: Mapping[str, str], order: Sequence[str]) -> list[Edit]:
    usual = end_of(lines[0]) or "\n"
    replaced, added = [], dict[int, str]()
    for name, new in changes.items():
        if name in root.fields:
            first, last = _span(root, name, lines)
            remark = _remark(lines[first]) if last == first + 1 and new.count("\n") == 1 else ""
            bom = BOM if first == 0 and lines[0].startswith(BOM) else ""
            changed = bom + (new.removesuffix("\n") + remark + "\n" if remark else new)
            replaced.append(Edit(first, last, changed.replace("\n", end_of(lines[first]) or usual)))
        elif new:
            at = _place(root, name, order, lines)
            before = lines[at - 1] if at else ""
            gap = usual if before and not end_of(before) and at not in added else ""
            added[at] = added.get(at, "") + gap + new.replace("\n", end_of(before) or usual)
    both = [*replaced, *(Edit(at, at, new) for at, new in added.items())]
    return sorted(both, key=lambda edit: (edit.first, edit.last))


def _edited(lines: list[str], edits: Sequence[Edit]) -> str:
    parts, place = list[str](), 0
    for edit in edits:
        parts += [*lines[place : edit.first], edit.new]
        place = edit.last
    return "".join([*parts, *lines[place:]])


def _remark(line: str) -> str:
    """Return the comment after the value of a field on one line, from the space before #, or empty."""
    read = clean(line.removeprefix(BOM))
    _key, node = next(iter(_root(line).fields.values()), (None, None))
    if node is None:
        return ""
    # where a letter is written as two characters, positions as read differ from those as written,
    # but the number of comments is the same
    after = len(_REMARK.findall(read, node.end - 1))
    starts = [found.start() for found in _REMARK.finditer(line)]
    return line[starts[-after] : len(line) - len(end_of(line))] if after else ""


def _span(root: Fields, name: str, lines: list[str]) -> tuple[int, int]:
    """Return the first line of a field, counted from 0, and the line after its last."""
    key, node = root.fields[name]
    first, last = key.line - 1, max(key.last, node.last)
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    return first, last


def _place(root: Fields, name: str, order: Sequence[str], lines: list[str]) -> int:
    """Return the line, counted from 0, above which a new field goes."""
    before = order[: order.index(name)] if name in order else ()
    for line in reversed(before):
        if line in root.fields:
            return _span(root, line, lines)[1]
    return len(lines) if lines[-1] else len(lines) - 1


def _root(text: str) -> Fields:
    return read_fields(clean(text.removeprefix(BOM)))[0]


def _wanted(root: Fields, changes: Mapping[str, str]) -> Plain:
    wanted = {key: plain(node) for key, (_key, node) in root.fields.items() if key not in changes}
    for key, new in changes.items():
        if node := _root(new).node(key):
            wanted[key] = plain(node)
    return wanted
