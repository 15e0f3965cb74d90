"""Where this machine's decks are: the bundled ones, then those of the user."""

from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.files import links
from dialogkort.storage.locations import Locations


def shelf_of(places: Locations) -> Shelf:
    """Return the shelf that the app and the commands look at."""
    links.follow_from(places.config)
    return Shelf((bundled_folder(), places.own_decks))
