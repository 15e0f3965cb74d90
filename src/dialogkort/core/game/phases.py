"""The phases of a round, and how long each lasts in the three formats."""

from dataclasses import dataclass
from enum import StrEnum

from dialogkort.core.cards import Card, Kind


class Phase(StrEnum):
    """A timed part of a round. The values are the names in the deck format where a deck may set them."""

    DEAL = "deal"
    READ = "read"
    THINK = "think"
    DO = "do"
    REVEAL = "reveal"
    GO_ROUND = "go_round"
    DISCUSS = "discuss"
    AGREE = "agree"


class Format(StrEnum):
    """How thorough a game is: about 15, 45 and 60 minutes."""

    SHORT = "kort"
    CLASSIC = "klassisk"
    THOROUGH = "grundig"


@dataclass(frozen=True, slots=True)
class Lengths:
    """The seconds of a format. `turn` and `last_turn` are for each member."""

    opening: int
    read: int
    think: int
    turn: int
    discuss: int
    agree: int
    last_turn: int


LENGTHS = {
    Format.SHORT: Lengths(30, 20, 30, 30, 180, 150, 10),
    Format.CLASSIC: Lengths(60, 30, 60, 60, 360, 240, 20),
    Format.THOROUGH: Lengths(120, 30, 120, 75, 540, 300, 20),
}

DEALING = 30
"""Seconds that a round spends, by experience, on dealing and on showing answers. They have no clock."""

RATING = 30
"""Seconds for the number at the end, for the plan; it has no clock either."""


def phases_of(card: Card) -> tuple[Phase, ...]:
    """Return the phases of a round with this card, after the deal."""
    if card.kind is Kind.EXERCISE:
        return (Phase.READ, Phase.DO, Phase.GO_ROUND, Phase.AGREE)
    if card.kind is Kind.REVIEW:
        return (Phase.READ, Phase.THINK, Phase.REVEAL, Phase.AGREE)
    reveal = (Phase.REVEAL,) if card.choices else ()
    return (Phase.READ, Phase.THINK, *reveal, Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE)


def seconds_of(
    phase: Phase, form: Format, overrides: tuple[tuple[str, int], ...] = (), card: Card | None = None
) -> int:
    """Return the seconds of a phase, of one turn in the go-round, or 0 where there is no clock.

    `overrides` are a deck's own seconds for the classic format; the others shorten or lengthen them by
    as much as they do the usual ones. To look at an agreement again takes half as long as to make one.
    """
    match phase:
        case Phase.DEAL | Phase.REVEAL:
            return 0
        case Phase.DO:
            return card.minutes * 60 if card else 0
        case Phase.THINK | Phase.AGREE if card and card.kind is Kind.REVIEW:
            return _usual(phase, form) // 2
        case _:
            usual = _usual(phase, form)
            override = dict(overrides).get(phase.value)
            if override is None:
                return usual
            return max(5, round(override * usual / _usual(phase, Format.CLASSIC)))


def _usual(phase: Phase, form: Format) -> int:
    lengths = LENGTHS[form]
    return {
        Phase.READ: lengths.read,
        Phase.THINK: lengths.think,
        Phase.GO_ROUND: lengths.turn,
        Phase.DISCUSS: lengths.discuss,
        Phase.AGREE: lengths.agree,
    }[phase]
