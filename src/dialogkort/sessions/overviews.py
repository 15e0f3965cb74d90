"""The overview of a team, computed from its files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from dialogkort.core.overview.figures import Kept, Overview, overview
from dialogkort.files.problems import FileProblem
from dialogkort.language.names import sorting_key
from dialogkort.storage.agreements.history import acts_in
from dialogkort.storage.agreements.reading import with_history
from dialogkort.storage.games.reading import meetings

FIRST: Final = 200
"""After how many agreements there is something to show; after that, each time there are four times as many."""


def overview_of(folder: Path, today: date, problems: list[FileProblem] | None = None) -> Overview:
    """Return the overview of the team in `folder`; anything that cannot be understood is added to `problems`."""
    problems = [] if problems is None else problems
    *_earlier, (seen, _complete) = counted(folder, today, problems)
    return seen


def counted(folder: Path, today: date, problems: list[FileProblem]) -> Iterator[tuple[Overview, bool]]:
    """Yield the overview of the agreements counted so far, now and then, and at the end that of everything.

    Each comes with whether it is complete; before that, there are no meetings in it.
    """
    kept: list[Kept] = []
    pause = FIRST
    for agreement, history in with_history(folder, problems):
        kept.append(Kept(agreement, acts_in(history)))
        if len(kept) == pause:
            pause *= 4
            yield overview(kept, (), today), False
    kept.sort(key=lambda one: (one.agreement.decided, sorting_key(one.agreement.title)))
    yield overview(kept, meetings(folder, problems), today), True
