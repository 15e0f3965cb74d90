"""The plan as the game goes: how many rounds are still to be had, and whether the team is on time."""

from dataclasses import dataclass
from enum import StrEnum

from dialogkort.core.cards import Kind
from dialogkort.core.game.phases import LENGTHS, RATING, Phase, phases_of, seconds_of
from dialogkort.core.game.plan import ROUGHLY, Plan, make_plan
from dialogkort.core.game.setup import Setup
from dialogkort.core.game.state import Game, Stage


class Pace(StrEnum):
    """How the game stands against its plan."""

    ON_TIME = "on-time"
    ROOM = "room"
    FEWER = "fewer"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the game comes to: `rounds` in all, the `pace`, and the seconds by which it runs `over`.

    A game keeps to its plan while it ends within `ROUGHLY` seconds of its time.
    """

    rounds: int
    pace: Pace
    over: float = 0.0

    @property
    def another(self) -> bool:
        """Tell whether a round after the present one fits."""
        return self.pace is not Pace.LATE and self._further > 0

    _further: int = 0


def overrides_of(setup: Setup, deck: str) -> tuple[tuple[str, int], ...]:
    """Return the seconds that a deck of the game sets for itself."""
    return next((one.seconds for one in setup.decks if one.id == deck), ())


def plan_of(game: Game) -> Plan:
    """Return the plan that the game began with, for those who are here now."""
    setup = game.setup
    overrides = setup.decks[0].seconds if len(setup.decks) == 1 else ()
    dealt = len(game.played) + (1 if game.card else 0)
    reviews = dealt - cards_begun(game)
    cards = len(game.pile) + dealt - reviews
    return make_plan(setup.form, len(game.present), setup.minutes, overrides, cards, reviews + len(game.to_review))


def cards_begun(game: Game) -> int:
    """Return how many rounds with a card from a deck have got their card."""
    return game.cards_played + (1 if game.card and game.card.kind is not Kind.REVIEW else 0)


def outlook(game: Game, now: float) -> Outlook:
    """Plan anew from where the game is at `now`, in seconds of the game's clock."""
    plan = plan_of(game)
    closing = len(game.present) * LENGTHS[game.setup.form].last_turn + RATING
    first = game.stage is Stage.OPENING  # one round is always played
    review = bool(game.to_review) if first else bool(game.card and game.card.kind is Kind.REVIEW)
    begun = game.cards_played + (1 if (game.round or first) and not review else 0)
    if game.stage in {Stage.CLOSING, Stage.ENDED}:
        over = now - game.ends
        return Outlook(max(begun, 0 if plan.reviews_alone else 1), Pace.LATE if over > ROUGHLY else Pace.ON_TIME, over)
    reviews = len(game.to_review) - (1 if first and review else 0)
    spare = game.ends - now - _left(game, plan, now) - closing - reviews * plan.per_review
    if spare < -ROUGHLY:
        return Outlook(begun, Pace.LATE, -spare)
    cards = len(game.pile) - (0 if game.card or review else 1)  # without the one that the present round gets
    surely = begun + min(cards, max(0, int(spare // plan.per_round)))
    roughly = begun + min(cards, max(0, int((spare + ROUGHLY) // plan.per_round)))
    planned = plan.rounds if plan.reviews_alone else max(1, plan.rounds)
    rounds = min(max(planned, surely), roughly)
    pace = Pace.ON_TIME if rounds == planned else Pace.ROOM if rounds > planned else Pace.FEWER
    return Outlook(rounds, pace, _further=rounds - begun + reviews)


def _left(game: Game, plan: Plan, now: float) -> float:
    """Return the seconds that the opening or the present round still takes."""
    if game.round is None:
        return LENGTHS[game.setup.form].opening + (plan.per_review if game.to_review else plan.per_round)
    card = game.round.card
    if card is None:
        return plan.per_round
    phases = phases_of(card)
    rest = phases[phases.index(game.round.phase) + 1 :]
    left = max(0.0, game.countdown.left(now)) if game.countdown else 0.0
    if game.turns is not None and not game.turns.over:
        left += (game.turns.left - 1) * game.turn_seconds
    overrides = overrides_of(game.setup, card.deck)
    for phase in rest:
        seconds = seconds_of(phase, game.setup.form, overrides, card)
        left += seconds * len(game.present) if phase is Phase.GO_ROUND else seconds
    return left
