"""Files and folders of which nobody knows what stands in them: said in one line, and never passed over as empty."""

from collections.abc import Iterable

from dialogkort.core.text import clean_line
from dialogkort.files.problems import FileProblem
from dialogkort.language import ngettext


def unread_words(problems: Iterable[FileProblem]) -> str:
    """Return how many files and folders could not be read, and which is the first; empty for none."""
    paths = list(dict.fromkeys(problem.path for problem in problems if problem.unread))
    if not paths:
        return ""
    words = ngettext(
        "{number} file or folder cannot be read:", "{number} files or folders cannot be read, first", len(paths)
    )
    return f"{words} {clean_line('/'.join(paths[0].parts[-2:]), 60)}."
