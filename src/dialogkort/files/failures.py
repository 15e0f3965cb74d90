"""Disk errors in everyday words: what happened, where, and what to do."""

import errno
import os
from pathlib import Path

from dialogkort.core.text import clean_line
from dialogkort.files.links import LeadsOut
from dialogkort.language import gettext as _


class CannotSave(Exception):
    """A file cannot be saved: it is either completely old or completely new. `error` is the system's."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, error)
        self.path, self.error = path, error

    @property
    def busy(self) -> bool:
        """Tell whether another program is using the folder or the file right now: then trying again is enough."""
        return self.held or self.error.errno == errno.EAGAIN

    @property
    def held(self) -> bool:
        """Tell whether another program has the file open: choosing another folder would not help."""
        return self.error.errno == errno.EBUSY

    @property
    def why(self) -> str:
        """The reason alone, in the current language. A face adds what else can be done if it offers that."""
        return _why_not_saved(self.path, self.error)

    def __str__(self) -> str:
        what = _("{path} could not be saved: {why}")
        return what.format(path=_shown(self.path), why=self.why)


class CannotRemove(CannotSave):
    """A file cannot be removed durably. `error` is the system's."""

    def __str__(self) -> str:
        what = _("{path} could not be removed: {why}")
        return what.format(path=_shown(self.path), why=self.why)


class CannotMake(CannotSave):
    """A page is not rebuilt because its sources cannot be read: it would claim that there is nothing."""

    def __init__(self, path: Path, source: Path, why: str) -> None:
        super().__init__(path, OSError(errno.EIO, os.strerror(errno.EIO)))
        self.source, self._why = source, why

    def __str__(self) -> str:
        what = _("{path} has not been rebuilt, because {source} cannot be read: {why}")
        return what.format(path=_shown(self.path), source=_shown(self.source), why=self._why)


class TooLarge(CannotSave):
    """A file is not saved because it would exceed the limit for reading: nobody could open it again."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, OSError(errno.EFBIG, os.strerror(errno.EFBIG)))

    def __str__(self) -> str:
        what = _("{path} could not be saved: it would be too large to read back. Shorten its text.")
        return what.format(path=_shown(self.path))


class CannotRead(Exception):
    """A file could not be read, or is not a file that can be read. `error` is the system's."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, error)
        self.path, self.error = path, error

    @property
    def missing(self) -> bool:
        """Tell whether the file does not exist."""
        return self.error.errno in {errno.ENOENT, errno.ENOTDIR}

    def __str__(self) -> str:
        what = _("{path} could not be read: {why}")
        return what.format(path=_shown(self.path), why=self.why)

    @property
    def why(self) -> str:
        """The reason alone, in the current language."""
        if isinstance(self.error, LeadsOut):
            return _why_not_followed(self.path, self.error)
        match self.error.errno:
            case errno.ENOENT | errno.ENOTDIR:
                return _("the file does not exist.")
            case errno.EACCES | errno.EPERM:
                return _("you do not have permission to read it.")
            case errno.EFBIG:
                return _("it is too large to be one of the game's own files.")
            case errno.EISDIR | errno.ENXIO | errno.EINVAL | errno.ELOOP:
                return _("it is not a regular file.")
            case errno.EBUSY:
                return _held_open()
            case _:
                return _system_words(self.error)


def _why_not_followed(path: Path, error: LeadsOut) -> str:
    """Return a message that says that a link leads out, where to, and how to continue."""
    if path.absolute() == error.link:
        what = _("it is a link to {target}, outside the folder {folder}; links are only followed within that folder.")
    else:
        what = _(
            "{link} is a link to {target}, outside the folder {folder}; links are only followed within that folder."
        )
    shown = {"link": error.link, "target": error.target, "folder": error.folder}
    then = _(
        "If you trust it, add the folder that it leads to under linked_folders: in settings.yaml (run"
        " “dialogkort where” to find that file), or open that folder itself with --folder."
    )
    return f"{what.format(**{name: _shown(each) for name, each in shown.items()})} {then}"


def _why_not_saved(path: Path, error: OSError) -> str:
    if isinstance(error, LeadsOut):
        return _why_not_followed(path, error)
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return _("the disk is full. Free up some space.")
        case errno.EROFS:
            return _("the disk is read-only.")
        case errno.EACCES | errno.EPERM:
            return _("you do not have permission to write there.")
        case errno.ENAMETOOLONG:
            return _("the name is too long.")
        case errno.ENOTDIR:
            return _("part of the path is a file, not a folder.")
        case errno.EISDIR:
            return _("a folder with that name is in the way. Move or rename it.")
        case errno.ENOENT | errno.ESTALE | errno.ENODEV | errno.ENXIO:
            return _("the folder no longer exists. Is the drive connected?")
        case errno.EBUSY:
            return _held_open()
        case errno.EAGAIN:
            return _("another program is using the folder right now. Try again in a moment.")
        case errno.ELOOP:
            return _("the link leads back to itself.")
        case errno.EFBIG:
            return _("the file would be larger than the disk allows.")
        case _:
            return _system_words(error)


def _held_open() -> str:
    return _(
        "another program has the file open. Close it there, or wait for the sync program or virus scanner to finish."
    )


def _system_words(error: OSError) -> str:
    return _("the system says “{words}”.").format(words=error.strerror or str(error))


def _shown(path: Path) -> str:
    return clean_line(str(path), 400)
