"""`dialogkort decks ids`: an id for each card that has none."""

import argparse

from dialogkort.cli.decks.arguments import take_file
from dialogkort.cli.decks.saving import saved
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, width
from dialogkort.decks.reading.giving_ids import CannotGive, with_ids
from dialogkort.decks.reading.reading import Reading, read_deck
from dialogkort.decks.shelf.shelf import content
from dialogkort.decks.showing.display import show_reading
from dialogkort.language import gettext as _
from dialogkort.language import ngettext


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Give each card without an id one made from its question. The id stays the same when the question"
        " is edited later. Nothing else in the file changes."
    )
    take_file(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the ids into the file."""
    path = given.file
    data = content(path)
    reading = data if isinstance(data, Reading) else read_deck(data, path.stem)
    if isinstance(data, Reading) or reading.errors:
        show(show_reading(str(path), reading, width()))
        complain(_("No ids have been added. Fix the errors first."))
        return 1
    try:
        written, ids = with_ids(data, path.stem)
    except CannotGive as error:
        complain(str(error))
        return 1
    if not ids:
        show(_("All cards have an id."))
        return 0
    if not saved(path, data, written):
        return 1
    show(ngettext("{number} card has been given an id:", "{number} cards have been given ids:", len(ids)))
    show("\n".join(f"{path}:{line}  {name}" for line, name in ids))
    return 0
