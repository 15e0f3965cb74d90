"""What a face is given from outside: the clocks, the randomness, the folders and the settings of this machine."""

import argparse
import os
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogkort.cli import clock
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder, linked_files
from dialogkort.files import links
from dialogkort.files.problems import FileProblem
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage import locations, settings
from dialogkort.storage.locations import Locations

if TYPE_CHECKING:
    from dialogkort.sessions.own_screens import OwnScreens

EDITORS = {"win32": "notepad", "darwin": "open -t"}
"""The text editor that every system of that kind has, for people who have not named one."""


def surroundings_of(given: argparse.Namespace) -> tuple[Surroundings, tuple[FileProblem, ...]]:
    """Return the surroundings, and what is wrong with the settings."""
    places = locations.locations(os.environ)
    kept, problems = settings.load(places.config)
    links.follow_into(kept.linked_folders)
    surroundings = Surroundings(
        locations=places,
        settings=kept,
        shelf=shelf_of(places),
        monotonic=clock.running(),
        wall=clock.wall(),
        rng=random.Random(),  # noqa: S311 - a game of cards
        editor=os.environ.get("VISUAL") or os.environ.get("EDITOR") or EDITORS.get(sys.platform, ""),
        given_folder=links.expanded(given.folder).absolute() if given.folder else None,
        seats_at_once=bool(getattr(given, "seats", False)),
    )
    return replace(surroundings, own_screens=_own_screens_of(given, surroundings)), problems


def _own_screens_of(given: argparse.Namespace, around: Surroundings) -> "Callable[[], OwnScreens]":
    """Return a function that creates personal screens: the ring that knows the network is loaded when it is called."""

    def make() -> "OwnScreens":
        from dialogkort.cli.failure_log import told_to  # noqa: PLC0415 - with what it logs
        from dialogkort.seats.screens import make as made  # noqa: PLC0415 - no network code before this point

        wanted = {name: getattr(given, name, None) for name in ("port", "address", "listen")}
        return made(
            port=wanted["port"] or 0,
            address=wanted["address"] or "",
            listen=wanted["listen"] or "",
            failed=told_to(around.locations.state / "error.log"),
        )

    return make


def shelf_of(places: Locations) -> Shelf:
    """Return the shelf that everything uses: the bundled decks, shared ones, the user's own, and linked ones."""
    kept, _problems = settings.load(places.config)
    for folder in kept.shared_decks:
        links.name_folder(folder)
    links.follow_from(places.config)
    folders = (bundled_folder(), *kept.shared_decks, places.own_decks)
    return Shelf(folders, lambda: linked_files(places.config))
