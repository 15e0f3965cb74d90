"""`dialogkort agreements list`: the agreements, those due first."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dialogkort.cli import clock, printing
from dialogkort.cli.agreements import for_programs, layout
from dialogkort.cli.agreements.arguments import date_meant, take_format, take_team
from dialogkort.cli.agreements.keeper import meant_instead, same_name
from dialogkort.cli.agreements.spreadsheet import csv_of
from dialogkort.cli.agreements.teams import CannotAnswer, TeamFolder, root_of, some_teams_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, write_bytes
from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.agreements.reviews import list_order
from dialogkort.files.atomic import CannotRead
from dialogkort.files.problems import FileProblem, NotUnderstood, unreadable
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.storage.agreements.calendar import Reviewable, calendar, is_told
from dialogkort.storage.agreements.reading import Found, Heading, scan
from dialogkort.storage.teams import SAME_TEAM

ALL, SLEEPING = "all", "sleeping"


@dataclass(frozen=True, slots=True)
class Listed:
    """An agreement in the list, with what the top of its file says."""

    team: TeamFolder
    heading: Heading


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "List the agreements in force, those due soonest first. Exit codes: 0 normally, 1 if something is listed and "
        "--exit-code is given, 2 for a usage error or if something cannot be read."
    )
    take_team(command)
    command.add_argument(
        "--due",
        nargs="?",
        type=date_meant,
        const="today",
        metavar=_("DATE"),
        help=_("only agreements due for review, today or by this date"),
    )
    command.add_argument(
        "--status",
        choices=(*Status, SLEEPING, ALL),
        default=Status.IN_FORCE,
        help=_("only agreements with this status (default: in-force)"),
    )
    command.add_argument(
        "--keeper",
        metavar=_("NAME"),
        help=_("only agreements with this keeper; “” for those without a keeper"),
    )
    take_format(
        command,
        ("table", "json", "markdown", "csv", "ics"),
        _("output for people, programs, an email, a spreadsheet or a calendar"),
    )
    command.add_argument(
        "--exit-code", action="store_true", help=_("exit with 1 if something is listed, like git diff")
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the requested agreements."""
    day = given.due or clock.today()
    problems: list[FileProblem] = []
    try:
        teams = some_teams_of(given, problems)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    if not teams and not problems:  # the default folder is only created when somebody plays
        complain(_("Nobody has played yet: the folder {folder} does not exist.").format(folder=root_of(given)))
        return 0
    there = [Listed(team, heading) for team in teams for heading in scan(team.path, problems)]
    listed = [row for row in there if _is_asked_for(row.heading.outline, given, day)]
    if given.keeper and not listed and (doubt := meant_instead(given.keeper, _keepers(there))):
        complain(doubt)
    listed.sort(key=lambda row: list_order(row.heading.outline))
    _print(listed, problems, given.format, day, several=len(teams) > 1)
    if any(problem.unread for problem in problems):
        return 2
    return int(given.exit_code and bool(listed))


def _is_asked_for(agreement: Agreement, given: argparse.Namespace, day: date) -> bool:
    if given.format == "ics" and given.status == Status.IN_FORCE and not agreement.in_force and not given.due:
        # a calendar also needs those that are gone, so that it can remove them
        return is_told(agreement, clock.today()) and _has_keeper(agreement, given)
    if given.due and not agreement.due(day):
        return False
    if given.status == SLEEPING:
        if not agreement.sleeping(day):
            return False
    elif given.status not in {ALL, agreement.status.value}:
        return False
    return _has_keeper(agreement, given)


def _has_keeper(agreement: Agreement, given: argparse.Namespace) -> bool:
    return given.keeper is None or same_name(given.keeper, agreement.keeper)


def _keepers(there: Sequence[Listed]) -> Iterator[str]:
    return (listed.heading.outline.keeper for listed in there)


def _print(listed: Sequence[Listed], problems: list[FileProblem], form: str, day: date, *, several: bool) -> None:
    if form == "json":
        whole = _whole(listed, problems)
        told = [for_programs.listed(file, its.team.name, day) for its, file in whole]
        show(for_programs.document(told, problems))
        return
    if form == "csv":
        write_bytes(csv_of(((its.team.name, file.agreement) for its, file in _whole(listed, problems)), day).encode())
        words = ""
    elif form == "ics":
        reviewables = (
            Reviewable(file.agreement, its.team.name, its.team.path.name) for its, file in _whole(listed, problems)
        )
        write_bytes(calendar(reviewables, clock.wall()()))
        words = ""
    elif form == "markdown":
        rows = [layout.Row(file.agreement, its.team.name if several else "") for its, file in _whole(listed, problems)]
        words = layout.mail(rows, day)
    else:
        rows = [layout.Row(row.heading.outline, row.team.name if several else "") for row in listed]
        words = layout.table(rows, day, printing.room())
    if words:
        show(words)
    elif (
        printing.room() and not problems and form not in {"csv", "ics"}
    ):  # a script expects no output if there is nothing
        show(_("No agreements to list."))
    unread = [problem for problem in problems if problem.unread]
    for problem in unread:
        complain(f"{problem.path}: {problem.message()}")
    twice = [problem for problem in problems if problem.short == SAME_TEAM]
    for problem in twice:
        complain(f"{problem.path}: {problem.message()}")
    if len(unread) + len(twice) < len(problems):
        files = len({problem.path for problem in problems} - {problem.path for problem in (*unread, *twice)})
        count = ngettext("{number} file was skipped.", "{number} files were skipped.", files)
        complain(count + " " + _("To see why, run “dialogkort agreements check”."))


def _whole(listed: Sequence[Listed], problems: list[FileProblem]) -> Iterator[tuple[Listed, Found]]:
    """Read the text of the listed agreements. One that has disappeared in the meantime is a problem."""
    for row in listed:
        try:
            yield row, row.heading.read()
        except CannotRead as error:
            problems.append(unreadable(error))
        except NotUnderstood as error:
            problems.append(error.problem)
