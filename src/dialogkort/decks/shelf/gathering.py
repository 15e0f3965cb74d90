"""The decks in some files and folders, one after the other, each with its problems."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dialogkort.decks.shelf.shelf import ShelvedDeck, is_named_as_deck, shelve, too_many_folders, unreadable
from dialogkort.files import links

MOST_FOLDERS = 20_000
"""How many folders are searched below a given one, in about a second: a whole disk is a mistake."""


def gather(paths: Iterable[Path]) -> Iterator[ShelvedDeck]:
    """Read each file in `paths` and each deck in the folders in `paths`, including subfolders.

    Hidden files and folders in a folder are skipped, and so is anything that has been read already. A folder with the
    name of a deck is not searched but reported as a mistake.
    """
    read: set[str] = set()
    for path in paths:
        found = _below(path) if _is_folder(path) and not _is_deck(path.name) else _named(path)
        for shelved in found:
            place = os.path.abspath(shelved.path)  # noqa: PTH100 - a link counts as a separate file
            if place not in read:
                read.add(place)
                yield shelved


def _named(path: Path) -> Iterator[ShelvedDeck]:
    links.name_file(path)
    yield shelve(path)


def _below(folder: Path) -> Iterator[ShelvedDeck]:
    links.name_folder(folder)
    unread: list[ShelvedDeck] = []

    def lament(error: OSError) -> None:
        path = Path(str(error.filename))
        unread.append(ShelvedDeck(path, unreadable(error), bundled=False))

    for number, (where, folders, files) in enumerate(os.walk(folder, onerror=lament), 1):
        names = [name for name in (*files, *folders) if _is_deck(name) and not name.startswith(".")]
        folders[:] = sorted(name for name in folders if not _is_deck(name) and not name.startswith("."))
        for name in sorted(names):
            yield shelve(Path(where, name))
        if number == MOST_FOLDERS:
            unread.append(ShelvedDeck(folder, too_many_folders(MOST_FOLDERS), bundled=False))
            break
    yield from unread


def _is_folder(path: Path) -> bool:
    """Tell whether there is a folder; if access is denied, the error is left to whoever reads it."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_deck(name: str) -> bool:
    return is_named_as_deck(name)
