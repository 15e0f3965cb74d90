"""Saved games: what each one is, continuing one, and deleting one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogkort.core.game.evolve import evolve
from dialogkort.core.game.state import Game
from dialogkort.files import atomic
from dialogkort.files.failures import CannotSave
from dialogkort.sessions.in_hand import InHand
from dialogkort.storage.games.journal import Journal, JournalBusy, JournalUnreadable, read
from dialogkort.storage.games.waiting import unfinished


@dataclass(frozen=True, slots=True)
class WaitingGame:
    """A saved game in `path`, left at `left`. `unreadable` says why it cannot be read; else it is empty.

    `folder` is where the teams' files of the game are, if its journal says so.
    """

    path: Path
    left: datetime
    game: Game | None = None
    unreadable: str = ""
    folder: Path | None = None


def waiting_games(journals: Path) -> tuple[WaitingGame, ...]:
    """Return the saved games in the folder `journals`, the latest first."""
    return tuple(_waiting(path) for path in unfinished(journals))


def delete_game(path: Path) -> str:
    """Delete the saved game in `path` permanently; return why that was not possible, or nothing."""
    try:
        Journal.reopen(path).discard()
    except JournalUnreadable:
        try:
            atomic.remove(path)
        except CannotSave as error:
            return str(error)
    except (JournalBusy, CannotSave) as error:
        return str(error)
    InHand(path).forget()
    return ""


def _waiting(path: Path) -> WaitingGame:
    facts = None
    with suppress(OSError):  # reading it will say why
        facts = atomic.facts(path)
    left = datetime.fromtimestamp(facts.st_mtime if facts else 0)  # noqa: DTZ006 - the local time, for people
    game: Game | None = None
    try:
        record = read(path)
        for step in record.steps:
            for event in step:
                game = evolve(game, event)
    except (JournalUnreadable, ValueError) as error:
        return WaitingGame(path, left, unreadable=str(error))
    return WaitingGame(path, left, game, folder=record.folder)
