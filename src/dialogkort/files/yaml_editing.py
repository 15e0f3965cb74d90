"""Changing some fields of a YAML file that a person keeps: all other lines stay, byte for byte."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from dialogkort.core.text import clean
from dialogkort.files import atomic
from dialogkort.files.lines import BOM, end_of, split_lines
from dialogkort.files.yaml_reading import Fields, Items, Node, read_fields

Plain = str | list["Plain"] | dict[str, "Plain"]

_REMARK = re.compile(r"(?<![ \t])[ \t]+#")


def save_fields(path: Path, changes: Mapping[str, str], *, whole: str) -> None:
    """Change some fields of the file `path`, as `with_fields` does. Raises CannotSave.

    Where that is not possible, the file is kept beside (`team.old.yaml`), and `whole` is written.
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
        edited = with_fields(text, changes)
    if edited is None:
        atomic.copy_beside(path, data)
        edited = whole
    if edited.encode() != data:
        atomic.write(path, edited.encode())


def with_fields(text: str, changes: Mapping[str, str], order: Sequence[str] = ()) -> str | None:
    """Return `text` with the lines of some fields replaced; a field that is missing is added.

    `changes` maps each key to its new lines, ended by LF (they get the file's own line ends), or to nothing
    to remove it. A new field goes below those that come before it in `order`, else to the end. A remark
    after a value on one line stays. Returns None when that cannot be done, as in `{name: x}`, or below a fault.
    """
    root = _root(text)
    if any(key.column != 1 for key, _node in root.fields.values()):
        return None
    edited = _edited(text, root, changes, order)
    return edited if plain(_root(edited)) == _wanted(root, changes) else None


def plain(node: Node) -> Plain:
    """Return what a node holds, without its places."""
    match node:
        case Fields():
            return {key: plain(value) for key, (_key, value) in node.fields.items()}
        case Items():
            return [plain(item) for item in node.items]
        case _:
            return node.value


def _edited(text: str, root: Fields, changes: Mapping[str, str], order: Sequence[str]) -> str:
    lines = split_lines(text)
    usual = end_of(lines[0]) or "\n"
    replaced, added = [], dict[int, str]()
    for name, new in changes.items():
        if name in root.fields:
            first, last = _span(root, name, lines)
            remark = _remark(lines[first]) if last == first + 1 and new.count("\n") == 1 else ""
            bom = BOM if first == 0 and text.startswith(BOM) else ""
            changed = bom + (new.removesuffix("\n") + remark + "\n" if remark else new)
            replaced.append((first, last, changed.replace("\n", end_of(lines[first]) or usual)))
        elif new:
            at = _place(root, name, order, lines)
            before = lines[at - 1] if at else ""
            gap = usual if before and not end_of(before) and at not in added else ""
            added[at] = added.get(at, "") + gap + new.replace("\n", end_of(before) or usual)
    for first, last, changed in replaced:
        lines[first:last] = [changed, *[""] * (last - first - 1)]  # the numbers of the lines stay
    for at in sorted(added, reverse=True):
        lines.insert(at, added[at])
    return "".join(lines)


def _remark(line: str) -> str:
    """Return what stands after the value of a field on one line, from the space before #, or nothing."""
    end = len(line) - len(end_of(line))
    for found in _REMARK.finditer(line):
        if plain(_root(line[: found.start()])) == plain(_root(line)):
            return line[found.start() : end]
    return ""


def _span(root: Fields, name: str, lines: list[str]) -> tuple[int, int]:
    """Return the first line of a field, counted from 0, and the one after its last."""
    key, node = root.fields[name]
    first, last = key.line - 1, max(key.last, node.last)
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    return first, last


def _place(root: Fields, name: str, order: Sequence[str], lines: list[str]) -> int:
    """Return the line, counted from 0, above which a new field goes."""
    before = order[: order.index(name)] if name in order else ()
    for one in reversed(before):
        if one in root.fields:
            return _span(root, one, lines)[1]
    return len(lines)


def _root(text: str) -> Fields:
    return read_fields(clean(text.removeprefix(BOM)))[0]


def _wanted(root: Fields, changes: Mapping[str, str]) -> Plain:
    wanted = {key: plain(node) for key, (_key, node) in root.fields.items() if key not in changes}
    for key, new in changes.items():
        if node := _root(new).node(key):
            wanted[key] = plain(node)
    return wanted
