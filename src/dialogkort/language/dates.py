"""Dates and times as people here say, write and type them, in the language in use.

Own tables: babel costs 25 ms and 34 MB at the start, so it is only the judge in the tests.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogkort.core.agreements.agreement import months_later
from dialogkort.language import current


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language for dates. `ago` and `ahead` take a number with its unit."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    today: str
    yesterday: str
    tomorrow: str
    ago: str
    ahead: str
    long: str
    weekday: str


def _twelve(names: str) -> tuple[str, ...]:
    return tuple(names.split())


DANISH = Words(
    months=_twelve("januar februar marts april maj juni juli august september oktober november december"),
    short_months=_twelve("jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec."),
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    units=(("dag", "dage"), ("uge", "uger"), ("måned", "måneder"), ("år", "år")),
    today="i dag",
    yesterday="i går",
    tomorrow="i morgen",
    ago="for {} siden",
    ahead="om {}",
    long="{day}. {month} {year}",
    weekday="{weekday} den {day}. {month}",
)
ENGLISH = Words(
    months=_twelve("January February March April May June July August September October November December"),
    short_months=_twelve("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    units=(("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years")),
    today="today",
    yesterday="yesterday",
    tomorrow="tomorrow",
    ago="{} ago",
    ahead="in {}",
    long="{day} {month} {year}",
    weekday="{weekday} {day} {month}",
)
WORDS = {"da": DANISH, "en": ENGLISH}


def long_date(day: date, language: str = "") -> str:
    """Return "22. februar 2027" or "22 February 2027"; `language` is the one in use unless given."""
    words = WORDS[language or current()]
    return words.long.format(day=day.day, month=words.months[day.month - 1], year=day.year)


def short_date(day: date) -> str:
    """Return "22. feb. 2027" or "22 Feb 2027"."""
    words = WORDS[current()]
    return words.long.format(day=day.day, month=words.short_months[day.month - 1], year=day.year)


def weekday_date(day: date) -> str:
    """Return "tirsdag den 22. november" or "Tuesday 22 November"."""
    words = WORDS[current()]
    return words.weekday.format(weekday=words.weekdays[day.weekday()], day=day.day, month=words.months[day.month - 1])


def ago(day: date, today: date) -> str:
    """Return how long ago `day` was ("i går", "for 2 uger siden"), or how far ahead it is ("om 3 dage").

    Days up to a fortnight, weeks up to two months, months up to two years, always rounded down.
    """
    words = WORDS[current()]
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


def clock_time(moment: datetime) -> str:
    """Return "10:41"."""
    return f"{moment.hour:02}:{moment.minute:02}"


def _in_units(first: date, last: date, words: Words) -> tuple[int, tuple[str, str]]:
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if days < 14:
        return days, words.units[0]
    if months < 2:
        return days // 7, words.units[1]
    if months < 24:
        return months, words.units[2]
    return months // 12, words.units[3]


_NUMBERS = {
    **dict.fromkeys(("en", "et", "én", "ét", "a", "an", "one"), 1),
    **dict.fromkeys(("to", "two"), 2),
    **dict.fromkeys(("tre", "three"), 3),
    **dict.fromkeys(("fire", "four"), 4),
    **dict.fromkeys(("fem", "five"), 5),
    **dict.fromkeys(("seks", "six"), 6),
}
_DAYS = frozenset("dag dage d day days".split())  # noqa: SIM905
_WEEKS = frozenset("uge uger u week weeks wk wks w".split())  # noqa: SIM905
_MONTHS = frozenset("måned måneder maaned maaneder md mdr mnd m month months mth mths mo".split())  # noqa: SIM905
_YEARS = frozenset("år aar year years yr yrs y".split())  # noqa: SIM905
_HALF_YEAR = re.compile(r"(?:et halvt|½|1/2|half an?|an? half) (?:år|aar|year)")
_SPAN = re.compile(r"([0-9]{1,4}|[a-zéæøå]+)(?:(?<=[0-9]) ?| )([a-zæøå]+)\.?(?: frem| fra nu| from now)?")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_NUMERIC = re.compile(r"(?P<day>[0-9]{1,2}) ?[./-] ?(?P<month>[0-9]{1,2})(?: ?[./-] ?(?P<year>[0-9]{4}|[0-9]{2}))?\.?")
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?(?P<month>[a-z]{3,})\.?,?(?: (?P<year>[0-9]{4}))?"
)
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]{3,})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:, ?| |\Z)(?P<year>[0-9]{4})?")
_LEADING = re.compile(r"(?:om|in|on|på|d\.|den|the) ")


def parse_date(text: str, today: date) -> date | None:
    """Return the date that a person means by `text`, in Danish or English, or None.

    A date without a year is the next one from `today` on; the day always stands before the month, but in
    "2027-02-22" and after an English month. A span ("3 måneder", "om 2 uger", "half a year") counts
    from `today`.
    """
    words = " ".join(text.casefold().split())
    if words in {DANISH.today, ENGLISH.today, "idag", "nu", "now"}:
        return today
    try:
        if words in {DANISH.tomorrow, ENGLISH.tomorrow, "imorgen"}:
            return today + timedelta(days=1)
        rest = _without_leading(words)
        if (weekday := _weekday(rest)) is not None:
            return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
        first, _space, after = rest.partition(" ")
        if _weekday(first.rstrip(",")) is not None:
            rest = _without_leading(after)
        return _dated(rest, today) or _after_span(rest, today)
    except (ValueError, OverflowError):
        return None


def full_date(text: str) -> date | None:
    """Return the date that `text` writes with its year, in either language, or None."""
    words = _without_leading(" ".join(text.casefold().split()))
    try:
        return _dated(words, None)
    except ValueError:
        return None


def _without_leading(words: str) -> str:
    while leading := _LEADING.match(words):
        words = words[leading.end() :]
    return words


def _dated(words: str, today: date | None) -> date | None:
    """Return the date in `words`; without `today`, the year must stand there. Raises ValueError."""
    for form in (_ISO, _NUMERIC, _DAY_FIRST, _MONTH_FIRST):
        found = form.fullmatch(words)
        if found and (month := _month(found["month"])):
            day, year = int(found["day"]), found["year"]
            if year:
                return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
            return _next(day, month, today) if today else None
    return None


def _next(day: int, month: int, today: date) -> date | None:
    """Return the next such day; 29 February can be eight years off."""
    for year in range(today.year, min(today.year + 9, date.max.year + 1)):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _after_span(words: str, today: date) -> date | None:
    if _HALF_YEAR.fullmatch(words):
        return months_later(today, 6)
    found = _SPAN.fullmatch(words)
    if not found:
        return None
    number = int(found[1]) if found[1].isdecimal() else _NUMBERS.get(found[1])
    if number is None:
        return None
    unit = found[2]
    if unit in _DAYS or unit in _WEEKS:
        return today + timedelta(days=number * (7 if unit in _WEEKS else 1))
    if unit in _MONTHS or unit in _YEARS:
        return months_later(today, number * (12 if unit in _YEARS else 1))
    return None


def _month(word: str) -> int:
    """Return a month's number from its number, its name, or the name's first letters, three or more."""
    if word.isdecimal():
        return int(word)
    for names in (DANISH.months, ENGLISH.months):
        for number, name in enumerate(names, 1):
            if len(word) >= 3 and name.casefold().startswith(word):
                return number
    return 0


def _weekday(word: str) -> int | None:
    for names in (DANISH.weekdays, ENGLISH.weekdays):
        for number, name in enumerate(names):
            if word == name.casefold() or (len(word) == 3 and name.casefold().startswith(word)):
                return number
    return None
