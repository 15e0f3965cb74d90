"""Reviews: what becomes of an agreement after it was made. Each is a change from what it was to what it is.

Who decides, and when, is left to the game and the screens; how it is written down, to `storage`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Agreement, Draft, Status, after_as_long, title_of
from dialogkort.core.cards import Card, Kind
from dialogkort.core.days import months_later

SOFT_LIMIT = 8
"""From this many rules in force the team is asked whether an old one can go when a new one comes."""

OFFERED = 5
"""How many old rules are offered then."""


class Act(StrEnum):
    """What can be done to an agreement. The values are the words of the command line."""

    KEEP = "keep"
    ADJUST = "adjust"
    RETIRE = "retire"
    SUPERSEDE = "supersede"
    HAND_OVER = "hand-over"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Review:
    """One line of an agreement's history: what was done on which `day`, and why.

    `next` is the date of the next review where one was set. `was` is what stood there before: the old wording
    of an adjusted rule, or the keeper before. `successor` is the title of the agreement that took its place,
    `level_before` the level that a decision had before it was adjusted to another; 0 where it stays. `concerns` and
    `objections` are those that had been written down with the old wording, and are not with the new one.
    """

    act: Act
    day: date
    reason: str = ""
    next: date | None = None
    was: str = ""
    successor: str = ""
    level_before: int = 0
    concerns: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """An agreement before and after a review. Undoing it is going from `after` to `before`."""

    before: Agreement
    after: Agreement
    review: Review

    @property
    def id(self) -> str:
        """The id of the agreement, which no review changes."""
        return self.after.id


def keep(agreement: Agreement, today: date, until: date | None = None, reason: str = "") -> Change:
    """It stands; the team looks at it again on `until`, or after as long as the last time.

    One that was retired or superseded is in force again by that.
    """
    following = until or next_review(agreement, today)
    interval = _interval(agreement, following, today)
    after = replace(
        agreement, status=Status.IN_FORCE, reviewed=today, review=following, superseded_by="", interval=interval
    )
    return Change(agreement, after, Review(Act.KEEP, today, reason.strip(), following))


def adjust(
    agreement: Agreement,
    draft: Draft,
    today: date,
    concerns: tuple[str, ...] = (),
    objections: tuple[str, ...] | None = None,
) -> Change:
    """It gets the words of `draft`; the old wording and the draft's reason go to the history.

    Concerns and objections with the new wording take the place of those with the old one, which go to the history
    with it; where nothing is known of `objections`, they stay.
    """
    rule = draft.rule.strip()
    following = draft.review or next_review(agreement, today)
    after = replace(
        agreement,
        title=draft.title.strip() or title_of(rule),
        rule=rule,
        keeper=draft.keeper.strip(),
        review=following,
        signs=draft.signs.strip(),
        corner_flags=draft.corner_flags.strip(),
        concerns=concerns,
        objections=agreement.objections if objections is None else objections,
        status=Status.IN_FORCE,
        reviewed=today,
        interval=_interval(agreement, following, today),
    )
    was = agreement.rule if agreement.rule != rule else ""
    review = Review(
        Act.ADJUST,
        today,
        draft.reason.strip(),
        following,
        was,
        concerns=tuple(concern for concern in agreement.concerns if concern not in after.concerns),
        objections=tuple(objection for objection in agreement.objections if objection not in after.objections),
    )
    if draft.level and draft.level != agreement.level:
        after = replace(after, level=draft.level, level_before=agreement.level, levelled=today)
        review = replace(review, level_before=agreement.level)
    return Change(agreement, after, review)


def retire(agreement: Agreement, today: date, reason: str = "") -> Change:
    """It no longer applies."""
    after = replace(agreement, status=Status.RETIRED, reviewed=today)
    return Change(agreement, after, Review(Act.RETIRE, today, reason.strip()))


def supersede(agreement: Agreement, successor: Agreement, today: date, reason: str = "") -> Change:
    """`successor`, which says that it `supersedes` this one, takes its place."""
    after = replace(agreement, status=Status.SUPERSEDED, superseded_by=successor.id, reviewed=today)
    return Change(agreement, after, Review(Act.SUPERSEDE, today, reason.strip(), successor=successor.title))


def in_place_of(
    agreement: Agreement, draft: Draft, name: str, today: date, concerns: tuple[str, ...] = ()
) -> Agreement:
    """Return the agreement with the id `name` that `draft` comes to, and that is to supersede `agreement`.

    It has the occasion of the one before it, and its decision where the draft gives that a level.
    """
    rule = draft.rule.strip()
    return Agreement(
        id=name,
        title=draft.title.strip() or title_of(rule),
        rule=rule,
        decided=today,
        review=draft.review or months_later(today, REVIEW_MONTHS),
        keeper=draft.keeper.strip(),
        signs=draft.signs.strip(),
        corner_flags=draft.corner_flags.strip(),
        concerns=concerns,
        deck=agreement.deck,
        deck_title=agreement.deck_title,
        card=agreement.card,
        question=agreement.question,
        supersedes=agreement.id,
        decision=agreement.decision if draft.level else "",
        level=draft.level if agreement.decision else 0,
    )


def hand_over(agreement: Agreement, keeper: str, today: date, reason: str = "") -> Change:
    """Somebody else looks after it, or nobody when `keeper` is empty. It has not been reviewed by that."""
    after = replace(agreement, keeper=keeper.strip())
    return Change(agreement, after, Review(Act.HAND_OVER, today, reason.strip(), was=agreement.keeper))


def move(agreement: Agreement, until: date, today: date, reason: str = "") -> Change:
    """It is looked at on another day. It has not been reviewed by that, and is given as long as before afterwards."""
    interval = agreement.interval if until == agreement.review else agreement.days_between
    after = replace(agreement, review=until, interval=interval)
    return Change(agreement, after, Review(Act.MOVE, today, reason.strip(), until))


def next_review(agreement: Agreement, today: date) -> date:
    """Return the day to look at it again when nobody says another: after as long as the last time.

    Where that was no time to speak of, the usual.
    """
    if not agreement.interval and agreement.days_between < 2:
        return months_later(today, REVIEW_MONTHS)
    return after_as_long(today, agreement.days_between)


def _interval(agreement: Agreement, following: date, today: date) -> int:
    """Return the interval of an agreement that is looked at next on the day `following`: another day is another one."""
    return agreement.interval if following == next_review(agreement, today) else 0


def can_wait_until(day: date, today: date) -> bool:
    """Tell whether the next review can be on `day`: one that is not to come would be due at once."""
    return day > today


def draft_of(agreement: Agreement, today: date) -> Draft:
    """Return a draft to adjust `agreement` with: its words, and the day when it would be looked at next."""
    return Draft(
        title=agreement.title,
        rule=agreement.rule,
        keeper=agreement.keeper,
        review=next_review(agreement, today),
        signs=agreement.signs,
        corner_flags=agreement.corner_flags,
        adjusts=agreement.id,
        level=agreement.level,
    )


def review_card(agreement: Agreement) -> Card:
    """Return the card that an agreement is reviewed with; its question is the rule itself."""
    return Card(id=agreement.id, deck="", kind=Kind.REVIEW, question=agreement.rule or agreement.title)


def due_first(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Return those in force by the day of their review, and then the others, the latest looked at first."""
    return tuple(sorted(agreements, key=list_order))


def list_order(agreement: Agreement) -> tuple[bool, int, int, str]:
    """Return what puts an agreement in its place in `due_first`."""
    if agreement.in_force:
        return False, agreement.review.toordinal(), agreement.decided.toordinal(), agreement.id
    return True, -agreement.looked_at.toordinal(), -agreement.decided.toordinal(), agreement.id


def to_let_go(agreements: Iterable[Agreement], new: str = "") -> tuple[Agreement, ...]:
    """Return the old rules of which one could go for the new one with the id `new`: *one in, one out*.

    Nothing while there are fewer than `SOFT_LIMIT` besides the new one; else those that the team has not
    looked at for longest.
    """
    old = [agreement for agreement in agreements if agreement.in_force and agreement.id != new]
    if len(old) < SOFT_LIMIT:
        return ()
    return tuple(sorted(old, key=lambda agreement: (agreement.looked_at, agreement.review, agreement.id))[:OFFERED])
