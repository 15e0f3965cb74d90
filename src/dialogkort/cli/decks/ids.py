"""`dialogkort decks ids`: an id for each card that has none."""

import argparse

from dialogkort.language import gettext as _
from dialogkort.language import ngettext


def about() -> str:
    return _(
        "Give the cards that have none an id, made of the question. It stays when the question is edited later. "
        "Nothing else in the file changes."
    )


def run(given: argparse.Namespace) -> int:
    """Write the ids into the file."""
    from dialogkort.cli.printing import complain, show, width  # noqa: PLC0415
    from dialogkort.decks.reading.giving_ids import CannotGive, with_ids  # noqa: PLC0415
    from dialogkort.decks.reading.reading import Reading, read_deck  # noqa: PLC0415
    from dialogkort.decks.shelf.shelf import content  # noqa: PLC0415
    from dialogkort.decks.showing.display import show_reading  # noqa: PLC0415
    from dialogkort.files import atomic  # noqa: PLC0415

    path = given.file
    data = content(path)
    reading = data if isinstance(data, Reading) else read_deck(data, path.stem)
    if isinstance(data, Reading) or reading.errors:
        show(show_reading(str(path), reading, width()))
        complain(_("No ids have been written. Put the errors right first."))
        return 1
    try:
        written, ids = with_ids(data, path.stem)
    except CannotGive as error:
        complain(str(error))
        return 1
    if not ids:
        show(_("All cards have an id."))
        return 0
    if content(path) != data:
        complain(
            _("{path} was saved by somebody else just now. Nothing has been written; try again.").format(path=path)
        )
        return 1
    try:
        atomic.write(path, written)
    except atomic.CannotSave as error:
        complain(str(error))
        return 1
    show(ngettext("{number} card has been given an id:", "{number} cards have been given ids:", len(ids)))
    show("\n".join(f"{path}:{line}  {name}" for line, name in ids))
    return 0
