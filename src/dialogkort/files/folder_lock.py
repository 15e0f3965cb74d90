"""Only one program at a time changes the files of a folder.

The lock is on the open folder itself: nothing is left in it, and it ends with the process that has it. Windows locks
no folders: there it is a file in it, open for nobody else, that the system removes when it is let go, or when the
process ends. File systems that know no locks have none: there a file is still read anew right before it is written,
which leaves some thousandths of a second in which another program can come between.
"""

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from dialogkort.files import filesystem, links
from dialogkort.files.failures import CannotSave
from dialogkort.files.filesystem import Folder

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
            _wait_for(folder, partial(filesystem.lock, there.descriptor))
        elif os.name == "nt":
            _wait_for(folder, partial(_take, there, stack))
        yield


def _take(folder: Folder, stack: ExitStack) -> bool:
    """Have a folder on Windows until `stack` ends, or tell with False that another has it.

    One that lets us make no file lets us save none: that is told when it is tried.
    """
    from dialogkort.files import windows  # noqa: PLC0415 - only there

    try:
        handle = windows.take_folder(folder.path)
    except OSError:
        return True
    if handle is not None:
        stack.callback(windows.let_folder_go, handle)
    return handle is not None


def _wait_for(folder: Path, take: Callable[[], bool]) -> None:
    until = time.monotonic() + filesystem.patience()
    while not take():
        if time.monotonic() > until:
            raise CannotSave(folder, OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)))
        time.sleep(_PAUSE)
