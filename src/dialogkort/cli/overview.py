"""`dialogkort overview`: what a team can see about itself."""

import argparse
import json
from typing import Any

from dialogkort import language
from dialogkort.cli import clock
from dialogkort.cli.agreements.arguments import take_format, take_team
from dialogkort.cli.agreements.teams import CannotAnswer, some_teams_of
from dialogkort.cli.output import put, take_output
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, width
from dialogkort.core.overview.figures import Overview
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.sessions.overviews import overview_of
from dialogkort.storage import teams as team_files
from dialogkort.views.overview import picture_lines, pictures
from dialogkort.views.pages.overview import overview_page


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Show how the team is doing: the outcome of its agreements, how many rules it has, upcoming"
        " reviews, who decides, the same question then and now, and its meetings. No names, and no figures"
        " based on fewer than three people."
    )
    take_team(command)
    take_format(command, ("text", "json", "html"), _("output for people, for programs, or as a web page"))
    take_output(command, "overview.html")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Show the overview of each requested team; a page is about a single team."""
    problems: list[FileProblem] = []
    today = clock.today()
    try:
        teams = some_teams_of(given, problems)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    if given.format == "html" and len(teams) != 1:
        names = ", ".join(team.name for team in teams)
        complain(_("Which team? Choose it with --team: {names}.").format(names=names))
        return 2
    code = 0
    seen = [(team, overview_of(team.path, today, problems)) for team in teams]
    match given.format:
        case "json":
            show(
                json.dumps(
                    {"teams": [{"team": team.name, **for_programs(figures)} for team, figures in seen]}, indent=2
                )
            )
        case "html":
            [(team, one)] = seen
            with language.using(team_files.load(team.path).language or language.current()):
                page = overview_page(team.name, pictures(one), today)
            code = put(page, given, "overview.html")
        case _:
            for team, one in seen:
                lines = [line.plain for picture in pictures(one) for line in picture_lines(picture, width())]
                show("\n".join((team.name, "=" * len(team.name), "", *lines)).rstrip())
    for problem in problems:
        complain(f"{problem.path}: {problem.message()}")
    return code or (2 if any(problem.unread for problem in problems) else 0)


def for_programs(seen: Overview) -> dict[str, Any]:
    """Return the figures. The structure is stable: docs/overview.md describes each key."""
    return {
        "date": seen.today.isoformat(),
        "agreements": {standing.value: number for standing, number in seen.standing},
        "reviews": {act.value: number for act, number in seen.acts},
        "lived_days": seen.lived,
        "always_kept": [agreement.id for agreement in seen.always],
        "never_kept": [agreement.id for agreement in seen.never],
        "load": {f"{month:%Y-%m}": number for month, number in seen.load},
        "overdue": seen.overdue,
        "coming": {f"{month:%Y-%m}": number for month, number in seen.coming},
        "board": [
            {"decision": row.decision, "level": row.level, "before": row.before, "since": row.since.isoformat()}
            for row in seen.board
        ],
        "compared": [
            {
                "fingerprint": comparison.last.fingerprint,
                "question": comparison.last.question,
                "times": comparison.times,
                "then": {"date": comparison.then.isoformat(), "answers": list(comparison.first.answers)},
                "now": {"date": comparison.now.isoformat(), "answers": list(comparison.last.answers)},
            }
            for comparison in seen.compared
        ],
        "meetings": seen.meetings,
        "older_meetings": seen.older,
        "averages": {day.isoformat(): average for day, average in seen.averages},
        "seconds": dict(seen.seconds),
    }
