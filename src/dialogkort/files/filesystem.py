"""The system calls for durable files, one by one: a call interrupted by a signal is repeated.

Everything that must not be lost goes through these few functions, so that the tests can make each of them fail, write
less than it was given, or forget what was not synced. They take a name in an open folder, not a path: no link that
somebody puts in the way can lead them elsewhere. `links` opens the folders.

On Windows a file that another program has open cannot be opened, replaced or removed: scanners and sync programs open
every new file, so each call is retried for a while before it fails.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import ParamSpec, TypeVar

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows has its own locks
    fcntl = None

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 100
"""How often a call that signals keep interrupting is repeated before that counts as a failure."""

LONG = 4.0
"""Seconds to wait for another program: our own changes take some hundredths, and a scanner is done soon."""

MOMENT = 0.1
"""Seconds to wait where a screen would freeze in the meantime: it tries again by itself, see `CannotSave.busy`."""

PAUSE = 0.02
"""Seconds before retrying a file that another program has open."""

PRIVATE = 0o600
"""The mode of files that nobody else may read."""


WINDOWS = os.name == "nt"
"""Whether a program that has a file open can lock out all others."""

RELATIVE = {os.open, os.stat, os.mkdir, os.rmdir, os.unlink, os.rename, os.link} <= os.supports_dir_fd
"""Whether the system can open a name relative to an open folder, whatever happens to the folder's path."""

_NO_FULL_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.ENOSYS})
"""The errors from disks without full sync, such as network drives."""

_TAKEN = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
"""The errors for a lock that another process has. Wine gives no number for it."""

_LINK_TAGS = frozenset({0xA000000C, 0xA0000003})
"""The reparse points of Windows that are links: symbolic ones, and mount points. Cloud files are not links."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, held open if the system can open names relative to it; else `descriptor` is None."""

    path: Path
    descriptor: int | None = None

    def __truediv__(self, name: str) -> "Entry":
        return Entry(self, name)

    def close(self) -> None:
        """Close the folder."""
        if self.descriptor is not None:
            close(self.descriptor)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a folder. `links` provides these; nothing is opened, created or removed except through one."""

    folder: Folder
    name: str

    @property
    def path(self) -> Path:
        """Its full path."""
        return self.folder.path / self.name

    @property
    def said(self) -> str | Path:
        """What is passed to the system: the name alone, or the path if the system needs one."""
        return self.path if self.at is None else self.name

    @property
    def at(self) -> int | None:
        """The descriptor of the folder that contains the name, for the system."""
        return self.folder.descriptor

    def beside(self, name: str) -> "Entry":
        """Another name in the same folder."""
        return Entry(self.folder, name)


def open_to_read(entry: Entry) -> int:
    """Open what is there unless it is a link, without waiting if it is a pipe. Raises OSError."""
    flags = os.O_RDONLY | _flags("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
    return _patiently((entry,), os.open, entry.said, flags, dir_fd=entry.at)


def open_to_change(entry: Entry) -> int:
    """Open an existing file, unless it is a link, for reading and writing. Raises OSError."""
    flags = os.O_RDWR | _flags("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
    return _patiently((entry,), os.open, entry.said, flags, dir_fd=entry.at)


def make_file(entry: Entry, mode: int) -> int:
    """Create a file that does not exist yet and open it for writing. Raises FileExistsError, or OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flags("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
    return _again(os.open, entry.said, flags, mode, dir_fd=entry.at)


def read_up_to(descriptor: int, limit: int) -> bytes:
    """Return the rest of the file. Raises OSError, also if that is more than `limit` bytes."""
    data = read_beginning(descriptor, limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def read_beginning(descriptor: int, limit: int) -> bytes:
    """Return the rest of the file, at most `limit` bytes. Raises OSError."""
    parts = []
    while limit and (part := _again(os.read, descriptor, min(limit, 1 << 16))):
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`: if the system takes only a part, the rest is written too. Raises OSError."""
    rest = memoryview(data)
    while rest:
        taken = _again(os.write, descriptor, rest)
        if not taken:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[taken:]


def cut(descriptor: int, size: int) -> None:
    """Truncate the file to `size` bytes, and continue writing there. Raises OSError."""
    _again(os.ftruncate, descriptor, size)
    _again(os.lseek, descriptor, size, os.SEEK_SET)


def rewind(descriptor: int) -> None:
    """Go back to the beginning of the file. Raises OSError."""
    _again(os.lseek, descriptor, 0, os.SEEK_SET)


def sync(descriptor: int) -> None:
    """Wait until the file is on the disk. Raises OSError.

    On macOS this takes a separate call: its fsync leaves the data in the memory of the drive.
    """
    full: int | None = getattr(fcntl, "F_FULLFSYNC", None)
    if fcntl is not None and full is not None:
        try:
            _again(fcntl.fcntl, descriptor, full)
        except OSError as error:
            if error.errno not in _NO_FULL_SYNC:
                raise
        else:
            return
    _again(os.fsync, descriptor)


def open_folder(path: Path) -> Folder:
    """Open the folder at `path`, following links. Raises OSError."""
    if not RELATIVE:
        if not stat.S_ISDIR(_again(os.stat, path).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        return Folder(path)
    return Folder(path, _again(os.open, path, os.O_RDONLY | _flags("O_DIRECTORY", "O_CLOEXEC")))


def open_below(entry: Entry) -> Folder:
    """Open the folder that is there, unless it is a link. Raises OSError."""
    if entry.at is None:
        facts = link_facts(entry)
        if facts is None or not stat.S_ISDIR(facts.st_mode) or is_link(facts):
            number = errno.ENOENT if facts is None else errno.ENOTDIR
            raise OSError(number, os.strerror(number), str(entry.path))
        return Folder(entry.path)
    flags = os.O_RDONLY | _flags("O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC")
    return Folder(entry.path, _again(os.open, entry.said, flags, dir_fd=entry.at))


def sync_names(folder: Folder) -> None:
    """Wait until the names in the folder are on the disk, if the system supports that. Raises OSError."""
    if folder.descriptor is not None:
        sync(folder.descriptor)


def close(descriptor: int) -> None:
    """Close a file. Errors are ignored: what matters was synced, or read, before."""
    try:
        os.close(descriptor)
    except OSError:
        return


def replace(source: Entry, target: Entry) -> None:
    """Rename `source` to `target`, replacing what was there. Raises OSError."""
    _patiently((source, target), os.replace, source.said, target.said, src_dir_fd=source.at, dst_dir_fd=target.at)


def rename_if_free(source: Entry, target: Entry) -> None:
    """Rename `source` to `target`; only Windows refuses with FileExistsError if that name is taken."""
    _patiently((source, target), os.rename, source.said, target.said, src_dir_fd=source.at, dst_dir_fd=target.at)


def link(source: Entry, target: Entry) -> None:
    """Give `source` a second name. Raises FileExistsError, or OSError where hard links are not supported."""
    _again(os.link, source.said, target.said, src_dir_fd=source.at, dst_dir_fd=target.at)


def unlink(entry: Entry) -> None:
    """Remove a name. Raises FileNotFoundError, or OSError."""
    _patiently((entry,), os.unlink, entry.said, dir_fd=entry.at)


def make_folder(entry: Entry) -> None:
    """Create one folder. Raises FileExistsError, or OSError."""
    _again(os.mkdir, entry.said, dir_fd=entry.at)


def remove_empty_folder(entry: Entry) -> None:
    """Remove an empty folder. Raises OSError."""
    _again(os.rmdir, entry.said, dir_fd=entry.at)


def facts(descriptor: int) -> os.stat_result:
    """Return what the system knows about an open file. Raises OSError."""
    return _again(os.stat, descriptor)


def link_facts(entry: Entry) -> os.stat_result | None:
    """Return what the system knows about this name, which may be a link; None if there is none. Raises OSError."""
    try:
        return _again(os.lstat, entry.said, dir_fd=entry.at)
    except FileNotFoundError:
        return None


def path_facts(path: Path) -> os.stat_result | None:
    """Return what the system knows about the target of `path`; None if there is nothing. Raises OSError.

    A dangling link raises FileNotFoundError.
    """
    try:
        return _again(os.stat, path)
    except FileNotFoundError:
        if os.path.islink(path):  # noqa: PTH114 - pathlib would return False for any error
            raise
        return None


def is_link(facts: os.stat_result) -> bool:
    """Tell whether these facts describe a link."""
    return stat.S_ISLNK(facts.st_mode) or getattr(facts, "st_reparse_tag", 0) in _LINK_TAGS


def set_mode(descriptor: int, entry: Entry, mode: int) -> None:
    """Set the mode of an open file. Raises OSError."""
    if os.chmod in os.supports_fd:
        _again(os.chmod, descriptor, mode)
    else:
        _again(os.chmod, entry.said, mode, dir_fd=entry.at)


def names(folder: Folder) -> list[str]:
    """Return the names in a folder. Raises OSError."""
    if folder.descriptor is None:
        return _again(os.listdir, folder.path)
    return _again(os.listdir, folder.descriptor)


def files(folder: Folder) -> dict[str, bool]:
    """Return the names in a folder, and for each whether it is an ordinary file. Raises OSError."""
    with _again(os.scandir, folder.path if folder.descriptor is None else folder.descriptor) as entries:
        return {entry.name: _is_file(entry) for entry in entries}


def lock(descriptor: int) -> bool:
    """Lock an open file for this process; False if another process has it. The lock ends with its process.

    A file system without locks knows nothing about other programs: the file counts as locked by us.
    """
    try:
        if fcntl is None:
            from dialogkort.files import windows  # noqa: PLC0415 - only there

            _again(windows.lock, descriptor)
        else:
            _again(fcntl.flock, descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in _TAKEN and bool(error.errno)
    return True


def patience() -> float:
    """Return how many seconds to wait for another program that is using a file or folder."""
    loops = sys.modules.get("asyncio.events")
    holds_up_a_screen = loops is not None and loops._get_running_loop() is not None
    return MOMENT if holds_up_a_screen else LONG


def _is_folder(entry: Entry) -> bool:
    there = link_facts(entry)
    return there is not None and stat.S_ISDIR(there.st_mode)


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _patiently(entries: "tuple[Entry, ...]", call: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Repeat a call that fails because another program has one of `entries` open; only on Windows.

    Raises OSError with EBUSY if the other program does not close it.
    """
    until = 0.0
    holder: Path | None = None
    while True:
        try:
            return _again(call, *args, **named)
        except PermissionError as error:
            if not WINDOWS:
                raise
            from dialogkort.files import windows  # noqa: PLC0415 - only there

            folder = next((entry for entry in entries if _is_folder(entry)), None)
            if folder:  # Windows reports a folder as access denied
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder.path)) from error
            said = {windows.said_of(entry.path): entry.path for entry in entries}
            held = [path for answer, path in said.items() if answer in windows.HELD]
            holder = held[0] if held else holder
            until = until or time.monotonic() + patience()
            if not held and (windows.FREE not in said or windows.DENIED in said):  # else it has just been closed
                raise
            if time.monotonic() > until:
                if holder is None:
                    raise
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(holder)) from error
        time.sleep(PAUSE)


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
