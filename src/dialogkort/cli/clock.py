"""The current day and time: the machine's clock, or the day in DIALOGKORT_TODAY; and the clock for durations.

With that variable set, scripts can look ahead and tests can let months pass; the time of day is still the clock's.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime

from dialogkort.cli.printing import complain
from dialogkort.language import gettext as _

NAME = "DIALOGKORT_TODAY"
_YEARS = range(1971, 9999)
"""The years that the clocks of all systems can represent."""


def wall() -> Callable[[], datetime]:
    """Return the clock that the app is given. Exits with 2 if DIALOGKORT_TODAY is not a date."""
    day = _given()
    if day is None:
        return lambda: datetime.now().astimezone()
    return lambda: datetime.combine(day, datetime.now().time()).astimezone()  # noqa: DTZ005 - it is local


def today() -> date:
    """Return the current day. Exits with 2 if DIALOGKORT_TODAY is not a date."""
    return _given() or datetime.now().astimezone().date()


def running() -> Callable[[], float]:
    """Return the clock for durations: seconds that the computer was awake. On other systems, `monotonic` is that."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only where it is needed

        ticks = ctypes.c_ulonglong()

        def awake() -> float:
            ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
            return ticks.value / 10_000_000

        return awake
    return time.monotonic


def _given() -> date | None:
    text = os.environ.get(NAME, "").strip()
    if not text:
        return None
    from dialogkort.language.dates import full_date  # noqa: PLC0415 - only where a day is named

    day = full_date(text)
    if day is None or day.year not in _YEARS:
        words = _("{name} is “{text}”, which is not a date. Write it like 2026-11-22, or leave it out.")
        complain(words.format(name=NAME, text=text))
        raise SystemExit(2)
    return day
