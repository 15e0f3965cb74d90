"""What is wrong in a file that people may edit, and where: reported, never guessed around."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dialogkort.files.failures import CannotRead
from dialogkort.language import N_
from dialogkort.language import gettext as _


class Severity(StrEnum):
    """Whether something cannot be understood, or can be but still needs attention.

    In a deck an error keeps a card from being dealt, and a warning is advice.
    """

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One fault in the file `path`. `line` and `column` count from 1; 0 means the file as a whole.

    `text` is an English message with `{places}` that `values` fill; it is translated when it is shown. `unread` means a
    file or folder whose content is unknown. `short` is for lists, for a file that is understood well enough but has
    some other problem: it names that in a few English words. `other` is the file of which this one is another version.
    """

    path: Path
    text: str
    line: int = 0
    column: int = 0
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR
    unread: bool = False
    short: str = ""
    other: Path | None = None

    def brief(self) -> str:
        """Return what is wrong in a few words."""
        if self.unread:
            return _("cannot be read")
        return _(self.short) if self.short else _("cannot be understood")

    def message(self) -> str:
        """Return what is wrong and what to do, in the current language."""
        return _(self.text).format(**dict(self.values))

    def __str__(self) -> str:
        place = "".join(f":{number}" for number in (self.line, self.column) if number)
        return f"{self.path.name}{place}: {self.message()}"


def unreadable(error: CannotRead) -> FileProblem:
    """Return `error` as a problem of its file."""
    return FileProblem(error.path, N_("It cannot be read: {why}"), values=(("why", error.why),), unread=True)


class NotUnderstood(Exception):
    """A file is missing something required; `problem` tells what and where, `problems` has all that is known."""

    def __init__(self, problem: FileProblem, *others: FileProblem) -> None:
        super().__init__(problem)
        self.problem = problem
        self.problems = (problem, *others)

    def __str__(self) -> str:
        return str(self.problem)
