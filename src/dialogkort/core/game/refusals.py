"""Why something is not allowed. The screens put the reasons into words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # the texts of the reasons do not need the events
    from dialogkort.core.game.events import Event


class Reason(StrEnum):
    """Why something is not allowed now."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    NO_MEMBERS = "no-members"
    TOO_MANY_MEMBERS = "too-many-members"
    NO_CARDS = "no-cards"
    PILE_EMPTY = "pile-empty"
    MINUTES = "minutes"
    GAME_OVER = "game-over"
    CHOOSE_FIRST = "choose-first"
    NOT_OFFERED = "not-offered"
    NO_COLLEAGUE = "no-colleague"
    TOO_LATE_TO_REDRAW = "too-late-to-redraw"
    NO_STICK = "no-stick"
    NO_CLOCK = "no-clock"
    NO_ANSWERS_NOW = "no-answers-now"
    ANSWERS_MISSING = "answers-missing"
    NOT_A_CHOICE = "not-a-choice"
    NOT_HERE = "not-here"
    HERE_ALREADY = "here-already"
    LAST_ONE = "last-one"
    NO_DRAFT = "no-draft"
    DRAFT_EMPTY = "draft-empty"
    DRAFT_OPEN = "draft-open"
    NOT_PROPOSED = "not-proposed"
    THUMBS_MISSING = "thumbs-missing"
    OBJECTION_STANDS = "objection-stands"
    NOT_STANDING = "not-standing"
    NO_REVIEW = "no-review"
    NO_NOTE = "no-note"
    NO_LIST = "no-list"
    NOTE_EMPTY = "note-empty"
    RATINGS_MISSING = "ratings-missing"
    NO_RATING_NOW = "no-rating-now"
    NOT_NOW = "not-now"
    MOVED_ON = "moved-on"
    NOT_YOURS = "not-yours"
    THUMBS_COVERED = "thumbs-covered"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that is not allowed, and why."""

    reason: Reason


Decision: TypeAlias = "tuple[Event, ...] | Refusal"
