"""What can be given to `dialogkort agreements …`."""

import argparse
from datetime import date

from dialogkort.cli import clock
from dialogkort.cli.parser import Parser
from dialogkort.language import gettext as _
from dialogkort.language.dates import parse_date


def describe(agreements: Parser) -> None:
    """Say what the commands are for, and give them their names."""
    agreements.description = _("Look at, review and check what the teams have agreed, also from scripts.")
    commands = (
        ("list", "listing", _("list agreements, those due first")),
        ("show", "show", _("show an agreement")),
        ("review", "review", _("write down what came of a review")),
        ("new", "new", _("write down an agreement that was made outside a game")),
        ("remake", "remake", _("make the poster and the board anew from the files")),
        ("digest", "digest", _("what is due this month, as text for a mail")),
        ("export", "export", _("write agreements, the poster or the board as one HTML file")),
        ("check", "check", _("tell what is wrong with the files")),
    )
    agreements.add_commands("dialogkort.cli.agreements", commands, required=True)


def take_team(command: Parser) -> None:
    """Let the command be told which team is meant."""
    command.add_argument("--team", metavar=_("NAME"), help=_("only this team (default: all in the folder)"))


def take_id(command: Parser) -> None:
    """Let the command be told which agreement is meant."""
    command.add_argument("id", metavar="ID", help=_("the agreement's id, or how it begins, or its file"))


def take_format(command: Parser, choices: tuple[str, ...], told: str) -> None:
    """Let the command be told in which form it answers; the first of `choices` is the usual one."""
    command.add_argument("--format", choices=choices, default=choices[0], help=told)


def date_meant(text: str) -> date:
    """Return the date that somebody means; what has no year comes next."""
    found = parse_date(text, clock.today())
    if found is None:
        words = _("“{text}” is no date. Write it as 2026-11-22, or as “in 3 months”.")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return found
