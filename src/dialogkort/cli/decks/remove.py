"""`dialogkort decks remove`: take a deck off the user's shelf. Nothing is lost: the file is set aside."""

import argparse
import os
from pathlib import Path

from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show
from dialogkort.cli.surroundings import shelf_of
from dialogkort.core.text import clean_line
from dialogkort.files import atomic
from dialogkort.language import gettext as _
from dialogkort.storage.locations import locations

ASIDE = "removed"
"""The folder beside a deck where it is set aside; the shelf does not look there."""


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Remove one of your own decks from your shelf. Its file is moved to the folder “removed” on the shelf."
    )
    command.add_argument("id", metavar="ID", help=_("the id or the file of one of your own decks"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Find the user's deck, and set its file aside."""
    decks = shelf_of(locations(os.environ)).decks()
    wanted = Path(given.id).absolute()
    named = [deck for deck in decks if deck.id == given.id or deck.path.absolute() == wanted]
    linked = [deck.path for deck in named if deck.linked]
    if linked:
        return _unlink(linked)
    own = [deck.path for deck in named if not deck.bundled and deck.path.parent == locations(os.environ).own_decks]
    if len(own) != 1:
        if own:
            words = _("Several decks have the id {id}. Give the file of the one you mean: {paths}")
        elif named and named[0].bundled:
            words = _("Deck {id} came with the program and cannot be removed.")
        elif named:
            words = _(
                "The deck {id} is in a shared folder and cannot be removed: {paths}. To stop using the folder,"
                " run “dialogkort decks share --stop FOLDER”."
            )
            own = [deck.path for deck in named]
        else:
            words = _("There is no deck {id} on your shelf.")
        complain(words.format(id=clean_line(given.id, 200), paths=", ".join(map(str, own))))
        return 1
    try:
        aside = lay_aside(own[0])
    except OSError as error:
        words = _("{path} could not be moved to the folder “removed”: {why}")
        complain(words.format(path=own[0], why=error.strerror or type(error).__name__))
        return 1
    show(_("The deck has been removed from your shelf. Its file is now in {path}").format(path=aside))
    return 0


def _unlink(paths: list[Path]) -> int:
    """Remove the links to decks that were played from their own folders; the files themselves stay."""
    from dialogkort.cli.printing import complain, show  # noqa: PLC0415
    from dialogkort.decks.shelf.linked import unlink  # noqa: PLC0415
    from dialogkort.files.atomic import CannotSave  # noqa: PLC0415
    from dialogkort.storage.locations import locations  # noqa: PLC0415

    try:
        for path in paths:
            unlink(locations(os.environ).config, path)
    except CannotSave as error:
        complain(str(error))
        return 1
    show(_("The deck has been removed from your shelf. Its file stays where it is: {path}").format(path=paths[0]))
    return 0


def lay_aside(path: Path) -> Path:
    """Move a file, durably, to a free name. Raises OSError."""
    folder = path.parent / ASIDE
    target, number = folder / path.name, 2
    while True:
        try:
            atomic.move(path, target)
        except FileExistsError:
            target, number = folder / f"{path.stem}-{number}{path.suffix}", number + 1
        else:
            return target
