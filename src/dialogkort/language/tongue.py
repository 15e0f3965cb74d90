"""What a language brings of its own, besides the texts of the interface, which lie in its catalogue.

A language is a file beside this one that fills all of it in, its name in `TONGUES`, and a catalogue.
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
    """How people type a date, besides what `Dates` has; all in small letters.

    `leading` are words before a date ("on", "the"), `following` those after a span ("from now"), `ordinals` what
    stands after the number of a day ("nd"), and `of` what stands between it and the month. `half_years` are whole
    spans of six months, `numbers` the words for numbers. `overmorrow` is the day after tomorrow, `coming` what stands
    before a week, month, quarter or year that is not this one ("next"), `within` what stands before a week that has
    a number ("in").
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
    """The headings and fixed words in the file of an agreement, by which they are known again."""

    occasion: str
    signs: str
    corner_flags: str
    concerns: str
    objections: str
    history: str
    deck: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the history in the file of an agreement says of each act, by which it is known again."""

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
    """A language. `code` is that of ISO 639, `name` its own name for itself.

    `switch` offers to speak it, `also_called` is what people write for its code, `letter` tells which of the
    two letters of a key is its own (0 the Danish one, 1 the English one).

    Of the cards: a question that begins with one of the `openings` and has not the word `choice` is answered by
    yes or no. Of the drafts: `timed` are expressions for words that tell when a rule applies, `vague` for words
    that tell of a good intention. `common` are words that stand in nearly every text, by which the language is known.
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
    locale: Path = LOCALE
