"""What `play` and `resume` can be given about own screens."""

import argparse

from dialogkort.cli.parser import Parser
from dialogkort.language import gettext as _


def describe_seats(command: Parser) -> None:
    """Say what can be given about own screens."""
    command.add_argument("--seats", action="store_true", help=_("own screens: a seat in the browser for everyone"))
    command.add_argument(
        "--port", type=_port, default=0, metavar=_("NUMBER"), help=_("where own screens listen (default: 7373)")
    )
    command.add_argument(
        "--address", default="", metavar="URL", help=_("the address that a tunnel or a proxy has for own screens")
    )
    command.add_argument(
        "--listen", default="", metavar=_("ADDRESS"), help=_("the address of this computer where own screens listen")
    )


def _port(text: str) -> int:
    if text.isdecimal() and 1024 <= int(text[:6]) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(_("write a port as a number from 1024 to 65535"))
