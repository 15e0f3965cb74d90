"""Only one program at a time changes the files of a folder.

The lock is on the open folder itself: nothing is left in it, and it ends with the process that has it.
Windows, and file systems that know no locks, have none: there a file is still read anew right before it is
written, which leaves some thousandths of a second in which another program can come between.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dialogkort.files import filesystem, links
from dialogkort.files.failures import CannotSave

PATIENCE = 4.0
"""Seconds to wait for another program; a change takes it some hundredths of one."""

MOMENT = 0.1
"""Seconds to wait where a screen would stand still meanwhile: it comes back by itself, see `CannotSave.busy`."""

_PAUSE = 0.002
"""Seconds between two tries."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Have `folder`, which is made when it is missing, for oneself. Raises CannotSave."""
    with ExitStack() as stack:
        try:
            there = stack.enter_context(links.opened(folder, make=True))
        except OSError as error:
            raise CannotSave(folder, error) from error
        if there.descriptor is not None:
            _wait_for(folder, there.descriptor)
        yield


def _wait_for(folder: Path, descriptor: int) -> None:
    until = time.monotonic() + (MOMENT if _holds_up_a_screen() else PATIENCE)
    while not filesystem.lock(descriptor):
        if time.monotonic() > until:
            raise CannotSave(folder, OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)))
        time.sleep(_PAUSE)


def _holds_up_a_screen() -> bool:
    """Tell whether this thread has a loop of events that would wait with us."""
    loops = sys.modules.get("asyncio.events")
    return loops is not None and loops._get_running_loop() is not None
