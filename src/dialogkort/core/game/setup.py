"""What is settled before a game begins."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.lists import Collected
from dialogkort.core.game.phases import Format
from dialogkort.core.team import Member


class Answering(StrEnum):
    """How answers are entered on one keyboard: fingers, typed by one person, or each person types privately."""

    FINGERS = "fingers"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class DeckInPlay:
    """What a game needs to know about a deck besides its cards. `seconds` are as in `Deck`.

    `programme` means that its cards come in their own order and lead to a result.
    """

    id: str
    title: str
    seconds: tuple[tuple[str, int], ...] = ()
    programme: bool = False


@dataclass(frozen=True, slots=True)
class Setup:
    """A game's settings. `game` is the game's id, `minutes` how long the meeting lasts from the start.

    `members` are the people in the team, and `absent` the ids of those who are not here at the start. `reviews` are the
    ids of the agreements to review before the first card. `continues_at` is the key of the card at which a programme
    continues, and `lists` are the lists that the team wrote last time.
    """

    game: str
    team: str
    members: tuple[Member, ...]
    decks: tuple[DeckInPlay, ...]
    minutes: int
    form: Format
    date: date
    language: str = "da"
    dealing: Dealing = Dealing.BLIND
    answering: Answering = Answering.FINGERS
    absent: tuple[str, ...] = ()
    seed: int = 0
    reviews: tuple[str, ...] = ()
    continues_at: str = ""
    lists: tuple[Collected, ...] = ()
