"""`dialogkort agreements digest`: what is due this month, as text for an email."""

import argparse
import re
from datetime import date

from dialogkort.cli import clock
from dialogkort.cli.agreements.arguments import take_team
from dialogkort.cli.agreements.keeper import meant_instead, same_name
from dialogkort.cli.agreements.teams import CannotAnswer, some_teams_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, room, show
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.storage.agreements.reading import load_all
from dialogkort.views.digest import digest

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])\Z")


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Write what is due this month as text for an email. If nothing is due, nothing is printed, so a"
        " script that mails the output has nothing to send."
    )
    take_team(command)
    command.add_argument("--keeper", metavar=_("NAME"), default="", help=_("only agreements with this keeper"))
    told = _("the month, such as 2027-02 (default: this month)")
    command.add_argument("--month", type=_month, metavar=_("MONTH"), help=told)
    command.set_defaults(run=run)


def _month(text: str) -> date:
    found = _MONTH.match(text.strip())
    if not found or not 1971 <= int(found[1]) < 9999:
        raise argparse.ArgumentTypeError(_("write the month like 2027-02"))
    return date(int(found[1]), int(found[2]), 1)


def run(given: argparse.Namespace) -> int:
    """Print the digest of each team that has anything due."""
    today = clock.today()
    month = given.month or today.replace(day=1)
    problems: list[FileProblem] = []
    try:
        teams = some_teams_of(given, problems)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    parts, keepers = [], list[str]()
    for team in teams:
        found, faults = load_all(team.path)
        problems += faults
        keepers += [file.agreement.keeper for file in found]
        those = [file.agreement for file in found if not given.keeper or same_name(given.keeper, file.agreement.keeper)]
        parts.append(digest(team.name, those, month, today, given.keeper))
    if any(parts):
        show("\n\n\n".join(filter(None, parts)))
    elif room():
        show(_("Nothing is due."))
    if given.keeper and not any(parts) and (doubt := meant_instead(given.keeper, keepers)):
        complain(doubt)
    for problem in problems:
        complain(f"{problem.path}: {problem.message()}")
    return 2 if any(problem.unread for problem in problems) else 0
