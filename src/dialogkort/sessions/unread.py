"""Files and folders whose content is unknown: reported in one line, and never treated as empty."""

from collections.abc import Iterable

from dialogkort.core.text import clean_line
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.storage.teams import SAME_TEAM


def unread_words(problems: Iterable[FileProblem]) -> str:
    """Return how many files and folders could not be read, and which is the first; empty if there are none."""
    paths = list(dict.fromkeys(problem.path for problem in problems if problem.unread))
    if not paths:
        return ""
    words = ngettext(
        "{number} file or folder cannot be read:", "{number} files or folders cannot be read. The first is", len(paths)
    )
    return f"{words} {clean_line('/'.join(paths[0].parts[-2:]), 60)}."


def twice_words(problems: Iterable[FileProblem], *, short: bool = False) -> str:
    """Return which other folder has the same team; empty if there is none.

    A `short` text fits in half a line: it only says that there are two.
    """
    values = next((dict(problem.values) for problem in problems if problem.short == SAME_TEAM), None)
    if values is None:
        return ""
    if short:
        return _("{team} is in two folders.").format(team=clean_line(values["team"], 20))
    told = {name: clean_line(value, 40) for name, value in values.items()}
    return _("Two folders belong to the same team, {team}: {folder} and {copy}.").format(**told)
