"""Agreements: the rules that a team makes for itself, from draft to the date of the next review."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dialogkort.core.days import months_later

REVIEW_MONTHS = 3
"""How many months pass before an agreement is reviewed, unless the team says otherwise."""


class Status(StrEnum):
    """Where an agreement is in its life. *Due* and *sleeping* follow from its date and are not statuses."""

    IN_FORCE = "in-force"
    RETIRED = "retired"
    SUPERSEDED = "superseded"


class Thumb(StrEnum):
    """What a member shows when the team is asked for consent."""

    CONSENT = "consent"
    CONCERN = "concern"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule being worded: `rule` is what we do, `signs` how we notice that it works, or that it does not.

    `corner_flags` are the limits it must respect (law, safety, people's rights). `adjusts` is the id of the agreement
    that the draft rewords, `replaces` the id of the one it replaces, and `reason` says why. `level` is the level, 1 to
    7, that the draft gives the decision of a delegation card, or 0.
    """

    title: str = ""
    rule: str = ""
    keeper: str = ""
    review: date | None = None
    signs: str = ""
    corner_flags: str = ""
    adjusts: str = ""
    replaces: str = ""
    reason: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """A team rule on file. `question` is the card's question that it came from, `card` the card's id.

    `reviewed` is the day of the last review, if there has been one. `supersedes` and `superseded_by` are the ids of
    the agreements before and after it. `decision` and `level` come from a delegation card: who decides. `objections`
    were met before it was agreed. `deck_title` is empty if the deck has no name other than its id. `interval` is the
    number of days between reviews, if a date was moved and the dates no longer show it. `levelled` is the day when an
    adjustment gave it its level, `level_before` the level it had until then.
    """

    id: str
    title: str
    rule: str
    decided: date
    review: date
    keeper: str = ""
    signs: str = ""
    corner_flags: str = ""
    concerns: tuple[str, ...] = ()
    deck: str = ""
    card: str = ""
    question: str = ""
    status: Status = Status.IN_FORCE
    reviewed: date | None = None
    supersedes: str = ""
    superseded_by: str = ""
    decision: str = ""
    level: int = 0
    level_before: int = 0
    levelled: date | None = None
    objections: tuple[str, ...] = ()
    deck_title: str = ""
    interval: int = 0

    @property
    def in_force(self) -> bool:
        return self.status is Status.IN_FORCE

    @property
    def looked_at(self) -> date:
        """The day when the team last looked at it: the last review, or else the day it was decided."""
        return self.reviewed or self.decided

    @property
    def days_between(self) -> int:
        """The number of days between reviews, at least one: the same as last time."""
        return max(self.interval or (self.review - self.looked_at).days, 1)

    def due(self, today: date) -> bool:
        """Tell whether the team should review it: it is in force, and its review date has come."""
        return self.in_force and self.review <= today

    def sleeping(self, today: date) -> bool:
        """Tell whether it is overdue by more than its whole interval."""
        return self.in_force and (today - self.review).days > self.days_between


def after_as_long(day: date, days: int) -> date:
    """Return the day that is `days` after `day`, or the same day of a later month if `days` amounts to whole months."""
    months = round(days / 30.44)
    if months and abs(days - months * 30.44) <= 2.5:
        return months_later(day, months)
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def title_of(rule: str, longest: int = 60) -> str:
    """Return a title for a rule that has none: its first sentence, cut at a word if it is long.

    A full stop ends a sentence only before a capital letter: "kl. 9", "den 1. mandag", "fx. ring".
    """
    line = rule.strip().split("\n", 1)[0]
    ends = (
        place
        for place, sign in enumerate(line)
        if line[place + 1 : place + 2] == " "
        and (sign == ";" or (sign in ".!?" and line[place + 2 : place + 3].isupper()))
    )
    line = line[: next(ends, len(line))].rstrip(".!?;: ") or line
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
