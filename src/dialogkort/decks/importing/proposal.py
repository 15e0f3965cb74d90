"""What an import proposes: the cards it found, what it left out and why, and its questions."""

from dataclasses import dataclass, field
from enum import StrEnum

from dialogkort.core.cards import Card
from dialogkort.language import N_, gettext


class Take(StrEnum):
    """Which parts of the text are cards, if the text itself does not say so."""

    LINES = "lines"
    PARAGRAPHS = "paragraphs"
    QUESTIONS = "questions"


class Unit(StrEnum):
    """The units that places in a file are counted in."""

    LINE = "line"
    ROW = "row"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"


_PLACES = {
    Unit.LINE: N_("line {number}"),
    Unit.ROW: N_("row {number}"),
    Unit.PARAGRAPH: N_("paragraph {number}"),
    Unit.ENTRY: N_("entry {number}"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the imported file; numbers count from 1, 0 means that there is none."""

    unit: Unit
    number: int

    def words(self) -> str:
        return gettext(_PLACES[self.unit]).format(number=self.number) if self.number else ""


class Why(StrEnum):
    """Why something was left out."""

    PROSE = "prose"
    TOO_LONG = "too long"
    TWICE = "twice"
    NO_QUESTION = "no question"
    NO_FIELD = "no field"
    NOT_FITTING = "not fitting"
    HIDDEN = "hidden"


_REASONS = {
    Why.PROSE: N_("text between the cards"),
    Why.TOO_LONG: N_("too long for a card (280 characters)"),
    Why.TWICE: N_("already in the deck"),
    Why.NO_QUESTION: N_("no question"),
    Why.NO_FIELD: N_("a column that cards do not use"),
    Why.NOT_FITTING: N_("not valid in this field"),
    Why.HIDDEN: N_("an unused sheet"),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was not imported, its place, and the reason."""

    place: Place
    text: str
    why: Why

    def reason(self) -> str:
        return gettext(_REASONS[self.why])


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, an example, and the field that it was assigned to, if any."""

    name: str
    example: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user has decided already. Columns are named by their heading, letter or number."""

    question: str = ""
    theme: str = ""
    follow_ups: str = ""
    advice: str = ""
    sheet: str = ""
    take: Take | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The cards that were found, without ids if the file has none."""

    cards: tuple[Card, ...]
    title: str = ""
    columns: tuple[Column, ...] = ()
    left_out: tuple[LeftOut, ...] = field(default=())


class Refused(Exception):
    """The file cannot be imported; the text says why and what to do, in the current language."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question of the import: the value of the option, and an example of what it would import."""

    value: str
    example: str


class Unsure(Exception):
    """The file can be read in several ways; `option` (of the command line) decides, with one of `answers`."""

    def __init__(self, asked: str, option: str, answers: tuple[Answer, ...]) -> None:
        super().__init__(asked)
        self.asked = asked
        self.option = option
        self.answers = answers
