"""Reviews: what can happen to an agreement. Each is a change from what it was to what it is.

The game and the screens settle who decides, and when; `storage` settles how it is written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Agreement, Draft, Status, after_as_long, title_of
from dialogkort.core.cards import Card, Kind
from dialogkort.core.days import months_later

SOFT_LIMIT = 8
"""With this many rules in force, the team is asked whether an old one can go when a new one is agreed."""

OFFERED = 5
"""How many old rules are suggested then."""


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

    `next` is the date of the next review, if one was set. `was` is the previous text: the old wording of an adjusted
    rule, or the previous keeper. `successor` is the title of the agreement that replaced it, `level_before` the level
    that a decision had before it was adjusted to another; 0 if it stays. `concerns` and `objections` are those that
    were recorded with the old wording, and are not recorded with the new one.
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
    """An agreement before and after a review. Undoing the review means going from `after` to `before`."""

    before: Agreement
    after: Agreement
    review: Review

    @property
    def id(self) -> str:
        """The id of the agreement, which no review changes."""
        return self.after.id


def keep(agreement: Agreement, today: date, until: date | None = None, reason: str = "") -> Change:
    """Keep it; the team reviews it again on `until`, or after the same interval as last time.

    This brings an agreement that was retired or superseded back into force.
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
    """Give it the wording of `draft`; the old wording and the draft's reason go into the history.

    Concerns and objections about the new wording replace those about the old one, which go into the history with it;
    if `objections` is None, the objections stay.
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
    """Retire it: it no longer applies."""
    after = replace(agreement, status=Status.RETIRED, reviewed=today)
    return Change(agreement, after, Review(Act.RETIRE, today, reason.strip()))


def supersede(agreement: Agreement, successor: Agreement, today: date, reason: str = "") -> Change:
    """Replace it by `successor`, which says that it `supersedes` this one."""
    after = replace(agreement, status=Status.SUPERSEDED, superseded_by=successor.id, reviewed=today)
    return Change(agreement, after, Review(Act.SUPERSEDE, today, reason.strip(), successor=successor.title))


def in_place_of(
    agreement: Agreement, draft: Draft, name: str, today: date, concerns: tuple[str, ...] = ()
) -> Agreement:
    """Return the agreement with the id `name` that `draft` becomes, and that is to supersede `agreement`.

    It has the occasion of the one before it, and its decision if the draft gives that a level.
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
    """Hand it over to another keeper, or to nobody if `keeper` is empty. This does not count as a review."""
    after = replace(agreement, keeper=keeper.strip())
    return Change(agreement, after, Review(Act.HAND_OVER, today, reason.strip(), was=agreement.keeper))


def move(agreement: Agreement, until: date, today: date, reason: str = "") -> Change:
    """Move its review to another day. This does not count as a review; the interval afterwards stays the same."""
    interval = agreement.interval if until == agreement.review else agreement.days_between
    after = replace(agreement, review=until, interval=interval)
    return Change(agreement, after, Review(Act.MOVE, today, reason.strip(), until))


def next_review(agreement: Agreement, today: date) -> date:
    """Return the day of the next review if nobody names another: after the same interval as last time.

    If that interval was negligible, use the default one.
    """
    if not agreement.interval and agreement.days_between < 2:
        return months_later(today, REVIEW_MONTHS)
    return after_as_long(today, agreement.days_between)


def _interval(agreement: Agreement, following: date, today: date) -> int:
    """Return the interval of an agreement next reviewed on `following`; another day than usual sets a new one."""
    return agreement.interval if following == next_review(agreement, today) else 0


def can_wait_until(day: date, today: date) -> bool:
    """Tell whether the next review can be on `day`, which must be in the future: otherwise it would be due at once."""
    return day > today


def draft_of(agreement: Agreement, today: date) -> Draft:
    """Return a draft to adjust `agreement` with: its wording, and the date of its next review."""
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
    """Return the agreements in force by review date, and then the others, the most recently reviewed first."""
    return tuple(sorted(agreements, key=list_order))


def list_order(agreement: Agreement) -> tuple[bool, int, int, str]:
    """Return the sort key of an agreement in `due_first`."""
    if agreement.in_force:
        return False, agreement.review.toordinal(), agreement.decided.toordinal(), agreement.id
    return True, -agreement.looked_at.toordinal(), -agreement.decided.toordinal(), agreement.id


def to_let_go(agreements: Iterable[Agreement], new: str = "") -> tuple[Agreement, ...]:
    """Return the old rules that could go in exchange for the new one with the id `new`: *one in, one out*.

    This is empty while there are fewer than `SOFT_LIMIT` besides the new one; otherwise it has those that have gone
    longest without a review.
    """
    old = [agreement for agreement in agreements if agreement.in_force and agreement.id != new]
    if len(old) < SOFT_LIMIT:
        return ()
    return tuple(sorted(old, key=lambda agreement: (agreement.looked_at, agreement.review, agreement.id))[:OFFERED])
