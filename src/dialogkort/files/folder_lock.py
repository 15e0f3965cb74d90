"""Only one program at a time changes the files of a folder.

The lock is on the open folder itself: it leaves nothing in the folder, and ends with the process that has it. Windows
cannot lock folders: there the lock is a file in the folder that nobody else can open, and the system removes it when it
is released or the process ends. On file systems without locks there is none: there a file is still read again right
before it is written, which leaves a few milliseconds in which another program can interfere.
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
    """Lock `folder`, creating it if it is missing, for the block. Raises CannotSave."""
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
    """Lock a folder on Windows until `stack` closes; False if another program has it.

    If we cannot create a file in the folder, we cannot save one either: that is reported when it is tried.
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
