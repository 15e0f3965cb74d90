"""What a language defines itself, besides the text of the interface, which are in its catalogue.

A language is a file beside this one that fills in all of this, its name in `TONGUES`, and a catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text`."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Dates:
    """How dates are written. `ago` and `ahead` take a number with its unit."""

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


@dataclass(frozen=True, slots=True)
class TypedDates:
    """How people type a date, in addition to `Dates`; everything is in lower case.

    `leading` are words before a date ("on", "the"), `following` those after a span ("from now"), `ordinals` what
    follows the number of a day ("nd"), and `of` what comes between it and the month. `half_years` are whole spans of
    six months, `numbers` the words for numbers. `overmorrow` is the day after tomorrow, `coming` what precedes a week,
    month, quarter or year that is not the current one ("next"), `within` what precedes a week that has a number ("in").
    """

    today: tuple[str, ...]
    tomorrow: tuple[str, ...]
    numbers: Mapping[str, int]
    days: tuple[str, ...]
    weeks: tuple[str, ...]
    months: tuple[str, ...]
    years: tuple[str, ...]
    half_years: tuple[str, ...]
    leading: tuple[str, ...]
    following: tuple[str, ...]
    ordinals: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    overmorrow: tuple[str, ...] = ()
    quarters: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings and fixed words in an agreement's file, by which they are recognised."""

    occasion: str
    signs: str
    corner_flags: str
    concerns: str
    objections: str
    history: str
    deck: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the history in an agreement's file says about each act, by which it is recognised."""

    decided: str
    kept: str
    adjusted: str
    retired: str
    superseded: str
    handed_over: str
    taken_over: str
    let_go: str
    moved: str
    level: str
    following: str
    reason: str
    was: str


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """A language. `code` is its ISO 639 code, `name` its own name for itself.

    `switch` offers to switch to it, `also_called` is what people write instead of its code, `letter` is the index of
    its own letter when a key has two (0 the Danish one, 1 the English one).

    For cards: a question that begins with one of the `openings` and does not contain the word `choice` can be answered
    by yes or no. For drafts: `timed` are patterns for words that say when a rule applies, `vague` for words that
    express a good intention. `common` are words that occur in nearly every text, by which the language is recognised.
    `earlier_headings` are headings that older agreement files may have, each with the name of its field in `Headings`,
    and `earlier_was` is what their histories may have instead of the phrase `was`.
    """

    code: str
    name: str
    switch: str
    also_called: tuple[str, ...]
    letter: int
    decimal_sign: str
    yes: tuple[str, ...]
    dates: Dates
    typed: TypedDates
    headings: Headings
    phrases: Phrases
    openings: frozenset[str]
    choice: str
    common: frozenset[str]
    timed: tuple[str, ...]
    vague: tuple[str, ...]
    earlier_headings: tuple[tuple[str, str], ...] = ()
    earlier_was: tuple[str, ...] = ()
    locale: Path = LOCALE
