"""The layout of a team's folder: what is where, and what is behind links that are not followed.

This loads nothing that reads or writes those files: the first screen asks here.
"""

from collections.abc import Iterable
from pathlib import Path

from dialogkort.files import atomic
from dialogkort.files.failures import CannotRead
from dialogkort.files.links import LeadsOut
from dialogkort.files.problems import FileProblem, unreadable

TEAM = "team.yaml"
AGREEMENTS = "agreements"
GAMES = "games"
POSTER = "agreements.md"
BOARD = "delegation.md"


def refused_links(folder: Path, known: Iterable[FileProblem] = ()) -> list[FileProblem]:
    """Return what is in the team's `folder` behind links that are not followed, except what is in `known` already."""
    found = []
    told = {problem.path for problem in known}
    for name in (TEAM, AGREEMENTS, GAMES, POSTER, BOARD):
        try:
            atomic.facts(folder / name)
        except LeadsOut as error:
            if folder / name not in told:
                found.append(unreadable(CannotRead(folder / name, error)))
        except OSError:  # whoever needs the folder will report that
            continue
    return found
