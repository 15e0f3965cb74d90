"""Decks that were played from their own location: kept as links to their files, so edits there take effect here."""

import os
from collections.abc import Iterable
from pathlib import Path

from dialogkort.decks.shelf.shelf import LINKED, MOST_LINKED, linked_files
from dialogkort.files import atomic


def link(config: Path, path: Path) -> bool:
    """Remember a deck's file, the newest last; tell whether it was new. Raises CannotSave."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - a user's own link must not be resolved
    known = linked_files(config)
    if whole in known or any(sign in str(whole) for sign in "\n\r"):
        return False
    _save(config, (*known, whole)[-MOST_LINKED:])
    return True


def unlink(config: Path, path: Path) -> None:
    """Forget a deck's file; the file itself stays. Raises CannotSave."""
    _save(config, (linked_file for linked_file in linked_files(config) if linked_file != path))


def _save(config: Path, paths: Iterable[Path]) -> None:
    atomic.write(config / LINKED, "".join(f"{path}\n" for path in paths).encode("utf-8", "surrogateescape"))
