"""The overview of a team: what stands in its files, counted."""

from datetime import date
from pathlib import Path

from dialogkort.core.overview.figures import Kept, Overview, overview
from dialogkort.files.problems import FileProblem
from dialogkort.storage.agreements.history import acts_in
from dialogkort.storage.agreements.reading import load_all
from dialogkort.storage.games.reading import meetings


def overview_of(folder: Path, today: date, problems: list[FileProblem] | None = None) -> Overview:
    """Return the overview of the team in `folder`; what is not understood is added to `problems`."""
    problems = [] if problems is None else problems
    found, faults = load_all(folder)
    problems += faults
    kept = tuple(Kept(file.agreement, acts_in(file.history)) for file in found)
    return overview(kept, meetings(folder, problems), today)
