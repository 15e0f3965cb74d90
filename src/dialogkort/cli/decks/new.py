"""`dialogkort decks new`: a deck to begin with, which can be played as it is."""

import argparse
from pathlib import Path

from dialogkort import language
from dialogkort.language import gettext as _


def about() -> str:
    return _(
        "Write a deck with a card of each kind and explanations into the present folder, as ID.yaml, "
        "and beside it a schema with which editors complete and explain the fields. With --from, the cards are "
        "those of a list, a table or a document of yours. Overwrites nothing."
    )


def run(given: argparse.Namespace) -> int:
    """Write the deck and the schema."""
    from dialogkort.cli.decks import schema_file  # noqa: PLC0415
    from dialogkort.cli.printing import complain, show  # noqa: PLC0415
    from dialogkort.core.cards import DECK_KINDS, Kind  # noqa: PLC0415
    from dialogkort.core.text import clean_line  # noqa: PLC0415
    from dialogkort.decks.format.starting import new_deck  # noqa: PLC0415
    from dialogkort.files import atomic  # noqa: PLC0415
    from dialogkort.language.names import slug  # noqa: PLC0415

    name = given.id
    if slug(name) != name:
        words = _("“{id}” cannot be an id: use lower-case letters from a to z, digits and hyphens, such as {better}.")
        complain(words.format(id=clean_line(name, 60), better=slug(name)))
        return 2
    path = Path(f"{name}.yaml")
    if atomic.facts(path, follow=False):
        complain(_("{path} is there already and has been left alone.").format(path=path))
        return 1
    if given.source:
        from dialogkort.cli.decks.from_file import text_of  # noqa: PLC0415

        text = text_of(given)
        if isinstance(text, int):
            return text
    else:
        text = new_deck(name, language.current(), [Kind(kind) for kind in given.kind or DECK_KINDS])
    try:
        atomic.write(path, text.encode(), exclusive=True)
        is_fresh = schema_file.lay_beside(path)
    except FileExistsError:
        complain(_("{path} is there already and has been left alone.").format(path=path))
        return 1
    except atomic.CannotSave as error:
        complain(str(error))
        return 1
    show(_("{path} is written. Open it in an editor, and see the cards with:").format(path=path))
    show(f"  dialogkort decks preview {path}")
    if not is_fresh:
        words = _("{path} was there already and is another one; “dialogkort decks schema” prints the present one.")
        show(words.format(path=schema_file.NAME))
    return 0
