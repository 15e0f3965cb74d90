"""`dialogkort agreements check`: everything in the files that cannot be understood, in one pass."""

import argparse
import json
from collections.abc import Sequence
from contextlib import suppress

from dialogkort.cli.agreements import for_programs
from dialogkort.cli.agreements.arguments import take_format, take_team
from dialogkort.cli.agreements.teams import CannotAnswer, TeamFolder, root_of, teams_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, shown, width
from dialogkort.cli.remarks import remark
from dialogkort.files import atomic, named_files
from dialogkort.files.atomic import CannotRead
from dialogkort.files.excerpts import Excerpt, quoted
from dialogkort.files.front_matter import decode
from dialogkort.files.problems import FileProblem, NotUnderstood, Severity
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements.files import FOLDER
from dialogkort.storage.team_folder import refused_links


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Check every agreement file and report what cannot be understood, where it is, and how to fix it."
        " Exit codes: 0 if there are no errors, 1 if there are errors, 2 for a usage error or if something"
        " cannot be read."
    )
    take_team(command)
    take_format(command, ("text", "json", "github"), _("output for people, for programs, or as annotations on GitHub"))
    command.add_argument("--strict", action="store_true", help=_("exit with 1 for warnings as well"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Check the files of the requested teams."""
    problems: list[FileProblem] = []
    try:
        teams = teams_of(given, problems)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    if not teams and not problems:
        if given.folder:
            complain(_("No agreements found in {folder}.").format(folder=root_of(given)))
            return 2
        complain(_("Nobody has played yet, so there are no agreements in {folder}.").format(folder=root_of(given)))
    for team in teams:
        problems += agreement_files.check(team.path)
        problems += refused_links(team.path, problems)
    match given.format:
        case "json":
            show(_as_json(teams, problems))
        case "github":
            for problem in problems:
                show(_remark(problem))
            show(_summary(teams, problems))
        case _:
            _show_text(problems)
            show(_summary(teams, problems))
    errors, warnings = _counts(problems)
    if any(problem.unread for problem in problems):
        return 2
    return int(bool(errors or (given.strict and warnings)))


def _files(teams: Sequence[TeamFolder]) -> int:
    """Return how many files there are to check."""
    count = 0
    for team in teams:
        with suppress(CannotRead):  # that is one of the problems already
            count += len(named_files.files(team.path / FOLDER))
    return count


def _counts(problems: Sequence[FileProblem]) -> tuple[int, int]:
    """Return the numbers of errors and warnings."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return errors, len(problems) - errors


def _summary(teams: Sequence[TeamFolder], problems: Sequence[FileProblem]) -> str:
    errors, warnings = _counts(problems)
    files = _files(teams)
    return _("{errors}, {warnings} in {files}.").format(
        errors=ngettext("{number} error", "{number} errors", errors),
        warnings=ngettext("{number} warning", "{number} warnings", warnings),
        files=ngettext("{number} file", "{number} files", files),
    )


def _as_json(teams: Sequence[TeamFolder], problems: Sequence[FileProblem]) -> str:

    errors, warnings = _counts(problems)
    told = {"files": _files(teams), "errors": errors, "warnings": warnings}
    return json.dumps({"problems": [for_programs.problem(problem) for problem in problems], **told}, indent=2)


def _show_text(problems: Sequence[FileProblem]) -> None:

    room = width()
    for problem in problems:
        show("\n".join([_headline(problem), *_quoted(problem, room)]))


def _headline(problem: FileProblem) -> str:

    message = problem.message()
    if problem.severity is Severity.WARNING:
        message = _("warning: {message}").format(message=message)
    place = "".join(f":{number}" for number in (problem.line, problem.column) if number)
    return f"{shown(problem.path)}{place}  {message}"


def _quoted(problem: FileProblem, room: int) -> list[str]:
    """Return the line with the problem, with a mark below the position; nothing if there is no line."""
    text = _line_of(problem)
    rows = quoted(problem.line, problem.column, problem.column + 1, Excerpt(text), "", room) if text.strip() else []
    return rows if problem.column else rows[:1]


def _line_of(problem: FileProblem) -> str:

    try:
        lines = decode(atomic.read(problem.path), problem.path).split("\n")
    except (atomic.CannotRead, NotUnderstood):
        return ""
    return lines[problem.line - 1] if 1 <= problem.line <= len(lines) else ""


def _remark(problem: FileProblem) -> str:

    place: dict[str, object] = {"file": problem.path.as_posix()}
    place |= {name: number for name, number in (("line", problem.line), ("col", problem.column)) if number}
    return remark(problem.severity, place, problem.message())
