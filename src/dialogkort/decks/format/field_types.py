"""The types that a field of the deck format can have, and how a field is described."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dialogkort.core.cards import Kind


class Form(StrEnum):
    """What text is for.

    PROSE keeps its lines, LINE is joined to one, ID and LANGUAGE have a pattern, SOURCE is a source's key.
    """

    PROSE = "prose"
    LINE = "line"
    ID = "id"
    LANGUAGE = "language"
    SOURCE = "source"


PATTERNS: Final = {
    Form.ID: r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    Form.LANGUAGE: r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$",
}


@dataclass(frozen=True, slots=True)
class TextType:
    """One text of at most `limit` characters and `lines` lines."""

    form: Form = Form.LINE
    limit: int = 2_000
    lines: int = 40


@dataclass(frozen=True, slots=True)
class NumberType:
    """A whole number from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """One of several words; `danish` are accepted as well, `also` are what people write instead.

    `newer` are the words that were added in format 2.
    """

    values: tuple[str, ...]
    also: tuple[tuple[str, str], ...] = ()
    danish: tuple[tuple[str, str], ...] = ()
    newer: tuple[str, ...] = ()

    def meant(self, word: str) -> str:
        """Return the value that a word in either language stands for; empty if there is none."""
        return word if word in self.values else dict(self.danish).get(word, "")


@dataclass(frozen=True, slots=True)
class TextsType:
    """A list of `low` to `high` pieces of text."""

    text: TextType = TextType()
    low: int = 0
    high: int = 5_000


@dataclass(frozen=True, slots=True)
class FieldsType:
    """Fields nested in a field."""

    fields: tuple["Field", ...]


@dataclass(frozen=True, slots=True)
class FlagType:
    """Yes or no: true or false, or a word for one of them."""

    words: tuple[tuple[str, bool], ...] = (
        ("true", True),
        ("yes", True),
        ("ja", True),
        ("false", False),
        ("no", False),
        ("nej", False),
    )


@dataclass(frozen=True, slots=True)
class StepsType:
    """A list of `low` to `high` entries, each with fields of its own."""

    fields: tuple["Field", ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class SourcesType:
    """Citations by keys that the author chooses."""

    text: TextType = TextType()


@dataclass(frozen=True, slots=True)
class CardsType:
    """The cards."""


Type = TextType | NumberType | ChoiceType | TextsType | FieldsType | FlagType | StepsType | SourcesType | CardsType


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, its type, its purpose, and what people write instead of its name.

    `danish` is its name in a deck written in Danish, which is accepted as well. `kinds` are the kinds of card that use
    the field; empty means all. `needed_by` are those that require it, or the field `instead` of it. `newer` fields were
    added in format 2.
    """

    name: str
    type: Type
    help: str
    also: tuple[str, ...] = ()
    required: bool = False
    kinds: tuple[Kind, ...] = ()
    needed_by: tuple[Kind, ...] = ()
    danish: str = ""
    instead: str = ""
    newer: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which the field is read."""
        return (self.name, self.danish) if self.danish else (self.name,)
