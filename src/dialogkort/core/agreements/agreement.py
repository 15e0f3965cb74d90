"""Agreements: the rules that a team makes for itself, from draft to the date of the next review."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dialogkort.core.days import months_later

REVIEW_MONTHS = 3
"""How long an agreement stands before it is looked at again, unless the team says otherwise."""


class Status(StrEnum):
    """Where an agreement is in its life. That it is *due*, or *sleeping*, follows from its date: no status."""

    IN_FORCE = "in-force"
    RETIRED = "retired"
    SUPERSEDED = "superseded"


class Thumb(StrEnum):
    """What a member shows when a draft is put to consent."""

    CONSENT = "consent"
    CONCERN = "concern"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule on its way: `rule` is what we do, `signs` how we notice that it works, and that it does not.

    `corner_flags` are the bounds that it must respect (law, safety, people's rights). `adjusts` is the id of
    an agreement that the draft is a new wording of, `replaces` of one whose place it takes, and `reason` why.
    `level` is the level that the decision of a delegation card is to have, 1 to 7, or 0.
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

    `reviewed` is the day of the last review, if it has had one. `supersedes` and `superseded_by` are the ids
    of the agreements before and after it. `decision` and `level` are those of a delegation card: who decides.
    `objections` are those that were met before it was agreed. `deck_title` is empty where the deck has no other
    name than its id. `interval` are the days from one look to the next where the dates do not tell, as one was moved.
    `levelled` is the day when an adjustment gave it its level, `level_before` the level that it had until then.
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
        """The day when the team last looked at it: its last review, else the day it was decided."""
        return self.reviewed or self.decided

    @property
    def days_between(self) -> int:
        """How long it is given from one look to the next, at least a day: as long as the last time."""
        return max(self.interval or (self.review - self.looked_at).days, 1)

    def due(self, today: date) -> bool:
        """Tell whether the team should look at it again: in force, and its review date has come."""
        return self.in_force and self.review <= today

    def sleeping(self, today: date) -> bool:
        """Tell whether it is past its date by more than the time that it was given from one look to the next."""
        return self.in_force and (today - self.review).days > self.days_between


def after_as_long(day: date, days: int) -> date:
    """Return the day that is `days` after `day`, or the same day of a month later where that is what they come to."""
    months = round(days / 30.44)
    if months and abs(days - months * 30.44) <= 2.5:
        return months_later(day, months)
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max


def title_of(rule: str, longest: int = 60) -> str:
    """Return a title for a rule that was given none: its first sentence, cut at a word.

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
