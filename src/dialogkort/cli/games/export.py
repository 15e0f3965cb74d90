"""`dialogkort games export`: the minutes of a game as one HTML file."""

import argparse

from dialogkort import language
from dialogkort.cli.agreements.arguments import take_team
from dialogkort.cli.agreements.teams import CannotAnswer
from dialogkort.cli.games.arguments import find, take_game
from dialogkort.cli.output import put, take_output
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain
from dialogkort.files import named_files
from dialogkort.files.atomic import CannotRead
from dialogkort.files.problems import NotUnderstood
from dialogkort.language import gettext as _
from dialogkort.storage import teams as team_files
from dialogkort.views.pages.minutes import minutes_page


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _("Export the minutes of a game as a single, self-contained HTML file.")
    take_game(command)
    take_team(command)
    take_output(command, "2026-11-22-tillid.html")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the page."""
    try:
        team, path, meeting = find(given)
        body = named_files.read(path).body
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    except (CannotRead, NotUnderstood) as error:  # it changed at this very moment
        complain(str(error))
        return 1
    with language.using(team_files.load(team.path).language or language.current()):
        page = minutes_page(body, meeting.day)
    return put(page, given, f"{path.stem}.html")
