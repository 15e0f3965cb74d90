"""The phases of a round, and how long each lasts in the three formats."""

from dataclasses import dataclass
from enum import StrEnum

from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.groups import group_sizes


class Phase(StrEnum):
    """A timed part of a round. The values are the names in the deck format where a deck may set them."""

    DEAL = "deal"
    READ = "read"
    THINK = "think"
    DO = "do"
    SAY = "say"
    REVEAL = "reveal"
    GROUPS = "groups"
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
    """The seconds of a format outside the rounds. `last_turn` is for each member."""

    opening: int
    last_turn: int


LENGTHS = {
    Format.SHORT: Lengths(opening=30, last_turn=10),
    Format.CLASSIC: Lengths(opening=60, last_turn=20),
    Format.THOROUGH: Lengths(opening=120, last_turn=20),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A phase: its usual seconds in each format (for each turn in the go-round), and whether people sit apart.

    A phase without a clock has no seconds, and neither has one whose time is set by the card. `apart` means that
    people sit in pairs or small groups if the card asks for that.
    """

    short: int = 0
    classic: int = 0
    thorough: int = 0
    apart: bool = False

    def seconds(self, form: Format) -> int:
        match form:
            case Format.SHORT:
                return self.short
            case Format.CLASSIC:
                return self.classic
            case Format.THOROUGH:
                return self.thorough


SAYING = 60
"""Seconds that each person has to say a spoken card aloud, in every format."""

PHASES = {
    Phase.DEAL: Row(),
    Phase.READ: Row(20, 30, 30),
    Phase.THINK: Row(30, 60, 120),
    Phase.DO: Row(apart=True),
    Phase.SAY: Row(SAYING, SAYING, SAYING, apart=True),
    Phase.REVEAL: Row(),
    Phase.GROUPS: Row(apart=True),
    Phase.GO_ROUND: Row(30, 60, 75),
    Phase.DISCUSS: Row(180, 360, 540),
    Phase.AGREE: Row(150, 240, 300),
}
"""A row for each phase. Its name is in `language.words`, its keys in `sessions.moves`, its words in
`views.table`; each of these has a row for each phase, too."""

DEALING = 30
"""Seconds that a round typically takes for dealing and revealing answers. They have no clock."""

RATING = 30
"""Seconds that the plan allows for the number at the end; it has no clock either."""


def phases_of(card: Card) -> tuple[Phase, ...]:
    """Return the phases of a round with this card, after the deal."""
    match card.kind:
        case Kind.EXERCISE:
            return (Phase.READ, Phase.DO, Phase.GO_ROUND, Phase.AGREE)
        case Kind.SPOKEN:
            return (Phase.READ, Phase.SAY, Phase.GO_ROUND, Phase.AGREE)
        case Kind.REVIEW:
            return (Phase.READ, Phase.THINK, Phase.REVEAL, Phase.AGREE)
        case Kind.TALK:
            return (Phase.READ, Phase.THINK, Phase.GO_ROUND, Phase.AGREE)
        case Kind.QUESTION | Kind.DILEMMA | Kind.SCALE | Kind.DELEGATION:
            reveal = (Phase.REVEAL,) if card.choices else ()
            groups = (Phase.GROUPS,) if card.group_size else ()
            return (Phase.READ, Phase.THINK, *reveal, *groups, Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE)


def in_groups(phase: Phase, card: Card) -> bool:
    """Tell whether people sit in pairs or small groups in this phase."""
    return bool(card.group_size) and PHASES[phase].apart


def seconds_of(
    phase: Phase, form: Format, overrides: tuple[tuple[str, int], ...] = (), card: Card | None = None
) -> int:
    """Return the seconds of a phase, or of one turn in the go-round; 0 if there is no clock.

    `overrides` are a deck's own seconds for the classic format; the other formats shorten or lengthen them in the same
    proportion as the usual ones. Reviewing an agreement takes half as long as making one, and after talking in pairs
    the whole round takes half as long. A phase with several parts has the seconds of its first.
    """
    match phase:
        case Phase.DEAL | Phase.REVEAL:
            return 0
        case Phase.DO:
            if card and card.steps:
                return card.steps[0].minutes * 60
            return card.minutes * 60 if card else 0
        case Phase.SAY:
            return PHASES[phase].seconds(form)
        case Phase.GROUPS:  # everyone in the group has two turns
            return 2 * (card.group_size if card else 0) * _own(Phase.GO_ROUND, form, overrides)
        case Phase.THINK | Phase.AGREE if card and card.kind in {Kind.REVIEW, Kind.TALK}:
            return PHASES[phase].seconds(form) // 2
        case Phase.GO_ROUND if card and (card.group_size or card.kind is Kind.TALK):
            return max(5, _own(phase, form, overrides) // 2)
        case Phase.DISCUSS if card and card.group_size:
            return max(5, _own(phase, form, overrides) // 2)
        case Phase.READ | Phase.THINK | Phase.GO_ROUND | Phase.DISCUSS | Phase.AGREE:
            return _own(phase, form, overrides)


def part_seconds(phase: Phase, card: Card, part: int, first: int) -> int:
    """Return the seconds of a part of a phase, counted from 1; `first` are those of the first part."""
    return card.steps[part - 1].minutes * 60 if phase is Phase.DO and part <= len(card.steps) else first


def parts_of(phase: Phase, card: Card, largest: int) -> int:
    """Return how many parts, each with its own clock, a phase has; `largest` is the size of the largest group."""
    match phase:
        case Phase.DO:
            return max(1, len(card.steps))
        case Phase.SAY:
            return max(1, largest)
        case (
            Phase.DEAL
            | Phase.READ
            | Phase.THINK
            | Phase.REVEAL
            | Phase.GROUPS
            | Phase.GO_ROUND
            | Phase.DISCUSS
            | Phase.AGREE
        ):
            return 1


def round_seconds(card: Card, form: Format, people: int, overrides: tuple[tuple[str, int], ...] = ()) -> int:
    """Return the seconds that a round with `card` takes, including the deal."""
    total = DEALING
    for phase in phases_of(card):
        total += phase_seconds(phase, card, form, people, overrides)
    return total


def phase_seconds(
    phase: Phase, card: Card, form: Format, people: int, overrides: tuple[tuple[str, int], ...] = ()
) -> int:
    """Return the seconds that a phase takes `people`: all turns of the go-round, or all parts."""
    first = seconds_of(phase, form, overrides, card)
    if phase is Phase.GO_ROUND:
        return first * people
    largest = max(group_sizes(people, card.group_size), default=0)
    return sum(part_seconds(phase, card, part, first) for part in range(1, parts_of(phase, card, largest) + 1))


def _own(phase: Phase, form: Format, overrides: tuple[tuple[str, int], ...]) -> int:
    usual = PHASES[phase].seconds(form)
    override = dict(overrides).get(phase.value)
    if override is None:
        return usual
    return max(5, round(override * usual / PHASES[phase].classic))
