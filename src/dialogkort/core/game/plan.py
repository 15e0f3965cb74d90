"""The plan: how many rounds fit the minutes that the meeting has, before the game and while it goes on."""

from dataclasses import dataclass

from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.phases import DEALING, LENGTHS, RATING, Format, Phase, phases_of, seconds_of

REVIEW = Card("", "", Kind.REVIEW, "")
"""Any agreement that is looked at again: each has the same phases."""

MANY = 10
"""From more people than this on, the plan advises to play in groups: the go-round eats the meeting."""

ROUGHLY = 120
"""Seconds that a game may run over before the plan calls it late."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a format asks of a meeting. All times are in seconds.

    `reviews` are the agreements that are looked at first, `per_review` seconds each, within `around`.
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

    @property
    def fits(self) -> bool:
        """Tell whether at least one round fits; in a game of reviews alone, all of them."""
        return self.around <= self.minutes * 60 if self.reviews_alone else self.rounds > 0

    @property
    def needed(self) -> int:
        """The whole minutes that a game of at least one round, or of reviews alone, takes."""
        rounds = 0 if self.reviews_alone else max(1, self.rounds)
        return -(-(self.around + rounds * self.per_round) // 60)

    @property
    def crowded(self) -> bool:
        return self.people > MANY


def make_plan(
    form: Format,
    people: int,
    minutes: int,
    overrides: tuple[tuple[str, int], ...] = (),
    cards: int | None = None,
    reviews: int = 0,
) -> Plan:
    """Plan a game for `people` in a meeting of `minutes`; `cards` is the most rounds there can be after the
    `reviews`.
    """
    people = max(1, people)
    turn = seconds_of(Phase.GO_ROUND, form, overrides)
    per_round = DEALING + people * turn
    for phase in (Phase.READ, Phase.THINK, Phase.DISCUSS, Phase.AGREE):
        per_round += seconds_of(phase, form, overrides)
    per_review = DEALING + sum(seconds_of(phase, form, card=REVIEW) for phase in phases_of(REVIEW))
    around = LENGTHS[form].opening + people * LENGTHS[form].last_turn + RATING + reviews * per_review
    rounds = max(0, (minutes * 60 - around) // per_round)
    if cards is not None:
        rounds = min(rounds, cards)
    alone = bool(reviews) and cards == 0
    return Plan(form, people, minutes, rounds, turn, per_round, around, reviews, per_review, alone)


def proposal(plan: Plan, overrides: tuple[tuple[str, int], ...] = ()) -> Plan | None:
    """Propose a plan that fits in place of one that does not: a shorter format, else the shortest with more
    minutes. None when the plan fits as it is.
    """
    if plan.fits:
        return None
    cards = 0 if plan.reviews_alone else None
    shorter = list(Format)[: list(Format).index(plan.form)]
    for form in reversed(shorter):
        other = make_plan(form, plan.people, plan.minutes, overrides, cards, plan.reviews)
        if other.fits:
            return other
    shortest = make_plan(Format.SHORT, plan.people, plan.minutes, overrides, cards, plan.reviews)
    minutes = -(-shortest.needed // 5) * 5
    return make_plan(Format.SHORT, plan.people, minutes, overrides, cards, plan.reviews)


def format_for(people: int, minutes: int) -> Format:
    """Return the most thorough format in which a round fits, and two where the meeting has 40 minutes."""
    wanted = 2 if minutes >= 40 else 1
    for form in (Format.THOROUGH, Format.CLASSIC):
        if make_plan(form, people, minutes).rounds >= wanted:
            return form
    return Format.SHORT
