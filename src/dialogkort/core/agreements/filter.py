"""Filters for agreements: by stage of life, team, keeper, deck and text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.filtering import folded


class Standing(StrEnum):
    """Where an agreement is on a given day: its status, and what follows from its review date."""

    IN_FORCE = "in-force"
    DUE = "due"
    SLEEPING = "sleeping"
    RETIRED = "retired"
    SUPERSEDED = "superseded"


class Which(StrEnum):
    """The stages of an agreement's life to filter by. One that sleeps is also due and in force."""

    ALL = "all"
    DUE = "due"
    SLEEPING = "sleeping"
    IN_FORCE = "in-force"
    GONE = "gone"


_HEADINGS = re.compile(r"^##.*$", re.MULTILINE)

_LET_THROUGH = {
    Which.ALL: frozenset(Standing),
    Which.DUE: frozenset({Standing.DUE, Standing.SLEEPING}),
    Which.SLEEPING: frozenset({Standing.SLEEPING}),
    Which.IN_FORCE: frozenset({Standing.IN_FORCE, Standing.DUE, Standing.SLEEPING}),
    Which.GONE: frozenset({Standing.RETIRED, Standing.SUPERSEDED}),
}


class Sought(Protocol):
    """The searchable text. It is computed once, so that each key typed in a search costs next to nothing."""

    @property
    def standing(self) -> Standing: ...
    @property
    def team(self) -> str: ...
    @property
    def keeper(self) -> str: ...
    @property
    def deck(self) -> str: ...
    @property
    def text(self) -> str:
        """The agreement's `searched_text`."""


S = TypeVar("S", bound=Sought)


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """A field that is empty matches every agreement. Each word of `text` has to occur somewhere in it."""

    which: Which = Which.ALL
    team: str = ""
    keeper: str = ""
    deck: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.which is not Which.ALL or self.team or self.keeper or self.deck or self.text.split())

    def found_in(self, those: Iterable[S]) -> list[S]:
        """Return the agreements that match, in their order."""
        found = list(those)
        if self.which is not Which.ALL:
            wanted = _LET_THROUGH[self.which]
            found = [agreement for agreement in found if agreement.standing in wanted]
        if self.team:
            found = [agreement for agreement in found if agreement.team == self.team]
        if self.keeper:
            found = [agreement for agreement in found if agreement.keeper == self.keeper]
        if self.deck:
            found = [agreement for agreement in found if agreement.deck == self.deck]
        for word in folded(self.text).split():
            found = [agreement for agreement in found if word in agreement.text]
        return found


def standing_of(agreement: Agreement, today: date) -> Standing:
    """Return where `agreement` is in its life on the day `today`."""
    match agreement.status:
        case Status.RETIRED:
            return Standing.RETIRED
        case Status.SUPERSEDED:
            return Standing.SUPERSEDED
        case Status.IN_FORCE if not agreement.due(today):
            return Standing.IN_FORCE
        case Status.IN_FORCE:
            return Standing.SLEEPING if agreement.sleeping(today) else Standing.DUE


def searched_text(agreement: Agreement, body: str = "") -> str:
    """Return the searchable text of `agreement`: its fields, and the `body` of its file.

    The headings in the body are the same in all files, so they are left out.
    """
    written = _HEADINGS.sub("", body)
    return folded(f"{agreement.title}\n{agreement.keeper}\n{agreement.decision}\n{agreement.deck}\n{written}")
