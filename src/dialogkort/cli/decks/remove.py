"""`dialogkort decks remove`: a deck off the user's shelf. Nothing is lost: the file is laid aside."""

import argparse
import os
from pathlib import Path

from dialogkort.language import gettext as _

ASIDE = "removed"
"""The folder beside a deck in which it is laid; the shelf does not look there."""


def about() -> str:
    return _("Take a deck of your own off your shelf. Its file is laid aside, in the folder “removed” on the shelf.")


def run(given: argparse.Namespace) -> int:
    """Find the user's deck, and lay its file aside."""
    from dialogkort.cli.printing import complain, show  # noqa: PLC0415
    from dialogkort.cli.shelves import shelf_of  # noqa: PLC0415
    from dialogkort.core.text import clean_line  # noqa: PLC0415
    from dialogkort.storage.locations import locations  # noqa: PLC0415

    decks = shelf_of(locations(os.environ)).decks()
    wanted = Path(given.id).absolute()
    named = [one for one in decks if one.id == given.id or one.path.absolute() == wanted]
    own = [one.path for one in named if not one.bundled]
    if len(own) != 1:
        if own:
            words = _("Several decks are called {id}. Give the file of the one that you mean: {paths}")
        elif named:
            words = _("The deck {id} came with the program and stays.")
        else:
            words = _("There is no deck {id} on your shelf.")
        complain(words.format(id=clean_line(given.id, 200), paths=", ".join(map(str, own))))
        return 1
    try:
        aside = _lay_aside(own[0])
    except OSError as error:
        words = _("{path} could not be laid aside: {why}")
        complain(words.format(path=own[0], why=error.strerror or type(error).__name__))
        return 1
    show(_("The deck is off your shelf. Its file lies in {path}").format(path=aside))
    return 0


def _lay_aside(path: Path) -> Path:
    """Move a file, durably, to a name that is free. Raises OSError."""
    from dialogkort.files import atomic  # noqa: PLC0415

    folder = path.parent / ASIDE
    target, number = folder / path.name, 2
    while True:
        try:
            atomic.move(path, target)
        except FileExistsError:
            target, number = folder / f"{path.stem}-{number}{path.suffix}", number + 1
        else:
            return target
