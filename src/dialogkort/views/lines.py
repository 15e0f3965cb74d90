"""Lines of text in which a part can stand out: by its role, never by a colour. Each face gives roles their look."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The purpose of a part of a line."""

    PLAIN = "plain"
    STRONG = "strong"
    """A heading, a number to type, whatever is to be read first."""
    NOW = "now"
    """What waits for somebody: the one thing to look at."""
    ASIDE = "aside"
    """What may be overlooked."""
    FAINT = "faint"
    """A label, a source: a detail that belongs to something else."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line."""

    text: str
    role: Role = Role.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a paragraph that a face may wrap. `number` is the number to choose it by, if it can be chosen."""

    spans: tuple[Span, ...] = ()
    number: int = 0

    @property
    def plain(self) -> str:
        """The text without its roles."""
        return "".join(span.text for span in self.spans)


EMPTY = Line()


def line(*parts: str | tuple[str, Role]) -> Line:
    """Return a line made of pieces of text, each with or without a role; empty ones are left out."""
    spans = (Span(part) if isinstance(part, str) else Span(*part) for part in parts)
    return Line(tuple(span for span in spans if span.text))


def strong(text: str) -> Line:
    return line((text, Role.STRONG))


def now(text: str) -> Line:
    return line((text, Role.NOW))


def aside(text: str) -> Line:
    return line((text, Role.ASIDE))


def faint(text: str) -> Line:
    return line((text, Role.FAINT))
