"""Whole files to and from the disk: a write is there wholly and durably, or not at all.

What stands in the files is left to the other modules, the system's calls to `filesystem`. Sources: Pillai et al.,
"All File Systems Are Not Created Equal" (OSDI 2014); the SQLite and git documentation on fsync of the folder.
"""

import contextlib
import errno
import os
import stat
import zlib
from pathlib import Path

from dialogkort.files import filesystem
from dialogkort.files.failures import CannotRead, CannotRemove, CannotSave

__all__ = [
    "LARGEST",
    "CannotRead",
    "CannotRemove",
    "CannotSave",
    "make_folder",
    "read",
    "read_open",
    "remove",
    "settle",
    "sync_folder",
    "write",
    "write_if_changed",
]

LARGEST = 256 * 1024
"""Bytes that are read of a file which people keep. A page of text is some three thousand."""

_OURS = ".dialogkort-"
_TEMPORARY = ".tmp"

LEFTOVER = 3600
"""Seconds after which a temporary file is one that a killed program left behind, by the disk's own clock."""

_NOT_SUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EACCES, errno.EPERM})
"""What file systems that cannot fsync a folder say to it."""

_NO_MODES = frozenset({errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What file systems that know no modes say when they are to set one."""


def write(path: Path, data: bytes, *, exclusive: bool = False, private: bool = False) -> None:
    """Make `path` hold exactly `data`, durably; folders that are missing on the way are made.

    A symbolic link stays a link and its target is written; a file keeps its mode, and a new one is for nobody
    else when it is `private`. With `exclusive`, nothing that exists is touched: raises FileExistsError. Raises
    CannotSave: then the file is as it was, or new but not sure to outlast a power cut.
    """
    try:
        make_folder(path.parent)
        target = path if exclusive else _resolved(path)
        mode = None if exclusive else _mode_of(target)
        temporary = target.parent / f"{_OURS}{os.urandom(8).hex()}{_TEMPORARY}"
        try:
            _write_new(temporary, data, mode, private=private)
            if exclusive:
                _claim(temporary, target)
            else:
                filesystem.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                filesystem.unlink(temporary)
            raise
        sync_folder(target.parent)
    except OSError as error:
        if exclusive and isinstance(error, FileExistsError):
            raise
        raise CannotSave(path, error) from error
    with contextlib.suppress(OSError):
        _sweep(target)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write unless the file holds exactly `data` already; tell whether it was written. Raises CannotSave."""
    try:
        same = read(path, len(data)) == data
    except CannotRead:
        same = False
    if same:
        settle(path)
        return False
    write(path, data)
    return True


def settle(path: Path) -> None:
    """Make sure that what stands at `path` outlasts a power cut: the last step of a save, which may have failed.

    Raises CannotSave.
    """
    try:
        sync_folder(_resolved(path).parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotSave(path, error) from error


def read(path: Path, limit: int = LARGEST) -> bytes:
    """Return the bytes of a regular file (or of one that a link points to), at most `limit` of them.

    Raises CannotRead, also for a larger file, a folder, a pipe or a device; none of them is waited for.
    """
    try:
        descriptor = filesystem.open_to_read(path)
        try:
            return read_open(descriptor, limit)
        finally:
            filesystem.close(descriptor)
    except OSError as error:
        raise CannotRead(path, error) from error
    except ValueError as error:  # a null byte in the name
        raise CannotRead(path, OSError(errno.ENOENT, str(error))) from error


def read_open(descriptor: int, limit: int) -> bytes:
    """Return what is left of an open file; raises OSError when it is no regular one, or longer than `limit`."""
    if not stat.S_ISREG(filesystem.facts(descriptor).st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return filesystem.read_up_to(descriptor, limit)


def remove(path: Path) -> None:
    """Remove a file, durably; one that is not there is removed already. Raises CannotRemove."""
    try:
        with contextlib.suppress(FileNotFoundError):
            filesystem.unlink(path)
        with contextlib.suppress(FileNotFoundError):
            sync_folder(path.parent)
    except OSError as error:
        raise CannotRemove(path, error) from error


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it that are missing, durably. Raises OSError."""
    missing = []
    while not _is_folder(folder):
        missing.append(folder)
        if folder == folder.parent:
            break
        folder = folder.parent
    for one in reversed(missing):
        try:
            filesystem.make_folder(one)
        except FileExistsError:  # another program was faster
            sync_folder(one.parent)
            continue
        try:
            sync_folder(one.parent)
        except OSError:
            with contextlib.suppress(OSError):  # else it would count as made the next time
                filesystem.remove_empty_folder(one)
            raise


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system can. Raises OSError."""
    if os.name == "nt":
        return
    descriptor = filesystem.open_folder(folder)
    try:
        filesystem.sync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise
    finally:
        filesystem.close(descriptor)


def _is_folder(path: Path) -> bool:
    """Tell whether the folder is there. Raises OSError when something else is.

    A link that leads nowhere is a drive that is not connected: nothing is made in its place.
    """
    try:
        mode = filesystem.facts(path).st_mode
    except FileNotFoundError:
        if _is_link(path):
            raise
        return False
    if not stat.S_ISDIR(mode):
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    return True


def _write_new(path: Path, data: bytes, mode: int | None, *, private: bool) -> None:
    first = filesystem.PRIVATE if private else 0o666
    descriptor = filesystem.make_file(path, first if mode is None else mode)
    try:
        if mode is not None:
            _set_mode(descriptor, path, mode)
        filesystem.write_all(descriptor, data)
        filesystem.sync(descriptor)
    finally:
        filesystem.close(descriptor)


def _set_mode(descriptor: int, path: Path, mode: int) -> None:
    try:
        filesystem.set_mode(descriptor, path, mode)
    except OSError as error:
        if error.errno not in _NO_MODES:
            raise


def _claim(temporary: Path, target: Path) -> None:
    """Give the new file its name if nobody has it. Raises FileExistsError."""
    try:
        filesystem.link(temporary, target)
    except OSError as error:
        if filesystem.facts(temporary).st_nlink < 2:  # else it has worked, but the answer was lost on the way (NFS)
            if isinstance(error, FileExistsError):
                raise
            _claim_without_links(temporary, target)
            return
    with contextlib.suppress(OSError):  # it has its name; the other one is swept up some day
        filesystem.unlink(temporary)


def _claim_without_links(temporary: Path, target: Path) -> None:
    """Claim a name where there are no hard links (FAT, some shares).

    A mark beside it holds the name against other programs of ours while it is looked whether it is free. The
    name itself is not taken first: a program that is killed then would leave an empty file there.
    """
    if os.name == "nt":
        filesystem.rename_if_free(temporary, target)
        return
    mark = target.with_name(f"{_OURS}{zlib.crc32(target.name.encode()):08x}{_TEMPORARY}")
    filesystem.close(filesystem.make_file(mark, filesystem.PRIVATE))
    try:
        if filesystem.link_facts(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        filesystem.replace(temporary, target)
    finally:
        with contextlib.suppress(OSError):
            filesystem.unlink(mark)


def _sweep(written: Path) -> None:
    """Remove the temporary files that killed programs left beside the file just `written`. Raises OSError."""
    now = None
    for name in filesystem.names(written.parent):
        if name.startswith(_OURS) and name.endswith(_TEMPORARY):
            now = filesystem.facts(written).st_mtime if now is None else now
            leftover = written.with_name(name)
            with contextlib.suppress(FileNotFoundError):  # another program sweeps too
                if now - filesystem.facts(leftover).st_mtime > LEFTOVER:
                    filesystem.unlink(leftover)


def _resolved(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    if _is_link(target):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def _is_link(path: Path) -> bool:
    facts = filesystem.link_facts(path)
    return facts is not None and stat.S_ISLNK(facts.st_mode)


def _mode_of(target: Path) -> int | None:
    """Return the mode that a new version keeps, or None. Raises OSError for what is no regular file."""
    try:
        mode = filesystem.facts(target).st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(number, os.strerror(number), str(target))
    return stat.S_IMODE(mode)
