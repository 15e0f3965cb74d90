"""What a face is given from outside: the clocks, the chance, the folders and the settings of this machine."""

import argparse
import os
import random
import time

from dialogkort.cli import clock
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.files import links
from dialogkort.files.problems import FileProblem
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage import locations, settings
from dialogkort.storage.locations import Locations


def surroundings_of(given: argparse.Namespace) -> tuple[Surroundings, tuple[FileProblem, ...]]:
    """Return the surroundings, and what is wrong with the settings."""
    places = locations.locations(os.environ)
    kept, problems = settings.load(places.config)
    links.follow_into(kept.linked_folders)
    surroundings = Surroundings(
        locations=places,
        settings=kept,
        shelf=shelf_of(places),
        monotonic=time.monotonic,
        wall=clock.wall(),
        rng=random.Random(),  # noqa: S311 - a game of cards
        editor=os.environ.get("VISUAL") or os.environ.get("EDITOR") or "",
        given_folder=given.folder.expanduser().absolute() if given.folder else None,
    )
    return surroundings, problems


def shelf_of(places: Locations) -> Shelf:
    """Return the shelf that the app and the commands look at."""
    links.follow_from(places.config)
    return Shelf((bundled_folder(), places.own_decks))
