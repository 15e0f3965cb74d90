"""`dialogkort decks share`: folders whose decks are read along with the bundled ones, such as a team's shared one."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

from dialogkort.cli.decks.arguments import path_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show
from dialogkort.decks.shelf.shelf import Shelf
from dialogkort.files import atomic, links
from dialogkort.files.atomic import CannotSave
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.storage import settings
from dialogkort.storage.locations import locations


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Use the decks in a folder that you share with others, along with the bundled decks and your own."
        " You can add several folders. Nothing is written to them."
    )
    command.add_argument(
        "shared",
        nargs="?",
        type=path_of,
        metavar=_("FOLDER"),
        help=_("the folder; if left out, the shared folders are listed"),
    )
    command.add_argument("--stop", action="store_true", help=_("stop using its decks"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Add the folder to the settings, or list the folders that are there."""
    places = locations(os.environ)
    kept, _problems = settings.load(places.config)
    if given.shared is None:
        show("\n".join(map(str, kept.shared_decks)) or _("You have no shared folders of decks."))
        return 0
    folder = links.expanded(given.shared).absolute()
    others = tuple(shared_deck for shared_deck in kept.shared_decks if shared_deck != folder)
    if not given.stop and not _is_folder(folder):
        complain(_("{path} is not a folder.").format(path=folder))
        return 2
    if given.stop and others == kept.shared_decks:
        complain(_("{path} is not one of your shared folders.").format(path=folder))
        return 1
    try:
        settings.save(places.config, replace(kept, shared_decks=others if given.stop else (*others, folder)))
    except CannotSave as error:
        complain(str(error))
        return 1
    if given.stop:
        show(_("The decks in {path} are no longer used.").format(path=folder))
        return 0
    links.name_folder(folder)
    number = len(Shelf((folder,)).decks())
    words = ngettext("{number} deck is used from {{path}}", "{number} decks are used from {{path}}", number)
    show(words.format(path=folder))
    return 0


def _is_folder(folder: Path) -> bool:
    """Tell whether the folder exists; it may be a link, because the user named it."""
    links.name_folder(folder)
    try:
        return atomic.is_folder(folder)
    except OSError:
        return False
