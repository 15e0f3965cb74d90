"""What is passed to the app: clocks, randomness, folders and settings. No screen gets them by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from dialogkort.decks.shelf.shelf import Shelf
from dialogkort.storage.locations import Locations
from dialogkort.storage.settings import Settings

if TYPE_CHECKING:  # the home screen is shown before they are needed
    from dialogkort.sessions.own_screens import OwnScreens


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`monotonic` gives seconds for durations, `wall` the local date and time for people.

    `given_folder` is where the teams' files are for this run, whatever the settings say; `editor` is the command with
    which people edit a deck, or empty. After Enter or space has moved the game, the table ignores both until
    `key_rest` seconds have passed without either: a key that is held down must not run through the game. `own_screens`
    creates personal screens when they are first turned on, `seats_at_once` with the first game.
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
        """The folder of the teams' files."""
        return self.given_folder or self.settings.folder or self.locations.documents

    @property
    def folder_is_known(self) -> bool:
        """Tell whether the teams' files were written there before: if it is missing, it must not be taken for empty."""
        return self.given_folder is None and self.settings.folder is not None

    @property
    def journals(self) -> Path:
        """The folder of unfinished games."""
        return self.locations.state / "games"
