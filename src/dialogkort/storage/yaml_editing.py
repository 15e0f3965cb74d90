"""Changing some fields of a YAML file that a person keeps: all other lines stay, byte for byte."""

import re
from collections.abc import Mapping
from pathlib import Path

from dialogkort.core.text import clean
from dialogkort.storage import atomic
from dialogkort.storage.yaml_reading import Fields, Items, Node, read_fields

Plain = str | list["Plain"] | dict[str, "Plain"]

_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
BOM = "\ufeff"


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
        _keep_beside(path, data)
        edited = whole
    if edited.encode() != data:
        atomic.write(path, edited.encode())


def with_fields(text: str, changes: Mapping[str, str]) -> str | None:
    """Return `text` with the lines of some fields replaced; a field that is missing is added at the end.

    `changes` maps each key to its new lines, ended by LF (they get the file's own line ends), or to nothing
    to remove it. Returns None when that cannot be done, as in `{name: x}`, or below a fault.
    """
    root = _root(text)
    if any(key.column != 1 for key, _node in root.fields.values()):
        return None
    lines = _LINE_END.split(text)
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    spans = [
        (key.line - 1, max(key.last, node.last), changes[name])
        for name, (key, node) in root.fields.items()
        if name in changes
    ]
    for first, last, new in sorted(spans, reverse=True):
        after = last
        while after > first + 1 and not lines[after - 1].strip():
            after -= 1
        bom = BOM if first == 0 and text.startswith(BOM) else ""
        lines[first:after] = [bom + new.replace("\n", ending)]
    added = "".join(new for name, new in changes.items() if name not in root.fields)
    edited = "".join(lines)
    if added and edited and not edited.endswith(("\n", "\r")):
        edited += ending
    edited += added.replace("\n", ending)
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


def _root(text: str) -> Fields:
    return read_fields(clean(text.removeprefix(BOM)))[0]


def _wanted(root: Fields, changes: Mapping[str, str]) -> Plain:
    wanted = {key: plain(node) for key, (_key, node) in root.fields.items() if key not in changes}
    for key, new in changes.items():
        if node := _root(new).node(key):
            wanted[key] = plain(node)
    return wanted


def _keep_beside(path: Path, data: bytes) -> None:
    number = 1
    while True:
        name = f"{path.stem}.old{'' if number == 1 else f'-{number}'}{path.suffix}"
        try:
            atomic.write(path.with_name(name), data, exclusive=True)
        except FileExistsError:
            number += 1
        else:
            return
