"""Text being typed in the small fields of a game: kept while it is typed, and restored after a crash."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dialogkort.core.text import clean, clean_line
from dialogkort.files import atomic
from dialogkort.files.failures import CannotRead, CannotSave

SUFFIX = ".typed"
LONGEST = 20_000


class InHand:
    """The fields of one game, in a file beside its journal, or those outside games.

    If that file cannot be written, nobody is interrupted.
    """

    def __init__(self, journal: Path) -> None:
        self._path = journal.with_suffix(SUFFIX)
        self._texts: dict[str, str] | None = None

    def field(self, name: str) -> "Field":
        """Return the field of that name."""
        return Field(self, name)

    def text(self, name: str) -> str:
        """Return what was typed there and has been neither used nor discarded."""
        return self._known().get(name, "")

    def keep(self, name: str, text: str) -> None:
        """Keep the current text of a field; empty for one that was used or discarded."""
        texts = {**self._known(), name: text}
        texts = {each: words for each, words in texts.items() if words}
        if texts != self._texts:
            self._texts = texts
            with suppress(CannotSave):
                if texts:
                    atomic.write(self._path, json.dumps(texts, ensure_ascii=False).encode(), private=True)
                else:
                    atomic.remove(self._path)

    def forget(self) -> None:
        """Forget everything: the game is over."""
        self._texts = {}
        with suppress(CannotSave):
            atomic.remove(self._path)

    def _known(self) -> Mapping[str, str]:
        if self._texts is None:
            self._texts = {}
            with suppress(CannotRead, ValueError, RecursionError):
                found = json.loads(atomic.read(self._path))
                if isinstance(found, dict):
                    self._texts = {name: clean(text) for name, text in found.items() if isinstance(text, str)}
        return self._texts


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a game that somebody is typing in."""

    in_hand: InHand
    name: str

    @property
    def text(self) -> str:
        """What was typed there before and has been neither used nor discarded, on one line."""
        return clean_line(self.in_hand.text(self.name), LONGEST)

    @property
    def whole(self) -> str:
        """The same text exactly as it was kept."""
        return self.in_hand.text(self.name)

    def keep(self, text: str) -> None:
        """Keep its current text."""
        self.in_hand.keep(self.name, text)

    def done(self) -> None:
        """Forget it: it was used, or discarded."""
        self.in_hand.keep(self.name, "")
