"""The posters of the teams, rebuilt in the background: with thousands of agreements it takes a while."""

from datetime import date
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from textual.message import Message

from dialogkort.files.failures import CannotSave
from dialogkort.sessions.records import refresh_poster

if TYPE_CHECKING:
    from textual.dom import DOMNode


class PosterFailed(Message):
    """A poster could not be written; `problem` is a sentence that says why."""

    def __init__(self, problem: str) -> None:
        super().__init__()
        self.problem = problem


class Posters:
    """Makes posters one after another, each from what is on disk when its turn comes.

    `screen` gets a `PosterFailed` message if one fails. A requested poster is made even if the user leaves the screen.
    """

    def __init__(self, screen: "DOMNode") -> None:
        self._screen = screen
        self._wanted: dict[Path, tuple[str, date]] = {}
        self._busy = False
        self._lock = Lock()

    def make(self, folder: Path, team: str, today: date) -> None:
        """Make the poster of `team`, whose folder is `folder`, as of `today`."""
        with self._lock:
            self._wanted[folder] = (team, today)
            if self._busy:
                return
            self._busy = True
        self._screen.run_worker(self._make_all, thread=True, group="posters")

    def _make_all(self) -> None:
        while wanted := self._next():
            try:
                refresh_poster(*wanted)
            except CannotSave as error:
                self._screen.post_message(PosterFailed(str(error)))

    def _next(self) -> tuple[Path, str, date] | None:
        """Return the next poster to make; if there is none, return None, and the next request starts a new worker."""
        with self._lock:
            if self._wanted:
                folder, (team, today) = self._wanted.popitem()
                return folder, team, today
            self._busy = False
            return None
