"""Games to play on failing disks: one with a journal, step by step, and what a meeting leaves on file."""

import os
from collections.abc import Iterator
from pathlib import Path

from tests.core.table import TODAY, Table, forward

from dialogkort.core.agreements.agreement import Draft
from dialogkort.core.game import commands as c
from dialogkort.core.game.evolve import fold
from dialogkort.core.game.state import Game
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage.games import journal


def script(sitting: Sitting) -> Iterator[c.Command | None]:
    """A dozen steps of a game, with an agreement and an undo (None). SOAK takes some more, similar to those before."""
    more = 5 if os.environ.get("SOAK") else 0
    for _ in range(2 + more):
        yield forward(sitting.game)
    yield c.ParkNote("Husk kaffen [/] æøå")
    yield None
    yield c.WriteDraft(Draft("Ring", "Når det haster, ringer vi.", review=TODAY))
    yield c.Propose()
    yield c.ConsentAll()
    yield c.Adopt(TODAY)
    for _ in range(1 + more):
        yield forward(sitting.game)
    yield c.BeginClosing()


def on_disk(path: Path) -> Game | None:
    """The game in a journal."""
    return fold(tuple(event for step in journal.read(path).steps for event in step))


def _games_of_a_meeting() -> list[Game]:
    table = Table(3)
    games = []
    for title, rule in (("Ring", "Når det haster, ringer vi."), ("Svar", "Vi svarer [/] inden fredag.")):
        table.do(c.WriteDraft(Draft(title, rule, review=TODAY)), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
        games.append(table.game)
    table.do(c.ParkNote("Kaffe"), c.BeginClosing(), c.SkipPhase(), c.SkipPhase())
    return [*games, games[0], table.game]


GAMES = _games_of_a_meeting()
"""A game with one agreement, with two, with the second undone, and with both at its end."""
