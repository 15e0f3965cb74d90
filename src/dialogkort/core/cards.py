"""Cards and decks: what is dealt. `dialogkort.decks` reads them from files."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of card. The values are the words of the deck format.

    The first six can occur in decks; a review card is one of the team's own agreements, and a talk card asks about the
    conversation that has just taken place.
    """

    QUESTION = "question"
    DILEMMA = "dilemma"
    SCALE = "scale"
    DELEGATION = "delegation"
    EXERCISE = "exercise"
    SPOKEN = "spoken"
    REVIEW = "review"
    TALK = "talk"


DECK_KINDS: tuple[Kind, ...] = tuple(kind for kind in Kind if kind not in {Kind.REVIEW, Kind.TALK})
"""The kinds of card that a deck can have."""


class Order(StrEnum):
    """How a deck is dealt: shuffled, or in the order of the file when the deck is a programme."""

    SHUFFLED = "shuffled"
    FIXED = "fixed"


class Together(StrEnum):
    """How many people talk together before everyone does. The values are the words of the deck format."""

    PAIRS = "pairs"
    THREES = "threes"
    ALL = "all"


SCALE_POINTS = 5
DELEGATION_LEVELS = 7
"""Tell, sell, consult, agree, advise, inquire, delegate (J. Appelo, Management 3.0)."""
REVIEW_THUMBS = 3
"""Has the agreement helped? Yes, partly, no."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of an exercise, with its own time."""

    text: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Card:
    """One prompt for dialogue.

    `deck` is the id of the deck it belongs to, `level` is 1 (warm-up) to 3 (goes deep), `minutes` is an exercise's own
    time, and `source` is the citation itself, not its key. `together` is how many people talk with each other before
    everyone does; None if the deck does not say. `collect` is the name of a list that is written while the card is
    played, `shows` the name of one that is shown again, and after `break_after` a programme can stop.
    """

    id: str
    deck: str
    kind: Kind
    question: str
    theme: str = ""
    level: int = 1
    options: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    decision: str = ""
    minutes: int = 0
    follow_ups: tuple[str, ...] = ()
    advice: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    together: Together | None = None
    break_after: bool = False
    collect: str = ""
    shows: str = ""

    @property
    def from_deck(self) -> bool:
        """Tell whether it comes from a deck: it is neither a review nor a card about the conversation."""
        return self.kind in DECK_KINDS

    @property
    def group_size(self) -> int:
        """How many people talk with each other before everyone does; 0 if everyone does from the start."""
        match self.together:
            case Together.PAIRS:
                return 2
            case Together.THREES:
                return 3
            case Together.ALL:
                return 0
            case None:
                return 2 if self.kind is Kind.SPOKEN else 0

    @property
    def list_name(self) -> str:
        """The name of the list that can be written to while this card is played, or empty."""
        return self.collect or self.shows

    @property
    def key(self) -> str:
        """The card's name across decks: `deck/id`."""
        return f"{self.deck}/{self.id}"

    @property
    def choices(self) -> range:
        """The answers that can be given, from 1; empty for a card that is answered in words."""
        match self.kind:
            case Kind.DILEMMA:
                return range(1, len(self.options) + 1)
            case Kind.SCALE:
                return range(1, SCALE_POINTS + 1)
            case Kind.DELEGATION:
                return range(1, DELEGATION_LEVELS + 1)
            case Kind.REVIEW:
                return range(1, REVIEW_THUMBS + 1)
            case Kind.QUESTION | Kind.EXERCISE | Kind.SPOKEN | Kind.TALK:
                return range(0)


@dataclass(frozen=True, slots=True)
class Deck:
    """A set of cards, read from one file.

    `seconds` overrides the seconds of phases in the `klassisk` format, by the phase's name in the deck
    format (`read`, `think`, `go_round`, `discuss`, `agree`).
    """

    id: str
    title: str
    language: str = "da"
    description: str = ""
    authors: tuple[str, ...] = ()
    license: str = ""
    order: Order = Order.SHUFFLED
    group: tuple[int, int] | None = None
    translation_of: str = ""
    seconds: tuple[tuple[str, int], ...] = ()
    cards: tuple[Card, ...] = field(default=())
