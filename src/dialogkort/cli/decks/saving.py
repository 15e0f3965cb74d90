"""Saving a deck that a command has changed."""

from pathlib import Path

from dialogkort.cli.printing import complain
from dialogkort.decks.shelf.shelf import content
from dialogkort.files import atomic
from dialogkort.language import gettext as _


def saved(path: Path, before: bytes, after: bytes) -> bool:
    """Replace a deck's file that was read as `before`; say so if that is impossible, or if it has changed since."""
    if content(path) != before:
        complain(_("Somebody else has just saved {path}. Nothing has been changed; try again.").format(path=path))
        return False
    try:
        atomic.write(path, after)
    except atomic.CannotSave as error:
        complain(str(error))
        return False
    return True
