"""The options of `play` and `resume` for personal screens."""

import argparse

from dialogkort.cli.parser import Parser
from dialogkort.language import gettext as _


def describe_seats(command: Parser) -> None:
    """Describe the options for personal screens."""
    command.add_argument(
        "--seats", action="store_true", help=_("turn on personal screens: a seat in the browser for everyone")
    )
    command.add_argument(
        "--port",
        type=_port,
        default=0,
        metavar=_("NUMBER"),
        help=_("the port that personal screens listen on (default: 7373)"),
    )
    command.add_argument(
        "--address", default="", metavar="URL", help=_("the public address of a tunnel or proxy for personal screens")
    )
    command.add_argument(
        "--listen",
        default="",
        metavar=_("ADDRESS"),
        help=_("the address of this computer that personal screens listen on"),
    )


def _port(text: str) -> int:
    if text.isdecimal() and 1024 <= int(text[:6]) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(_("give the port as a number from 1024 to 65535"))
