"""Links in a folder: a link that leads out of the folder that the user named is not followed.

A team's folder may arrive by git, in an archive or on a shared drive, and may contain a link such as `agreements.md` to
a private file of whoever opens it. So nothing is read, written, created or removed through a link whose target is
outside: neither for a file nor for a folder on the way to it. A link to something inside works. The named folder may
itself be a link, because whoever named it chose that; so may each of the `linked_folders` in the settings.

The path is walked folder by folder from the named one, each held open and none entered through a link: what somebody
changes in the meantime cannot lead elsewhere. Where the system does not support that, each step is checked instead.
"""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from dialogkort.files import filesystem
from dialogkort.files.filesystem import Entry, Folder

MOST = 40
"""How many links are followed on one path, as the system does; more of them form a cycle."""

_NOT_SUPPORTED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EACCES, errno.EPERM})
"""The errors from file systems that cannot fsync a folder."""


class LeadsOut(OSError):
    """The link `link` leads to `target`, outside the `folder` that the user named."""

    def __init__(self, link: Path, target: Path, folder: Path) -> None:
        super().__init__(errno.ELOOP, os.strerror(errno.ELOOP), str(link))
        self.link, self.target, self.folder = link, target, folder


@dataclass(slots=True)
class _Choices:
    named: frozenset[Path] = frozenset()
    files: frozenset[Path] = frozenset()
    linked: tuple[Path, ...] = ()
    own: frozenset[Path] = frozenset()


_choices = _Choices()
"""What the user chose, for the whole program. If no folder was named here, it is the parent folder of the file."""


def expanded(text: str | Path) -> Path:
    """Return the path that a user typed, with `~` as the home folder; unchanged if it names somebody unknown here."""
    path = Path(text)
    with suppress(RuntimeError):
        home = path.expanduser()
        # Windows takes everybody's home to be next to one's own, even that of somebody unknown
        if os.name != "nt" or not re.match("~[^/\\\\]", str(path)) or Path(path.parts[0]).expanduser().is_dir():
            return home
    return path


def name_folder(folder: Path) -> None:
    """Register `folder` as named by the user: everything below it is reached from there."""
    _choices.named |= {folder.absolute()}


def name_file(file: Path) -> None:
    """Register `file` as named by the user: it may be a link to anywhere."""
    _choices.files |= {file.absolute()}


def follow_into(folders: Iterable[Path]) -> None:
    """Allow links into `folders`, and otherwise only into the named folder that contains the link."""
    _choices.linked = tuple(folder.absolute() for folder in folders)


def follow_from(folder: Path) -> None:
    """Allow links in `folder` to lead anywhere: it is the user's own, and nobody else puts files into it."""
    _choices.own |= {folder.absolute()}


@contextmanager
def entry(path: Path, *, follow: bool = True, make: bool = False) -> Iterator[Entry]:
    """Yield the name that `path` leads to, in its folder, which is created first if `make` is set.

    If the name is a link, it is followed, or used as it is if `follow` is false. Raises LeadsOut, or OSError.
    """
    way = _Way(path)
    while True:
        *above, name = way.parts or _nothing_below(path)
        way.parts = tuple(above)
        folder = way.open(make=make)
        try:
            found = folder / name
            facts = filesystem.link_facts(found) if follow else None
            if facts is None or not filesystem.is_link(facts):
                yield found
                return
        finally:
            folder.close()
        way.follow(found)


@contextmanager
def opened(path: Path, *, make: bool = False) -> Iterator[Folder]:
    """Yield the folder at `path`, which is created first if `make` is set. Raises LeadsOut, or OSError."""
    folder = _Way(path).open(make=make)
    try:
        yield folder
    finally:
        folder.close()


def sync(folder: Folder) -> None:
    """Make the names in `folder` durable, if the system supports that. Raises OSError."""
    try:
        filesystem.sync_names(folder)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise


class _Way:
    """The way to a path: the folder to start from, which is entered as it is, and the names from there on."""

    def __init__(self, path: Path) -> None:
        path = path.absolute()
        if path in _choices.files or not _choices.own.isdisjoint((path, *path.parents)):
            path = Path(os.path.realpath(path))
        from_the_top = reversed((path, *path.parents))
        self.top = next((folder for folder in from_the_top if folder in _choices.named), path.parent)
        self.parts = path.parts[len(self.top.parts) :]
        self._allowed = (self.top, *_choices.linked)
        self._followed = 0

    def open(self, *, make: bool) -> Folder:
        """Open the folder at the end; allowed links on the way are followed. Raises OSError."""
        while True:
            folder = self._top(make=make)
            left = list(self.parts)
            link = None
            try:
                while left and link is None:
                    step = folder / left[0]
                    below = _below(step, make=make)
                    if below is None:
                        link = step
                    else:
                        folder.close()
                        folder = below
                    del left[0]
            except BaseException:
                folder.close()
                raise
            if link is None:
                return folder
            folder.close()
            self.follow(link)
            if not os.path.lexists(self.top.joinpath(*self.parts)):  # a drive that is not connected: create nothing
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(link.path))
            self.parts = (*self.parts, *left)

    def follow(self, link: Entry) -> None:
        """Continue from the target of `link`. Raises LeadsOut, or OSError if it leads in a circle."""
        self._followed += 1
        if self._followed > MOST:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(link.path))
        target = Path(os.path.realpath(link.path))
        for folder in self._allowed:
            with suppress(ValueError):
                self.parts = target.relative_to(os.path.realpath(folder)).parts
                self.top = folder
                return
        raise LeadsOut(link.path, target, self._allowed[0])

    def _top(self, *, make: bool) -> Folder:
        if make:
            _make_by_path(self.top)
        return filesystem.open_folder(self.top)


def _below(step: Entry, *, make: bool) -> Folder | None:
    """Open the folder with that name; None if it is a link. Raises OSError."""
    try:
        return filesystem.open_below(step)
    except FileNotFoundError:
        if not make:
            raise
    except OSError:
        facts = filesystem.link_facts(step)
        if facts is None or not filesystem.is_link(facts):
            raise
        return None
    _make(step)
    return filesystem.open_below(step)


def _make_by_path(folder: Path) -> None:
    """Create `folder` and any missing parents, durably. Raises OSError."""
    missing = []
    while not _is_folder(folder):
        missing.append(folder.name)
        if folder == folder.parent:
            break
        folder = folder.parent
    for name in reversed(missing):
        above = filesystem.open_folder(folder)
        try:
            _make(above / name)
        finally:
            above.close()
        folder = folder / name


def _make(step: Entry) -> None:
    """Create one folder, durably. Raises OSError."""
    try:
        filesystem.make_folder(step)
    except FileExistsError:  # another program was faster
        sync(step.folder)
        return
    try:
        sync(step.folder)
    except OSError:
        with suppress(OSError):  # else it would count as created the next time
            filesystem.remove_empty_folder(step)
        raise


def _is_folder(path: Path) -> bool:
    """Tell whether the folder exists. Raises OSError if something else is there.

    A dangling link is a drive that is not connected: nothing is created in its place.
    """
    facts = filesystem.path_facts(path)
    if facts is None:
        return False
    if not stat.S_ISDIR(facts.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    return True


def _nothing_below(path: Path) -> tuple[str, ...]:
    """Raise the system's error for a folder in place of a file."""
    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
