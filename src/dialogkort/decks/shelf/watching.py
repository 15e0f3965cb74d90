"""A deck's file that somebody is editing: it is read again when it has changed."""

from pathlib import Path
from typing import Final

from dialogkort.decks.reading.reading import Reading, read_deck
from dialogkort.decks.shelf.shelf import content
from dialogkort.files import atomic

_DOUBTFUL: Final = 12
"""How many looks after a change also compare the content.

The clock of a file system may have a resolution of two seconds (FAT), and a file may be saved with the same size and
time as before.
"""

_Stamp = tuple[int, ...]


class WatchedDeck:
    """The deck in the file `path`. `look` is called repeatedly, from one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: _Stamp | None = ()
        self._doubtful = 0
        self._found: bytes | Reading | None = None

    def look(self) -> Reading | None:
        """Return the result of reading the file, or None if nothing has changed since the last look."""
        stamp = self._stamp_now()
        if stamp != self._stamp:
            self._stamp, self._doubtful = stamp, _DOUBTFUL
        if not self._doubtful:
            return None
        self._doubtful -= 1
        found = content(self.path)
        if found == self._found:
            return None
        self._found = found
        return found if isinstance(found, Reading) else read_deck(found, self.path.stem)

    def _stamp_now(self) -> _Stamp | None:
        try:
            status = atomic.facts(self.path)
        except (OSError, ValueError):
            return None
        if status is None:
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
