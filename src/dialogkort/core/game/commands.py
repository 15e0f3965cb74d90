"""What people can ask of a game. Whether it may be done, `decide` says."""

from dataclasses import dataclass
from datetime import date

from dialogkort.core.agreements.agreement import Agreement, Draft, Thumb
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.setup import Setup
from dialogkort.core.notes import Note


@dataclass(frozen=True, slots=True)
class Start:
    """Begin a game; `standing` are the team's agreements in force, `notes` those parked and not dropped yet.

    `ends_at` is as in the event.
    """

    setup: Setup
    pile: Pile
    standing: tuple[Agreement, ...] = ()
    notes: tuple[Note, ...] = ()
    ends_at: float = 0.0


@dataclass(frozen=True, slots=True)
class MoveOn:
    """Go to what comes next: turn the answers up, the next turn, phase or round, the closing, the end."""


@dataclass(frozen=True, slots=True)
class SkipPhase:
    """Go on although not all have spoken, shown an answer, or given the meeting a number."""


@dataclass(frozen=True, slots=True)
class NextRound:
    """Play another round, whatever the plan says."""


@dataclass(frozen=True, slots=True)
class BeginClosing:
    """Go to the closing, whatever is left of the plan."""


@dataclass(frozen=True, slots=True)
class ChooseCard:
    """Take the card with this key from those that lie face up; `receiver` is the colleague whom it is for."""

    card: str
    receiver: str = ""
    by: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Redraw:
    """Put aside what was dealt and deal anew."""


@dataclass(frozen=True, slots=True)
class EndTurn:
    """The one who has the stick, who is `by`, has spoken."""

    by: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class PassStick:
    """The one who has the stick passes; `by` is a member who does it at their own seat."""

    by: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class TogglePause:
    """Stop the clock, or let it go on."""


@dataclass(frozen=True, slots=True)
class AddMinute:
    """Give the phase, or the turn, a minute more."""


@dataclass(frozen=True, slots=True)
class SetMinutesLeft:
    """Say how many minutes the meeting has left from now; `ends_at` as in the event."""

    minutes: int
    ends_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Wake:
    """The computer has slept for so many seconds; fewer than none when the end comes later than was thought."""

    slept: float


@dataclass(frozen=True, slots=True)
class GiveAnswer:
    """A member's fingers; from their own seat it can be changed until all are shown."""

    member: str
    value: int
    seat: bool = False
    meant: str = ""


@dataclass(frozen=True, slots=True)
class ClearAnswers:
    """Let all show their fingers again."""


@dataclass(frozen=True, slots=True)
class Join:
    """Someone comes late."""

    name: str
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Leave:
    """A member leaves the table for now."""

    member: str


@dataclass(frozen=True, slots=True)
class Return:
    """A member who was away is back."""

    member: str


@dataclass(frozen=True, slots=True)
class MarkOnScreen:
    """A member takes part on a call, or does not after all."""

    member: str
    remote: bool


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Keep a draft as it stands, before it is put to consent."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Propose:
    """Put the draft to consent."""


@dataclass(frozen=True, slots=True)
class ShowThumb:
    """A member's thumb; a concern or an objection comes with its words."""

    member: str
    thumb: Thumb
    words: str = ""


@dataclass(frozen=True, slots=True)
class GiveThumb:
    """A member's thumb from their own seat; it lies face down until all are turned."""

    member: str
    thumb: Thumb
    words: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class TurnThumbs:
    """Turn up the thumbs that lie face down; those of `without`, who are missing, are not waited for."""

    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentAll:
    """Those of `asked` whose thumb is still waited for consent; all of them where nobody is named."""

    asked: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """Take the draft back to be changed; the thumbs are forgotten."""


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Give the draft up."""


@dataclass(frozen=True, slots=True)
class Adopt:
    """Make the draft an agreement, as of `today`."""

    today: date


@dataclass(frozen=True, slots=True)
class Keep:
    """The agreement that is reviewed stands, and is looked at again on `until`, or after as long as before."""

    today: date
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Retire:
    """An agreement no longer applies: the one with the id, else the one that is reviewed."""

    today: date
    reason: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class BeginAdjusting:
    """Lay the words of the agreement that is reviewed on the table as a draft, to be changed."""

    today: date


@dataclass(frozen=True, slots=True)
class BeginReplacing:
    """Lay an empty draft on the table, which is to take the place of the agreement that is reviewed."""


@dataclass(frozen=True, slots=True)
class ParkNote:
    """Keep a thought for another time."""

    text: str


@dataclass(frozen=True, slots=True)
class DropNote:
    """Let a note of a game before, by its id, go. That is asked at the opening."""

    note: str


@dataclass(frozen=True, slots=True)
class WriteLine:
    """Write a line on the list of the card on the table."""

    text: str


@dataclass(frozen=True, slots=True)
class DealTalkCard:
    """Deal a card about the talk just had."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The numbers for the meeting, each 1 to 5, all at once and without names."""

    values: tuple[int, ...]


Command = (
    Start
    | MoveOn
    | SkipPhase
    | NextRound
    | BeginClosing
    | ChooseCard
    | Redraw
    | EndTurn
    | PassStick
    | TogglePause
    | AddMinute
    | SetMinutesLeft
    | Wake
    | GiveAnswer
    | ClearAnswers
    | Join
    | Leave
    | Return
    | MarkOnScreen
    | WriteDraft
    | Propose
    | ShowThumb
    | GiveThumb
    | TurnThumbs
    | ConsentAll
    | ChangeDraft
    | DropDraft
    | Adopt
    | Keep
    | Retire
    | BeginAdjusting
    | BeginReplacing
    | ParkNote
    | DropNote
    | WriteLine
    | DealTalkCard
    | Rate
)
