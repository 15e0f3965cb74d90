"""The plan: how many rounds fit into the meeting's minutes, before the game and during it.

The cards of a programme come in a known order: each is counted with its own seconds, and all of them should fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.phases import (
    DEALING,
    LENGTHS,
    RATING,
    Format,
    Phase,
    phases_of,
    round_seconds,
    seconds_of,
)

REVIEW = Card("", "", Kind.REVIEW, "")
"""A stand-in for any agreement under review: each has the same phases."""

MANY = 10
"""With more people than this, the plan advises playing in groups: the go-round would take up the meeting."""

ROUGHLY = 120
"""Seconds that a game may run over before the plan calls it late."""

Seconds = tuple[tuple[str, int], ...]
Ahead = tuple[tuple[Card, Seconds], ...]
"""The cards of a programme in their order, each with the seconds that its deck sets for itself."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a format requires of a meeting. All times are in seconds.

    `reviews` is the number of agreements that are reviewed first, `per_review` seconds each, included in `around`.
    `programme` are the seconds of each card of a programme, `breaks` after how many of them it can stop.
    """

    form: Format
    people: int
    minutes: int
    rounds: int
    turn: int
    per_round: int
    around: int
    reviews: int = 0
    per_review: int = 0
    reviews_alone: bool = False
    programme: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()

    @property
    def fits(self) -> bool:
        """Tell whether at least one round fits; in a programme or a game of reviews alone, whether all of them do."""
        if self.reviews_alone:
            return self.around <= self.minutes * 60
        return self.rounds >= max(1, len(self.programme))

    @property
    def needed(self) -> int:
        """How many whole minutes a game needs for at least one round, a whole programme, or reviews alone."""
        if self.programme:
            return self.minutes_of(len(self.programme))
        rounds = 0 if self.reviews_alone else max(1, self.rounds)
        return -(-(self.around + rounds * self.per_round) // 60)

    def minutes_of(self, cards: int) -> int:
        """Return the whole minutes that a game with the first `cards` of the programme needs."""
        return -(-(self.around + sum(self.programme[:cards])) // 60)

    @property
    def crowded(self) -> bool:
        return self.people > MANY


def make_plan(
    form: Format,
    people: int,
    minutes: int,
    overrides: Seconds = (),
    cards: int | None = None,
    reviews: int = 0,
    ahead: Ahead = (),
) -> Plan:
    """Plan a game for `people` in a meeting of `minutes`.

    `cards` is the highest possible number of rounds after the `reviews`, including those of a programme `ahead`, which
    come first.
    """
    people = max(1, people)
    turn = seconds_of(Phase.GO_ROUND, form, overrides)
    per_round = DEALING + people * turn
    for phase in (Phase.READ, Phase.THINK, Phase.DISCUSS, Phase.AGREE):
        per_round += seconds_of(phase, form, overrides)
    per_review = DEALING + sum(seconds_of(phase, form, card=REVIEW) for phase in phases_of(REVIEW))
    around = LENGTHS[form].opening + people * LENGTHS[form].last_turn + RATING + reviews * per_review
    programme = tuple(round_seconds(card, form, people, own) for card, own in ahead)
    breaks = breaks_in(ahead)
    left = minutes * 60 - around
    rounds = that_fit(programme, breaks, left)
    if rounds == len(programme):
        rounds += max(0, (left - sum(programme)) // per_round)
    if cards is not None:
        rounds = min(rounds, cards)
    if programme:
        per_round = round(sum(programme) / len(programme))
    alone = bool(reviews) and cards == 0
    return Plan(form, people, minutes, rounds, turn, per_round, around, reviews, per_review, alone, programme, breaks)


def breaks_in(ahead: Ahead) -> tuple[int, ...]:
    """Return after how many cards a programme can stop, leaving out its end."""
    return tuple(number for number, (card, _own) in enumerate(ahead, 1) if card.break_after and number < len(ahead))


def that_fit(programme: Sequence[int], breaks: Sequence[int], left: float) -> int:
    """Return how many cards of a programme to play in the seconds that are `left`.

    All of them if they fit; else up to the last break within reach; without breaks, as many as there is time for.
    """
    reached = sum(spent <= left for spent in accumulate(programme))
    if reached == len(programme):
        return reached
    return max((number for number in breaks if number <= reached), default=reached)


def proposal(plan: Plan, overrides: Seconds = (), ahead: Ahead = ()) -> Plan | None:
    """Suggest a plan that fits in place of one that does not; None if the plan already fits.

    It has a shorter format, or else the shortest one with more minutes.
    """
    if plan.fits:
        return None
    cards = 0 if plan.reviews_alone else None
    shorter = list(Format)[: list(Format).index(plan.form)]
    for form in reversed(shorter):
        other = make_plan(form, plan.people, plan.minutes, overrides, cards, plan.reviews, ahead)
        if other.fits:
            return other
    shortest = make_plan(Format.SHORT, plan.people, plan.minutes, overrides, cards, plan.reviews, ahead)
    minutes = -(-shortest.needed // 5) * 5
    return make_plan(Format.SHORT, plan.people, minutes, overrides, cards, plan.reviews, ahead)


def format_for(people: int, minutes: int, ahead: Ahead = (), reviews: int = 0) -> Format:
    """Return the most thorough format in which a round fits, or two rounds if the meeting has 40 minutes.

    A programme should fit as a whole; if it does not, as much of it as possible in the usual format or a shorter one.
    """
    if ahead:
        plans = [make_plan(form, people, minutes, reviews=reviews, ahead=ahead) for form in reversed(Format)]
        whole = next((plan.form for plan in plans if plan.fits), None)
        to_a_break = next((plan.form for plan in plans[1:] if plan.rounds in plan.breaks), Format.SHORT)
        return whole or to_a_break
    wanted = 2 if minutes >= 40 else 1
    for form in (Format.THOROUGH, Format.CLASSIC):
        if make_plan(form, people, minutes).rounds >= wanted:
            return form
    return Format.SHORT
