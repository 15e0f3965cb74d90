"""The arguments of `dialogkort decks …`."""

import argparse
from pathlib import Path

from dialogkort.cli.parser import Parser
from dialogkort.files import links
from dialogkort.language import gettext as _


def describe(decks: Parser) -> None:
    """Describe the commands and register their names."""
    decks.description = _("Write your own decks, check them for problems, and keep them on your shelf.")
    commands = (
        ("new", "new", _("start a new deck")),
        ("check", "check", _("check decks for problems")),
        ("explain", "explain", _("explain a problem code")),
        ("ids", "ids", _("give an id to the cards that have none")),
        ("mend", "mend", _("fix problems that have only one possible solution")),
        ("schema", "schema", _("print the JSON Schema for editors")),
        ("list", "listing", _("list the decks on the shelf")),
        ("show", "show", _("show what is in a deck")),
        ("print", "sheets", _("export a deck as cards to print and cut out")),
        ("add", "add", _("put a deck on your shelf")),
        ("share", "share", _("use the decks in a shared folder as well")),
        ("remove", "remove", _("remove a deck from your shelf")),
        ("preview", "preview", _("preview the cards while you write them")),
    )
    decks.add_commands("dialogkort.cli.decks", commands, required=True)


def take_file(command: Parser) -> None:
    """Add the argument for the deck."""
    command.add_argument("file", type=file_of, metavar=_("FILE"), help=_("the deck's file"))


def path_of(text: str) -> Path:
    """Return the path that was given."""
    if not text:
        raise argparse.ArgumentTypeError(_("give the name of a file"))
    return Path(text)


def file_of(text: str) -> Path:
    """Return the path of a file, which may be a link, because the user named it."""
    named = path_of(text)
    links.name_file(named)
    return named
