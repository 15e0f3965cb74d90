"""What a meeting's minutes record. No names, and nothing that was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dialogkort.core.agreements.reviews import Act
from dialogkort.core.cards import Kind
from dialogkort.core.notes import Note


@dataclass(frozen=True, slots=True)
class PlayedRound:
    """A round as recorded in the minutes: `card` is the card's key, or empty if `agreement` was reviewed.

    `answers` are how many people gave each choice, empty if there were none or so few that only `answered` is kept.
    `seconds` are how long each phase took, by its word.
    """

    card: str = ""
    agreement: str = ""
    kind: Kind | None = None
    fingerprint: str = ""
    question: str = ""
    decision: str = ""
    low: str = ""
    high: str = ""
    options: tuple[str, ...] = ()
    answers: tuple[int, ...] = ()
    answered: bool = False
    seconds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A game as recorded in its minutes. Those of an older version have no `rounds`, no `acts` and no `average`.

    `cards` are the keys of the cards that were played, `reviews` the ids of the agreements that were decided on.
    """

    id: str
    day: date
    version: int = 1
    minutes: int = 0
    cards: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()
    acts: tuple[tuple[str, Act], ...] = ()
    rounds: tuple[PlayedRound, ...] = ()
    average: float | None = None
    notes: tuple[Note, ...] = ()
    notes_dropped: tuple[str, ...] = ()


def open_notes(meetings: Iterable[Meeting]) -> tuple[Note, ...]:
    """Return the notes of all `meetings` that have not been dropped in any of them, oldest first."""
    known = sorted(meetings, key=lambda meeting: (meeting.day, meeting.id))
    dropped = {name for meeting in known for name in meeting.notes_dropped}
    notes = {note.id: note for meeting in known for note in meeting.notes}
    return tuple(note for name, note in notes.items() if name not in dropped)
