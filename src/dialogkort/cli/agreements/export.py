"""`dialogkort agreements export`: agreements, the poster or the board as one HTML file."""

import argparse

from dialogkort import language
from dialogkort.cli import clock
from dialogkort.cli.agreements.arguments import take_team
from dialogkort.cli.agreements.finding import find
from dialogkort.cli.agreements.teams import CannotAnswer, TeamFolder, teams_of
from dialogkort.cli.output import put, take_output
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain
from dialogkort.language import gettext as _
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements.reading import Found, load_all
from dialogkort.views.pages.agreements import Paper, agreements_page, board_page, poster_page


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Export agreements as a single, self-contained HTML file to print, share or save as PDF. Without"
        " an id, all agreements in force are included."
    )
    command.add_argument(
        "ids", nargs="*", metavar="ID", help=_("an agreement's id, the first part of the id, or its file")
    )
    take_team(command)
    form = command.add_mutually_exclusive_group()
    form.add_argument(
        "--poster", choices=[paper.value for paper in Paper], help=_("export the poster for the wall instead")
    )
    form.add_argument("--board", action="store_true", help=_("export the board (who decides what) instead"))
    take_output(command, "agreements.html, poster.html, board.html")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the page of one team."""
    try:
        named = [find(name, given) for name in given.ids]
        team = _one(tuple({meant.team.path: meant.team for meant in named}.values()) or teams_of(given))
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    found, problems = load_all(team.path)
    with language.using(team_files.load(team.path).language or language.current()):
        page, usual = _page(given, team.name, [meant.found for meant in named], found)
    code = put(page, given, usual)
    for problem in problems:
        complain(f"{problem.path}: {problem.message()}")
    return code or (2 if any(problem.unread for problem in problems) else 0)


def _one(teams: tuple[TeamFolder, ...]) -> TeamFolder:
    """Return the only team. Raises CannotAnswer if there are several, or none."""
    if not teams:
        raise CannotAnswer(_("There are no agreements yet."), 1)
    if len(teams) > 1:
        names = ", ".join(team.name for team in teams)
        raise CannotAnswer(_("Which team? Choose it with --team: {names}.").format(names=names))
    return teams[0]


def _page(given: argparse.Namespace, team: str, named: list[Found], found: tuple[Found, ...]) -> tuple[str, str]:
    today = clock.today()
    if given.board:
        return board_page(team, [file.agreement for file in found], today), "board.html"
    if given.poster:
        return poster_page(team, named or found, today, Paper(given.poster)), "poster.html"
    titles = {file.agreement.id: file.agreement.title for file in found}
    shown = named or sorted(
        (file for file in found if file.agreement.in_force), key=lambda file: (file.agreement.review, file.agreement.id)
    )
    return agreements_page(team, shown, titles, today), "agreements.html"
