"""Scratch folders for a program that is started as a person would start it, and the language that it uses."""

import gettext
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.systems import WINDOWS

from dialogkort import language
from dialogkort.storage.games.waiting import unfinished

if TYPE_CHECKING:  # Windows has no such terminal, but plain mode needs none
    from tests.terminal.terminal import Terminal

PROGRAMME = Path(__file__).with_name("programme.yaml")
"""A deck with one card of each kind, in a fixed order."""

ON_WINDOWS = {"SYSTEMROOT": os.environ.get("SYSTEMROOT", ""), "PYTHONIOENCODING": "utf-8"}
"""What a program needs there, and how it writes to a pipe: in the system's code page, unless something else is said."""


@dataclass
class Places:
    """The folders of one test. All of them are new, and so is the home folder."""

    root: Path
    program: tuple[str, ...] = (
        (sys.executable, "-m", "dialogkort") if WINDOWS else (str(Path(sys.executable).with_name("dialogkort")),)
    )
    locale: str = "da_DK.UTF-8"
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.root / "Dokumenter" / "Dialogkort"

    @property
    def state(self) -> Path:
        return self.root / "tilstand"

    @property
    def config(self) -> Path:
        return self.root / "indstillinger"

    @property
    def journals(self) -> tuple[Path, ...]:
        return unfinished(self.state / "games")

    def environment(self) -> dict[str, str]:
        """Return the environment of the program: nothing from that of the tests except the path."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": self.locale,
            "DIALOGKORT_FOLDER": str(self.folder),
            "DIALOGKORT_STATE": str(self.state),
            "DIALOGKORT_CONFIG": str(self.config),
            **(ON_WINDOWS if WINDOWS else {}),
            **self.environ,
        }

    def start(self, *arguments: str, columns: int = 100, rows: int = 30) -> "Terminal":
        """Start the program in a terminal."""
        from tests.terminal.terminal import Terminal

        return Terminal([*self.program, *arguments], self.environment(), columns, rows)

    def own_deck(self, source: Path = PROGRAMME) -> Path:
        """Put a deck among the user's own."""
        own = self.config / "decks" / source.name
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(source.read_bytes())
        return own


_LOCALE = Path(language.__file__).parent / "locale"
_DANISH = gettext.translation(language.DOMAIN, _LOCALE, ["da"])


def da(message: str, **values: object) -> str:
    """Return the Danish translation of a message in the program, which must exist."""
    told = _DANISH.gettext(message)
    assert told != message, f"not in Danish yet: {message}"
    return told.format(**values) if values else told


def play(*more: str, members: str = "Aisha,Peter,Mette", deck: str = str(PROGRAMME)) -> Sequence[str]:
    """Return the arguments that start a game of the programme at once."""
    return ("play", deck, "--team", "Team Sø", "--members", members, "--minutes", "240", "--seed", "5", *more)
