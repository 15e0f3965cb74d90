"""Who is meant by `--keeper`: the beginning of a name is never taken for the name, nor for somebody of its own."""

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
    """Let the command be told that a name is whole, although another begins so."""
    told = _("use --keeper exactly as written, even if it is the beginning of another name")
    command.add_argument("--as-written", action="store_true", help=told)


def refuse_beginning(given: argparse.Namespace, team: TeamFolder) -> None:
    """Raise CannotAnswer where `--keeper` is only the beginning of the name of somebody in the team."""
    names = [member.name for member in team_files.load(team.path.absolute()).members if member.name]
    if given.keeper and not given.as_written and (doubt := doubt_words(given.keeper, names)):
        raise CannotAnswer(doubt + " " + _("Write the full name, or add --as-written."))


def same_name(name: str, other: str) -> bool:
    """Tell whether two names are one, however they are written."""
    return folded(name).split() == folded(other).split()


def meant_instead(keeper: str, keepers: Iterable[str]) -> str:
    """Return whom `--keeper` may have meant, where nobody among the `keepers` is called so; else nothing."""
    known = dict.fromkeys(filter(None, keepers))
    if not begun_with(keeper, known):
        return ""
    return doubt_words(keeper, known)
