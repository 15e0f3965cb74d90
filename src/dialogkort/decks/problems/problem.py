"""A problem of a deck file: what is wrong, where, and what to do about it.

The wording is in `dialogkort.decks.problems.codes`, and is looked up in the current language when it is shown. How a
problem looks in the terminal is left to `dialogkort.decks.showing.display`.
"""

from dataclasses import dataclass

from dialogkort.decks.problems.codes import severity_of, texts_of
from dialogkort.decks.problems.naming import worded
from dialogkort.files.excerpts import NOTHING, Excerpt
from dialogkort.files.problems import Severity
from dialogkort.language import gettext

__all__ = ["Excerpt", "Part", "Problem", "Related", "Severity"]

Part = str | int


@dataclass(frozen=True, slots=True)
class Related:
    """Where the same thing occurred first; line and column from 1."""

    line: int
    column: int
    excerpt: Excerpt = NOTHING

    def message(self) -> str:
        """Return a message that says what is there, in the current language."""
        return gettext("first used here")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, from `column` up to but not including `end_column` of `line`.

    Lines and columns count from 1, columns in characters. `parts` fill the wording of the code; those that come from
    the file are cleaned and short. The part `suggestion` is what the author may have meant; the part `id` of a card
    without one (DK305) is the id that was derived for it. `danish` says that the deck is written with Danish names, so
    that the wording uses those too.
    """

    code: str
    line: int
    column: int
    end_column: int
    parts: tuple[tuple[str, Part], ...] = ()
    excerpt: Excerpt = NOTHING
    related: tuple[Related, ...] = ()
    danish: bool = False

    @property
    def severity(self) -> Severity:
        return severity_of(self.code)

    def message(self) -> str:
        """Return what is wrong, in the current language."""
        return gettext(texts_of(self.code).message).format(**self._words())

    def hint(self) -> str:
        """Return what to do, in the current language; empty if the message says it all."""
        texts = texts_of(self.code)
        parts = self._words()
        hint = texts.meant if "suggestion" in parts else texts.hint
        return gettext(hint).format(**parts) if hint else ""

    def _words(self) -> dict[str, Part]:
        return worded(self.code, dict(self.parts), danish=self.danish)
