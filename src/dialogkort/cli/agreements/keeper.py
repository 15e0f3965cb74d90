"""Who is meant by `--keeper`: part of a name is never taken for the full name, nor for somebody else."""

import argparse
from collections.abc import Iterable

from dialogkort.cli.agreements.teams import CannotAnswer, TeamFolder
from dialogkort.cli.parser import Parser
from dialogkort.core.filtering import folded
from dialogkort.core.team import begun_with
from dialogkort.language import gettext as _
from dialogkort.storage import teams as team_files
from dialogkort.views.keepers import doubt_words


def take_as_written(command: Parser) -> None:
    """Add the option that says that a name is complete, even if another name begins with it."""
    told = _("use --keeper exactly as written, even if a longer name begins with it")
    command.add_argument("--as-written", action="store_true", help=told)


def refuse_beginning(given: argparse.Namespace, team: TeamFolder) -> None:
    """Raise CannotAnswer if `--keeper` is only the beginning of the name of somebody in the team."""
    names = [member.name for member in team_files.load(team.path.absolute()).members if member.name]
    if given.keeper and not given.as_written and (doubt := doubt_words(given.keeper, names)):
        raise CannotAnswer(doubt + " " + _("Write the full name, or add --as-written."))


def same_name(name: str, other: str) -> bool:
    """Tell whether two names are the same, regardless of how they are written."""
    return folded(name).split() == folded(other).split()


def meant_instead(keeper: str, keepers: Iterable[str]) -> str:
    """Return who may have been meant by `--keeper`, if none of the `keepers` has that name; else empty."""
    known = dict.fromkeys(filter(None, keepers))
    if not begun_with(keeper, known):
        return ""
    return doubt_words(keeper, known)
