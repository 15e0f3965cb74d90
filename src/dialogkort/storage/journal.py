"""The journal of an unfinished game: each step on a line of its own, on disk before its effect is drawn.

A line is a JSON object with a checksum (`sum`, CRC-32 of the rest), its number (`n`), the seconds of the
game's clock (`at`) and either the `events` of one command, or `undo`, or neither: a mark of the time. A step
is on one line so that it is there wholly or not at all. Only a torn last line is forgiven; damage before that
is reported, and the damaged file is kept beside the journal.
"""

import contextlib
import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from dialogkort.core import events
from dialogkort.core.events import Event, GameStarted
from dialogkort.language import gettext as _
from dialogkort.storage.atomic import CannotSave, sync_folder
from dialogkort.storage.codec import Json, decode, encode
from dialogkort.storage.waiting import SUFFIX

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows has none: there, two programs on one game are not noticed
    fcntl = None

FORMAT = 1
LARGEST = 64 * 1024 * 1024
"""Bytes; a journal of a whole working day is a hundredth of it."""

Step = tuple[Event, ...]


class JournalBusy(Exception):
    """The game is open in another program."""

    def __str__(self) -> str:
        return _("This game is open in another window. Play on there, or close it first.")


class JournalUnreadable(Exception):
    """Not even the start of the game can be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return _("The unfinished game in {path} cannot be read ({why}). The file is left as it is.").format(
            path=self.path, why=self.why
        )


@dataclass(frozen=True, slots=True)
class Record:
    """What a journal holds: the `steps` that stand, the game's clock, and where the sound bytes end.

    `damage` is the number of the first line that cannot be read though lines follow it, or 0.
    """

    steps: tuple[Step, ...]
    clock: float
    lines: int
    sound: int
    damage: int = 0


class Journal:
    """An open journal. What could not be written yet is tried again with the next step."""

    def __init__(self, path: Path, descriptor: int, record: Record) -> None:
        self.path = path
        self.record = record
        self._descriptor = descriptor
        self._lines = record.lines
        self._sound = record.sound
        self._pending = b""

    @classmethod
    def begin(cls, folder: Path, name: str) -> "Journal":
        """Make a new journal; raises CannotSave."""
        path = folder / f"{name}{SUFFIX}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _no_inherit(), 0o600)
            sync_folder(folder)
        except OSError as error:
            raise CannotSave(path, error) from error
        _lock(descriptor)
        return cls(path, descriptor, Record((), 0.0, 0, 0))

    @classmethod
    def reopen(cls, path: Path) -> "Journal":
        """Open the journal of an unfinished game to go on in it.

        Raises JournalBusy, JournalUnreadable, or CannotSave when it cannot be written.
        """
        try:
            descriptor = os.open(path, os.O_RDWR | _no_inherit())
        except OSError as error:
            raise CannotSave(path, error) from error
        try:
            _lock(descriptor)
            record = read(path)
            if record.damage:
                kept = path.with_name(f"{path.name}.damaged")
                kept.write_bytes(path.read_bytes())
            os.ftruncate(descriptor, record.sound)
            os.lseek(descriptor, record.sound, os.SEEK_SET)
        except OSError as error:
            os.close(descriptor)
            raise CannotSave(path, error) from error
        except BaseException:
            os.close(descriptor)
            raise
        return cls(path, descriptor, record)

    def step(self, step: Step, at: float) -> None:
        """Append a step; raises CannotSave when it is not durable yet."""
        self._append({"events": [{type(event).__name__: encode(event)} for event in step]}, at)

    def undo(self, at: float) -> None:
        """Append that the last standing step is taken back; raises CannotSave."""
        self._append({"undo": True}, at)

    def mark(self, at: float) -> None:
        """Append what the game's clock shows; raises CannotSave."""
        self._append({}, at)

    def close(self) -> None:
        """Let go of the file; the game can be resumed from it."""
        with contextlib.suppress(OSError):
            os.close(self._descriptor)

    def discard(self) -> None:
        """Remove the journal: its game is over and on file."""
        self.close()
        with contextlib.suppress(OSError):
            self.path.unlink()

    def _append(self, content: dict[str, Json], at: float) -> None:
        self._lines += 1
        header: dict[str, Json] = {"format": FORMAT} if self._lines == 1 else {}
        self._pending += _line({"n": self._lines, "at": round(at, 3), **header, **content})
        try:
            os.ftruncate(self._descriptor, self._sound)
            os.lseek(self._descriptor, self._sound, os.SEEK_SET)
            rest = memoryview(self._pending)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            os.fsync(self._descriptor)
        except OSError as error:
            raise CannotSave(self.path, error) from error
        self._sound += len(self._pending)
        self._pending = b""


def team_of(path: Path) -> str:
    """Return the name of the team whose game waits in `path`; empty when it has none or cannot be read."""
    try:
        with path.open("rb") as file:
            body = _parsed(file.readline(LARGEST), 1)
        started = _event(body["events"][0])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return ""
    return started.setup.team if isinstance(started, GameStarted) else ""


def read(path: Path) -> Record:
    """Read a journal; raises JournalUnreadable when it does not begin with the start of a game."""
    try:
        if path.stat().st_size > LARGEST:
            raise JournalUnreadable(path, _("it is too large"))
        content = path.read_bytes()
    except OSError as error:
        raise JournalUnreadable(path, error.strerror or str(error)) from error
    steps: list[Step] = []
    clock, lines, sound, damage = 0.0, 0, 0, 0
    for line in content.splitlines(keepends=True):
        try:
            body = _parsed(line, lines + 1)
            step = tuple(_event(one) for one in body.get("events", ()))
            clock = max(clock, float(body["at"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            damage = lines + 1 if sound + len(line) < len(content) else 0
            break
        if body.get("undo"):
            del steps[-1:]
        elif step:
            steps.append(step)
        lines, sound = lines + 1, sound + len(line)
    if not steps or not isinstance(steps[0][0], GameStarted):
        raise JournalUnreadable(path, _("the start of the game is missing"))
    return Record(tuple(steps), clock, lines, sound, damage)


def _line(body: dict[str, Json]) -> bytes:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))[1:]
    return f'{{"sum":"{zlib.crc32(text.encode()):08x}",{text}\n'.encode()


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    if not line.endswith(b"}\n") or line[:8] != b'{"sum":"' or line[16:18] != b'",':
        raise ValueError("not a line of a journal")
    text = line[18:-1]
    if f"{zlib.crc32(text):08x}".encode() != line[8:16]:
        raise ValueError("the checksum differs")
    body: dict[str, Any] = json.loads(b"{" + text)
    if body.get("n") != number or body.get("format", FORMAT) != FORMAT:
        raise ValueError("another line, or another format")
    return body


_EVENTS = {name: kind for name, kind in vars(events).items() if isinstance(kind, type)}


def _event(value: Json) -> Event:
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("not an event")
    [(name, held)] = value.items()
    event: Event = decode(_EVENTS[name], held)
    return event


def _lock(descriptor: int) -> None:
    """Hold the journal for this process; the lock dies with it."""
    if fcntl is None:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise JournalBusy from None


def _no_inherit() -> int:
    return getattr(os, "O_CLOEXEC", 0)
