"""Builders for the tests of the core: cards of every kind, a set-up for n members, and a table to play at."""

from datetime import date
from functools import reduce
from random import Random

from hypothesis import settings

from dialogkort.core.agreements.agreement import Agreement, Draft
from dialogkort.core.cards import DECK_KINDS, Card, Deck, Kind, Order
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Pile, make_pile
from dialogkort.core.game.decide import decide
from dialogkort.core.game.events import Event
from dialogkort.core.game.evolve import evolve, fold
from dialogkort.core.game.phases import Format, Phase
from dialogkort.core.game.refusals import Reason, Refusal
from dialogkort.core.game.setup import DeckInPlay, Setup
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.notes import Note
from dialogkort.core.team import Member

TODAY = date(2026, 11, 22)
quick = settings(max_examples=60, deadline=None)
played = settings(max_examples=25, deadline=None)
"""For properties of complete games: each example is a game."""

RULE = Draft(title="Ring", rule="Når det haster, ringer vi.")


def card(name: str = "a", kind: Kind = Kind.QUESTION, **fields: object) -> Card:
    """A card of a kind, with the fields that the kind needs."""
    needs: dict[Kind, dict[str, object]] = {
        Kind.QUESTION: {},
        Kind.DILEMMA: {"options": ("ring", "skriv", "mød op")},
        Kind.SCALE: {"low": "intet", "high": "alt"},
        Kind.DELEGATION: {"decision": "ferien"},
        Kind.EXERCISE: {"minutes": 5},
        Kind.SPOKEN: {},
        Kind.TALK: {},
    }
    return Card(name, **{"deck": "d", "kind": kind, "question": f"{name}?", **needs[kind], **fields})


def deck(*cards: Card, order: Order = Order.SHUFFLED) -> Deck:
    """A deck of these cards, or of eighteen: each kind on each level, three themes."""
    every = (
        card(f"{kind}-{level}", kind, level=level, theme=f"tema {(level + place) % 3}")
        for place, kind in enumerate(DECK_KINDS)
        for level in (1, 2, 3)
    )
    return Deck("d", "Prøve", order=order, cards=cards or tuple(every))


def agreement(name: str = "a1", **fields: object) -> Agreement:
    """An agreement that has been in force for half a year and due for three months."""
    usual = {
        "title": f"Titel {name}",
        "rule": f"Vi gør {name}.",
        "decided": date(2026, 5, 22),
        "review": date(2026, 8, 22),
        "keeper": "Mette",
    }
    return Agreement(name, **{**usual, **fields})


def pile(*cards: Card, seed: int = 1) -> Pile:
    return make_pile([deck(*cards)], {}, Random(seed))


def same_kind(number: int, kind: Kind = Kind.QUESTION) -> Pile:
    """A pile of `number` cards of one kind."""
    return pile(*(card(f"k{place}", kind) for place in range(number)))


def setup(number: int = 4, /, **fields: object) -> Setup:
    """Settings for a game of `number` members, m1 to mn, in the classic format and 45 minutes."""
    return Setup(
        **{
            "game": "g",
            "team": "Holdet",
            "members": tuple(Member(f"m{place}", f"Navn {place}") for place in range(1, number + 1)),
            "decks": (DeckInPlay("d", "Prøve"),),
            "minutes": 45,
            "form": Format.CLASSIC,
            "date": TODAY,
            **fields,
        }
    )


def forward(game: Game) -> c.Command:
    """What the person at the keyboard does to move on: choose, drop a draft without consent, or continue."""
    if game.proposal:
        return c.DropDraft()
    if game.round and game.round.offered:
        receiver = next((seat for seat in game.present if seat != game.round.chooser), "")
        return c.ChooseCard(game.round.offered[0].key, receiver)
    if game.phase is Phase.REVEAL and not game.round.shown and game.awaited_answers:
        return c.SkipPhase()
    if game.stage is Stage.CLOSING and game.turns.over and not game.all_rated:
        return c.SkipPhase()
    return c.MoveOn()


class Table:
    """A game being played: what has been decided so far, and a clock that moves only when told to."""

    def __init__(
        self,
        number: int = 4,
        /,
        *,
        cards: Pile | None = None,
        standing: tuple[Agreement, ...] = (),
        notes: tuple[Note, ...] = (),
        now: float = 0.0,
        **fields: object,
    ) -> None:
        self.now = now
        self.events: tuple[Event, ...] = ()
        self._game: Game | None = None
        self.do(c.Start(setup(number, **fields), pile() if cards is None else cards, standing, notes))

    @classmethod
    def folded(cls, events: tuple[Event, ...]) -> "Table":
        """The table that these events lead to, at the time of the last."""
        table = cls(now=events[-1].at)
        table.events, table._game = events, fold(events)
        return table

    @property
    def game(self) -> Game:
        assert self._game is not None
        return self._game

    @property
    def speaker(self) -> str:
        return self.game.turns.speaking if self.game.turns else ""

    def do(self, *commands: c.Command) -> "Table":
        """Carry out commands that must be allowed; a refusal fails the test."""
        for command in commands:
            decision = decide(self._game, command, self.now)
            assert not isinstance(decision, Refusal), f"{command}: {decision.reason}"
            self.events += decision
            self._game = reduce(evolve, decision, self._game)
        return self

    def refused(self, command: c.Command) -> Reason:
        """Return why `command` is refused; an allowed command fails the test."""
        decision = decide(self.game, command, self.now)
        assert isinstance(decision, Refusal), f"{command} was not refused: {decision}"
        return decision.reason

    def wait(self, seconds: float) -> "Table":
        self.now += seconds
        return self

    def on(self) -> "Table":
        """Move on by what `forward` says."""
        return self.do(forward(self.game))

    def to(self, goal: Phase | Stage) -> "Table":
        """Play until this phase or stage begins. A reveal is not skipped without answers."""
        for _ in range(2000):
            if goal in {self.game.phase, self.game.stage}:
                return self
            self.on()
        raise AssertionError(f"{goal} does not come")

    def go_round(self) -> list[str]:
        """Let everyone speak; return who spoke, in order."""
        spoke = []
        while self.speaker:
            spoke.append(self.speaker)
            self.do(c.MoveOn())
        return spoke

    def next_round(self) -> "Table":
        return self.do(c.NextRound())
