"""Markdown files in a folder that are identified by the `id` in their front matter, not by their names.

People may rename them.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from dialogkort.files import atomic, filesystem, links
from dialogkort.files.front_matter import Page, decode, read_page
from dialogkort.files.problems import NotUnderstood

SUFFIX = ".md"
_LOOK = 1 << 15
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNDATED = "a"
_OF_A_COPY = (
    re.compile(r"(?:(?:kopi|copy)(?: ?\(?[0-9]{1,3}\)?)? (?:af|of) )+", re.IGNORECASE),
    re.compile(
        r"(?: ?\([0-9]{1,3}\)| (?:[-–] )?(?:kopi|copy)(?: ?\(?[0-9]{1,3}\)?)?"
        r"| ?[(\[][^()\[\]]*(?:conflict|konflikt|copy|kopi)[^()\[\]]*[)\]]"
        r"|[._-](?:sync-)?conflict-.*| conflicted copy.*|~[0-9]*|\.(?:orig|bak|backup|old))+\Z",
        re.IGNORECASE | re.DOTALL,  # without it, a name with a line feed takes exponential time
    ),
)
"""What programs add before and after the name of a file that they copy."""
_SAYS_ID = re.compile(rb"^id[ \t]*:[ \t]*([^\r\n#]+)", re.MULTILINE)
_SIMPLE = re.compile(r"[A-Za-z0-9-]+\Z")


def contents(folder: Path) -> Iterator[tuple[str, bytes | atomic.CannotRead]]:
    """Yield the Markdown files in `folder` in the order of `files`, each with its bytes, or why it has none.

    This is `files` and `atomic.read` for thousands of files: each is examined only once. Raises CannotRead like
    `files`.
    """
    with ExitStack() as stack:
        try:
            there = stack.enter_context(links.opened(folder))
            found = _listed(there)
        except FileNotFoundError:
            return
        except OSError as error:
            raise atomic.CannotRead(folder, error) from error
        for name in _in_order(found):
            path = os.path.join(folder, name)  # noqa: PTH118 - a Path costs as much as the file
            yield path, (_look_into(there / name) if found[name] else None) or _read(path)


def files(folder: Path) -> tuple[Path, ...]:
    """Return the Markdown files in `folder`, plain names before those with additions.

    A missing folder counts as empty. Raises CannotRead if the folder cannot be listed.
    """
    return tuple(map(folder.joinpath, _in_order(_names(folder))))


def subfolders(folder: Path) -> tuple[Path, ...]:
    """Return the folders in `folder` that contain Markdown files. These are never read; unclear ones are left out."""
    found = []
    with suppress(OSError):
        for name in atomic.names(folder):
            if name[0] != "." and name[-3:].lower() != SUFFIX:
                with suppress(OSError):
                    below = folder / name
                    if atomic.is_folder(below) and any(inner[-3:].lower() == SUFFIX for inner in atomic.names(below)):
                        found.append(below)
    return tuple(sorted(found))


def read(path: Path) -> Page:
    """Read a file. Raises CannotRead or NotUnderstood."""
    return read_page(decode(atomic.read(path), path), path)


def with_id(folder: Path, name: str) -> tuple[Path, ...]:
    """Return the files whose id is `name`, skipping those that cannot be read.

    A file without an id has its `own_name` as id.
    """
    try:
        return find(folder, name)
    except atomic.CannotRead:
        return ()


def find(folder: Path, name: str) -> tuple[Path, ...]:
    """Like `with_id`, but raise CannotRead if the folder cannot be listed."""
    needle = name.encode() if _SIMPLE.match(name) else b""
    return tuple(Path(path) for path, data in contents(folder) if _has_id(path, data, name, needle))


def own_name(path: str | Path) -> str:
    """Return the name of a file without its suffix, and without what programs add to the names of copies."""
    stem = os.path.splitext(os.path.basename(path))[0]  # noqa: PTH119, PTH122 - a Path is slow
    before, after = _OF_A_COPY
    found = before.match(stem)
    return after.sub("", stem[found.end() :] if found else stem) or stem


def seems_to_say(path: Path) -> str:
    """Return the id that an invalid file's front matter seems to have; or empty."""
    try:
        data = atomic.read(path)
    except atomic.CannotRead:
        return ""
    found = _SAYS_ID.search(data[:_LOOK])
    return found[1].decode(errors="replace").strip().strip("\"'") if found else ""


def save_new(folder: Path, stem: str, data: bytes, *, like: Path | None = None, private: bool = False) -> Path:
    """Save `data` under the name `stem`, or `stem-2` and so on if that is taken. Raises CannotSave.

    If `like` is given, only those who can read that file can read the new one; if it is `private`, nobody else can.
    """
    facts = _facts(like) if like else None
    number = 1
    while True:
        path = folder / f"{stem if number == 1 else f'{stem}-{number}'}{SUFFIX}"
        try:
            atomic.write(path, data, exclusive=True, private=private, like=facts)
        except FileExistsError:
            number += 1
        else:
            return path


def _facts(path: Path) -> os.stat_result | None:
    try:
        return atomic.facts(path)
    except OSError as error:
        raise atomic.CannotSave(path, error) from error


def _names(folder: Path) -> list[str]:
    try:
        return atomic.names(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise atomic.CannotRead(folder, error) from error


def _listed(folder: filesystem.Folder) -> dict[str, bool]:
    """Return the names in a folder, each with whether it is plainly a file.

    If that cannot be told, the names are all that is known. Raises OSError.
    """
    try:
        return filesystem.files(folder)
    except OSError:
        return dict.fromkeys(filesystem.names(folder), False)


def _in_order(names: Iterable[str]) -> list[str]:
    wanted = [name for name in names if name[-3:].lower() == SUFFIX and name[0] != "."]
    return sorted(wanted, key=lambda name: (name[:10] if _DATED.match(name) else _UNDATED, len(name), name))


def _look_into(entry: filesystem.Entry) -> bytes | None:
    """Return the bytes of an ordinary file, or None if it needs a closer look."""
    try:
        descriptor = filesystem.open_to_read(entry)
    except OSError:
        return None
    try:
        data = os.read(descriptor, _LOOK)
        return data if len(data) < _LOOK and not os.read(descriptor, 1) else None
    except OSError:
        return None
    finally:
        filesystem.close(descriptor)


def _read(path: str) -> bytes | atomic.CannotRead:
    try:
        return atomic.read(Path(path))
    except atomic.CannotRead as error:
        return error


def _has_id(path: str, data: bytes | atomic.CannotRead, name: str, needle: bytes) -> bool:
    if isinstance(data, atomic.CannotRead) or not (needle in data or own_name(path) == name):
        return False
    try:
        return (read_page(decode(data, path), path).text("id") or own_name(path)) == name
    except NotUnderstood:
        return False
