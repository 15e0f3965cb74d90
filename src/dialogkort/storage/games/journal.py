"""The journal of an unfinished game: each step on a line of its own, on disk before its effect is drawn.

A line is a JSON object with a checksum (`sum`, CRC-32 of the rest), its number (`n`), the seconds of the game's clock
(`at`) and either the `events` of one command, or `undo`, or neither: a time mark. The first line also has the `format`
of the journal, and the `folder` of the teams' files; a time mark names another one if it was changed. A step is on one
line so that it is either complete or absent. Only a torn last line is forgiven,
because it was never confirmed; any other damage is reported, the game continues from the step before it, and the
damaged file is kept unchanged beside the journal.
"""

import contextlib
import errno
import io
import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dialogkort.core.game.events import Event, GameStarted
from dialogkort.core.text import clean_line
from dialogkort.files import atomic, filesystem, links
from dialogkort.files.atomic import CannotRead, CannotSave
from dialogkort.language import gettext as _
from dialogkort.storage.games.codec import Json, decode_event, encode_event
from dialogkort.storage.games.waiting import SUFFIX

FORMAT = 1
LARGEST = 64 * 1024 * 1024
"""Bytes; the journal of a whole working day is a hundredth of this."""

Step = tuple[Event, ...]

SEATS = ".seats"
"""The ending of the file that personal screens keep beside a journal, for as long as the journal exists."""


class JournalBusy(Exception):
    """The game is open in another program."""

    def __str__(self) -> str:
        return _("This game is open in another window. Continue there, or close it first.")


class JournalUnreadable(Exception):
    """Not even the start of the game can be read, or another version of the program wrote it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return _("The unfinished game in {path} cannot be read ({why}). The file has not been changed.").format(
            path=clean_line(str(self.path), 400), why=self.why.removesuffix(".")
        )

    @classmethod
    def of_another_version(cls, path: Path) -> "JournalUnreadable":
        """Return the error for sound lines whose content this version does not know."""
        return cls(path, _("it was started by another version of dialogkort; continue it there"))


@dataclass(frozen=True, slots=True)
class Record:
    """The content of a journal: the `steps` that stand, the game's clock, and where the sound bytes end.

    `damage` is the number of the first line that cannot be read, other than a torn last one, or 0. `undone` are the
    latest steps that were taken back, if no steps followed. `folder` is where the teams' files of this game are, or
    None if the journal does not say.
    """

    steps: tuple[Step, ...]
    clock: float
    lines: int
    sound: int
    damage: int = 0
    undone: tuple[Step, ...] = ()
    folder: Path | None = None


class Journal:
    """An open journal. Whatever could not be written yet is retried with the next step."""

    def __init__(self, path: Path, descriptor: int, record: Record) -> None:
        self.path = path
        self.record = record
        self._descriptor = descriptor
        self._lines = record.lines
        self._sound = record.sound
        self._pending = b""
        self.replaced = False
        """Whether somebody replaced this file with another one, so that all steps were saved again."""

    @classmethod
    def begin(cls, folder: Path, name: str, first: Step, teams: Path | None = None) -> "Journal":
        """Create the journal of a new game with its first step, completely or not at all; raises CannotSave.

        `teams` is the folder of the teams' files.
        """
        path = folder / f"{name}{SUFFIX}"
        line = _line(_numbered(1, 0.0, _in_folder(teams) | _of_step(first)))
        try:
            atomic.write(path, line, exclusive=True, private=True)
        except FileExistsError as error:
            raise CannotSave(path, error) from error
        except CannotSave:
            _forget(path)
            raise
        try:
            descriptor = _open(path)
        except OSError as error:
            _forget(path)
            raise CannotSave(path, error) from error
        if not filesystem.lock(descriptor):  # another program resumed it first
            filesystem.close(descriptor)
            raise CannotSave(path, OSError(errno.EBUSY, os.strerror(errno.EBUSY)))
        return cls(path, descriptor, Record((first,), 0.0, 1, len(line), folder=teams))

    @classmethod
    def reopen(cls, path: Path) -> "Journal":
        """Open the journal of an unfinished game to continue it; unsound lines are removed with the next step.

        Raises JournalBusy, JournalUnreadable, or CannotSave if it cannot be written.
        """
        try:
            descriptor = _open(path)
        except FileNotFoundError as error:
            raise JournalUnreadable(path, CannotRead(path, error).why) from error
        except OSError as error:
            raise CannotSave(path, error) from error
        try:
            _hold(descriptor)
            content = _content(path, descriptor)
            record = _recorded(path, content)
            if record.damage:
                _keep_damaged(path, content)
        except BaseException:
            filesystem.close(descriptor)
            raise
        return cls(path, descriptor, record)

    def step(self, step: Step, at: float) -> None:
        """Append a step; raises CannotSave if it is not durable yet."""
        self._append(_of_step(step), at)

    def undo(self, at: float) -> None:
        """Append that the last remaining step is taken back; raises CannotSave."""
        self._append({"undo": True}, at)

    def mark(self, at: float) -> None:
        """Append the time on the game's clock; raises CannotSave."""
        self._append({}, at)

    def move(self, teams: Path, at: float) -> None:
        """Append that the teams' files are in the folder `teams` from now on; raises CannotSave."""
        self._append(_in_folder(teams), at)

    def close(self) -> None:
        """Close the file; the game can be resumed from it."""
        filesystem.close(self._descriptor)

    def discard(self) -> None:
        """Remove the journal: its game is over and on file."""
        self.close()
        _forget(self.path)
        _forget(self.path.with_suffix(SEATS))

    def _append(self, content: dict[str, Json], at: float) -> None:
        self._lines += 1
        self._pending += _line(_numbered(self._lines, at, content))
        try:
            filesystem.cut(self._descriptor, self._sound)
            filesystem.write_all(self._descriptor, self._pending)
            filesystem.sync(self._descriptor)
            self._keep_place()
        except OSError as error:
            raise CannotSave(self.path, error) from error
        self._sound += len(self._pending)
        self._pending = b""

    def _keep_place(self) -> None:
        """Check that the name still leads to the open file; else give that file its name back.

        Raises OSError. A sync program or a restore may have put another file there, and a second program may have
        opened it.
        """
        there, ours = atomic.facts(self.path), filesystem.facts(self._descriptor)
        if there and (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino):
            return
        filesystem.rewind(self._descriptor)
        content = atomic.read_open(self._descriptor, LARGEST)
        try:
            if there:
                if atomic.read(self.path, LARGEST) == content:  # a disk that changes the file number on every look
                    return
                self._put_other_aside()
                self.replaced = True
            atomic.write(self.path, content, exclusive=True, private=True)
        except (CannotRead, CannotSave) as error:
            raise error.error from error
        descriptor = _open(self.path)
        filesystem.lock(descriptor)
        filesystem.close(self._descriptor)
        self._descriptor = descriptor

    def _put_other_aside(self) -> None:
        """Make room for our file: rename the other one, or rename ours if another program is using that one.

        Raises OSError.
        """
        descriptor = _open(self.path)
        try:
            free = filesystem.lock(descriptor)
        finally:
            filesystem.close(descriptor)
        number = 1
        while True:
            more = "" if number == 1 else f"-{number}"
            aside = self.path.with_name(f"{self.path.name}.replaced{more}")
            ours = self.path.with_stem(f"{self.path.stem}-{number + 1}")
            number += 1
            if not free and atomic.facts(ours, follow=False) is None:
                self.path = ours
                return
            if free:
                with contextlib.suppress(FileExistsError):
                    atomic.move(self.path, aside)
                    return


def whole(steps: Sequence[Step], clock: float, teams: Path | None = None) -> bytes:
    """Return the bytes of a journal with these steps and nothing taken back."""
    contents = [_of_step(step) for step in steps]
    contents[:1] = [_in_folder(teams) | first for first in contents[:1]]
    return b"".join(_line(_numbered(number, clock, content)) for number, content in enumerate(contents, 1))


def team_of(path: Path) -> str:
    """Return the name of the team whose unfinished game is in `path`; empty if it has none or cannot be read."""
    try:
        first, _newline, _rest = atomic.read(path, LARGEST).partition(b"\n")
        started = decode_event(_parsed(first + b"\n", 1)["events"][0])
    except (CannotRead, ValueError, KeyError, TypeError, LookupError, RecursionError):
        return ""
    return started.setup.team if isinstance(started, GameStarted) else ""


def read(path: Path) -> Record:
    """Read a journal; raises JournalUnreadable if it does not begin with the start of a game."""
    try:
        content = atomic.read(path, LARGEST)
    except CannotRead as error:
        raise JournalUnreadable(path, error.why) from error
    return _recorded(path, content)


def _open(path: Path) -> int:
    """Open a journal for reading and writing. Raises OSError."""
    with links.entry(path) as entry:
        return filesystem.open_to_change(entry)


def _hold(descriptor: int) -> None:
    """Lock an open journal for this process; raises JournalBusy if another has it."""
    if not filesystem.lock(descriptor):
        raise JournalBusy


def _content(path: Path, descriptor: int) -> bytes:
    try:
        return atomic.read_open(descriptor, LARGEST)
    except OSError as error:
        raise JournalUnreadable(path, CannotRead(path, error).why) from error


def _recorded(path: Path, content: bytes) -> Record:
    """Return the record in `content`; raises JournalUnreadable."""
    steps: list[Step] = []
    undone: list[Step] = []
    clock, lines, sound, damage = 0.0, 0, 0, 0
    folder: Path | None = None
    for line in io.BytesIO(content):
        try:
            body = _parsed(line, lines + 1)
        except (ValueError, RecursionError):
            damage = 0 if _is_torn(line, lines + 1) else lines + 1
            break
        step, at = _understood(path, body)
        clock = max(clock, at)
        folder = _folder_in(body) or folder
        if body.get("undo"):
            undone += steps[-1:]
            del steps[-1:]
        elif step:
            steps.append(step)
            undone = []
        lines, sound = lines + 1, sound + len(line)
    if not steps or not isinstance(steps[0][0], GameStarted):
        raise JournalUnreadable(path, _("the start of the game is missing"))
    return Record(tuple(steps), clock, lines, sound, damage, tuple(reversed(undone)), folder)


def _is_torn(line: bytes, number: int) -> bool:
    """Tell whether a line is only the beginning of one, as an interrupted write leaves it.

    A complete line that lacks only its line ending does not count: it was confirmed, and damaged later.
    """
    if line.endswith(b"\n"):
        return False
    try:
        _parsed(line[:-1] + b"\n", number)
    except (ValueError, RecursionError):
        return True
    return False


def _understood(path: Path, body: dict[str, Any]) -> tuple[Step, float]:
    """Return the events and the time of a sound line; raises JournalUnreadable if another version wrote them."""
    if body.get("format", FORMAT) != FORMAT:
        raise JournalUnreadable.of_another_version(path)
    try:
        return tuple(decode_event(event) for event in body.get("events", ())), float(body["at"])
    except (ValueError, KeyError, TypeError) as error:
        raise JournalUnreadable.of_another_version(path) from error


def _keep_damaged(path: Path, content: bytes) -> None:
    """Keep a damaged journal in a file beside it, once. Raises CannotSave."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.damaged{'' if number == 1 else f'-{number}'}")
        try:
            atomic.write(kept, content, exclusive=True, private=True)
        except FileExistsError:
            with contextlib.suppress(CannotRead):
                if atomic.read(kept, LARGEST) == content:
                    return
            number += 1
        else:
            return


def _forget(path: Path) -> None:
    """Remove an obsolete journal, as far as the disk allows: the next game does not wait for it."""
    with contextlib.suppress(OSError), links.entry(path, follow=False) as entry:
        filesystem.unlink(entry)


def _of_step(step: Step) -> dict[str, Json]:
    return {"events": [encode_event(event) for event in step]}


def _in_folder(teams: Path | None) -> dict[str, Json]:
    return {"folder": str(teams)} if teams else {}


def _folder_in(body: dict[str, Any]) -> Path | None:
    """Return the folder that a line names, if it does."""
    named = body.get("folder")
    return Path(named) if isinstance(named, str) and named and "\0" not in named else None


def _numbered(number: int, at: float, content: dict[str, Json]) -> dict[str, Json]:
    header: dict[str, Json] = {"format": FORMAT} if number == 1 else {}
    return {"n": number, "at": round(at, 3), **header, **content}


def _line(body: dict[str, Json]) -> bytes:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))[1:].encode(errors="surrogatepass")
    return b'{"sum":"%08x",%s\n' % (zlib.crc32(text), text)  # a folder's name can be any bytes


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    """Return the content of a line; raises ValueError, or RecursionError, if it is damaged."""
    if not line.endswith(b"}\n") or line[:8] != b'{"sum":"' or line[16:18] != b'",':
        raise ValueError("not a line of a journal")
    text = line[18:-1]
    if f"{zlib.crc32(text):08x}".encode() != line[8:16]:
        raise ValueError("the checksum differs")
    body: dict[str, Any] = json.loads(b"{" + text)
    if body.get("n") != number:
        raise ValueError("another line")
    return body
