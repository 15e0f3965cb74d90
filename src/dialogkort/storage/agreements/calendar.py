"""Upcoming reviews as a calendar file: an all-day event for each agreement, with a UID that never changes.

Sources: RFC 5545 §3.8.4.7 (UID), §3.8.7.4 (SEQUENCE), §3.8.1.11 (STATUS); RFC 5546 §3.2.1 (METHOD:PUBLISH).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.language import gettext as _

CANCELLED_FOR = timedelta(days=365)
"""How long an agreement that is no longer in force is still exported, so that calendars remove its event."""
_OWN_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{4}(?:-[0-9]+)?\Z")
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reviewable:
    """An agreement of `team`, whose folder is named `folder`."""

    agreement: Agreement
    team: str
    folder: str


def is_told(agreement: Agreement, today: date) -> bool:
    """Tell whether calendars need to know about it: it is in force, or ceased to be less than a year ago."""
    return agreement.in_force or today - agreement.looked_at <= CANCELLED_FOR


def calendar(those: Iterable[Reviewable], now: datetime) -> bytes:
    """Return the file, with CRLF and folded lines. `now` includes its time zone.

    Each export is newer than the ones before: its sequence is the number of seconds since 2026.
    """
    from icalendar import Calendar  # noqa: PLC0415 - 100 ms that only this needs

    made = Calendar()
    made.add("prodid", "-//dialogkort//agreements//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Agreement reviews"))
    for agreement in those:
        if is_told(agreement.agreement, now.date()) and agreement.agreement.review < date.max:
            made.add_component(_event(agreement, now))
    return bytes(made.to_ical())


def uid(agreement: Reviewable) -> str:
    """Return the UID of the event. An id that a person gave may also be used by another team."""
    name = agreement.agreement.id
    own = name if _OWN_ID.match(name) else f"{name}.{agreement.folder}"
    return f"{re.sub(r'[^A-Za-z0-9._-]', lambda found: f'%{ord(found[0]):x}', own)}@dialogkort"


def _event(reviewable: Reviewable, now: datetime):  # type: ignore[no-untyped-def]
    from icalendar import Event  # noqa: PLC0415

    agreement = reviewable.agreement
    event = Event()
    event.add("uid", uid(reviewable))
    event.add("sequence", max(0, int((now - _FIRST).total_seconds())))
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", agreement.review)
    event.add("dtend", agreement.review + timedelta(days=1))
    title = " ".join(agreement.title.split())
    event.add("summary", _("Review: {title}").format(title=title))
    keeper = _("Keeper: {name}").format(name=agreement.keeper) if agreement.keeper else ""
    event.add("description", "\n".join(filter(None, (agreement.rule, keeper, reviewable.team))))
    event.add("status", "CONFIRMED" if agreement.in_force else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return event
