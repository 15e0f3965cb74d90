"""What lies in a team's folder beside its agreements: the pages that follow from them, made anew on each change."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.files import atomic
from dialogkort.files.failures import CannotRead
from dialogkort.files.links import LeadsOut
from dialogkort.files.problems import FileProblem, unreadable
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import board as board_files
from dialogkort.storage.agreements import poster
from dialogkort.storage.agreements import reading as agreement_reading
from dialogkort.storage.games import minutes as game_files


def refused_links(folder: Path, known: Iterable[FileProblem] = ()) -> list[FileProblem]:
    """Return what is in the team's `folder` behind links that are not followed, but for what is `known` of already."""
    found = []
    told = {problem.path for problem in known}
    for name in (team_files.NAME, agreement_reading.FOLDER, game_files.FOLDER, poster.NAME, board_files.NAME):
        try:
            atomic.facts(folder / name)
        except LeadsOut as error:
            if folder / name not in told:
                found.append(unreadable(CannotRead(folder / name, error)))
        except OSError:  # that is told by those who need it
            continue
    return found


def refresh_pages(
    folder: Path, team_name: str, agreements: Iterable[Agreement], today: date, unread: Sequence[str] = ()
) -> None:
    """Make the poster and the delegation board of the team in `folder` anew. Raises CannotSave.

    `agreements` are all that the team has on file, also those that are no longer in force; `unread` names the files
    of which nobody knows what stands in them.
    """
    known = tuple(agreements)
    with team_files.in_language_of(folder):
        poster.save(folder, team_name, known, today, unread)
        board_files.save(folder, team_name, known, today, unread)
