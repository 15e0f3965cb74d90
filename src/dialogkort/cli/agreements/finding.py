"""Finding the agreement that somebody means: by its id, the beginning of its id, or its file."""

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass, field

from dialogkort.cli.agreements.teams import CannotAnswer, TeamFolder, teams_of
from dialogkort.core.text import clean_line, composed
from dialogkort.files import named_files
from dialogkort.files.atomic import CannotRead
from dialogkort.files.problems import FileProblem, NotUnderstood
from dialogkort.language import gettext as _
from dialogkort.storage.agreements.reading import Found, Heading, scan

_NAMED = 6
"""How many are named if several could be meant."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The agreement that was meant, its team, and the titles of the team's other agreements by their ids."""

    team: TeamFolder
    found: Found
    titles: dict[str, str] = field(default_factory=dict)


def find(name: str, given: argparse.Namespace) -> Meant:
    """Return the agreement with this `name`; raises CannotAnswer if there is none, or if there are several."""
    problems: list[FileProblem] = []
    teams = teams_of(given, problems)
    listed = [(team, heading) for team in teams for heading in scan(team.path, problems)]
    place = os.path.abspath(name)  # noqa: PTH100 - a link counts as a file of its own
    said = composed(name)
    ways: tuple[Callable[[Heading], bool], ...] = (
        lambda heading: composed(heading.outline.id) == said,
        lambda heading: (
            said in {composed(heading.path.name), composed(heading.path.stem)} or _is_at(heading, name, place)
        ),
        lambda heading: composed(heading.outline.id).startswith(said),
    )
    for way in ways:
        those = [(team, heading) for team, heading in listed if name and way(heading)]
        if len(those) > 1:
            raise CannotAnswer(_which(those), 1)
        for team, heading in those:
            titles = {other.outline.id: other.outline.title for its, other in listed if its == team}
            return Meant(team, _read(heading), titles)
    if words := _why_not(name, place, problems):
        raise CannotAnswer(words, 1)
    unread = [problem for problem in problems if problem.unread]
    if unread:  # it may be there
        raise CannotAnswer("\n".join(f"{problem.path}: {problem.message()}" for problem in unread))
    words = _("There is no agreement {id}. To see them all, run “dialogkort agreements list --status all”.")
    raise CannotAnswer(words.format(id=clean_line(name, 200)), 1)


def _is_at(heading: Heading, name: str, place: str) -> bool:
    there = os.path.abspath(heading.path)  # noqa: PTH100
    return composed(os.path.basename(name)) == composed(heading.path.name) and composed(there) == composed(place)  # noqa: PTH119


def _read(heading: Heading) -> Found:
    try:
        return heading.read()
    except (CannotRead, NotUnderstood) as error:  # it changed at this very moment
        raise CannotAnswer(str(error), 1) from None


def _which(those: list[tuple[TeamFolder, Heading]]) -> str:
    words = _("That could mean several agreements: {ids}. Give more of the id, or the name of the team.")
    named = [f"{clean_line(heading.outline.id, 100)} ({team.name})" for team, heading in those[:_NAMED]]
    return words.format(ids=", ".join(named) + (" …" if len(those) > _NAMED else ""))


def _why_not(name: str, place: str, problems: list[FileProblem]) -> str:
    """Return what is wrong with the file that is meant, if it cannot be understood; else empty."""
    for problem in problems:
        path = problem.path
        if composed(name) in {composed(path.name), composed(path.stem)} or os.path.abspath(path) == place:  # noqa: PTH100
            return str(problem)
    for whole in (True, False):
        for problem in problems:
            said, wanted = composed(named_files.seems_to_say(problem.path)), composed(name)
            if wanted and (said == wanted if whole else said.startswith(wanted)):
                return str(problem)
    return ""
