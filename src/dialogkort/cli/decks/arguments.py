"""What can be given to `dialogkort decks …`."""

import argparse
from pathlib import Path

from dialogkort.cli.parser import Parser
from dialogkort.files import links
from dialogkort.language import gettext as _


def describe(decks: Parser) -> None:
    """Say what the commands are for, and give them their names."""
    decks.description = _("Write decks of your own, see what is wrong with them, and keep them on your shelf.")
    commands = (
        ("new", "new", _("begin a deck")),
        ("check", "check", _("tell what is wrong with decks")),
        ("explain", "explain", _("explain the code of a problem")),
        ("ids", "ids", _("give the cards that have none an id")),
        ("mend", "mend", _("put right what is certain")),
        ("schema", "schema", _("print the JSON Schema for editors")),
        ("list", "listing", _("list the decks on the shelf")),
        ("show", "show", _("show what is in a deck")),
        ("print", "sheets", _("write a deck as cards to print and cut")),
        ("add", "add", _("put a deck on your shelf")),
        ("share", "share", _("read the decks of a shared folder, too")),
        ("remove", "remove", _("take a deck off your shelf")),
        ("preview", "preview", _("see the cards while you write them")),
    )
    decks.add_commands("dialogkort.cli.decks", commands, required=True)


def take_file(command: Parser) -> None:
    """Let the command be told which deck is meant."""
    command.add_argument("file", type=file_of, metavar=_("FILE"), help=_("a deck's file"))


def path_of(text: str) -> Path:
    """Return the path that was given."""
    if not text:
        raise argparse.ArgumentTypeError(_("write the name of a file"))
    return Path(text)


def file_of(text: str) -> Path:
    """Return the path of a file, which may be a link, for it is the user who names it."""
    named = path_of(text)
    links.name_file(named)
    return named
