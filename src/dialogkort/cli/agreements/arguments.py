"""What can be given to `dialogkort agreements …`. Each command is a module, loaded only when it is asked for."""

import argparse
from collections.abc import Sequence
from datetime import date
from importlib import import_module

from dialogkort.language import gettext as _


def add_commands(
    agreements: argparse.ArgumentParser, common: argparse.ArgumentParser, arguments: Sequence[str]
) -> None:
    """Give the parser of `dialogkort agreements` its commands; those that `arguments` name get theirs."""
    agreements.description = _("Look at, review and check what the teams have agreed, also from scripts.")
    commands = agreements.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    shared = argparse.ArgumentParser(add_help=False, parents=[common])
    shared.add_argument("--team", metavar=_("NAME"), help=_("only this team (default: all in the folder)"))
    for name, module, told in (
        ("list", "listing", _("list agreements, those due first")),
        ("show", "show", _("show an agreement")),
        ("review", "review", _("write down what came of a review")),
        ("check", "check", _("tell what is wrong with the files")),
    ):
        command = commands.add_parser(name, parents=[shared], help=told)
        if name in arguments:
            import_module(f"dialogkort.cli.agreements.{module}").describe(command)


def take_id(parser: argparse.ArgumentParser) -> None:
    """Let the command be told which agreement is meant."""
    parser.add_argument("id", metavar="ID", help=_("the agreement's id, or how it begins, or its file"))


def take_format(parser: argparse.ArgumentParser, choices: tuple[str, ...], told: str) -> None:
    """Let the command be told in which form it answers; the first of `choices` is the usual one."""
    parser.add_argument("--format", choices=choices, default=choices[0], help=told)


def date_meant(text: str) -> date:
    """Return the date that somebody means; what has no year comes next."""
    from dialogkort.cli import clock  # noqa: PLC0415
    from dialogkort.language.dates import parse_date  # noqa: PLC0415

    found = parse_date(text, clock.today())
    if found is None:
        words = _("“{text}” is no date. Write it as 2026-11-22, or as “in 3 months”.")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return found
