"""What the commands print: one gate, so that nothing from a file or its name can steer the terminal."""

import os
import shutil
import sys
from pathlib import Path

from dialogkort.core.text import REPLACEMENT, clean

PIPED = 100
"""Cells of a line where the output is no terminal."""
_NARROWEST = 40


def show(text: str) -> None:
    """Print `text`, made safe, with `?` for letters that the output cannot show.

    A reader that has gone away (`| head`) is no error of ours.
    """
    stream = sys.stdout
    if stream is None or stream.closed:
        return
    encoding = stream.encoding or "utf-8"
    try:
        print(clean(text).encode(encoding, "replace").decode(encoding), flush=True)
    except BrokenPipeError:
        # what is still in the buffer must not be tried again when the interpreter ends
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


def shown(path: Path) -> str:
    """Return a path on one line: a line feed in a name could begin a line that another program takes for an order."""
    return clean(str(path)).replace("\n", REPLACEMENT)


def complain(text: str) -> None:
    """Say on standard error why something could not be done."""
    if sys.stderr is not None:
        print(f"dialogkort: {clean(text)}".encode("utf-8", "replace").decode(), file=sys.stderr)


def room() -> int | None:
    """Return how many cells a line of the terminal has, or None where the output is no terminal."""
    stream = sys.stdout
    if stream is None or stream.closed or not stream.isatty():
        return None
    return max(_NARROWEST, shutil.get_terminal_size((PIPED, 24)).columns)


def width() -> int:
    """Return how many cells a line may have, wherever it goes."""
    return room() or PIPED
