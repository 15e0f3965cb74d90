"""Our own dates, with babel as the judge."""

from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date, format_timedelta
from hypothesis import given
from hypothesis import strategies as st

from dialogkort import language
from dialogkort.language.dates import (
    ago,
    clock_time,
    full_date,
    long_date,
    parse_date,
    short_date,
    weekday_date,
)

TODAY = date(2026, 11, 22)
LOCALES = {"da": "da_DK", "en": "en_GB"}


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_written_the_way_babel_writes_them(tongue: str, month: int) -> None:
    locale = LOCALES[tongue]
    for day in (date(2027, month, 1), date(2028, month, 29)):
        weekday = "EEEE 'den' d. MMMM" if tongue == "da" else "EEEE d MMMM"
        assert long_date(day) == format_date(day, "long", locale=locale)
        assert short_date(day) == format_date(day, "medium", locale=locale)
        assert weekday_date(day) == format_date(day, weekday, locale=locale)


@pytest.mark.parametrize("days", [2, 5, 14, 21, 92, 184, 731, 1827])
@pytest.mark.parametrize("sign", [1, -1])
def test_time_since_a_date_is_written_the_way_babel_writes_it(tongue: str, days: int, sign: int) -> None:
    span = timedelta(days=sign * days)
    said = format_timedelta(-span, add_direction=True, locale=LOCALES[tongue])
    assert ago(TODAY - span, TODAY) == said


@pytest.mark.parametrize(
    ("days", "danish", "english"),
    [
        (0, "i dag", "today"),
        (1, "i går", "yesterday"),
        (3, "for 3 dage siden", "3 days ago"),
        (20, "for 2 uger siden", "2 weeks ago"),
        (61, "for 2 måneder siden", "2 months ago"),
        (760, "for 2 år siden", "2 years ago"),
        (-1, "i morgen", "tomorrow"),
        (-2, "om 2 dage", "in 2 days"),
        (-92, "om 3 måneder", "in 3 months"),
    ],
)
def test_time_since_a_date_is_written_in_words(tongue: str, days: int, danish: str, english: str) -> None:
    assert ago(TODAY - timedelta(days=days), TODAY) == (danish if tongue == "da" else english)


def test_a_clock_time_has_two_digits_for_the_hour_and_the_minutes() -> None:
    assert clock_time(datetime(2026, 11, 22, 9, 5, tzinfo=UTC)) == "09:05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22.2.2027", date(2027, 2, 22)),
        ("22/2", date(2027, 2, 22)),
        ("22.2.", date(2027, 2, 22)),
        ("22-02-2027", date(2027, 2, 22)),
        ("2027-02-22", date(2027, 2, 22)),
        ("22. 2. 27", date(2027, 2, 22)),
        ("  22.   Februar ", date(2027, 2, 22)),
        ("22 feb", date(2027, 2, 22)),
        ("22.februar 2027", date(2027, 2, 22)),
        ("den 22. februar", date(2027, 2, 22)),
        ("mandag den 22. februar 2027", date(2027, 2, 22)),
        ("22 February 2027", date(2027, 2, 22)),
        ("Monday, 22nd of February", date(2027, 2, 22)),
        ("February 22, 2027", date(2027, 2, 22)),
        ("1. marts", date(2027, 3, 1)),
        ("31. dec.", date(2026, 12, 31)),
        ("22. november", date(2026, 11, 22)),
        ("21. november", date(2027, 11, 21)),
        ("29/2", date(2028, 2, 29)),
        ("3 måneder", date(2027, 2, 22)),
        ("3 MDR.", date(2027, 2, 22)),
        ("3 mdr", date(2027, 2, 22)),
        ("om 3 måneder", date(2027, 2, 22)),
        ("3 months", date(2027, 2, 22)),
        ("in three months", date(2027, 2, 22)),
        ("2 uger", date(2026, 12, 6)),
        ("2 weeks", date(2026, 12, 6)),
        ("en uge", date(2026, 11, 29)),
        ("14 dage", date(2026, 12, 6)),
        ("et år", date(2027, 11, 22)),
        ("½ år", date(2027, 5, 22)),
        ("om et halvt år", date(2027, 5, 22)),
        ("half a year", date(2027, 5, 22)),
        ("i dag", TODAY),
        ("i morgen", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 23)),
        ("tirsdag", date(2026, 11, 24)),
        ("på søndag", date(2026, 11, 29)),
        ("fredag om en uge", date(2026, 12, 4)),
        ("på fredag om 2 uger", date(2026, 12, 11)),
        ("Friday in a week", date(2026, 12, 4)),
        ("Friday week", date(2026, 12, 4)),
        ("onsdag om en måned", date(2026, 12, 30)),
        ("uge 5", date(2027, 2, 1)),
        ("i uge 48", date(2026, 11, 23)),
        ("uge 47", TODAY),
        ("week 5, 2028", date(2028, 1, 31)),
        ("fredag i uge 5", date(2027, 2, 5)),
        ("Friday of week 5", date(2027, 2, 5)),
        ("næste uge", date(2026, 11, 23)),
        ("torsdag i næste uge", date(2026, 11, 26)),
        ("next week", date(2026, 11, 23)),
        ("næste måned", date(2026, 12, 1)),
        ("next month", date(2026, 12, 1)),
        ("næste kvartal", date(2027, 1, 1)),
        ("næste år", date(2027, 1, 1)),
        ("februar", date(2027, 2, 1)),
        ("i februar", date(2027, 2, 1)),
        ("February 2028", date(2028, 2, 1)),
        ("november", date(2027, 11, 1)),
        ("et kvartal", date(2027, 2, 22)),
        ("om 2 kvartaler", date(2027, 5, 22)),
        ("overmorgen", date(2026, 11, 24)),
        ("i overmorgen", date(2026, 11, 24)),
        ("the day after tomorrow", date(2026, 11, 24)),
    ],
)
def test_dates_that_people_type_are_understood(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "snart",
        "31/2",
        "22/13",
        "0/0",
        "5",
        "99999 uger",
        "1.1.0000",
        "ti uger",
        "3 æbler",
        "²/2",
        "uge 54",
        "uge 0",
        "næste",
        "næste ting",
        "fredag i",
        "fredag den 31/2",
    ],
)
def test_text_that_is_not_a_date_is_not_accepted(text: str) -> None:
    assert parse_date(text, TODAY) is None


def test_a_span_of_months_ends_with_the_last_day_of_a_shorter_month() -> None:
    assert parse_date("3 måneder", date(2026, 11, 30)) == date(2027, 2, 28)


@pytest.mark.parametrize("text", ["22/2", "3 måneder", "i dag", "22. februar", "31.2.2027", ""])
def test_a_full_date_includes_its_year(text: str) -> None:
    assert full_date(text) is None


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["da", "en"]))
def test_dates_that_we_write_can_be_read_back(day: date, tongue: str) -> None:
    with language.using(tongue):
        written = (long_date(day), short_date(day), day.isoformat(), f"{day.day}.{day.month}.{day.year}")
    for text in written:
        assert full_date(text) == parse_date(text, TODAY) == day


@given(st.text(max_size=30), st.dates())
def test_no_typed_text_breaks_date_parsing(text: str, today: date) -> None:
    parse_date(text, today)
    full_date(text)


@given(st.dates(), st.dates())
def test_time_since_any_date_gives_some_words(day: date, today: date) -> None:
    assert ago(day, today)
