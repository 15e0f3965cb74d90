"""Where a page goes: to a file that the user names, or to standard output. No file is overwritten without asking."""

import argparse

from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, shown, write_bytes
from dialogkort.files import atomic, links
from dialogkort.language import gettext as _

STANDARD = "-"


def take_output(command: Parser, usual: str) -> None:
    """Add the option for the output file; `usual` is the default."""
    told = _("the file to write (default: {name}); “-” for standard output")
    command.add_argument("--output", metavar=_("FILE"), default="", help=told.format(name=usual))
    command.add_argument("--force", action="store_true", help=_("overwrite an existing file"))


def put(text: str, given: argparse.Namespace, usual: str) -> int:
    """Write `text` to its destination, and say where that is; return the exit code."""
    if given.output == STANDARD:
        write_bytes(text.encode())
        return 0
    path = links.expanded(given.output or usual)
    links.name_file(path)
    try:
        atomic.write(path, text.encode(), exclusive=not given.force)
    except FileExistsError:
        words = _("{file} already exists. Choose another name with --output, or use --force to overwrite it.")
        complain(words.format(file=shown(path)))
        return 1
    except atomic.CannotSave as error:
        complain(str(error))
        return 1
    show(shown(path))
    return 0
