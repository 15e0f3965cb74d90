"""`dialogkort decks new`: a starting deck, which can be played as it is."""

import argparse
from pathlib import Path

from dialogkort import language
from dialogkort.cli.decks.arguments import file_of
from dialogkort.cli.decks.from_file import text_of
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show
from dialogkort.core.cards import DECK_KINDS, Kind
from dialogkort.core.text import clean_line
from dialogkort.decks.format import schema_file
from dialogkort.decks.format.starting import new_deck
from dialogkort.files import atomic
from dialogkort.language import gettext as _
from dialogkort.language.names import slug


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Create a deck in the current folder, as ID.yaml, with explanations and one card of each kind, and"
        " next to it a schema that lets editors complete and explain the fields. With --from, the cards"
        " are taken from a list, table or document of yours. Existing files are not overwritten."
    )
    command.add_argument("id", metavar="ID", help=_("the deck's name: lower-case letters, digits and hyphens"))
    command.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in DECK_KINDS],
        help=_("a kind of card to start with; can be repeated (default: one of each)"),
    )
    command.add_argument(
        "--from",
        dest="source",
        type=file_of,
        metavar=_("FILE"),
        help=_("take the cards from a .docx, .xlsx, .csv, .tsv, .txt, .md or .json file"),
    )
    for name, words in (
        ("question", _("with --from: the column with the questions, by heading, letter or number")),
        ("theme", _("with --from: the column with the themes")),
        ("follow-ups", _("with --from: the column with the follow-up questions")),
        ("advice", _("with --from: the column with the advice")),
    ):
        command.add_argument(f"--{name}", metavar=_("COLUMN"), default="", help=words)
    command.add_argument("--sheet", metavar=_("NAME"), default="", help=_("with --from: the sheet in a workbook"))
    command.add_argument(
        "--take",
        choices=("lines", "paragraphs", "questions"),
        help=_("with --from: what makes up a card in continuous text"),
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the deck and the schema."""
    name = given.id
    if slug(name) != name:
        words = _("“{id}” is not a valid id. Use lower-case letters from a to z, digits and hyphens, such as {better}.")
        complain(words.format(id=clean_line(name, 60), better=slug(name)))
        return 2
    path = Path(f"{name}.yaml")
    if atomic.facts(path, follow=False):
        complain(_("{path} already exists and has not been changed.").format(path=path))
        return 1
    if given.source:
        text = text_of(given)
        if isinstance(text, int):
            return text
    else:
        text = new_deck(name, language.current(), [Kind(kind) for kind in given.kind or DECK_KINDS])
    try:
        atomic.write(path, text.encode(), exclusive=True)
        is_fresh = schema_file.lay_beside(path)
    except FileExistsError:
        complain(_("{path} already exists and has not been changed.").format(path=path))
        return 1
    except atomic.CannotSave as error:
        complain(str(error))
        return 1
    show(_("{path} has been created. Open it in an editor, and preview the cards with:").format(path=path))
    show(f"  dialogkort decks preview {path}")
    if not is_fresh:
        words = _(
            "{path} already exists and differs from the current schema. To print that schema, run “dialogkort decks "
            "schema”."
        )
        show(words.format(path=schema_file.NAME))
    return 0
