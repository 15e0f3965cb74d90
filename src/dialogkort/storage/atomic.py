"""Whole files to and from the disk: a write is there wholly and durably, or not at all.

What stands in the files is left to the other modules. Sources: Pillai et al., "All File Systems Are Not
Created Equal" (OSDI 2014); the SQLite and git documentation on fsync of the folder.
"""

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _

LARGEST = 256 * 1024
"""Bytes that are read of a file which people keep. A page of text is some three thousand."""

_NOT_SUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EACCES, errno.EPERM})
"""What file systems that cannot fsync a folder say to it."""


class CannotSave(Exception):
    """A file could not be saved; what stood there before is untouched. `error` is the system's."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, error)
        self.path, self.error = path, error

    def __str__(self) -> str:
        what = _("{path} could not be saved: {why}")
        return what.format(path=_shown(self.path), why=_why_not_saved(self.error))


class CannotRemove(CannotSave):
    """A file could not be removed; it is still there."""

    def __str__(self) -> str:
        what = _("{path} could not be removed: {why}")
        return what.format(path=_shown(self.path), why=_why_not_saved(self.error))


class CannotRead(Exception):
    """A file could not be read, or is no file to read. `error` is the system's."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, error)
        self.path, self.error = path, error

    @property
    def missing(self) -> bool:
        """Tell whether there is no such file."""
        return self.error.errno in {errno.ENOENT, errno.ENOTDIR}

    def __str__(self) -> str:
        what = _("{path} could not be read: {why}")
        return what.format(path=_shown(self.path), why=self.why)

    @property
    def why(self) -> str:
        """The reason alone, in the language in use."""
        match self.error.errno:
            case errno.ENOENT | errno.ENOTDIR:
                return _("there is no such file.")
            case errno.EACCES | errno.EPERM:
                return _("you do not have permission to read it.")
            case errno.EFBIG:
                return _("it is too large to be one of the game's own files.")
            case errno.EISDIR | errno.ENXIO | errno.EINVAL:
                return _("it is not an ordinary file.")
            case _:
                return _system_words(self.error)


def write(path: Path, data: bytes, *, exclusive: bool = False) -> None:
    """Make `path` hold exactly `data`, durably; folders that are missing on the way are made.

    A symbolic link stays a link and its target is written; a file keeps its mode. With `exclusive`, nothing
    that exists is touched: raises FileExistsError. Raises CannotSave; then the old file is as it was.
    """
    try:
        make_folder(path.parent)
        target = path if exclusive else _resolved(path)
        mode = None if exclusive else _mode_of(target)
        temporary = target.parent / f".dialogkort-{secrets.token_hex(8)}.tmp"
        try:
            _write_new(temporary, data, mode)
            if exclusive:
                _claim(temporary, target)
            else:
                os.replace(temporary, target)  # noqa: PTH105 - the system calls stand here by their names
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise
        sync_folder(target.parent)
    except OSError as error:
        if exclusive and isinstance(error, FileExistsError):
            raise
        raise CannotSave(path, error) from error


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write unless the file holds exactly `data` already; tell whether it was written. Raises CannotSave."""
    try:
        if read(path, len(data)) == data:
            return False
    except CannotRead:
        pass
    write(path, data)
    return True


def read(path: Path, limit: int = LARGEST) -> bytes:
    """Return the bytes of a regular file (or of one that a link points to), at most `limit` of them.

    Raises CannotRead, also for a larger file, a folder, a pipe or a device; none of them is waited for.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _flags("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"))
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
            data = _read_all(descriptor, limit)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise CannotRead(path, error) from error
    except ValueError as error:  # a null byte in the name
        raise CannotRead(path, OSError(errno.ENOENT, str(error))) from error
    return data


def remove(path: Path) -> None:
    """Remove a file, durably; one that is not there is removed already. Raises CannotRemove."""
    try:
        os.unlink(path)  # noqa: PTH108
        sync_folder(path.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotRemove(path, error) from error


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it that are missing, durably. Raises OSError."""
    missing = []
    while not folder.is_dir():
        if folder.exists() or folder.is_symlink():
            # a link that leads nowhere is a drive that is not connected: nothing is made in its place
            number = errno.ENOTDIR if folder.exists() else errno.ENOENT
            raise OSError(number, os.strerror(number), str(folder))
        missing.append(folder)
        if folder == folder.parent:
            break
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system can. Raises OSError."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | _flags("O_DIRECTORY", "O_CLOEXEC"))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise
    finally:
        os.close(descriptor)


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flags("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
    descriptor = os.open(path, flags, 0o666)
    try:
        if mode is not None:
            os.chmod(descriptor if os.chmod in os.supports_fd else path, mode)  # noqa: PTH101
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _claim(temporary: Path, target: Path) -> None:
    """Give the new file its name if nobody has it. Raises FileExistsError."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # no hard links here (FAT, some shares): take the name first, then put the file in its place
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        try:
            os.replace(temporary, target)  # noqa: PTH105
        except OSError:
            os.unlink(target)  # noqa: PTH108 - it is empty, and ours
            raise
    else:
        os.unlink(temporary)  # noqa: PTH108


def _resolved(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def _mode_of(target: Path) -> int | None:
    """Return the mode that a new version keeps, or None. Raises OSError for what is no regular file."""
    try:
        mode = os.stat(target).st_mode  # noqa: PTH116
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(number, os.strerror(number), str(target))
    return stat.S_IMODE(mode)


def _read_all(descriptor: int, limit: int) -> bytes:
    """Return what is left to read. Raises OSError when that is more than `limit` bytes."""
    parts = []
    left = limit + 1
    while left and (part := os.read(descriptor, min(left, 1 << 16))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return b"".join(parts)


def _flags(*names: str) -> int:
    flags = 0
    for name in names:
        flags |= getattr(os, name, 0)
    return flags


def _why_not_saved(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return _("the disk is full. Make room, or choose another folder.")
        case errno.EROFS:
            return _("the disk can only be read. Choose another folder.")
        case errno.EACCES | errno.EPERM:
            return _("you do not have permission to write there. Choose another folder.")
        case errno.ENAMETOOLONG:
            return _("the name is too long. Choose a folder with a shorter path.")
        case errno.ENOTDIR:
            return _("a part of the path is a file, not a folder. Choose another folder.")
        case errno.EISDIR:
            return _("a folder with that name is in the way. Move or rename it.")
        case errno.ENOENT | errno.ESTALE | errno.ENODEV | errno.ENXIO:
            return _("the folder is not there any more. Is the drive connected? Or choose another folder.")
        case errno.ELOOP:
            return _("the link leads round in a circle. Choose another folder.")
        case errno.EFBIG:
            return _("the file would be larger than the disk allows. Choose another folder.")
        case _:
            return _system_words(error)


def _system_words(error: OSError) -> str:
    return _("the system says “{words}”. Try again, or choose another folder.").format(
        words=error.strerror or str(error)
    )


def _shown(path: Path) -> str:
    return clean_line(str(path), 400)
