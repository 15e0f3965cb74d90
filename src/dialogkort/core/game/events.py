"""What has happened in a game. A game is the fold of these; `at` is in seconds of the game's own clock."""

from dataclasses import dataclass

from dialogkort.core.agreements.agreement import Agreement, Draft, Thumb
from dialogkort.core.agreements.reviews import Change
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.groups import Groups
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.setup import Setup
from dialogkort.core.notes import Note
from dialogkort.core.team import Member


@dataclass(frozen=True, slots=True)
class GameStarted:
    """A game starts; `standing` are the team's agreements in force at that moment, `notes` its open notes.

    `ends_at` is the time of day when the meeting ends, in seconds since 1970, or 0 if it is unknown.
    """

    at: float
    setup: Setup
    pile: Pile
    standing: tuple[Agreement, ...] = ()
    notes: tuple[Note, ...] = ()
    ends_at: float = 0.0


@dataclass(frozen=True, slots=True)
class RoundBegun:
    """A round is about to be dealt; `chooser`, the id of a member, draws or picks the card."""

    at: float
    number: int
    chooser: str


@dataclass(frozen=True, slots=True)
class CardsOffered:
    """Cards, by key, are face up to choose from."""

    at: float
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardDealt:
    """The round has its card; `reader` reads it aloud."""

    at: float
    card: str
    reader: str


@dataclass(frozen=True, slots=True)
class ReviewDealt:
    """The round is about one of the team's own agreements, by its id; `reader` reads it aloud."""

    at: float
    agreement: str
    reader: str


@dataclass(frozen=True, slots=True)
class CardPutAside:
    """The cards that were dealt or offered go to the end of the pile."""

    at: float


@dataclass(frozen=True, slots=True)
class PhaseBegun:
    """A phase begins, with its seconds; 0 is a phase without a clock."""

    at: float
    phase: Phase
    seconds: float


@dataclass(frozen=True, slots=True)
class GroupsMade:
    """People sit in pairs or small groups: the ids of each."""

    at: float
    groups: Groups


@dataclass(frozen=True, slots=True)
class PartBegun:
    """The next part of the current phase begins, from 2: a step of an exercise, or the next person's turn to say it."""

    at: float
    part: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TurnsBegun:
    """A go-round begins: the ids of members in the order in which they get the stick, and the seconds for each."""

    at: float
    order: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class TurnEnded:
    at: float


@dataclass(frozen=True, slots=True)
class TurnPassed:
    at: float


@dataclass(frozen=True, slots=True)
class ClockPaused:
    at: float


@dataclass(frozen=True, slots=True)
class ClockResumed:
    at: float


@dataclass(frozen=True, slots=True)
class TimeAdded:
    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class EndMoved:
    """The meeting ends at `ends`, in seconds of the game's clock; `ends_at` is the time of day, as in `GameStarted`."""

    at: float
    ends: float
    ends_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Woke:
    """The computer has slept for `slept` seconds while the game's clock stood; the meeting's end does not move."""

    at: float
    slept: float


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer, typed at the table or given from the member's own `seat`."""

    at: float
    member: str
    value: int
    seat: bool = False


@dataclass(frozen=True, slots=True)
class AnswersShown:
    at: float


@dataclass(frozen=True, slots=True)
class AnswersCleared:
    at: float


@dataclass(frozen=True, slots=True)
class MemberJoined:
    at: float
    member: Member


@dataclass(frozen=True, slots=True)
class MemberLeft:
    at: float
    member: str


@dataclass(frozen=True, slots=True)
class MemberReturned:
    at: float
    member: str


@dataclass(frozen=True, slots=True)
class MemberMarked:
    """Whether a member takes part on a call has changed."""

    at: float
    member: str
    remote: bool


@dataclass(frozen=True, slots=True)
class DraftWritten:
    at: float
    draft: Draft


@dataclass(frozen=True, slots=True)
class DraftProposed:
    at: float


@dataclass(frozen=True, slots=True)
class ThumbShown:
    at: float
    member: str
    thumb: Thumb
    words: str


@dataclass(frozen=True, slots=True)
class ThumbGiven:
    """A thumb from the member's own seat: it stays hidden."""

    at: float
    member: str
    thumb: Thumb
    words: str


@dataclass(frozen=True, slots=True)
class ThumbsTurned:
    """All thumbs are revealed. Those of `without` are missing: nobody waits for them, and they count neither way."""

    at: float
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftTakenBack:
    """The draft is open for changes again."""

    at: float


@dataclass(frozen=True, slots=True)
class DraftDropped:
    at: float


@dataclass(frozen=True, slots=True)
class AgreementMade:
    at: float
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class AgreementChanged:
    """An agreement was kept, adjusted, retired or superseded."""

    at: float
    change: Change


@dataclass(frozen=True, slots=True)
class NoteParked:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class NoteDropped:
    """A note from an earlier game, by its id, is dropped: it will not come up again."""

    at: float
    note: str


@dataclass(frozen=True, slots=True)
class LineWritten:
    """A new line on one of the team's lists, by the list's name."""

    at: float
    collection: str
    text: str


@dataclass(frozen=True, slots=True)
class RoundEnded:
    at: float


@dataclass(frozen=True, slots=True)
class ClosingBegun:
    at: float


@dataclass(frozen=True, slots=True)
class MeetingRated:
    """One number; earlier versions recorded them one by one."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class RatingsGiven:
    """All ratings of the meeting together, in order of size, so that nothing shows who gave which."""

    at: float
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GameEnded:
    at: float


Event = (
    GameStarted
    | RoundBegun
    | CardsOffered
    | CardDealt
    | ReviewDealt
    | CardPutAside
    | PhaseBegun
    | GroupsMade
    | PartBegun
    | TurnsBegun
    | TurnEnded
    | TurnPassed
    | ClockPaused
    | ClockResumed
    | TimeAdded
    | EndMoved
    | Woke
    | AnswerGiven
    | AnswersShown
    | AnswersCleared
    | MemberJoined
    | MemberLeft
    | MemberReturned
    | MemberMarked
    | DraftWritten
    | DraftProposed
    | ThumbShown
    | ThumbGiven
    | ThumbsTurned
    | DraftTakenBack
    | DraftDropped
    | AgreementMade
    | AgreementChanged
    | NoteParked
    | NoteDropped
    | LineWritten
    | RoundEnded
    | ClosingBegun
    | MeetingRated
    | RatingsGiven
    | GameEnded
)
