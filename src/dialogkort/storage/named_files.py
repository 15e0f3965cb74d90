"""Markdown files in a folder that are told apart by the `id` in their front matter, not by their names:
a person may rename them.
"""

import re
from pathlib import Path

from dialogkort.storage import atomic
from dialogkort.storage.front_matter import Page, decode, read_page
from dialogkort.storage.problems import NotUnderstood

SUFFIX = ".md"
_SIMPLE = re.compile(r"[A-Za-z0-9-]+\Z")


def files(folder: Path) -> tuple[Path, ...]:
    """Return the markdown files in `folder`, the plain names before those with something added.

    A folder that is missing is empty. Raises CannotRead for one that cannot be listed.
    """
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == SUFFIX and path.name[0] != "."]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise atomic.CannotRead(folder, error) from error
    return tuple(sorted(found, key=lambda path: (path.name[:10], len(path.name), path.name)))


def read(path: Path) -> Page:
    """Read a file. Raises CannotRead or NotUnderstood."""
    return read_page(decode(atomic.read(path), path), path)


def with_id(folder: Path, name: str) -> tuple[Path, ...]:
    """Return the files whose id is `name`; those that cannot be read are passed over."""
    needle = name.encode() if _SIMPLE.match(name) else b""
    found = []
    try:
        for path in files(folder):
            data = _bytes_of(path)
            if data and needle in data and _id_of(path, data) == name:
                found.append(path)
    except atomic.CannotRead:
        return ()
    return tuple(found)


def save_new(folder: Path, stem: str, data: bytes) -> Path:
    """Save `data` under the name `stem`, or `stem-2` and so on when that is taken. Raises CannotSave."""
    number = 1
    while True:
        path = folder / f"{stem if number == 1 else f'{stem}-{number}'}{SUFFIX}"
        try:
            atomic.write(path, data, exclusive=True)
        except FileExistsError:
            number += 1
        else:
            return path


def _bytes_of(path: Path) -> bytes:
    try:
        return atomic.read(path)
    except atomic.CannotRead:
        return b""


def _id_of(path: Path, data: bytes) -> str:
    try:
        return read_page(decode(data, path), path).fields.text("id")
    except NotUnderstood:
        return ""
