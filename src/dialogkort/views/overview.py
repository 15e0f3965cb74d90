"""The overview in words and charts: each chart says in a sentence what it shows, and what it cannot show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.filter import Standing
from dialogkort.core.agreements.reviews import SOFT_LIMIT, Act
from dialogkort.core.cards import Kind
from dialogkort.core.game.phases import Phase
from dialogkort.core.overview.figures import Compared, Overview
from dialogkort.core.text import clean_line
from dialogkort.files.cells import cells
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date, month_name, short_date
from dialogkort.language.numbers import decimal
from dialogkort.language.words import arrow, delegation_level, phase_name
from dialogkort.views.agreements import standing_word
from dialogkort.views.lines import EMPTY, Line, Role, faint, line, strong

ENOUGH = 5
"""The number of meetings from which a trend is described; with fewer, the page only says that they are too few."""
MOST_NAMED = 5
LONGEST = 60
_LEVELS = "▁▂▃▄▅▆▇█"


class Form(StrEnum):
    """How a chart is drawn: one bar per line, or columns side by side over time."""

    BARS = "bars"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a chart: its label, its size, and how it is written."""

    label: str
    amount: float
    shown: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its sentence. `limit` is a line to stay below, `most` the value of the longest bar."""

    id: str
    title: str
    sentence: str
    form: Form = Form.BARS
    values: tuple[Value, ...] = ()
    limit: float = 0
    most: float = 0
    notes: tuple[str, ...] = ()


def pictures(seen: Overview) -> tuple[Picture, ...]:
    """Return all charts that there are data for."""
    made = [_fates(seen), _acts(seen), _load(seen), _coming(seen), _board(seen)]
    made += [_spread(comparison, number) for number, comparison in enumerate(seen.compared[:4], 1)]
    made += [_meetings(seen), _time(seen)]
    return tuple(picture for picture in made if picture is not None)


def picture_lines(picture: Picture, width: int) -> tuple[Line, ...]:
    """Return a chart drawn with the terminal's own characters, at most `width` cells wide."""
    lines = [strong(picture.title), line(picture.sentence)]
    if picture.values:
        drawn = _bars(picture, width) if picture.form is Form.BARS else _columns(picture, width)
        lines += drawn
    lines += [faint(f"· {note}") for note in picture.notes]
    return (*lines, EMPTY)


def _bars(picture: Picture, width: int) -> list[Line]:
    widest = min(max(cells(value.label) for value in picture.values), max(8, width // 2))
    most = picture.most or max(value.amount for value in picture.values) or 1
    room = max(4, min(30, width - widest - max(cells(value.shown) for value in picture.values) - 4))
    drawn = []
    for value in picture.values:
        label = clean_line(value.label, max(2, widest))
        label += " " * (widest - cells(label))
        length = round(value.amount / most * room)
        bar = "█" * (length if length or not value.amount else 1)
        drawn.append(
            line((f"{label}  ", Role.ASIDE), (bar, Role.NOW if bar else Role.FAINT), f"{' ' * bool(bar)}{value.shown}")
        )
    return drawn


def _columns(picture: Picture, width: int) -> list[Line]:
    """Return a row of columns, each as wide as its month, with the first and the last labelled below."""
    values = picture.values[-max(2, width // 3) :]
    most = max(picture.most, picture.limit, *(value.amount for value in values)) or 1
    signs = [_LEVELS[min(7, max(0, round(value.amount / most * 8) - 1))] if value.amount else "·" for value in values]
    row = "  ".join(signs)
    numbers = (
        "".join(value.shown.ljust(3) for value in values).rstrip()
        if all(len(value.shown) < 3 for value in values)
        else ""
    )
    first, last = values[0].label, values[-1].label if len(values) > 1 else ""
    gap = " " * max(1, cells(row) - cells(first) - cells(last))
    below = faint(f"{first}{gap}{last}".rstrip())
    return [line((row, Role.NOW)), line(numbers), below] if numbers else [line((row, Role.NOW)), below]


def _fates(seen: Overview) -> Picture:
    title = _("Agreements")
    if not seen.total:
        return Picture("fates", title, _("No agreements yet."))
    values = [Value(standing_word(standing), number, str(number)) for standing, number in seen.standing if number]
    now = sum(number for standing, number in seen.standing if standing not in {Standing.RETIRED, Standing.SUPERSEDED})
    words = _("Agreements in force: {now} of {total}.").format(total=seen.total, now=now)
    if seen.lived is not None:
        days = ngettext("{number} day", "{number} days", seen.lived)
        words += " " + _("Half of those that were retired had been in force for more than {days}.").format(days=days)
    return Picture("fates", title, words, values=tuple(values))


def _acts(seen: Overview) -> Picture | None:
    words = {
        Act.KEEP: _("kept"), Act.ADJUST: _("adjusted"), Act.RETIRE: _("retired"), Act.SUPERSEDE: _("replaced"),
    }  # fmt: skip
    total = sum(number for _act, number in seen.acts)
    if not total:
        return None
    values = tuple(Value(words[act], number, str(number)) for act, number in seen.acts if act in words)
    kept = dict(seen.acts)[Act.KEEP]
    told = _("{kept} of {total} reviews kept the agreement unchanged.").format(kept=kept, total=total)
    if total < ENOUGH:
        told += " " + _("With so few reviews, this does not say much.")
    notes = _named(_("Always kept as they were"), seen.always) + _named(_("Never kept as they were"), seen.never)
    return Picture("reviews", _("Reviews"), told, values=values, notes=notes)


def _named(heading: str, those: Sequence[Agreement]) -> tuple[str, ...]:
    if not those:
        return ()
    names = ", ".join(clean_line(agreement.title, LONGEST) for agreement in those[:MOST_NAMED])
    return (f"{heading}: {names}{' …' if len(those) > MOST_NAMED else ''}",)


def _load(seen: Overview) -> Picture | None:
    amounts = [number for _month, number in seen.load]
    if not any(amounts):
        return None
    values = tuple(Value(_short(month), number, str(number)) for month, number in seen.load)
    now, before = amounts[-1], amounts[0]
    if now >= SOFT_LIMIT:
        told = _("Rules in force: {now}. With {limit} or more, ask whether an old one can go when a new one comes in.")
    else:
        told = _("Rules in force: {now}. With {limit} or more, it is time to retire some old ones.")
    told = told.format(now=now, limit=SOFT_LIMIT)
    told += " " + _("A year ago: {before}.").format(before=before)
    return Picture("load", _("How many rules there are"), told, Form.COLUMNS, values, limit=SOFT_LIMIT)


def _coming(seen: Overview) -> Picture | None:
    amounts = [number for _month, number in seen.coming]
    if not (any(amounts) or seen.overdue):
        return None
    told = _("No agreements are due for review now.")
    if seen.overdue:
        told = ngettext(
            "{number} agreement is due for review now.", "{number} agreements are due for review now.", seen.overdue
        )
    most = max(seen.coming, key=lambda month: month[1])
    if amounts.count(most[1]) == 1:
        told += " " + _("The busiest month is {month}, with {number}.").format(
            month=month_name(most[0]), number=most[1]
        )
    values = tuple(Value(_short(month), number, str(number)) for month, number in seen.coming)
    return Picture("coming", _("Upcoming reviews"), told, Form.COLUMNS, values if any(amounts) else ())


def _board(seen: Overview) -> Picture | None:
    if not seen.board:
        return None
    levels = range(1, 8)
    values = tuple(
        Value(f"{level} · {delegation_level(level)}", number, str(number))
        for level in levels
        if (number := sum(row.level == level for row in seen.board)) or level in {1, 7}
    )
    up = sum(row.before is not None and row.before < row.level for row in seen.board)
    down = sum(row.before is not None and row.before > row.level for row in seen.board)
    told = ngettext("{number} decision has a level.", "{number} decisions have a level.", len(seen.board))
    if up or down:
        told += " " + _("Decisions that moved towards the team: {up}. Away from it: {down}.").format(up=up, down=down)
    moved = [row for row in seen.board if row.before]
    notes = tuple(
        f"{clean_line(row.decision, LONGEST)}: {arrow(row.before or 0, row.level)}, {short_date(row.since)}"
        for row in sorted(moved, key=lambda row: row.since, reverse=True)[:MOST_NAMED]
    )
    return Picture("board", _("Who decides what"), told, values=values, notes=notes)


def _spread(comparison: Compared, number: int) -> Picture:
    """Return the same question then and now, side by side."""
    asked, then, now = comparison.last, comparison.first.answers, comparison.last.answers
    values = []
    for choice, (before, after) in enumerate(zip(then, now, strict=True), 1):
        label = " ".join(filter(None, (str(choice), _choice(comparison, choice))))
        values += [
            Value(label, before, f"{before} · {short_date(comparison.then)}"),
            Value("", after, f"{after} · {short_date(comparison.now)}"),
        ]
    told = _("Asked {times} times; these answers are from {then} and {now}.").format(
        times=comparison.times, then=long_date(comparison.then), now=long_date(comparison.now)
    )
    if asked.kind in {Kind.SCALE, Kind.DELEGATION}:
        means = [
            decimal(sum(place * count for place, count in enumerate(those, 1)) / sum(those)) for those in (then, now)
        ]
        told += " " + _("The average was {then} and is now {now}.").format(then=means[0], now=means[1])
    told += " " + _("They may not have been the same people.")
    question = clean_line(asked.question or asked.decision, 120)
    return Picture(
        f"spread-{number}", _("Then and now: {question}").format(question=question), told, values=tuple(values)
    )


def _choice(comparison: Compared, choice: int) -> str:
    asked = comparison.last
    match asked.kind:
        case Kind.SCALE:
            ends = {1: asked.low, len(asked.answers): asked.high}
            return clean_line(ends.get(choice, ""), 30)
        case Kind.DELEGATION if choice <= 7:
            return delegation_level(choice)
        case (
            None
            | Kind.DELEGATION
            | Kind.QUESTION
            | Kind.DILEMMA
            | Kind.EXERCISE
            | Kind.SPOKEN
            | Kind.REVIEW
            | Kind.TALK
        ):
            return clean_line(asked.options[choice - 1], 30) if choice <= len(asked.options) else ""


def _meetings(seen: Overview) -> Picture:
    title = _("Meetings")
    count = ngettext("{number} meeting has minutes.", "{number} meetings have minutes.", seen.meetings)
    if not seen.meetings:
        return Picture("meetings", title, _("No game has been played yet."))
    rated = len(seen.averages)
    values = tuple(Value(short_date(day), average, decimal(average)) for day, average in seen.averages)
    if not rated:
        none = ngettext(
            "It has no rating that can be shown.", "None of them has a rating that can be shown.", seen.meetings
        )
        told = f"{count} {none}"
    elif rated < ENOUGH:
        few = ngettext(
            "{number} meeting has a rating that can be shown. That is too few to see a trend.",
            "{number} meetings have a rating that can be shown. That is too few to see a trend.",
            rated,
        )
        told = f"{count} {few}"
    else:
        half = rated // 2
        amounts = [average for _day, average in seen.averages]
        first, last = (sum(those) / len(those) for those in (amounts[:half], amounts[-half:]))
        told = (
            count
            + " "
            + _("On average {first} in the first half, and {last} in the second half.").format(
                first=decimal(first), last=decimal(last)
            )
        )
    notes: tuple[str, ...] = ()
    if seen.older:
        older = ngettext(
            "{number} of them is from an earlier version, which kept no ratings.",
            "{number} of them are from an earlier version, which kept no ratings.",
            seen.older,
        )
        notes = (older,)
    return Picture("meetings", title, told, Form.COLUMNS, values, most=5, notes=notes)


def _time(seen: Overview) -> Picture | None:
    medians = dict(seen.seconds)
    took = [(phase, medians[phase]) for phase in Phase if phase in medians]
    if not took:
        return None
    values = tuple(Value(phase_name(phase), seconds, _minutes(seconds)) for phase, seconds in took)
    longest = max(values, key=lambda value: value.amount)
    told = _("In a typical round, the longest phase is “{phase}”: {minutes}.")
    told = told.format(phase=longest.label, minutes=longest.shown)
    return Picture("time", _("How long the phases take"), told, values=values)


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _short(month: date) -> str:
    return month_name(month)
