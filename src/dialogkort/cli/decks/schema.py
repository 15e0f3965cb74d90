"""`dialogkort decks schema`: the deck format for editors."""

import argparse

from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import show
from dialogkort.decks.format.schema_file import schema_text
from dialogkort.language import gettext as _


def describe(command: Parser) -> None:
    """Describe the command."""
    command.description = _(
        "Print the deck format as a JSON Schema (draft-07). With it, an editor can complete the fields,"
        " explain them, and mark mistakes."
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the schema."""
    del given
    show(schema_text().rstrip())
    return 0
