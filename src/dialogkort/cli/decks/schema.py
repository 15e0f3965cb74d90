"""`dialogkort decks schema`: the deck format for editors."""

import argparse

from dialogkort.language import gettext as _


def about() -> str:
    return _(
        "Print the deck format as a JSON Schema (draft-07). "
        "An editor that knows it completes the fields, explains them, and marks what is wrong."
    )


def run(given: argparse.Namespace) -> int:
    """Print the schema."""
    from dialogkort.cli.decks.schema_file import schema_text  # noqa: PLC0415
    from dialogkort.cli.printing import show  # noqa: PLC0415

    del given
    show(schema_text().rstrip())
    return 0
