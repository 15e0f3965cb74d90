"""The arguments of `dialogkort games …`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from dialogkort.cli.agreements.teams import CannotAnswer, TeamFolder, some_teams_of
from dialogkort.cli.parser import Parser
from dialogkort.core.overview.meetings import Meeting
from dialogkort.core.text import clean_line, composed
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.storage.games import reading


def describe(games: Parser) -> None:
    """Describe the commands and register their names."""
    games.description = _("Read the minutes of the games you have played, and share them.")
    commands = (
        ("list", "listing", _("list the games you have played")),
        ("show", "show", _("show the minutes of a game")),
        ("export", "export", _("export the minutes as a single HTML file")),
    )
    games.add_commands("dialogkort.cli.games", commands, required=True)


def take_game(command: Parser) -> None:
    """Add the argument for the game."""
    words = _("the game's id, the first part of the id, its file or its date (default: the latest game)")
    command.add_argument("id", nargs="?", default="", metavar="ID", help=words)


Played = tuple[TeamFolder, Path, Meeting]


def games_of(given: argparse.Namespace, problems: list[FileProblem]) -> list[Played]:
    """Return the games of the requested teams, newest first. Raises CannotAnswer."""
    found = [
        (team, path, meeting)
        for team in some_teams_of(given, problems)
        for path, meeting in reading.files(team.path, problems)
    ]
    return sorted(found, key=lambda read: (read[2].day, read[2].id), reverse=True)


def find(given: argparse.Namespace) -> Played:
    """Return the game that is meant: the last one if none is named. Raises CannotAnswer."""
    problems: list[FileProblem] = []
    games = games_of(given, problems)
    name = composed(given.id or "")
    ways: tuple[Callable[[Played], bool], ...] = (
        lambda read: not name or read[2].id == name,
        lambda read: name in set(map(composed, (read[1].name, read[1].stem, str(read[1])))) or str(read[2].day) == name,
        lambda read: read[2].id.startswith(name) or composed(read[1].name).startswith(name),
    )
    for way in ways:
        for game in games:
            if way(game):
                return game
    for problem in problems:
        raise CannotAnswer(f"{problem.path}: {problem.message()}", 2 if problem.unread else 1)
    if not games:
        raise CannotAnswer(_("No game has been played yet."), 1)
    words = _("There is no game {id}. To see them all, run “dialogkort games list”.")
    raise CannotAnswer(words.format(id=clean_line(name, 200)), 1)
