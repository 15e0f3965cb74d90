"""What people can ask of a game. `decide` says whether it is allowed."""

from dataclasses import dataclass
from datetime import date

from dialogkort.core.agreements.agreement import Agreement, Draft, Thumb
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.setup import Setup
from dialogkort.core.notes import Note


@dataclass(frozen=True, slots=True)
class Start:
    """Start a game; `standing` are the team's agreements in force, `notes` those parked and not dropped yet.

    `ends_at` is as in the event.
    """

    setup: Setup
    pile: Pile
    standing: tuple[Agreement, ...] = ()
    notes: tuple[Note, ...] = ()
    ends_at: float = 0.0


@dataclass(frozen=True, slots=True)
class MoveOn:
    """Go to whatever comes next: reveal the answers, the next turn, phase or round, the closing, the end."""


@dataclass(frozen=True, slots=True)
class SkipPhase:
    """Continue although not everyone has spoken, shown an answer, or rated the meeting."""


@dataclass(frozen=True, slots=True)
class NextRound:
    """Play another round, whatever the plan says."""


@dataclass(frozen=True, slots=True)
class BeginClosing:
    """Go to the closing, whatever is left of the plan."""


@dataclass(frozen=True, slots=True)
class ChooseCard:
    """Take the face-up card with this key; `receiver` is the colleague it is for."""

    card: str
    receiver: str = ""
    by: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Redraw:
    """Put aside the cards that were dealt, and deal again."""


@dataclass(frozen=True, slots=True)
class EndTurn:
    """The person with the stick, `by`, has spoken."""

    by: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class PassStick:
    """The person with the stick passes; `by` is a member who does so from their own seat."""

    by: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class TogglePause:
    """Stop the clock, or start it again."""


@dataclass(frozen=True, slots=True)
class AddMinute:
    """Give the phase, or the turn, one more minute."""


@dataclass(frozen=True, slots=True)
class SetMinutesLeft:
    """Set how many minutes the meeting has left from now; `ends_at` is as in the event."""

    minutes: int
    ends_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Wake:
    """The computer has slept for this many seconds; negative if the meeting ends later than was thought."""

    slept: float


@dataclass(frozen=True, slots=True)
class GiveAnswer:
    """A member's fingers; an answer from their own seat can be changed until all are revealed."""

    member: str
    value: int
    seat: bool = False
    meant: str = ""


@dataclass(frozen=True, slots=True)
class ClearAnswers:
    """Let everyone show their fingers again."""


@dataclass(frozen=True, slots=True)
class Join:
    """Someone arrives late."""

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
    """Set whether a member takes part on a call."""

    member: str
    remote: bool


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Save a draft as it is, before it is proposed."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Propose:
    """Propose the draft: ask the team for consent."""


@dataclass(frozen=True, slots=True)
class ShowThumb:
    """A member's thumb; a concern or an objection comes with its words."""

    member: str
    thumb: Thumb
    words: str = ""


@dataclass(frozen=True, slots=True)
class GiveThumb:
    """A member's thumb from their own seat; it stays hidden until all are revealed."""

    member: str
    thumb: Thumb
    words: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class TurnThumbs:
    """Reveal the hidden thumbs; do not wait for those of `without`, who are missing."""

    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentAll:
    """Consent on behalf of those of `asked` whose thumbs are missing; of everyone if `asked` is None."""

    asked: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """Take the proposal back to be changed; the thumbs are forgotten."""


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Discard the draft."""


@dataclass(frozen=True, slots=True)
class Adopt:
    """Make the draft an agreement, as of `today`."""

    today: date


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep the agreement under review, and review it again on `until`, or after the same interval as before."""

    today: date
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Retire:
    """Retire an agreement: the one with this id, or else the one under review."""

    today: date
    reason: str = ""
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class BeginAdjusting:
    """Put the wording of the agreement under review on the table as a draft, to be changed."""

    today: date


@dataclass(frozen=True, slots=True)
class BeginReplacing:
    """Put an empty draft on the table, to replace the agreement under review."""


@dataclass(frozen=True, slots=True)
class ParkNote:
    """Keep a thought for another time."""

    text: str


@dataclass(frozen=True, slots=True)
class DropNote:
    """Drop a note from an earlier game, by its id. This is asked at the opening."""

    note: str


@dataclass(frozen=True, slots=True)
class WriteLine:
    """Add a line to the list of the card on the table."""

    text: str


@dataclass(frozen=True, slots=True)
class DealTalkCard:
    """Deal a card about the conversation that has just taken place."""


@dataclass(frozen=True, slots=True)
class Rate:
    """The ratings of the meeting, each 1 to 5, all together and without names."""

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
