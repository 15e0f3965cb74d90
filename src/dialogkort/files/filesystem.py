"""The system's calls for durable files, one by one: a call that a signal interrupts is made again.

Everything that must not be lost goes through these few, so that the tests can let each of them fail, write
less than it was given, or forget what was not synced.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import ParamSpec, TypeVar

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows has none: there, two programs on one file are not noticed
    fcntl = None

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 100
"""How often a call is made that signals keep interrupting, before that counts as its fault."""

PRIVATE = 0o600
"""The mode of files that are nobody else's business."""


def open_to_read(path: Path) -> int:
    """Open what is there, without waiting for it should it be a pipe. Raises OSError."""
    return _again(os.open, path, os.O_RDONLY | _flags("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"))


def open_to_change(path: Path) -> int:
    """Open a file that is there, to read and to write it. Raises OSError."""
    return _again(os.open, path, os.O_RDWR | _flags("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"))


def make_file(path: Path, mode: int) -> int:
    """Make a file that is not there yet and open it to write. Raises FileExistsError, or OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flags("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
    return _again(os.open, path, flags, mode)


def read_up_to(descriptor: int, limit: int) -> bytes:
    """Return what is left to read. Raises OSError, also when that is more than `limit` bytes."""
    parts = []
    left = limit + 1
    while left and (part := _again(os.read, descriptor, min(left, 1 << 16))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return b"".join(parts)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`: a system that takes less than it is given is given the rest. Raises OSError."""
    rest = memoryview(data)
    while rest:
        taken = _again(os.write, descriptor, rest)
        if not taken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[taken:]


def cut(descriptor: int, size: int) -> None:
    """Let the file end after `size` bytes, and write there next. Raises OSError."""
    _again(os.ftruncate, descriptor, size)
    _again(os.lseek, descriptor, size, os.SEEK_SET)


def rewind(descriptor: int) -> None:
    """Read from the beginning of the file next. Raises OSError."""
    _again(os.lseek, descriptor, 0, os.SEEK_SET)


def sync(descriptor: int) -> None:
    """Wait until the file is on the disk. Raises OSError."""
    _again(os.fsync, descriptor)


def open_folder(folder: Path) -> int:
    """Open a folder, to sync the names in it. Raises OSError."""
    return _again(os.open, folder, os.O_RDONLY | _flags("O_DIRECTORY", "O_CLOEXEC"))


def close(descriptor: int) -> None:
    """Let go of a file. What it says to that is no news: what counts was synced, or read, before."""
    try:
        os.close(descriptor)
    except OSError:
        return


def replace(source: Path, target: Path) -> None:
    """Give `source` the name `target`, whatever had it. Raises OSError."""
    _again(os.replace, source, target)


def rename_if_free(source: Path, target: Path) -> None:
    """Give `source` the name `target`; on Windows alone that is refused, with FileExistsError, when it is taken."""
    _again(os.rename, source, target)


def link(source: Path, target: Path) -> None:
    """Give `source` a second name. Raises FileExistsError, or OSError where there is no such thing."""
    _again(os.link, source, target)


def unlink(path: Path) -> None:
    """Remove a name. Raises FileNotFoundError, or OSError."""
    _again(os.unlink, path)


def make_folder(path: Path) -> None:
    """Make one folder. Raises FileExistsError, or OSError."""
    _again(os.mkdir, path)


def remove_empty_folder(path: Path) -> None:
    """Remove an empty folder. Raises OSError."""
    _again(os.rmdir, path)


def facts(file: Path | int) -> os.stat_result:
    """Return what the system knows of a path or an open file; a link is followed. Raises OSError."""
    return _again(os.stat, file)


def link_facts(path: Path) -> os.stat_result | None:
    """Return what the system knows of what has this name, be it a link itself; None for nothing. Raises OSError."""
    try:
        return _again(os.lstat, path)
    except FileNotFoundError:
        return None


def set_mode(descriptor: int, path: Path, mode: int) -> None:
    """Give an open file its mode. Raises OSError."""
    _again(os.chmod, descriptor if os.chmod in os.supports_fd else path, mode)


def names(folder: Path) -> list[str]:
    """Return the names in a folder. Raises OSError."""
    return _again(os.listdir, folder)


def lock(descriptor: int) -> bool:
    """Hold an open file for this process, or tell with False that another has it. The lock dies with its process.

    A file system that knows no locks says nothing of others: it counts as held.
    """
    if fcntl is None:
        return True
    try:
        _again(fcntl.flock, descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}
    return True


def _again(call: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    for _try in range(TRIES - 1):
        try:
            return call(*args, **named)
        except InterruptedError:
            continue
    return call(*args, **named)


def _flags(*wanted: str) -> int:
    flags = 0
    for name in wanted:
        flags |= getattr(os, name, 0)
    return flags
