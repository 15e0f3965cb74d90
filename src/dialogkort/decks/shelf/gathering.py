"""The decks in some files and folders, one after the other, each with what is wrong with it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dialogkort.decks.shelf.shelf import SUFFIXES, ShelvedDeck, shelve, unreadable


def gather(paths: Iterable[Path]) -> Iterator[ShelvedDeck]:
    """Read each file among `paths` and each deck in the folders among them, also further down.

    Hidden files and folders in a folder are passed over, and so is what has been read already. A folder
    whose name is a deck's is no folder to look in, but a mistake.
    """
    read: set[str] = set()
    for path in paths:
        found = _below(path) if path.is_dir() and not _is_deck(path.name) else iter((shelve(path),))
        for shelved in found:
            place = os.path.abspath(shelved.path)  # noqa: PTH100 - a link is a file of its own
            if place not in read:
                read.add(place)
                yield shelved


def _below(folder: Path) -> Iterator[ShelvedDeck]:
    unread: list[ShelvedDeck] = []

    def lament(error: OSError) -> None:
        unread.append(ShelvedDeck(Path(str(error.filename)), unreadable(error), bundled=False))

    for where, folders, files in os.walk(folder, onerror=lament):
        names = [name for name in (*files, *folders) if _is_deck(name) and not name.startswith(".")]
        folders[:] = sorted(name for name in folders if not _is_deck(name) and not name.startswith("."))
        for name in sorted(names):
            yield shelve(Path(where, name))
    yield from unread


def _is_deck(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 - a name
