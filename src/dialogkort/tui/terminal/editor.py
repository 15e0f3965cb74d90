"""Opening a file in the user's own editor: the app gives up the terminal and takes it back."""

import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _

_WINDOWS_WORD = re.compile(r'"([^"]*)"|(\S+)')


class CannotEdit(Exception):
    """The file could not be opened in an editor; the text says why, in the current language."""


def edit(app: App[Any], editor: str, path: Path) -> None:
    """Open `path` in `editor`, a command as in $EDITOR, and wait until it is closed. Raises CannotEdit."""
    command = command_of(editor)
    if not command:
        raise CannotEdit(
            _("No editor is set. Set $VISUAL or $EDITOR, or open the file yourself: {path}").format(
                path=clean_line(str(path), 400)
            )
        )
    failed: OSError | None = None
    try:
        with app.suspend(), _interrupts_are_the_editors():
            try:
                subprocess.run([*command, str(path.absolute())], check=False)  # noqa: S603 - the user's own command
            except OSError as error:  # an exception in here would leave the terminal to nobody
                failed = error
    except SuspendNotSupported:
        raise CannotEdit(_("An editor cannot be opened in this terminal.")) from None
    if failed:
        words = _("{editor} could not be started: {why}")
        why = failed.strerror or type(failed).__name__
        raise CannotEdit(words.format(editor=clean_line(command[0], 100), why=why))
    app.refresh()


def command_of(editor: str, system: str = os.name) -> list[str]:
    """Return the words of a command as in $EDITOR; empty if it makes no sense.

    On Windows, a backslash is part of a path, and a path with spaces in it may be unquoted.
    """
    if system == "nt":
        if shutil.which(editor):
            return [editor]
        found = [(quoted or plain) for quoted, plain in _WINDOWS_WORD.findall(editor)]
        return [shutil.which(found[0]) or found[0], *found[1:]] if found else []
    try:
        return shlex.split(editor)
    except ValueError:
        return []


@contextmanager
def _interrupts_are_the_editors() -> Iterator[None]:
    """Ctrl+C in the editor is also sent to this program; it must not end anything here."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
