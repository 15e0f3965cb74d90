"""The pages in a team's folder that are derived from its agreements, rebuilt on every change."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import board as board_files
from dialogkort.storage.agreements import poster


def refresh_pages(
    folder: Path, team_name: str, agreements: Iterable[Agreement], today: date, unread: Sequence[str] = ()
) -> None:
    """Rebuild the poster and the delegation board of the team in `folder`. Raises CannotSave.

    `agreements` are all that the team has on file, including those that are no longer in force; `unread` names the
    files whose content is unknown.
    """
    known = tuple(agreements)
    with team_files.in_language_of(folder):
        poster.save(folder, team_name, known, today, unread)
        board_files.save(folder, team_name, known, today, unread)
