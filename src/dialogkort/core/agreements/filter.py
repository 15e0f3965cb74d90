"""Which agreements somebody looks for: by where they are in their life, by team, keeper, deck and text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.filtering import folded


class Standing(StrEnum):
    """Where an agreement is on a day: its status, and what follows from the date of its review."""

    IN_FORCE = "in-force"
    DUE = "due"
    SLEEPING = "sleeping"
    RETIRED = "retired"
    SUPERSEDED = "superseded"


class Which(StrEnum):
    """The parts of an agreement's life that can be looked for. One that sleeps is due, and in force, as well."""

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
    """What can be looked for. It is worked out once, so that a key in the search costs next to nothing."""

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
        """What `searched_text` makes of the agreement."""


S = TypeVar("S", bound=Sought)


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """What is empty lets every agreement through. Each word of `text` has to stand somewhere in it."""

    which: Which = Which.ALL
    team: str = ""
    keeper: str = ""
    deck: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.which is not Which.ALL or self.team or self.keeper or self.deck or self.text.split())

    def found_in(self, those: Iterable[S]) -> list[S]:
        """Return those that are looked for, in their order."""
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
    """Return where `agreement` is on the day `today`."""
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
    """Return what can be looked for in `agreement`: what is known of it, and the `body` of its file.

    The headings in the body are the same in all files, so they are left out.
    """
    written = _HEADINGS.sub("", body)
    return folded(f"{agreement.title}\n{agreement.keeper}\n{agreement.decision}\n{agreement.deck}\n{written}")
