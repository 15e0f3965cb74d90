"""The overview of a team, computed from its files."""

from datetime import date
from pathlib import Path

from dialogkort.core.overview.figures import Kept, Overview, overview
from dialogkort.files.problems import FileProblem
from dialogkort.storage.agreements.history import acts_in
from dialogkort.storage.agreements.reading import load_all
from dialogkort.storage.games.reading import meetings


def overview_of(folder: Path, today: date, problems: list[FileProblem] | None = None) -> Overview:
    """Return the overview of the team in `folder`; anything that cannot be understood is added to `problems`."""
    problems = [] if problems is None else problems
    found, faults = load_all(folder)
    problems += faults
    kept = tuple(Kept(file.agreement, acts_in(file.history)) for file in found)
    return overview(kept, meetings(folder, problems), today)
