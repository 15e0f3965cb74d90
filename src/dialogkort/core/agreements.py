"""Agreements: the rules that a team makes for itself, from draft to the date of the next review."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

REVIEW_MONTHS = 3
"""How long an agreement stands before it is looked at again, unless the team says otherwise."""


class Status(StrEnum):
    """Where an agreement is in its life. That it is *due* follows from its date and is not a status."""

    IN_FORCE = "in-force"
    RETIRED = "retired"


class Thumb(StrEnum):
    """What a member shows when a draft is put to consent."""

    CONSENT = "consent"
    CONCERN = "concern"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule on its way: `rule` is what we do, `signs` how we notice that it works, and that it does not.

    `corner_flags` are the bounds that it must respect (law, safety, people's rights).
    """

    title: str = ""
    rule: str = ""
    keeper: str = ""
    review: date | None = None
    signs: str = ""
    corner_flags: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A team rule on file. `question` is the card's question that it came from, `card` the card's id."""

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

    def due(self, today: date) -> bool:
        """Tell whether the team should look at it again: in force, and its review date has come."""
        return self.status is Status.IN_FORCE and self.review <= today


def months_later(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


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
