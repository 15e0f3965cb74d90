"""The calendar file: read back by the library that wrote it, by another one, and line by line."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.storage.texts import HOSTILE, agreement

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.text import clean
from dialogkort.storage.agreements.calendar import Reviewable, calendar

NOW = datetime(2027, 2, 22, 9, 30, 15, tzinfo=UTC)
LONG = "Når det haster, ringer vi; ellers ikke, \\ og aldrig efter kl. 17: æøå 👩‍👧 " * 5


def reviewable(kept: Agreement, folder: str = "nord") -> Reviewable:
    return Reviewable(kept, "Team Nørre, øst", folder)


def read(data: bytes) -> list:
    from icalendar import Calendar

    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_review_is_an_all_day_event_with_the_rule_and_the_keeper() -> None:
    [event] = read(calendar([reviewable(agreement(rule=LONG))], NOW))
    assert event["dtstart"].dt == date(2027, 2, 22)
    assert event["dtend"].dt == date(2027, 2, 23)
    assert str(event["summary"]) == "Review: Ring, når det haster"
    assert str(event["description"]) == f"{LONG}\nKeeper: Åse\nTeam Nørre, øst"
    assert (str(event["status"]), str(event["transp"])) == ("CONFIRMED", "TRANSPARENT")


def test_the_calendar_has_what_outlook_needs() -> None:
    data = calendar([reviewable(agreement(title="Æ" * 200, rule=LONG))], NOW)
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no letter is split in two
    assert b"DTSTART;VALUE=DATE:20270222" in lines
    assert not re.search(rb"TZID|VTIMEZONE", data)
    assert b"METHOD:PUBLISH" in lines


def test_the_uid_is_kept_and_the_sequence_number_grows_with_each_export() -> None:
    rule = agreement(id="20261122-104112-3fa2-1")
    [first] = read(calendar([reviewable(rule)], NOW))
    moved = replace(rule, title="Andet", review=date(2028, 1, 1), keeper="")
    [second] = read(calendar([reviewable(moved, "renamed")], NOW + timedelta(seconds=1)))
    assert first["uid"] == second["uid"] == "20261122-104112-3fa2-1@dialogkort"
    assert second["sequence"] > first["sequence"] > 0
    by_hand = [reviewable(agreement(id="meetings"), folder) for folder in ("nord", "syd")]
    assert len({event["uid"] for event in read(calendar(by_hand, NOW))}) == 2


def test_removed_reviews_are_cancelled_for_a_year() -> None:
    gone = agreement(status=Status.RETIRED, reviewed=date(2026, 3, 1))
    [event] = read(calendar([reviewable(gone)], NOW))
    assert str(event["status"]) == "CANCELLED"
    assert read(calendar([reviewable(replace(gone, reviewed=date(2026, 2, 1)))], NOW)) == []


@pytest.mark.parametrize("text", [clean(text) for text in HOSTILE])
def test_no_text_can_forge_a_line(text: str) -> None:
    nasty = f"{text}\nEND:VEVENT\nBEGIN:VEVENT\r\nATTACH:http://evil.example/"
    rule = agreement(id=nasty, title=nasty, rule=nasty, keeper=nasty)
    data = calendar([Reviewable(rule, nasty, nasty)], NOW)
    [event] = read(data)
    assert "attach" not in event
    assert data.count(b"\r\nBEGIN:VEVENT") == 1


def test_a_second_reader_sees_the_same_dates() -> None:
    icalparser = pytest.importorskip("icalevents.icalparser")
    known = [agreement(id=f"a{number}", review=date(2027, 3, 1 + number), rule=LONG) for number in range(5)]
    data = calendar(map(reviewable, known), NOW)
    events = icalparser.parse_events(
        data.decode(), start=datetime(2027, 3, 1, tzinfo=UTC), end=datetime(2027, 4, 1, tzinfo=UTC)
    )
    assert sorted(event.start.date() for event in events) == [rule.review for rule in known]
    assert {event.all_day for event in events} == {True}
    assert {event.summary for event in events} == {"Review: Ring, når det haster"}
