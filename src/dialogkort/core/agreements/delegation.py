"""The delegation board: who decides what, as levelled with delegation cards, and what has moved.

Levels are 1 (the leader tells) to 7 (delegated). Source: J. Appelo, Management 3.0.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogkort.core.agreements.agreement import Agreement

MOST_STEPS = 200
"""How many agreements back a decision is followed. Links edited by hand may form long chains or loops."""


@dataclass(frozen=True, slots=True)
class Levelled:
    """A decision on the board: the `agreement` in force that gives it its level.

    `since` is the day when it got that level, `before` the level that it had until then; None if it had none.
    """

    agreement: Agreement
    since: date
    before: int | None = None

    @property
    def decision(self) -> str:
        """What is decided; if somebody wrote only a level, the title of the agreement."""
        return _decision(self.agreement)

    @property
    def level(self) -> int:
        return self.agreement.level


def board(agreements: Iterable[Agreement], order: Callable[[str], Any] = str.casefold) -> tuple[Levelled, ...]:
    """Return one row for each decision with a level in force, by level and then in the `order` of the decisions.

    `agreements` are all of the team's, including superseded ones: they show what has moved.
    """
    known: dict[str, Agreement] = {}
    latest: dict[str, Agreement] = {}
    for agreement in agreements:
        known.setdefault(agreement.id, agreement)
        if agreement.in_force and agreement.level:
            decision = _folded(_decision(agreement))
            latest[decision] = max(latest.get(decision, agreement), agreement, key=_age)
    rows = (_row(agreement, known) for agreement in latest.values())
    return tuple(sorted(rows, key=lambda row: (row.level, order(row.decision), row.agreement.id)))


def levelled(agreements: Iterable[Agreement], decision: str) -> Agreement | None:
    """Return the agreement in force that gives `decision` its level, if any. Case and spacing do not matter."""
    wanted = _folded(decision)
    those = (
        agreement
        for agreement in agreements
        if agreement.in_force and agreement.level and _folded(agreement.decision) == wanted
    )
    return max(those, key=_age, default=None) if wanted else None


def moved(agreement: Agreement, agreements: Iterable[Agreement]) -> Levelled:
    """Return the row of one agreement with a level: since when it has had that level, and the one before."""
    return _row(agreement, {kept.id: kept for kept in agreements})


def _row(agreement: Agreement, known: Mapping[str, Agreement]) -> Levelled:
    """Follow the links to earlier agreements for as long as the level is the same."""
    since, now, seen = agreement.decided, agreement, {agreement.id}
    for _step in range(MOST_STEPS):
        if now.level:
            since = now.levelled or now.decided
            if now.level_before and now.level_before != now.level:
                return Levelled(agreement, since, now.level_before)
        older = known.get(now.supersedes)
        if older is None or older.id in seen:
            break
        if older.level and older.level != agreement.level:
            return Levelled(agreement, since, older.level)
        seen.add(older.id)
        now = older
    return Levelled(agreement, since)


def _decision(agreement: Agreement) -> str:
    return agreement.decision or agreement.title or agreement.id


def _folded(decision: str) -> str:
    return " ".join(decision.split()).casefold()


def _age(agreement: Agreement) -> tuple[date, date, str]:
    return agreement.decided, agreement.looked_at, agreement.id
