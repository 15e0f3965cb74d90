"""Reading and writing whole files: a write is either complete and durable, or it did not happen.

What the files contain is left to the other modules, and system calls to `filesystem`. Sources: Pillai et al., "All File
Systems Are Not Created Equal" (OSDI 2014); the SQLite and git documentation on fsync of the folder.
"""

import contextlib
import errno
import os
import stat
import zlib
from pathlib import Path

from dialogkort.files import filesystem, links
from dialogkort.files.failures import CannotRead, CannotRemove, CannotSave
from dialogkort.files.filesystem import Entry

__all__ = [
    "LARGEST",
    "CannotRead",
    "CannotRemove",
    "CannotSave",
    "copy_beside",
    "exists",
    "facts",
    "is_folder",
    "make_folder",
    "move",
    "names",
    "read",
    "read_open",
    "remove",
    "settle",
    "write",
    "write_if_changed",
]

LARGEST = 256 * 1024
"""The most bytes that are read from a file that people keep. A page of text has about three thousand."""

_OURS = ".dialogkort-"
_TEMPORARY = ".tmp"

LEFTOVER = 3600
"""The age in seconds, by the disk's own clock, at which a temporary file counts as left behind by a killed program."""

_NO_MODES = frozenset({errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""The errors from file systems without modes when asked to set one."""


def write(
    path: Path, data: bytes, *, exclusive: bool = False, private: bool = False, like: os.stat_result | None = None
) -> None:
    """Make `path` contain exactly `data`, durably; missing parent folders are created.

    A symbolic link that stays inside (see `links`) stays a link and its target is written; a file keeps its mode. A new
    file that is `private` can be read by nobody else; given the facts `like`, only by those who can read that file.
    With `exclusive`, nothing that exists is touched: raises FileExistsError. Raises CannotSave: then the file is
    unchanged, or new but not certain to survive a power cut.
    """
    new = filesystem.PRIVATE if private else 0o666
    new &= 0o777 if like is None else stat.S_IMODE(like.st_mode)
    try:
        with links.entry(path, follow=not exclusive, make=True) as target:
            mode = None if exclusive else _mode_of(target)
            temporary = target.beside(f"{_OURS}{os.urandom(8).hex()}{_TEMPORARY}")
            try:
                _write_new(temporary, data, mode, new)
                if exclusive:
                    _claim(temporary, target)
                else:
                    filesystem.replace(temporary, target)
            except BaseException:
                with contextlib.suppress(OSError):
                    filesystem.unlink(temporary)
                raise
            links.sync(target.folder)
            with contextlib.suppress(OSError):
                _sweep(target)
    except OSError as error:
        if exclusive and isinstance(error, FileExistsError):
            raise
        raise CannotSave(path, error) from error


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write unless the file already contains exactly `data`; tell whether it was written. Raises CannotSave."""
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
    """Make sure that what is at `path` survives a power cut: the last step of a save, which may have failed.

    Raises CannotSave.
    """
    try:
        with links.entry(path) as there:
            links.sync(there.folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotSave(path, error) from error


def read(path: Path, limit: int = LARGEST) -> bytes:
    """Return the bytes of a regular file (or of one that a link points to), at most `limit` of them.

    Raises CannotRead, also for a larger file, a folder, a pipe or a device; it never waits for any of them.
    """
    try:
        with links.entry(path) as there:
            descriptor = filesystem.open_to_read(there)
            try:
                return read_open(descriptor, limit)
            finally:
                filesystem.close(descriptor)
    except OSError as error:
        raise CannotRead(path, error) from error
    except ValueError as error:  # a null byte in the name
        raise CannotRead(path, OSError(errno.ENOENT, str(error))) from error


def read_open(descriptor: int, limit: int) -> bytes:
    """Return the rest of an open file; raises OSError if it is not a regular file, or longer than `limit`."""
    if not stat.S_ISREG(filesystem.facts(descriptor).st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return filesystem.read_up_to(descriptor, limit)


def remove(path: Path) -> None:
    """Remove a file, durably; one that does not exist counts as removed. Raises CannotRemove."""
    try:
        with contextlib.suppress(FileNotFoundError), links.entry(path, follow=False) as there:
            with contextlib.suppress(FileNotFoundError):
                filesystem.unlink(there)
            links.sync(there.folder)
    except OSError as error:
        raise CannotRemove(path, error) from error


def copy_beside(path: Path, data: bytes) -> None:
    """Keep `data`, read from the file `path`, in a separate file: `team.old.yaml` beside `team.yaml`.

    The copy is placed beside the file itself, not beside a link to it, and can be read only by those who can read the
    original. Raises CannotSave.
    """
    try:
        with links.entry(path) as there:
            original, like = there.path, filesystem.link_facts(there)
    except OSError as error:
        raise CannotSave(path, error) from error
    number = 1
    while True:
        name = f"{original.stem}.old{'' if number == 1 else f'-{number}'}{original.suffix}"
        try:
            write(original.with_name(name), data, exclusive=True, like=like)
        except FileExistsError:
            number += 1
        else:
            return


def move(path: Path, target: Path) -> None:
    """Rename a file, durably; missing parent folders are created. Raises OSError.

    Raises FileExistsError if that name is taken.
    """
    with links.entry(path, follow=False) as old, links.entry(target, follow=False, make=True) as new:
        if filesystem.link_facts(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        filesystem.rename_if_free(old, new)
        links.sync(new.folder)
        links.sync(old.folder)


def make_folder(folder: Path) -> None:
    """Create `folder` and any missing parents, durably. Raises OSError."""
    with links.opened(folder, make=True):
        return


def facts(path: Path, *, follow: bool = True) -> os.stat_result | None:
    """Return what the system knows about the target of `path`, or None if there is nothing. Raises OSError.

    If `follow` is false, a link is not followed: the facts are those of the link itself.
    """
    try:
        with links.entry(path, follow=follow) as there:
            return filesystem.link_facts(there)
    except (FileNotFoundError, NotADirectoryError):
        return None


def exists(path: Path) -> bool:
    """Tell whether anything exists at `path`. Raises OSError if that cannot be determined, or a link leads out."""
    return facts(path) is not None


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder at `path`. Raises OSError like `exists`."""
    try:
        with links.opened(path):
            return True
    except (FileNotFoundError, NotADirectoryError):
        return False


def names(folder: Path) -> list[str]:
    """Return the names in a folder. Raises OSError."""
    with links.opened(folder) as there:
        return filesystem.names(there)


def _write_new(entry: Entry, data: bytes, mode: int | None, new: int) -> None:
    """Create a file with `mode`, or with `new` minus the bits that the user's umask removes."""
    descriptor = filesystem.make_file(entry, new if mode is None else mode)
    try:
        if mode is not None:
            _set_mode(descriptor, entry, mode)
        filesystem.write_all(descriptor, data)
        filesystem.sync(descriptor)
    finally:
        filesystem.close(descriptor)


def _set_mode(descriptor: int, entry: Entry, mode: int) -> None:
    try:
        filesystem.set_mode(descriptor, entry, mode)
    except OSError as error:
        if error.errno not in _NO_MODES:
            raise


def _claim(temporary: Entry, target: Entry) -> None:
    """Give the new file its name if the name is free. Raises FileExistsError."""
    try:
        filesystem.link(temporary, target)
    except OSError as error:
        made = filesystem.link_facts(temporary)
        if made is None or made.st_nlink < 2:  # else it worked, but the reply was lost on the way (NFS)
            if isinstance(error, FileExistsError):
                raise
            _claim_without_links(temporary, target)
            return
    with contextlib.suppress(OSError):  # the file has its name; the temporary one is removed by a later sweep
        filesystem.unlink(temporary)


def _claim_without_links(temporary: Entry, target: Entry) -> None:
    """Claim a name where there are no hard links (FAT, some shares).

    A marker file beside it reserves the name against our other programs while we check that it is free. The name itself
    is not taken first: a program killed at that moment would leave an empty file.
    """
    if os.name == "nt":
        filesystem.rename_if_free(temporary, target)
        return
    mark = target.beside(f"{_OURS}{zlib.crc32(target.name.encode()):08x}{_TEMPORARY}")
    filesystem.close(filesystem.make_file(mark, filesystem.PRIVATE))
    try:
        if filesystem.link_facts(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target.path))
        filesystem.replace(temporary, target)
    finally:
        with contextlib.suppress(OSError):
            filesystem.unlink(mark)


def _sweep(written: Entry) -> None:
    """Remove temporary files that killed programs left beside the file just `written`. Raises OSError."""
    now = None
    for name in filesystem.names(written.folder):
        if name.startswith(_OURS) and name.endswith(_TEMPORARY):
            now = now or filesystem.link_facts(written)
            leftover = written.beside(name)
            left = filesystem.link_facts(leftover)
            if now and left and now.st_mtime - left.st_mtime > LEFTOVER:
                with contextlib.suppress(FileNotFoundError):  # another program is also removing leftovers
                    filesystem.unlink(leftover)


def _mode_of(target: Entry) -> int | None:
    """Return the mode that a new version keeps, or None. Raises OSError if it is not a regular file."""
    there = filesystem.link_facts(target)
    if there is None:
        return None
    if not stat.S_ISREG(there.st_mode):
        number = errno.EISDIR if stat.S_ISDIR(there.st_mode) else errno.EINVAL
        raise OSError(number, os.strerror(number), str(target.path))
    return stat.S_IMODE(there.st_mode)
