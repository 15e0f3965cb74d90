"""Errors of the page are recorded as a type and a line of our code: no text by anybody, no address, no join code."""

import traceback
from collections.abc import Callable
from pathlib import Path

from dialogkort.files import atomic
from dialogkort.files.failures import CannotRead, CannotSave

MOST = 64 * 1024
"""The number of bytes that are kept."""


def told_to(path: Path) -> Callable[[BaseException], None]:
    """Return a function that records an error in the file at `path`.

    What has been recorded is not recorded again: somebody who can cause an error cannot make the table write all day.
    """
    known: set[str] = set()

    def tell(error: BaseException) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "dialogkort" in frame.filename]
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        told = f"own screens: {type(error).__name__} at {place}\n"
        if told in known:
            return
        known.add(told)
        try:
            before = atomic.read(path, 10 * MOST)[-MOST:]
        except CannotRead:
            before = b""
        try:
            atomic.write(path, before + told.encode(), private=True)
        except CannotSave:
            return

    return tell
