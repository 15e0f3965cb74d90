"""`dialogkort games list`: past games, newest first."""

import argparse
import json

from dialogkort.cli.agreements.arguments import take_format, take_team
from dialogkort.cli.agreements.teams import CannotAnswer
from dialogkort.cli.columns import padded
from dialogkort.cli.games.arguments import Played, games_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, room, show
from dialogkort.core.text import clean_line
from dialogkort.files.cells import cells
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import short_date
from dialogkort.language.numbers import decimal


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _("List the games you have played, the latest first, with their outcome.")
    take_team(command)
    take_format(command, ("table", "json"), _("output for people or for programs"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the games."""
    problems: list[FileProblem] = []
    try:
        games = games_of(given, problems)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    if given.format == "json":
        show(json.dumps({"games": [_for_programs(game) for game in games]}, indent=2))
    elif games:
        rows = [_facts(game) for game in games]
        widths = [max(cells(row[place]) for row in rows) for place in range(len(rows[0]))]
        show("\n".join("  ".join(map(padded, row, widths)).rstrip() for row in rows))
    elif room():
        show(_("No game has been played yet."))
    for problem in problems:
        complain(f"{problem.path}: {problem.message()}")
    return 2 if any(problem.unread for problem in problems) else 0


def _facts(played: Played) -> tuple[str, ...]:
    team, path, meeting = played
    average = _("average {average}").format(average=decimal(meeting.average)) if meeting.average is not None else ""
    return (
        short_date(meeting.day),
        clean_line(team.name, 40),
        ngettext("{number} round", "{number} rounds", len(meeting.cards)),
        ngettext("{number} agreement", "{number} agreements", len(meeting.agreements)),
        ngettext("{number} reviewed", "{number} reviewed", len(meeting.reviews)),
        average,
        clean_line(path.name, 80),
    )


def _for_programs(played: Played) -> dict[str, object]:
    team, path, meeting = played
    return {
        "id": meeting.id,
        "team": team.name,
        "date": meeting.day.isoformat(),
        "cards": list(meeting.cards),
        "agreements": list(meeting.agreements),
        "reviews": list(meeting.reviews),
        "average": meeting.average,
        "path": str(path),
    }
