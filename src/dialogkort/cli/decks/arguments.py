"""What can be given to `dialogkort decks …`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dialogkort.cli.decks import add, check, explain, ids, listing, new, preview, remove, schema, show
from dialogkort.core.cards import DECK_KINDS
from dialogkort.files import links
from dialogkort.language import gettext as _

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_commands(decks: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Give the parser of `dialogkort decks` its commands."""
    decks.description = _("Write decks of your own, see what is wrong with them, and keep them on your shelf.")
    commands = decks.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    _add_writing(commands, common)
    _add_shelf(commands, common)
    one = commands.add_parser(
        "preview", parents=[common], help=_("see the cards while you write them"), description=preview.about()
    )
    _take_file(one)
    one.add_argument("--card", metavar="ID", default="", help=_("begin with this card"))
    one.add_argument("--print", action="store_true", help=_("print the cards as plain text instead"))
    one.set_defaults(run=preview.run)


def _add_writing(commands: "Commands", common: argparse.ArgumentParser) -> None:
    one = commands.add_parser("new", parents=[common], help=_("begin a deck"), description=new.about())
    one.add_argument("id", metavar="ID", help=_("the deck's name: lower-case letters, digits and hyphens"))
    one.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in DECK_KINDS],
        help=_("a kind of card to begin with; can be given several times (default: one of each)"),
    )
    one.add_argument(
        "--from",
        dest="source",
        type=file,
        metavar=_("FILE"),
        help=_("take the cards from a file: .docx, .xlsx, .csv, .tsv, .txt, .md or .json"),
    )
    for name, words in (
        ("question", _("with --from: the column of the questions, by its heading, letter or number")),
        ("theme", _("with --from: the column of the themes")),
        ("follow-ups", _("with --from: the column of the follow-up questions")),
        ("advice", _("with --from: the column of the advice")),
    ):
        one.add_argument(f"--{name}", metavar=_("COLUMN"), default="", help=words)
    one.add_argument("--sheet", metavar=_("NAME"), default="", help=_("with --from: the sheet of a workbook"))
    one.add_argument(
        "--take",
        choices=("lines", "paragraphs", "questions"),
        help=_("with --from: what is a card in a running text"),
    )
    one.set_defaults(run=new.run)

    one = commands.add_parser(
        "check", parents=[common], help=_("tell what is wrong with decks"), description=check.about()
    )
    one.add_argument("paths", nargs="+", type=path, metavar=_("PATH"), help=_("a deck's file, or a folder"))
    one.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help=_("for people, for programs, or for remarks on GitHub"),
    )
    one.add_argument("--strict", action="store_true", help=_("exit with 1 for warnings, too"))
    one.set_defaults(run=check.run)

    one = commands.add_parser(
        "explain", parents=[common], help=_("explain the code of a problem"), description=explain.about()
    )
    one.add_argument("code", metavar=_("CODE"), help=_("the code, such as DK102"))
    one.set_defaults(run=explain.run)

    one = commands.add_parser(
        "ids", parents=[common], help=_("give the cards that have none an id"), description=ids.about()
    )
    _take_file(one)
    one.set_defaults(run=ids.run)

    one = commands.add_parser(
        "schema", parents=[common], help=_("print the JSON Schema for editors"), description=schema.about()
    )
    one.set_defaults(run=schema.run)


def _add_shelf(commands: "Commands", common: argparse.ArgumentParser) -> None:
    one = commands.add_parser(
        "list", parents=[common], help=_("list the decks on the shelf"), description=listing.about()
    )
    one.set_defaults(run=listing.run)

    one = commands.add_parser("show", parents=[common], help=_("show what is in a deck"), description=show.about())
    one.add_argument("deck", metavar=_("DECK"), help=_("the id of a deck, or a deck's file"))
    one.set_defaults(run=show.run)

    one = commands.add_parser("add", parents=[common], help=_("put a deck on your shelf"), description=add.about())
    _take_file(one)
    one.set_defaults(run=add.run)

    one = commands.add_parser(
        "remove", parents=[common], help=_("take a deck off your shelf"), description=remove.about()
    )
    one.add_argument("id", metavar="ID", help=_("the id of a deck of your own, or its file"))
    one.set_defaults(run=remove.run)


def _take_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=file, metavar=_("FILE"), help=_("a deck's file"))


def path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError(_("write the name of a file"))
    return Path(text)


def file(text: str) -> Path:
    """Return the path of a file, which may be a link, for it is the user who names it."""
    named = path(text)
    links.name_file(named)
    return named
