"""Only one program at a time changes the files of a folder.

The lock is on the open folder itself: nothing is left in it, and it ends with the process that has it.
Windows, and file systems that know no locks, have none: there a file is still read anew right before it is
written, which leaves some thousandths of a second in which another program can come between.
"""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dialogkort.files import atomic, filesystem

PATIENCE = 4.0
"""Seconds to wait for another program, while the screen stands still; a change takes it some hundredths of one."""

_PAUSE = 0.002
"""Seconds between two tries."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Have `folder`, which is made when it is missing, for oneself. Raises CannotSave."""
    try:
        atomic.make_folder(folder)
        descriptor = None if os.name == "nt" else filesystem.open_folder(folder)
    except OSError as error:
        raise atomic.CannotSave(folder, error) from error
    try:
        if descriptor is not None:
            _wait_for(folder, descriptor)
        yield
    finally:
        if descriptor is not None:
            filesystem.close(descriptor)


def _wait_for(folder: Path, descriptor: int) -> None:
    until = time.monotonic() + PATIENCE
    while not filesystem.lock(descriptor):
        if time.monotonic() > until:
            raise atomic.CannotSave(folder, OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)))
        time.sleep(_PAUSE)
