"""What the commands print: one gate, so that nothing from a file or its name can control the terminal.

All output goes through here, including help and messages about usage errors. Characters that cannot be shown in the
output encoding become plainer signs or `?`; a reader that has gone away (`| head`) is not an error; a full disk is.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from dialogkort.core.text import REPLACEMENT, clean

PIPED = 100
"""Cells of a line if the output is not a terminal."""
_NARROWEST = 40


class CannotPrint(Exception):
    """The output could not be written: the disk it goes to is full, or fails."""


def show(text: str) -> None:
    """Print `text` and a line feed. Raises CannotPrint."""
    write(f"{text}\n")


def write(text: str) -> None:
    """Print `text` as it is, made safe. Raises CannotPrint."""
    _print(lambda stream: _write(text, stream))


def write_bytes(data: bytes) -> None:
    """Print the exact bytes of a file that declares its own encoding. Raises CannotPrint."""
    _print(lambda stream: _write_bytes(data, stream))


def _print(onto: Callable[[TextIO], None]) -> None:
    stream = sys.stdout
    if stream is None or stream.closed:
        return
    try:
        onto(stream)
    except BrokenPipeError:
        _let_go(stream)
    except OSError as error:
        _let_go(stream)
        raise CannotPrint(error.strerror or type(error).__name__) from error


def complain(text: str) -> None:
    """Say on standard error why something could not be done."""
    say(f"dialogkort: {text}\n")


def say(text: str) -> None:
    """Print `text` on standard error, made safe. If that fails, there is nobody to report it to."""
    stream = sys.stderr
    if stream is None or stream.closed:
        return
    try:
        _write(text, stream)
    except OSError:
        _let_go(stream)


def ask(words: str) -> str:
    """Return the answer of somebody at the terminal. Raises EOFError."""
    write(words)
    return input()


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream of the process is a terminal; it is None if it was closed before the start."""
    return stream is not None and not stream.closed and stream.isatty()


def shown(path: Path) -> str:
    """Return a path on one line: a line feed in a name could start a line that another program takes for a command."""
    return clean(str(path)).replace("\n", REPLACEMENT)


def room() -> int | None:
    """Return how many cells a line of the terminal has, or None if the output is not a terminal."""
    if not is_terminal(sys.stdout):
        return None
    return max(_NARROWEST, shutil.get_terminal_size((PIPED, 24)).columns)


def width() -> int:
    """Return how many cells a line may have, wherever it goes."""
    return room() or PIPED


def _write(text: str, stream: TextIO) -> None:
    text = clean(text)
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        from dialogkort.language.signs import fitting  # noqa: PLC0415 - only where characters are lacking

        text = fitting(text, encoding)
    stream.write(text)
    stream.flush()


def _write_bytes(data: bytes, stream: TextIO) -> None:
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()


def _let_go(stream: TextIO) -> None:
    """Discard what is still in the buffer: otherwise the interpreter would try to write it again on exit."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)
