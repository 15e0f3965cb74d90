"""The command line: a thin layer. Each command is a module that is loaded only when the command is used."""

import locale
import os
import sys
from collections.abc import Sequence

from dialogkort.cli.arguments import parse
from dialogkort.cli.printing import CannotPrint, complain
from dialogkort.language import gettext as _


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `dialogkort` with `arguments` (those of the process by default) and return its exit code.

    The errors handled here can happen to any command: the reader is gone, the disk is full, the folder is gone.
    """
    if arguments is None:
        _speak_utf8()
    try:
        given = parse(sys.argv[1:] if arguments is None else list(arguments), os.environ)
        code: int = given.run(given)
    except CannotPrint as error:
        complain(_("The output could not be written: {why}").format(why=error))
        return 2
    except KeyboardInterrupt:
        return 130
    except FileNotFoundError:
        if _is_somewhere():
            raise
        complain(_("The current folder no longer exists. Change to another folder and try again."))
        return 2
    return code


def _is_somewhere() -> bool:
    """Tell whether the current folder exists: relative paths need it."""
    try:
        os.getcwd()  # noqa: PTH109 - only to see whether there is one
    except FileNotFoundError:
        return False
    return True


def _speak_utf8() -> None:
    """Restart in UTF-8 mode if the locale has another encoding, as Python itself will do from 3.15 on.

    Terminals and file names have been UTF-8 for a long time, even where an old locale says Latin-1: without this, typed
    text would be stored garbled, and output shown garbled. Names that are not UTF-8 keep their bytes. The standalone
    file that needs no Python is in UTF-8 mode from the start.
    """
    if os.name != "posix" or hasattr(sys, "frozen") or sys.flags.utf8_mode:
        return
    if locale.getencoding().upper().replace("-", "") == "UTF8":
        return
    program, *given = sys.orig_argv
    os.execv(sys.executable or program, [program, "-X", "utf8", *given])  # noqa: S606 - this program itself
