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

from dialogkort.files import filesystem, links
from dialogkort.files.failures import CannotRead, CannotRemove, CannotSave
from dialogkort.files.filesystem import Entry

__all__ = [
    "LARGEST",
    "CannotRead",
    "CannotRemove",
    "CannotSave",
    "copy_beside",
    "facts",
    "is_folder",
    "is_there",
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
"""Bytes that are read of a file which people keep. A page of text is some three thousand."""

_OURS = ".dialogkort-"
_TEMPORARY = ".tmp"

LEFTOVER = 3600
"""Seconds after which a temporary file is one that a killed program left behind, by the disk's own clock."""

_NO_MODES = frozenset({errno.EPERM, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What file systems that know no modes say when they are to set one."""


def write(
    path: Path, data: bytes, *, exclusive: bool = False, private: bool = False, like: os.stat_result | None = None
) -> None:
    """Make `path` hold exactly `data`, durably; folders that are missing on the way are made.

    A symbolic link that stays inside (see `links`) stays a link and its target is written; a file keeps its mode.
    A new one is for nobody else when it is `private`, and for nobody who may not see the file with the facts
    `like`. With `exclusive`, nothing that exists is touched: raises FileExistsError. Raises CannotSave: then the
    file is as it was, or new but not sure to outlast a power cut.
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
        with links.entry(path) as there:
            links.sync(there.folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotSave(path, error) from error


def read(path: Path, limit: int = LARGEST) -> bytes:
    """Return the bytes of a regular file (or of one that a link points to), at most `limit` of them.

    Raises CannotRead, also for a larger file, a folder, a pipe or a device; none of them is waited for.
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
    """Return what is left of an open file; raises OSError when it is no regular one, or longer than `limit`."""
    if not stat.S_ISREG(filesystem.facts(descriptor).st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return filesystem.read_up_to(descriptor, limit)


def remove(path: Path) -> None:
    """Remove a file, durably; one that is not there is removed already. Raises CannotRemove."""
    try:
        with contextlib.suppress(FileNotFoundError), links.entry(path, follow=False) as there:
            with contextlib.suppress(FileNotFoundError):
                filesystem.unlink(there)
            links.sync(there.folder)
    except OSError as error:
        raise CannotRemove(path, error) from error


def copy_beside(path: Path, data: bytes) -> None:
    """Keep `data`, read from the file `path`, in a file of its own: `team.old.yaml` beside `team.yaml`.

    It lies beside the file itself, not beside a link to it, and nobody may read it who may not read that.
    Raises CannotSave.
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
    """Give a file another name, durably; folders that are missing on the way are made. Raises OSError.

    Raises FileExistsError when that name is taken.
    """
    with links.entry(path, follow=False) as old, links.entry(target, follow=False, make=True) as new:
        if filesystem.link_facts(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        filesystem.rename_if_free(old, new)
        links.sync(new.folder)
        links.sync(old.folder)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it that are missing, durably. Raises OSError."""
    with links.opened(folder, make=True):
        return


def facts(path: Path, *, follow: bool = True) -> os.stat_result | None:
    """Return what the system knows of what `path` leads to, or None for nothing. Raises OSError.

    What has this very name, be it a link, is meant where `follow` says no.
    """
    try:
        with links.entry(path, follow=follow) as there:
            return filesystem.link_facts(there)
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_there(path: Path) -> bool:
    """Tell whether anything is at `path`. Raises OSError when that cannot be told, and where a link leads out."""
    return facts(path) is not None


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder at `path`. Raises OSError as `is_there` does."""
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
    """Make a file with `mode`, or with `new` less what the user's mask takes away."""
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
    """Give the new file its name if nobody has it. Raises FileExistsError."""
    try:
        filesystem.link(temporary, target)
    except OSError as error:
        made = filesystem.link_facts(temporary)
        if made is None or made.st_nlink < 2:  # else it has worked, but the answer was lost on the way (NFS)
            if isinstance(error, FileExistsError):
                raise
            _claim_without_links(temporary, target)
            return
    with contextlib.suppress(OSError):  # it has its name; the other one is swept up some day
        filesystem.unlink(temporary)


def _claim_without_links(temporary: Entry, target: Entry) -> None:
    """Claim a name where there are no hard links (FAT, some shares).

    A mark beside it holds the name against other programs of ours while it is looked whether it is free. The
    name itself is not taken first: a program that is killed then would leave an empty file there.
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
    """Remove the temporary files that killed programs left beside the file just `written`. Raises OSError."""
    now = None
    for name in filesystem.names(written.folder):
        if name.startswith(_OURS) and name.endswith(_TEMPORARY):
            now = now or filesystem.link_facts(written)
            leftover = written.beside(name)
            left = filesystem.link_facts(leftover)
            if now and left and now.st_mtime - left.st_mtime > LEFTOVER:
                with contextlib.suppress(FileNotFoundError):  # another program sweeps too
                    filesystem.unlink(leftover)


def _mode_of(target: Entry) -> int | None:
    """Return the mode that a new version keeps, or None. Raises OSError for what is no regular file."""
    there = filesystem.link_facts(target)
    if there is None:
        return None
    if not stat.S_ISREG(there.st_mode):
        number = errno.EISDIR if stat.S_ISDIR(there.st_mode) else errno.EINVAL
        raise OSError(number, os.strerror(number), str(target.path))
    return stat.S_IMODE(there.st_mode)
