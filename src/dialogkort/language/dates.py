"""Dates and times as people say, write and type them, in the current language.

It has its own tables: babel costs 25 ms and 34 MB at the start, so only the tests use it, to check the results.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from dialogkort.core.days import months_later
from dialogkort.language import TONGUES, tongue
from dialogkort.language.tongue import Dates, Tongue


def long_date(day: date) -> str:
    """Return "22. februar 2027" or "22 February 2027"."""
    words = tongue().dates
    return words.long.format(day=day.day, month=words.months[day.month - 1], year=day.year)


def short_date(day: date) -> str:
    """Return "22. feb. 2027" or "22 Feb 2027"."""
    words = tongue().dates
    return words.long.format(day=day.day, month=words.short_months[day.month - 1], year=day.year)


def weekday_date(day: date) -> str:
    """Return "tirsdag den 22. november" or "Tuesday 22 November"."""
    words = tongue().dates
    return words.weekday.format(weekday=words.weekdays[day.weekday()], day=day.day, month=words.months[day.month - 1])


def ago(day: date, today: date) -> str:
    """Return how long ago `day` was ("i går", "for 2 uger siden"), or how far ahead it is ("om 3 dage").

    It uses days up to a fortnight, weeks up to two months, months up to two years, always rounded down.
    """
    words = tongue().dates
    days = (today - day).days
    match days:
        case 0:
            return words.today
        case 1:
            return words.yesterday
        case -1:
            return words.tomorrow
    frame = words.ago if days > 0 else words.ahead
    number, (one, many) = _in_units(min(day, today), max(day, today), words)
    return frame.format(f"{number} {one if number == 1 else many}")


def month_name(day: date) -> str:
    """Return "februar 2027" or "February 2027"."""
    return f"{tongue().dates.months[day.month - 1]} {day.year}"


def clock_time(moment: datetime) -> str:
    """Return "10:41"."""
    return f"{moment.hour:02}:{moment.minute:02}"


def _in_units(first: date, last: date, words: Dates) -> tuple[int, tuple[str, str]]:
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if days < 14:
        return days, words.units[0]
    if months < 2:
        return days // 7, words.units[1]
    if months < 24:
        return months, words.units[2]
    return months // 12, words.units[3]


_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})[t ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)? ?(?:z|utc|[-+][0-9:]+)?\Z"
)
_NUMERIC = re.compile(r"(?P<day>[0-9]{1,2}) ?[./-] ?(?P<month>[0-9]{1,2})(?: ?[./-] ?(?P<year>[0-9]{4}|[0-9]{2}))?\.?")


@dataclass(frozen=True, slots=True)
class _Typed:
    """The words for typed dates of all languages, merged: people do not say in which language they type."""

    today: frozenset[str]
    tomorrow: frozenset[str]
    overmorrow: frozenset[str]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    numbers: dict[str, int]
    spans: dict[str, tuple[int, int]]
    """The number of days and of months in a unit."""
    half_years: frozenset[str]
    week: re.Pattern[str]
    coming: re.Pattern[str]
    month: re.Pattern[str]
    span: re.Pattern[str]
    leading: re.Pattern[str]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]


@cache
def _typed(tongues: tuple[Tongue, ...]) -> _Typed:
    typed = [spoken.typed for spoken in tongues]
    ordinals = "|".join(_escaped(word for words in typed for word in words.ordinals)) or "(?!)"
    of = "|".join(_escaped(word for words in typed for word in words.of)) or "(?!)"
    following = "|".join(_escaped(word for words in typed for word in words.following)) or "(?!)"
    leading = "|".join(_escaped(word for words in typed for word in words.leading)) or "(?!)"
    month = r"(?P<month>[^\W\d_]{3,})"
    spans: dict[str, tuple[int, int]] = {}
    for words in typed:
        spans |= dict.fromkeys(words.days, (1, 0)) | dict.fromkeys(words.weeks, (7, 0))
        spans |= dict.fromkeys(words.months, (0, 1)) | dict.fromkeys(words.years, (0, 12))
        spans |= dict.fromkeys(words.quarters, (0, 3))
    weeks = "|".join(_escaped(word for words in typed for word in words.weeks)) or "(?!)"
    within = "|".join(_escaped(word for words in typed for word in words.within)) or "(?!)"
    coming = "|".join(_escaped(word for words in typed for word in words.coming)) or "(?!)"
    return _Typed(
        today=frozenset(word for spoken in tongues for word in (spoken.dates.today, *spoken.typed.today)),
        tomorrow=frozenset(word for spoken in tongues for word in (spoken.dates.tomorrow, *spoken.typed.tomorrow)),
        months=tuple(tuple(name.casefold() for name in spoken.dates.months) for spoken in tongues),
        weekdays=tuple(tuple(name.casefold() for name in spoken.dates.weekdays) for spoken in tongues),
        numbers={word: number for one in typed for word, number in one.numbers.items()},
        spans=spans,
        overmorrow=frozenset(word for one in typed for word in one.overmorrow),
        half_years=frozenset(words for one in typed for words in one.half_years),
        week=re.compile(rf"(?:(?:{within}) )?(?:{weeks})\.? ?([0-9]{{1,2}})(?:,? ([0-9]{{4}}))?"),
        coming=re.compile(rf"(?:(?:{within}) )?(?:{coming}) ([^\W\d_]+)"),
        month=re.compile(rf"(?:(?:{within}) )?{month}\.?(?:,? (?P<year>[0-9]{{4}}))?"),
        span=re.compile(rf"([0-9]{{1,4}}|[^\W\d_]+)(?:(?<=[0-9]) ?| )([^\W\d_]+)\.?(?: (?:{following}))?"),
        leading=re.compile(rf"(?:(?:{leading}) )*+"),
        day_first=re.compile(
            rf"(?P<day>[0-9]{{1,2}})(?:\.|{ordinals})? ?(?:(?:{of}) )?{month}\.?,?(?: (?P<year>[0-9]{{4}}))?"
        ),
        month_first=re.compile(rf"{month}\.? (?P<day>[0-9]{{1,2}})(?:{ordinals})?(?:, ?| |\Z)(?P<year>[0-9]{{4}})?"),
    )


def _escaped(words: Iterable[str]) -> list[str]:
    return [re.escape(word) for word in words]


def _known() -> _Typed:
    return _typed(tuple(TONGUES.values()))


def parse_date(text: str, today: date) -> date | None:
    """Return the date that a person means by `text`, in any language, or None.

    A date without a year is the next one from `today` on; the day always precedes the month, except in "2027-02-22" and
    after an English month. A span ("3 måneder", "om 2 uger", "half a year") counts from `today`, or after a weekday
    ("fredag om en uge") from the next such day. A week, a month or a quarter ("uge 5", "næste måned", "februar") means
    its first day.
    """
    words = " ".join(text.casefold().split())
    if words in _known().today:
        return today
    try:
        if words in _known().tomorrow:
            return today + timedelta(days=1)
        if words in _known().overmorrow:
            return today + timedelta(days=2)
        if found := _begun(words, today):
            return found
        rest = _without_leading(words)
        if (weekday := _weekday(rest)) is not None:
            return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        first, _space, after = rest.partition(" ")
        if (weekday := _weekday(first.rstrip(","))) is not None:
            rest = _without_leading(after)
            return _dated(rest, today) or _weekday_of(weekday, after, today)
        return _dated(rest, today) or _after_span(rest, today)
    except (ValueError, OverflowError):
        return None


def full_date(text: str) -> date | None:
    """Return the date in `text`, which must include its year, in any language, or None."""
    words = _without_leading(" ".join(text.casefold().split()))
    if moment := _MOMENT.match(words):  # how programs write a day: 2026-11-27T00:00:00Z
        words = moment[1]
    try:
        return _dated(words, None)
    except ValueError:
        return None


def _without_leading(words: str) -> str:
    leading = _known().leading.match(words)
    return words[leading.end() :] if leading else words


def _dated(words: str, today: date | None) -> date | None:
    """Return the date in `words`; without `today`, the year is required. Raises ValueError."""
    for form in (_ISO, _NUMERIC, _known().day_first, _known().month_first):
        found = form.fullmatch(words)
        if found and (month := _month(found["month"])):
            day, year = int(found["day"]), found["year"]
            if year:
                return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
            return _next(day, month, today) if today else None
    return None


def _next(day: int, month: int, today: date) -> date | None:
    """Return the next such day; 29 February can be eight years away."""
    for year in range(today.year, min(today.year + 9, date.max.year + 1)):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _after_span(words: str, today: date) -> date | None:
    known = _known()
    if words in known.half_years:
        return months_later(today, 6)
    found = known.span.fullmatch(words)
    if not found:
        return None
    number = int(found[1]) if found[1].isdecimal() else known.numbers.get(found[1])
    if number is None or found[2] not in known.spans:
        return None
    days, months = known.spans[found[2]]
    return months_later(today, number * months) if months else today + timedelta(days=number * days)


def _begun(words: str, today: date) -> date | None:
    """Return the first day of the week, month, quarter or year that `words` names, but not one in the past."""
    known = _known()
    if found := known.week.fullmatch(words):
        year, week = int(found[2] or today.isocalendar().year), int(found[1])
        monday = date.fromisocalendar(year, week, 1)
        if not found[2] and monday + timedelta(days=6) < today:
            monday = date.fromisocalendar(year + 1, week, 1)
        return monday if found[2] else max(monday, today)
    if found := known.coming.fullmatch(words):
        days, months = known.spans.get(found[1], (0, 0))
        if days == 7:
            return today + timedelta(days=7 - today.weekday())
        if months:
            last = months * ((today.month - 1) // months) + 1
            return months_later(today.replace(month=last, day=1), months)
    if (found := known.month.fullmatch(words)) and (month := _month(found["month"])):
        year = int(found["year"] or today.year)
        return date(year + (not found["year"] and date(year, month, 1) < today), month, 1)
    return None


def _weekday_of(weekday: int, words: str, today: date) -> date | None:
    """Return the weekday in the week that `words` names, or that long after the next such day."""
    following = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    known = _known()
    if known.week.fullmatch(words) or (
        (found := known.coming.fullmatch(words)) and known.spans.get(found[1]) == (7, 0)
    ):
        if week := _begun(words, today):
            return week + timedelta(days=weekday - week.weekday())
        return None
    if known.spans.get(words) == (7, 0):  # Friday week
        return following + timedelta(days=7)
    later = _after_span(_without_leading(words), following)
    return later + timedelta(days=(weekday - later.weekday()) % 7) if later else None


def _month(word: str) -> int:
    """Return a month's number from its number, its name, or at least the first three letters of its name."""
    if word.isdecimal():
        return int(word)
    for names in _known().months:
        for number, name in enumerate(names, 1):
            if len(word) >= 3 and name.startswith(word):
                return number
    return 0


def _weekday(word: str) -> int | None:
    for names in _known().weekdays:
        for number, name in enumerate(names):
            if word == name or (len(word) == 3 and name.startswith(word)):
                return number
    return None
