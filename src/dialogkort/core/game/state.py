"""The state of a game: the fold of its events. `decide` says what is allowed in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dialogkort.core.agreements.agreement import Agreement, Draft, Thumb
from dialogkort.core.agreements.reviews import Change
from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.answers import FEWEST
from dialogkort.core.game.countdown import Countdown
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.groups import Groups
from dialogkort.core.game.lists import Collected
from dialogkort.core.game.phases import Phase, parts_of
from dialogkort.core.game.setup import Setup
from dialogkort.core.game.turns import Turns
from dialogkort.core.notes import Note
from dialogkort.core.team import Member

Took = tuple[tuple[Phase, float], ...]
"""How many seconds each phase took, in the order in which the phases began."""


class Stage(StrEnum):
    """The main parts of a game."""

    OPENING = "opening"
    ROUND = "round"
    CLOSING = "closing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Round:
    """One card, from the deal to an agreement, if any. `answers` are kept by member only until the round ends.

    `begun` is when the current phase began, `took` how long the phases before it took. `part` is the part of the
    current phase, counted from 1, and `groups` are the ids of those who sit together in it. `asked` are those who were
    here when answers were asked for: anyone who comes later may answer, but is not waited for. `attempt` counts how
    many times answers were asked for again.
    """

    number: int
    chooser: str
    reader: str
    phase: Phase = Phase.DEAL
    offered: tuple[Card, ...] = ()
    card: Card | None = None
    answers: tuple[tuple[str, int], ...] = ()
    shown: bool = False
    begun: float = 0.0
    took: Took = ()
    part: int = 1
    groups: Groups = ()
    asked: tuple[str, ...] = ()
    attempt: int = 0

    @property
    def parts(self) -> int:
        """How many parts, each with its own clock, the current phase has."""
        largest = max((len(group) for group in self.groups), default=0)
        return parts_of(self.phase, self.card, largest) if self.card else 1

    def took_by(self, at: float) -> Took:
        """Return how long each phase has taken if the current one ends at the moment `at`."""
        spent = dict(self.took)
        spent[self.phase] = spent.get(self.phase, 0.0) + max(0.0, at - self.begun)
        return tuple(spent.items())


@dataclass(frozen=True, slots=True)
class Played:
    """What is kept from a round: the card, how many people gave each answer, and the ids of its agreements.

    There are no `counts` for fewer than `FEWEST` answers; `answered` then says that there were some. `took` is how long
    each phase took.
    """

    card: Card
    counts: tuple[int, ...] = ()
    agreements: tuple[str, ...] = ()
    answered: bool = False
    took: Took = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A thumb as it was shown, with the words of a concern or an objection."""

    member: str
    thumb: Thumb
    words: str = ""


@dataclass(frozen=True, slots=True)
class EarlierWording:
    """An earlier wording of a proposal, with the concerns and objections that were raised about it."""

    rule: str
    concerns: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft that may become an agreement; `proposed` once it has been put to the team.

    `card` was on the table when the draft was started: its question is where the agreement came from. `to_meet` are
    the objections for which it was last taken back, `met` all those for which it has been taken back. `earlier` are
    its earlier wordings, each with what was said about it. `asked` are those who were here when it was proposed.
    `covered` are thumbs from personal screens, which stay hidden until they are `turned`.
    """

    draft: Draft
    card: Card | None = None
    proposed: bool = False
    thumbs: tuple[Shown, ...] = ()
    to_meet: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    covered: tuple[Shown, ...] = ()
    turned: bool = False
    earlier: tuple["EarlierWording", ...] = ()

    @property
    def given(self) -> frozenset[str]:
        """The ids of those whose thumb is in, seen or not."""
        return frozenset(thumb.member for thumb in (*self.thumbs, *self.covered))

    @property
    def objections(self) -> tuple[Shown, ...]:
        return tuple(shown for shown in self.thumbs if shown.thumb is Thumb.OBJECTION)

    @property
    def concerns(self) -> tuple[str, ...]:
        return tuple(shown.words for shown in self.thumbs if shown.thumb is Thumb.CONCERN and shown.words)


@dataclass(frozen=True, slots=True)
class Game:
    """One sitting of one team.

    `clock` is when the last event happened and `ends` when the meeting ends, both in seconds of the game's clock;
    `ends_at` is the same as a time of day, in seconds since 1970, or 0 if it is unknown. `turns` is the go-round of
    the current phase or of the closing. `ratings` have no names, and arrive together once everyone has `rated`.
    `agreements` are those made in this game, `changes` the outcomes of reviews of earlier ones, and `standing` all
    that the team has, as they are now. `to_review` are the ids of those that are still to be dealt. `carried` are the
    notes from earlier games that are still open, `dropped` those of them that were dropped in this one.
    """

    setup: Setup
    pile: Pile
    members: tuple[Member, ...]
    absent: tuple[str, ...]
    ends: float
    stage: Stage = Stage.OPENING
    clock: float = 0.0
    countdown: Countdown | None = None
    round: Round | None = None
    turns: Turns | None = None
    played: tuple[Played, ...] = ()
    proposal: Proposal | None = None
    agreements: tuple[Agreement, ...] = ()
    standing: tuple[Agreement, ...] = ()
    to_review: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    carried: tuple[Note, ...] = ()
    dropped: tuple[Note, ...] = ()
    lists: tuple[Collected, ...] = ()
    ratings: tuple[int, ...] = ()
    turn_seconds: float = 0.0
    rated: bool = False
    ends_at: float = 0.0

    @property
    def present(self) -> tuple[str, ...]:
        """The ids of those who are here, in the order of the table."""
        return tuple(member.id for member in self.members if member.id not in self.absent)

    @property
    def on_screen(self) -> frozenset[str]:
        """The ids of those who take part on a call."""
        return frozenset(member.id for member in self.members if member.remote)

    @property
    def as_asked(self) -> tuple[str, ...]:
        """Those who are here, in the order in which they are asked: people on a call before those in the room."""
        return tuple(sorted(self.present, key=lambda member: member not in self.on_screen))

    @property
    def card(self) -> Card | None:
        """The card on the table, if there is one."""
        return self.round.card if self.round else None

    @property
    def in_programme(self) -> bool:
        """Tell whether the card on the table belongs to a programme, which leads to a result."""
        card = self.card
        return card is not None and any(deck.programme and deck.id == card.deck for deck in self.setup.decks)

    @property
    def phase(self) -> Phase | None:
        """The phase of the current round, if one is being played."""
        return self.round.phase if self.round else None

    @property
    def reviewing(self) -> Agreement | None:
        """The agreement that the current round is about, as it is now, if it is about one."""
        if self.card is None or self.card.kind is not Kind.REVIEW:
            return None
        return self.standing_with(self.card.id)

    @property
    def verdict(self) -> Change | None:
        """The outcome for the agreement under review in the current round, once it is decided."""
        if self.card is None or self.card.kind is not Kind.REVIEW:
            return None
        return next((change for change in reversed(self.changes) if change.id == self.card.id), None)

    @property
    def cards_played(self) -> int:
        """The rounds that have been played with a card from a deck."""
        return sum(played.card.from_deck for played in self.played)

    @property
    def reviews_played(self) -> int:
        """The rounds in which an agreement was reviewed."""
        return sum(played.card.kind is Kind.REVIEW for played in self.played)

    def standing_with(self, name: str) -> Agreement | None:
        """Return the team's agreement with this id, if there is one."""
        return next((agreement for agreement in self.standing if agreement.id == name), None)

    @property
    def without_answer(self) -> tuple[str, ...]:
        """The ids of those here who have not answered: first those who are being waited for."""
        playing = self.round
        return self._without({member for member, _ in playing.answers}, playing.asked) if playing else ()

    @property
    def to_answer(self) -> str:
        """The id of the next person whose answer is missing, or empty."""
        return next(iter(self.without_answer), "")

    @property
    def awaited_answers(self) -> tuple[str, ...]:
        """The ids of those whose answers the round is waiting for."""
        playing = self.round
        return tuple(member for member in self.without_answer if member in playing.asked) if playing else ()

    @property
    def without_thumb(self) -> tuple[str, ...]:
        """The ids of those here who have not shown a thumb: first those who are being waited for."""
        return self._without(self.proposal.given, self.proposal.asked) if self.proposal else ()

    @property
    def to_show_thumb(self) -> str:
        """The id of the next person who has not shown a thumb, or empty."""
        return next(iter(self.without_thumb), "")

    @property
    def awaited_thumbs(self) -> tuple[str, ...]:
        """The ids of those whose thumbs the proposal is waiting for."""
        proposal = self.proposal
        return tuple(member for member in self.without_thumb if member in proposal.asked) if proposal else ()

    @property
    def all_rated(self) -> bool:
        """Tell whether the meeting has been rated."""
        return self.rated or len(self.ratings) >= len(self.present)  # in old journals they came in one by one

    @property
    def average(self) -> float | None:
        """The average of the ratings; None if there are so few that it would point at individuals."""
        if len(self.ratings) < FEWEST:
            return None
        return sum(self.ratings) / len(self.ratings)

    def _without(self, done: Iterable[str], asked: tuple[str, ...]) -> tuple[str, ...]:
        done = frozenset(done)
        missing = (member for member in self.as_asked if member not in done)
        return tuple(sorted(missing, key=lambda member: member not in asked))
