"""A game as plain facts, field by field, for comparison with what an earlier version recorded.

The names in the facts are those of the version that recorded them first. A field with another name in Python today is
in `NAMED`, so that the recorded facts never need to change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from dialogkort.core.game.events import Event
from dialogkort.core.game.evolve import evolve
from dialogkort.core.game.state import Game

NAMED: dict[str, str] = {"Setup.continues_at": "goes_on"}
"""Today's name of a field in Python, by `Class.field`, to its name in the facts."""


ADDED: dict[str, int] = {
    "Game.carried": 2,
    "Game.dropped": 2,
    "Round.begun": 2,
    "Round.took": 2,
    "Played.answered": 2,
    "Played.took": 2,
    "Proposal.met": 2,
    "Agreement.objections": 2,
    "Agreement.deck_title": 2,
    "Game.lists": 3,
    "Round.part": 3,
    "Round.groups": 3,
    "Setup.continues_at": 3,
    "Setup.lists": 3,
    "DeckInPlay.programme": 3,
    "Pile.talk": 3,
    "Card.steps": 3,
    "Card.together": 3,
    "Card.break_after": 3,
    "Card.collect": 3,
    "Card.shows": 3,
    "Game.rated": 4,
    "Game.ends_at": 4,
    "Round.asked": 4,
    "Round.attempt": 4,
    "Proposal.asked": 4,
    "Proposal.covered": 4,
    "Proposal.turned": 4,
    "Agreement.interval": 5,
    "Proposal.earlier": 6,
    "Review.concerns": 6,
    "Review.objections": 6,
}
"""Fields that were added later, by `Class.field`, with the number of the first golden journal that knows them."""


def facts(value: object, golden: int = max(ADDED.values())) -> Any:
    """Return `value` in JSON terms: objects for dataclasses, with each of the fields known to `golden`."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        known = (field.name for field in fields(value) if ADDED.get(f"{kind}.{field.name}", 1) <= golden)
        named = ((NAMED.get(f"{kind}.{name}", name), getattr(value, name)) for name in known)
        return {name: facts(held, golden) for name, held in named}
    match value:
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case tuple():
            return [facts(item, golden) for item in value]
        case str() | int() | float() | None:
            return value
        case _:
            raise TypeError(f"no plain facts: {type(value).__name__}")


def games(steps: Iterable[tuple[Event, ...]]) -> Iterator[Game]:
    """Yield the game after each step."""
    game: Game | None = None
    for step in steps:
        for event in step:
            game = evolve(game, event)
        assert game is not None
        yield game


def changes_after_each_step(
    steps: Iterable[tuple[Event, ...]], golden: int = max(ADDED.values())
) -> Iterator[dict[str, Any]]:
    """Yield the fields of the game that differ from those before the step; all of them after the first."""
    before: dict[str, Any] = {}
    for game in games(steps):
        now = facts(game, golden)
        yield {name: held for name, held in now.items() if name not in before or before[name] != held}
        before = now
