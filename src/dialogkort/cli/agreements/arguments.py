"""The arguments of `dialogkort agreements …`."""

import argparse
from datetime import date

from dialogkort.cli import clock
from dialogkort.cli.parser import Parser
from dialogkort.language import gettext as _
from dialogkort.language.dates import parse_date


def describe(agreements: Parser) -> None:
    """Describe the commands and register their names."""
    agreements.description = _("List, review and check what your teams have agreed, by hand or from scripts.")
    commands = (
        ("list", "listing", _("list agreements, those due soonest first")),
        ("show", "show", _("show an agreement")),
        ("review", "review", _("record the outcome of a review")),
        ("new", "new", _("record an agreement made outside a game")),
        ("remake", "remake", _("rebuild the poster and the board from the files")),
        ("digest", "digest", _("list what is due this month, as text for an email")),
        ("export", "export", _("export agreements, the poster or the board as a single HTML file")),
        ("check", "check", _("check the files for problems")),
    )
    agreements.add_commands("dialogkort.cli.agreements", commands, required=True)


def take_team(command: Parser) -> None:
    """Add the option for the team."""
    command.add_argument("--team", metavar=_("NAME"), help=_("only this team (default: all teams in the folder)"))


def take_id(command: Parser) -> None:
    """Add the argument for the agreement."""
    command.add_argument("id", metavar="ID", help=_("the agreement's id, the first part of the id, or its file"))


def take_format(command: Parser, choices: tuple[str, ...], told: str) -> None:
    """Add the option for the output format; the first of `choices` is the default."""
    command.add_argument("--format", choices=choices, default=choices[0], help=told)


def date_meant(text: str) -> date:
    """Return the date that somebody means; one without a year is the next such date."""
    found = parse_date(text, clock.today())
    if found is None:
        words = _("“{text}” is not a date. Write it like 2026-11-22, or “in 3 months”.")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return found
