"""`dialogkort agreements remake`: rebuild the poster and the board from the files, after a merge or manual edits."""

import argparse

from dialogkort.cli import clock
from dialogkort.cli.agreements.arguments import take_team
from dialogkort.cli.agreements.teams import CannotAnswer, some_teams_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, shown
from dialogkort.files import atomic
from dialogkort.files.failures import CannotSave
from dialogkort.language import gettext as _
from dialogkort.sessions import records
from dialogkort.storage.agreements import board, poster


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Rebuild the poster and the board from the files, for example after a merge or after editing files by hand."
    )
    take_team(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Rebuild the pages of each team."""
    try:
        teams = some_teams_of(given)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    code = 0
    for team in teams:
        try:
            records.refresh_poster(team.path, team.name, clock.today())
        except CannotSave as error:
            complain(str(error))
            code = 1
        else:
            pages = (team.path / name for name in (poster.NAME, board.NAME))
            show("\n".join(shown(page) for page in pages if atomic.exists(page)))
    return code
