"""The figures of the overview: counted from agreements and meetings, pure, without text.

Nothing here identifies a person: a meeting has no names, and fewer than three answers leave no counts to compare.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.agreements.delegation import Levelled, board
from dialogkort.core.agreements.filter import Standing, standing_of
from dialogkort.core.agreements.reviews import Act
from dialogkort.core.overview.meetings import Meeting, PlayedRound

MONTHS = 12
"""How far back, and how far ahead, the overview looks."""
OFTEN = 2
"""How many reviews it takes to say that an agreement always holds, or never."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An agreement with the reviews that its history records."""

    agreement: Agreement
    acts: tuple[Act, ...] = ()

    @property
    def reviews(self) -> int:
        """How many times it was reviewed: kept, adjusted, retired or replaced."""
        return sum(act in {Act.KEEP, Act.ADJUST, Act.RETIRE, Act.SUPERSEDE} for act in self.acts)

    @property
    def days(self) -> int:
        """How many days it was in force; 0 while it still is."""
        agreement = self.agreement
        return 0 if agreement.in_force else max(0, (agreement.looked_at - agreement.decided).days)

    def stood(self, day: date) -> bool:
        """Tell whether it was in force on `day`."""
        agreement = self.agreement
        return agreement.decided <= day and (agreement.in_force or day < agreement.looked_at)


@dataclass(frozen=True, slots=True)
class Compared:
    """A question that was answered at two or more meetings: the first answers that were kept, and the last."""

    first: PlayedRound
    last: PlayedRound
    then: date
    now: date
    times: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the team can see about itself, as of `today`. `load` and `coming` are by the first day of a month."""

    today: date
    standing: tuple[tuple[Standing, int], ...]
    acts: tuple[tuple[Act, int], ...]
    lived: int | None
    always: tuple[Agreement, ...]
    never: tuple[Agreement, ...]
    load: tuple[tuple[date, int], ...]
    overdue: int
    coming: tuple[tuple[date, int], ...]
    board: tuple[Levelled, ...]
    compared: tuple[Compared, ...]
    averages: tuple[tuple[date, float], ...]
    meetings: int
    older: int
    seconds: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many agreements there are, including former ones."""
        return sum(number for _standing, number in self.standing)


def overview(kept: Sequence[Kept], meetings: Sequence[Meeting], today: date) -> Overview:
    """Count the figures. `meetings` come oldest first."""
    known = [agreement.agreement for agreement in kept]
    standing = Counter(standing_of(agreement, today) for agreement in known)
    acts = Counter(act for agreement in kept for act in agreement.acts)
    lives = [agreement.days for agreement in kept if agreement.agreement.status is Status.RETIRED]
    ahead = Counter(
        agreement.review.replace(day=1) for agreement in known if agreement.in_force and agreement.review > today
    )
    first, after = months(today, -MONTHS + 1), months(today, 0)
    return Overview(
        today=today,
        standing=tuple((state, standing[state]) for state in Standing),
        acts=tuple((act, acts[act]) for act in (Act.KEEP, Act.ADJUST, Act.RETIRE, Act.SUPERSEDE)),
        lived=round(median(lives)) if lives else None,
        always=tuple(agreement.agreement for agreement in kept if _always(agreement)),
        never=tuple(
            agreement.agreement for agreement in kept if agreement.reviews >= OFTEN and Act.KEEP not in agreement.acts
        ),
        load=tuple(_load(kept, months(first, number), today) for number in range(MONTHS)),
        overdue=sum(agreement.due(today) for agreement in known),
        coming=tuple((month, ahead[month]) for month in (months(after, number) for number in range(MONTHS))),
        board=board(known),
        compared=_compared(meetings),
        averages=tuple((meeting.day, meeting.average) for meeting in meetings if meeting.average is not None),
        meetings=len(meetings),
        older=sum(meeting.version < 2 for meeting in meetings),
        seconds=_seconds(meetings),
    )


def months(day: date, number: int) -> date:
    """Return the first day of the month that is `number` months from that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(max(1, min(year, 9999)), month + 1, 1)


def _always(agreement: Kept) -> bool:
    return agreement.reviews >= OFTEN and set(agreement.acts) <= {Act.KEEP, Act.HAND_OVER, Act.MOVE}


def _load(kept: Iterable[Kept], month: date, today: date) -> tuple[date, int]:
    """Return how many were in force at the end of a month, or, in the current month, now."""
    following = months(month, 1)
    last = min(today, date.fromordinal(following.toordinal() - 1))
    return month, sum(agreement.stood(last) for agreement in kept)


def _compared(meetings: Iterable[Meeting]) -> tuple[Compared, ...]:
    """Return the questions answered more than once, the latest first. Only equal questions are compared."""
    asked: dict[str, list[tuple[date, PlayedRound]]] = {}
    for meeting in meetings:
        for played_round in meeting.rounds:
            if played_round.card and played_round.answers and played_round.fingerprint:
                asked.setdefault(played_round.fingerprint, []).append((meeting.day, played_round))
    found = [
        Compared(times[0][1], times[-1][1], times[0][0], times[-1][0], len(times))
        for times in asked.values()
        if len(times) > 1 and len(times[0][1].answers) == len(times[-1][1].answers)
    ]
    return tuple(sorted(found, key=lambda comparison: comparison.now, reverse=True))


def _seconds(meetings: Iterable[Meeting]) -> tuple[tuple[str, int], ...]:
    """Return the median seconds of each phase over all rounds that recorded them."""
    took: dict[str, list[int]] = {}
    for meeting in meetings:
        for played_round in meeting.rounds:
            for phase, seconds in played_round.seconds:
                took.setdefault(phase, []).append(seconds)
    return tuple((phase, round(median(seconds))) for phase, seconds in took.items())


def last_answers(meetings: Iterable[Meeting], fingerprint: str) -> tuple[date, tuple[int, ...]] | None:
    """Return when a question was last answered, and how many gave each answer; None if that is not kept."""
    found = [
        (meeting.day, played_round.answers)
        for meeting in meetings
        for played_round in meeting.rounds
        if played_round.fingerprint == fingerprint and played_round.answers
    ]
    return max(found, key=lambda month: month[0], default=None)
