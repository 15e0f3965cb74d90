"""What the app is given from outside: clocks, chance, folders and settings. No screen reads its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from dialogkort.decks.shelf.shelf import Shelf
from dialogkort.storage.locations import Locations
from dialogkort.storage.settings import Settings

if TYPE_CHECKING:  # the home screen comes before them
    from dialogkort.sessions.own_screens import OwnScreens


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`monotonic` gives seconds for durations, `wall` the local date and time for people.

    `given_folder` is where the teams' files lie this once, whatever the settings say; `editor` is the command
    with which people edit a deck, or empty. After Enter or space has moved the game, the table rests from both
    until `key_rest` seconds have passed without one: a key that is held down must not run through the game.
    `own_screens` makes own screens when they are first turned on, `seats_at_once` with the first game.
    """

    locations: Locations
    settings: Settings
    shelf: Shelf
    monotonic: Callable[[], float]
    wall: Callable[[], datetime]
    rng: Random
    given_folder: Path | None = None
    editor: str = ""
    key_rest: float = 0.15
    own_screens: "Callable[[], OwnScreens] | None" = None
    seats_at_once: bool = False

    @property
    def today(self) -> date:
        return self.wall().date()

    @property
    def folder(self) -> Path:
        """Where the teams' files lie."""
        return self.given_folder or self.settings.folder or self.locations.documents

    @property
    def folder_is_known(self) -> bool:
        """Tell whether the teams' files were written there before: a folder that is missing then is not empty."""
        return self.given_folder is None and self.settings.folder is not None

    @property
    def journals(self) -> Path:
        """Where unfinished games wait."""
        return self.locations.state / "games"
