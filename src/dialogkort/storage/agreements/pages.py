"""The pages in a team's folder that follow from its agreements, and are made anew whenever one of them changes."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.storage.agreements import board as board_files
from dialogkort.storage.agreements import poster


def refresh_pages(folder: Path, team_name: str, agreements: Iterable[Agreement], today: date) -> None:
    """Make the poster and the delegation board of the team in `folder` anew. Raises CannotSave.

    `agreements` are all that the team has on file, also those that are no longer in force.
    """
    known = tuple(agreements)
    poster.save(folder, team_name, known, today)
    board_files.save(folder, team_name, known, today)
