"""`dialogkort games show`: the minutes of a game, exactly as in the file."""

import argparse

from dialogkort.cli.agreements.arguments import take_team
from dialogkort.cli.agreements.teams import CannotAnswer
from dialogkort.cli.games.arguments import find, take_game
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show
from dialogkort.files import named_files
from dialogkort.files.atomic import CannotRead
from dialogkort.files.problems import NotUnderstood
from dialogkort.language import gettext as _


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _("Show the minutes of a game: what was played, agreed, reviewed and parked.")
    take_game(command)
    take_team(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the minutes."""
    try:
        _team, path, _meeting = find(given)
        show(named_files.read(path).body.strip("\n"))
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    except (CannotRead, NotUnderstood) as error:  # it changed at this very moment
        complain(str(error))
        return 1
    return 0
