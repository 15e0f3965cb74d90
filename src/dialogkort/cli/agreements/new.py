"""`dialogkort agreements new`: record an agreement that was made outside a game."""

import argparse
import random
from datetime import date

from dialogkort.cli import clock
from dialogkort.cli.agreements.arguments import date_meant
from dialogkort.cli.agreements.keeper import refuse_beginning, take_as_written
from dialogkort.cli.agreements.teams import CannotAnswer, TeamFolder, root_of, teams_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, shown
from dialogkort.cli.texts import text_up_to
from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Agreement, title_of
from dialogkort.core.days import months_later
from dialogkort.core.team import LONGEST_TEAM_NAME
from dialogkort.core.text import clean_line
from dialogkort.files.failures import CannotSave
from dialogkort.language import gettext as _
from dialogkort.sessions import records
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files

LONGEST, LONGEST_LINE = 10_000, 200


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Record an agreement made outside a game. Its file will say so. The command does not ask for"
        " consent: make sure that the team agrees."
    )
    command.add_argument(
        "--team", metavar=_("NAME"), help=_("the team that made the agreement; needed unless there is only one")
    )
    command.add_argument(
        "--rule", type=text_up_to(LONGEST), required=True, metavar=_("TEXT"), help=_("what we agree to do")
    )
    told = _("its title (default: the first words of the rule)")
    command.add_argument("--title", type=text_up_to(LONGEST_LINE), default="", metavar=_("TEXT"), help=told)
    command.add_argument(
        "--keeper",
        type=text_up_to(LONGEST_LINE),
        default="",
        metavar=_("NAME"),
        help=_("its keeper"),
    )
    take_as_written(command)
    told = _("when the team reviews it (default: in three months)")
    command.add_argument("--review", type=date_meant, metavar=_("DATE"), help=told)
    command.add_argument(
        "--signs", type=text_up_to(LONGEST), default="", metavar=_("TEXT"), help=_("how we will notice that it works")
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Put the agreement on file, and rebuild the poster."""
    today = clock.today()
    try:
        made = _agreement(given, today)
        team = _team(given)
        refuse_beginning(given, team)
        path = agreement_files.add(team.path, made, outside=True)
        records.refresh_poster(team.path, team.name, today)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    except CannotSave as error:
        complain(str(error))
        return 1
    show(f"{made.title} ({made.id})\n  {shown(path)}")
    return 0


def _agreement(given: argparse.Namespace, today: date) -> Agreement:
    rule = given.rule.strip()
    if not rule:
        raise CannotAnswer(_("The rule is empty. Write what you agree to do."))
    if given.review and given.review <= today:
        raise CannotAnswer(_("The date of the next review is in the past."))
    now = clock.wall()()
    return Agreement(
        id=f"{now:%Y%m%d-%H%M%S}-{random.randrange(16**4):04x}",  # noqa: S311 - a name, not a secret
        title=clean_line(given.title, LONGEST_LINE) or title_of(rule),
        rule=rule,
        decided=today,
        review=given.review or months_later(today, REVIEW_MONTHS),
        keeper=clean_line(given.keeper, LONGEST_LINE),
        signs=given.signs.strip(),
    )


def _team(given: argparse.Namespace) -> TeamFolder:
    """Return the team that is meant; a named team that does not exist yet is created."""
    try:
        teams = teams_of(given)
    except CannotAnswer:
        if not (given.team or "").strip():
            raise
        teams = ()
    if len(teams) > 1:
        names = ", ".join(team.name for team in teams)
        raise CannotAnswer(_("Which team? Choose it with --team: {names}.").format(names=names))
    if teams:
        return teams[0]
    name = clean_line(given.team or "", LONGEST_TEAM_NAME)
    if not name:
        raise CannotAnswer(_("There is no team yet. Give it a name with --team."))
    folder = team_files.folder_of(root_of(given), name)
    team_files.begin(folder, name)
    return TeamFolder(folder, name)
