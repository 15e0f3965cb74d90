"""`dialogkort agreements show`: one agreement with its occasion and its history."""

import argparse
from datetime import date

from dialogkort.cli import clock
from dialogkort.cli.agreements import for_programs
from dialogkort.cli.agreements.arguments import take_format, take_id, take_team
from dialogkort.cli.agreements.finding import Meant, find
from dialogkort.cli.agreements.layout import flow, labelled, paragraph, state
from dialogkort.cli.agreements.teams import CannotAnswer
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, shown, width
from dialogkort.files import named_files
from dialogkort.files.atomic import CannotRead
from dialogkort.files.problems import NotUnderstood
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.words import delegation_level


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _("Show an agreement: the rule, where it came from, its keeper, and its history.")
    take_team(command)
    take_id(command)
    take_format(command, ("text", "json", "markdown"), _("output for people, for programs, or exactly as in the file"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the agreement that is meant."""
    today = clock.today()
    try:
        meant = find(given.id, given)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    match given.format:
        case "json":
            show(_as_json(meant, today))
        case "markdown":
            try:
                show(_body(meant))
            except (CannotRead, NotUnderstood) as error:  # it changed at this very moment
                complain(str(error))
                return 1
        case _:
            show(_text(meant, today, width()))
    return 0


def _as_json(meant: Meant, today: date) -> str:

    found = meant.found
    told = for_programs.whole(found.agreement, found.history, meant.team.name, found.path, today)
    return for_programs.document([told], [])


def _body(meant: Meant) -> str:
    """Return what people have written below the front matter, with their own headings, lists and tables."""
    return named_files.read(meant.found.path).body.strip("\n")


def _text(meant: Meant, today: date, room: int) -> str:

    agreement = meant.found.agreement
    rows = (
        (_("Keeper"), agreement.keeper),
        (_("Review"), long_date(agreement.review) if agreement.in_force else ""),
        (_("It works when"), agreement.signs),
        (_("Guardrails"), agreement.corner_flags),
        (_("Concerns"), "\n".join(agreement.concerns)),
        (_("Objections that were met"), "\n".join(agreement.objections)),
        (_("Decision"), agreement.decision),
        (_("Level"), f"{agreement.level} · {delegation_level(agreement.level)}" if agreement.level else ""),
        (_("Agreed on"), long_date(agreement.decided)),
        (_("Last reviewed"), long_date(agreement.reviewed) if agreement.reviewed else ""),
        (_("Replaces"), _named(agreement.supersedes, meant)),
        (_("Replaced by"), _named(agreement.superseded_by, meant)),
    )
    occasion = _("From the card: {question}").format(question=agreement.question) if agreement.question else ""
    parts = [
        [
            *paragraph(agreement.title, room),
            *flow((state(agreement, today), meant.team.name, agreement.id), room, separator=" · "),
        ],
        paragraph(agreement.rule, room) if agreement.rule.rstrip(".") != agreement.title else [],
        [labelled(rows, room)],
        [*paragraph(occasion, room), *([agreement.deck_title or agreement.deck] if agreement.deck else [])]
        if occasion
        else [],
        [_("History"), *(line for item in meant.found.history for line in _item(item, room))]
        if meant.found.history
        else [],
        [shown(meant.found.path)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _item(text: str, room: int) -> list[str]:

    first, *rest = paragraph(text, room, "  ")
    return [f"· {first[2:]}", *rest]


def _named(name: str, meant: Meant) -> str:
    """Return an agreement's title with its id, or only the id if there is no such agreement."""
    title = meant.titles.get(name)
    return f"{title} ({name})" if title else name
