"""`dialogkort decks explain`: what the code of a problem means, with an example."""

import argparse

from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, width
from dialogkort.decks.problems.codes import CODES
from dialogkort.decks.showing.explaining import explained
from dialogkort.language import gettext as _


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Explain a problem code: what it means, what the mistake looks like, and how to write it correctly."
    )
    command.add_argument("code", metavar=_("CODE"), help=_("the code, such as DK102"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the explanation of a code."""
    code = given.code.strip().upper()
    if code not in CODES:
        known = " ".join(CODES)
        complain(_("There is no code {code}. The codes are: {known}").format(code=given.code, known=known))
        return 2
    show(explained(code, width()))
    return 0
