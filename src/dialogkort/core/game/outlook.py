"""The plan during the game: how many rounds there is still time for, and whether the team is on time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dialogkort.core.cards import Card
from dialogkort.core.game.phases import (
    LENGTHS,
    RATING,
    part_seconds,
    phase_seconds,
    phases_of,
    round_seconds,
    seconds_of,
)
from dialogkort.core.game.plan import ROUGHLY, Ahead, Plan, breaks_in, make_plan, that_fit
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
    """Where the game is heading: `rounds` in all, the `pace`, and the seconds by which it runs `over`.

    A game keeps to its plan if it ends within `ROUGHLY` seconds of its time.
    """

    rounds: int
    pace: Pace
    over: float = 0.0

    @property
    def another(self) -> bool:
        """Tell whether there is time for a round after the current one."""
        return self.pace is not Pace.LATE and self._rounds_after > 0

    _rounds_after: int = 0


def overrides_of(setup: Setup, deck: str) -> tuple[tuple[str, int], ...]:
    """Return the seconds that one of the game's decks sets for itself."""
    return next((in_play.seconds for in_play in setup.decks if in_play.id == deck), ())


def plan_of(game: Game) -> Plan:
    """Return the plan that the game started with, for those who are here now."""
    setup = game.setup
    overrides = setup.decks[0].seconds if len(setup.decks) == 1 else ()
    reviews = game.reviews_played + (1 if game.reviewing else 0)
    cards = len(game.pile) + cards_begun(game)
    ahead = ahead_of(game, _of_programme(game))
    return make_plan(
        setup.form, len(game.present), setup.minutes, overrides, cards, reviews + len(game.to_review), ahead
    )


def ahead_of(game: Game, cards: Iterable[Card]) -> Ahead:
    """Return cards with the seconds that their decks set for themselves."""
    return tuple((card, overrides_of(game.setup, card.deck)) for card in cards)


def _of_programme(game: Game) -> tuple[Card, ...]:
    """Return the cards of the programme, including those already played in this game; none if there is no programme.

    A game whose programme is over still has it: the pile does not show that its cards came first.
    """
    ids = {deck.id for deck in game.setup.decks if deck.programme} or {card.deck for card in game.pile.programme}
    begun = [played.card for played in game.played] + ([game.card] if game.card else [])
    return (*(card for card in begun if card.from_deck and card.deck in ids), *game.pile.programme)


def cards_begun(game: Game) -> int:
    """Return how many rounds with a card from a deck have been dealt their card."""
    return game.cards_played + (1 if game.card and game.card.from_deck else 0)


def outlook(game: Game, now: float) -> Outlook:
    """Plan again from where the game is at `now`, in seconds of the game's clock."""
    plan = plan_of(game)
    closing = len(game.present) * LENGTHS[game.setup.form].last_turn + RATING
    first = game.stage is Stage.OPENING  # at least one round is always played
    aside = bool(game.to_review) if first else bool(game.card and not game.card.from_deck)
    begun = game.cards_played + (1 if (game.round or first) and not aside else 0)
    if game.stage in {Stage.CLOSING, Stage.ENDED}:
        over = now - game.ends
        return Outlook(max(begun, 0 if plan.reviews_alone else 1), Pace.LATE if over > ROUGHLY else Pace.ON_TIME, over)
    reviews = len(game.to_review) - (1 if first and aside else 0)
    spare = game.ends - now - _left(game, plan, now) - closing - reviews * plan.per_review
    if spare < -ROUGHLY:
        return Outlook(begun, Pace.LATE, -spare)
    gets = 0 if game.card or aside else 1  # the card that the current round is about to get
    surely = begun + _further(game, plan, gets, spare)
    roughly = begun + _further(game, plan, gets, spare + ROUGHLY)
    planned = plan.rounds if plan.reviews_alone else max(1, plan.rounds)
    rounds = min(max(planned, surely), roughly)
    pace = Pace.ON_TIME if rounds == planned else Pace.ROOM if rounds > planned else Pace.FEWER
    return Outlook(rounds, pace, _rounds_after=rounds - begun + reviews)


def _further(game: Game, plan: Plan, gets: int, spare: float) -> int:
    """Return how many rounds can follow in `spare` seconds.

    Those of a programme come first, and it stops at a break if the next part would not fit.
    """
    cards = game.pile.programme[gets:]
    programme = [_seconds_of_card(game, card) for card in cards]
    before = game.pile.programme[0] if gets and game.pile.programme else game.card
    breaks = breaks_in(ahead_of(game, cards))
    stops = (0, *breaks) if before and before.break_after else breaks
    number = that_fit(programme, stops, spare)
    if number < len(programme):
        return number
    loose = len(game.pile) - len(game.pile.programme) - (gets if not game.pile.programme else 0)
    return number + min(max(0, loose), max(0, int((spare - sum(programme)) // plan.per_round)))


def _seconds_of_card(game: Game, card: Card) -> int:
    return round_seconds(card, game.setup.form, len(game.present), overrides_of(game.setup, card.deck))


def _left(game: Game, plan: Plan, now: float) -> float:
    """Return how many seconds the opening or the current round will still take."""
    following = game.pile.programme[0] if game.pile.programme else None
    a_round = _seconds_of_card(game, following) if following else plan.per_round
    if game.round is None:
        return LENGTHS[game.setup.form].opening + (plan.per_review if game.to_review else a_round)
    card = game.round.card
    if card is None:
        return a_round
    phases = phases_of(card)
    rest = phases[phases.index(game.round.phase) + 1 :]
    left = max(0.0, game.countdown.left(now)) if game.countdown else 0.0
    if game.turns is not None and not game.turns.over:
        left += (game.turns.left - 1) * game.turn_seconds
    form, people, overrides = game.setup.form, len(game.present), overrides_of(game.setup, card.deck)
    first = seconds_of(game.round.phase, form, overrides, card)
    for part in range(game.round.part + 1, game.round.parts + 1):
        left += part_seconds(game.round.phase, card, part, first)
    return left + sum(phase_seconds(phase, card, form, people, overrides) for phase in rest)
