"""The words of the journal: a contract with every unfinished game, whatever the names in Python are today.

These are the words in the journals that people have: the names of events, fields and values, and the meanings of fields
that are left out. So a class, a field or a member of an enum can be renamed in Python without any effect on journals:
only the Python side of its row changes. A word that is here stays. A new field gets a meaning for when it is left out,
namely what the version before it did; a new event, or a new value, is for later versions only.

The journals in tests/storage/golden contain every word, and are never rewritten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from dialogkort.core.agreements.agreement import Agreement, Draft, Status, Thumb
from dialogkort.core.agreements.reviews import Act, Change, Review
from dialogkort.core.cards import Card, Kind, Step, Together
from dialogkort.core.game import events as e
from dialogkort.core.game.dealing import Dealing, Pile
from dialogkort.core.game.lists import Collected
from dialogkort.core.game.phases import Format, Phase
from dialogkort.core.game.setup import Answering, DeckInPlay, Setup
from dialogkort.core.notes import Note
from dialogkort.core.team import Member

Word = str | int | float | bool | None | list["Word"]


@dataclass(frozen=True, slots=True)
class Words:
    """How a dataclass is written: the word of each field with its name in Python, and the values of omitted fields."""

    kind: type
    fields: Mapping[str, str]
    left_out: Mapping[str, Word]


def _words(
    kind: type, always: str, left_out: Mapping[str, Word] | None = None, called: Mapping[str, str] | None = None
) -> Words:
    """Return the words of `kind`; `called` has the names in Python of the fields whose words differ."""
    words = (*always.split(), *(left_out or {}))
    return Words(kind, {word: (called or {}).get(word, word) for word in words}, left_out or {})


EVENTS: Mapping[str, Words] = {
    "GameStarted": _words(e.GameStarted, "at setup pile", {"standing": [], "notes": [], "ends_at": 0}),
    "RoundBegun": _words(e.RoundBegun, "at number chooser"),
    "CardsOffered": _words(e.CardsOffered, "at cards"),
    "CardDealt": _words(e.CardDealt, "at card reader"),
    "ReviewDealt": _words(e.ReviewDealt, "at agreement reader"),
    "CardPutAside": _words(e.CardPutAside, "at"),
    "PhaseBegun": _words(e.PhaseBegun, "at phase seconds"),
    "GroupsMade": _words(e.GroupsMade, "at groups"),
    "PartBegun": _words(e.PartBegun, "at part seconds"),
    "TurnsBegun": _words(e.TurnsBegun, "at order seconds"),
    "TurnEnded": _words(e.TurnEnded, "at"),
    "TurnPassed": _words(e.TurnPassed, "at"),
    "ClockPaused": _words(e.ClockPaused, "at"),
    "ClockResumed": _words(e.ClockResumed, "at"),
    "TimeAdded": _words(e.TimeAdded, "at seconds"),
    "EndMoved": _words(e.EndMoved, "at ends", {"ends_at": 0}),
    "Woke": _words(e.Woke, "at slept"),
    "AnswerGiven": _words(e.AnswerGiven, "at member value", {"seat": False}),
    "AnswersShown": _words(e.AnswersShown, "at"),
    "AnswersCleared": _words(e.AnswersCleared, "at"),
    "MemberJoined": _words(e.MemberJoined, "at member"),
    "MemberLeft": _words(e.MemberLeft, "at member"),
    "MemberReturned": _words(e.MemberReturned, "at member"),
    "MemberMarked": _words(e.MemberMarked, "at member remote"),
    "DraftWritten": _words(e.DraftWritten, "at draft"),
    "DraftProposed": _words(e.DraftProposed, "at"),
    "ThumbShown": _words(e.ThumbShown, "at member thumb words"),
    "ThumbGiven": _words(e.ThumbGiven, "at member thumb words"),
    "ThumbsTurned": _words(e.ThumbsTurned, "at", {"without": []}),
    "DraftTakenBack": _words(e.DraftTakenBack, "at"),
    "DraftDropped": _words(e.DraftDropped, "at"),
    "AgreementMade": _words(e.AgreementMade, "at agreement"),
    "AgreementChanged": _words(e.AgreementChanged, "at change"),
    "NoteParked": _words(e.NoteParked, "at text"),
    "NoteDropped": _words(e.NoteDropped, "at note"),
    "LineWritten": _words(e.LineWritten, "at list text", called={"list": "collection"}),
    "RoundEnded": _words(e.RoundEnded, "at"),
    "ClosingBegun": _words(e.ClosingBegun, "at"),
    "MeetingRated": _words(e.MeetingRated, "at value"),
    "RatingsGiven": _words(e.RatingsGiven, "at values"),
    "GameEnded": _words(e.GameEnded, "at"),
}
"""By the word of the event."""

PARTS: Iterable[Words] = (
    _words(
        Setup,
        "game team members decks minutes form date",
        {
            "language": "da",
            "dealing": "blind",
            "answering": "fingers",
            "absent": [],
            "seed": 0,
            "reviews": [],
            "goes_on": "",
            "lists": [],
        },
        called={"goes_on": "continues_at"},
    ),
    _words(Member, "id", {"name": "", "remote": False}),
    _words(DeckInPlay, "id title", {"seconds": [], "programme": False}),
    _words(Collected, "name", {"lines": []}),
    _words(Pile, "", {"programme": [], "fresh": [], "seen": [], "talk": []}),
    _words(Step, "text minutes"),
    _words(
        Card,
        "id deck kind question",
        {
            "theme": "",
            "level": 1,
            "options": [],
            "low": "",
            "high": "",
            "decision": "",
            "minutes": 0,
            "follow_ups": [],
            "advice": "",
            "source": "",
            "tags": [],
            "steps": [],
            "in": None,
            "break_after": False,
            "collect": "",
            "shows": "",
        },
        called={"in": "together"},
    ),
    _words(
        Draft,
        "",
        {
            "title": "",
            "rule": "",
            "keeper": "",
            "review": None,
            "signs": "",
            "corner_flags": "",
            "adjusts": "",
            "replaces": "",
            "reason": "",
            "level": 0,
        },
    ),
    _words(
        Agreement,
        "id title rule decided review",
        {
            "keeper": "",
            "signs": "",
            "corner_flags": "",
            "concerns": [],
            "objections": [],
            "deck": "",
            "deck_title": "",
            "card": "",
            "question": "",
            "status": "in-force",
            "reviewed": None,
            "supersedes": "",
            "superseded_by": "",
            "decision": "",
            "level": 0,
            "level_before": 0,
            "levelled": None,
            "interval": 0,
        },
    ),
    _words(Note, "id text parked"),
    _words(Change, "before after review"),
    _words(
        Review,
        "act day",
        {
            "reason": "",
            "next": None,
            "was": "",
            "successor": "",
            "level_before": 0,
            "concerns": [],
            "objections": [],
        },
    ),
)
"""What the events contain."""

VALUES: Mapping[type[Enum], Mapping[Enum, str]] = {
    Format: {Format.SHORT: "kort", Format.CLASSIC: "klassisk", Format.THOROUGH: "grundig"},
    Dealing: {Dealing.BLIND: "blind", Dealing.CHOOSE: "choose", Dealing.COLLEAGUE: "colleague"},
    Answering: {Answering.FINGERS: "fingers", Answering.UNSEEN: "unseen"},
    Kind: {
        Kind.QUESTION: "question",
        Kind.DILEMMA: "dilemma",
        Kind.SCALE: "scale",
        Kind.DELEGATION: "delegation",
        Kind.EXERCISE: "exercise",
        Kind.SPOKEN: "spoken",
        Kind.REVIEW: "review",
        Kind.TALK: "talk",
    },
    Together: {Together.PAIRS: "pairs", Together.THREES: "threes", Together.ALL: "all"},
    Phase: {
        Phase.DEAL: "deal",
        Phase.READ: "read",
        Phase.THINK: "think",
        Phase.DO: "do",
        Phase.SAY: "say",
        Phase.REVEAL: "reveal",
        Phase.GROUPS: "groups",
        Phase.GO_ROUND: "go_round",
        Phase.DISCUSS: "discuss",
        Phase.AGREE: "agree",
    },
    Thumb: {Thumb.CONSENT: "consent", Thumb.CONCERN: "concern", Thumb.OBJECTION: "objection"},
    Status: {Status.IN_FORCE: "in-force", Status.RETIRED: "retired", Status.SUPERSEDED: "superseded"},
    Act: {
        Act.KEEP: "keep",
        Act.ADJUST: "adjust",
        Act.RETIRE: "retire",
        Act.SUPERSEDE: "supersede",
        Act.HAND_OVER: "hand-over",
        Act.MOVE: "move",
    },
}
"""The words of the members of each enum."""

EVENT_WORDS: Mapping[type, str] = {words.kind: name for name, words in EVENTS.items()}
WORDS: Mapping[type, Words] = {words.kind: words for words in (*EVENTS.values(), *PARTS)}
"""By the dataclass in Python."""
MEMBERS: Mapping[type[Enum], Mapping[str, Enum]] = {
    kind: {word: member for member, word in words.items()} for kind, words in VALUES.items()
}
