"""The layout of a team's folder: what lies where, and what of it is behind links that are not followed.

Nothing that reads or writes those files is loaded for it: the first screen asks here.
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
    """Return what is in the team's `folder` behind links that are not followed, but for what is `known` of already."""
    found = []
    told = {problem.path for problem in known}
    for name in (TEAM, AGREEMENTS, GAMES, POSTER, BOARD):
        try:
            atomic.facts(folder / name)
        except LeadsOut as error:
            if folder / name not in told:
                found.append(unreadable(CannotRead(folder / name, error)))
        except OSError:  # that is told by those who need it
            continue
    return found
