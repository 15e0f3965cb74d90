"""A deck's file that somebody is writing in: read again when it has changed."""

from pathlib import Path
from typing import Final

from dialogkort.decks.reading.reading import Reading, read_deck
from dialogkort.decks.shelf.shelf import content
from dialogkort.files import atomic

_DOUBTFUL: Final = 12
"""Looks after a change in which the content is compared, too: the clock of a file system may stand for two seconds
(FAT), and a file may be saved with the size and time that it had."""

_Stamp = tuple[int, ...]


class WatchedDeck:
    """The deck in the file `path`. `look` is called again and again, from one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: _Stamp | None = ()
        self._doubtful = 0
        self._found: bytes | Reading | None = None

    def look(self) -> Reading | None:
        """Return what came of reading the file, or None when nothing has changed since the last look."""
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
