"""A failure of each call to the system, for every n-th call, once and forever: what was confirmed is there.

Each run plays the same script on a disk where one call fails, then on the repaired disk: a file is completely old or
completely new, a step or a file that was confirmed can be read back, nothing but a CannotSave is raised, and what was
waiting is written as soon as possible.
"""

import errno
import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.core.table import pile, setup
from tests.storage.faulty_disk import SHORT, FaultyDisk, Kind, at_each_call, each_kind
from tests.storage.games import on_disk, script
from tests.systems import has_mode

from dialogkort.core.game import commands as c
from dialogkort.files import atomic
from dialogkort.files.atomic import CannotRead, CannotRemove, CannotSave
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage.games.journal import JournalBusy, JournalUnreadable
from dialogkort.storage.games.waiting import unfinished

OFTEN = [(errno.ENOSPC, False, False), (errno.EIO, True, False)]
"""The kinds that are tried at every call of the game; the others are tried at every fifth."""


def temporaries(folder: Path) -> list[str]:
    return [name for _place, _folders, files in os.walk(folder) for name in files if name.endswith(".tmp")]


def play_files(folder: Path, disk: FaultyDisk) -> None:
    """A file that exists, one that is new in a new folder, one that only its owner may read, one that is removed."""
    old, new, own, gone = (folder / name for name in ("old.md", "a/b/new.md", "own.md", "gone.md"))
    with disk.quiet():
        old.write_bytes(b"old")
        gone.write_bytes(b"gone")
        old.chmod(0o640)
    done: set[Path] = set()
    errors: dict[Path, CannotSave] = {}
    for path, write in (
        (old, lambda: atomic.write(old, b"new" * 99)),
        (new, lambda: atomic.write_if_changed(new, b"new")),
        (own, lambda: atomic.write(own, b"own", exclusive=True)),
        (gone, lambda: atomic.remove(gone)),
    ):
        try:
            write()
        except CannotSave as trouble:
            errors[path] = trouble
        except FileExistsError:
            assert path == own, "only this one may say so"
            assert disk.fault.late, "nobody else has created it"
        else:
            done.add(path)
    for path, trouble in errors.items():
        assert trouble.error.errno == disk.fault.number or isinstance(trouble.error, FileNotFoundError)
        assert isinstance(trouble, CannotRemove) == (path == gone)
    with disk.quiet():
        wanted = {old: (b"old", b"new" * 99), new: (None, b"new"), own: (None, b"own"), gone: (b"gone", None)}
        for path, (before, after) in wanted.items():
            content = path.read_bytes() if path.exists() else None
            assert content in ({after} if path in done else {before, after})
        assert has_mode(old, 0o640)
        left = temporaries(folder)
        assert len(left) <= (3 if disk.fault.ever else 1)
        if disk.fault.number == SHORT:
            assert len(done) == 4
    disk.heal()
    atomic.write(old, b"later")
    atomic.write_if_changed(new, b"later")
    with pytest.raises(FileExistsError) if own.exists() else contextmanager(lambda: (yield))():
        atomic.write(own, b"later", exclusive=True)
    atomic.remove(gone)
    assert (old.read_bytes(), new.read_bytes(), gone.exists()) == (b"later", b"later", False)
    assert own.read_bytes() in {b"own", b"later"}
    assert len(temporaries(folder)) <= len(left)


@each_kind
def test_a_file_is_completely_old_or_completely_new(tmp_path: Path, kind: Kind) -> None:
    assert at_each_call(tmp_path, kind, play_files) > 30


@each_kind
def test_a_file_is_read_completely_or_not_at_all(tmp_path: Path, kind: Kind) -> None:
    def play(folder: Path, disk: FaultyDisk) -> None:
        path = folder / "a.md"
        with disk.quiet():
            path.write_bytes(b"x" * 100_000)
        read: object = None
        try:
            read = atomic.read(path)
        except CannotRead as trouble:
            read = trouble.error.errno
        assert read in (b"x" * 100_000, kind[0])

    assert at_each_call(tmp_path, kind, play) >= 5


def test_a_call_interrupted_by_a_signal_is_retried(tmp_path: Path) -> None:
    def play(folder: Path, disk: FaultyDisk) -> None:
        atomic.write(folder / "a" / "a.md", b"one")
        atomic.write(folder / "a" / "a.md", b"two")
        atomic.write(folder / "b.md", b"two", exclusive=True)
        assert atomic.read(folder / "a" / "a.md") == atomic.read(folder / "b.md") == b"two"
        atomic.remove(folder / "b.md")
        with disk.quiet():
            assert not (folder / "b.md").exists()

    assert at_each_call(tmp_path, (errno.EINTR, False, False), play) > 30


# The game and its journal


def play_sitting(folder: Path, disk: FaultyDisk) -> None:
    """Play the script: what is confirmed is on disk, the game continues whatever the disk does, and can be resumed."""
    place = folder / "state"
    time = [0.0]
    try:
        sitting = Sitting.begin(place, setup(3), pile(), lambda: time[0])
    except CannotSave:
        if not disk.fault.ever:
            with disk.quiet():
                assert unfinished(place) == () or disk.hit == "unlink", "a game that never began is not saved"
        disk.heal()
        sitting = Sitting.begin(place, setup(3, game="g2"), pile(), lambda: time[0])
    assert isinstance(sitting, Sitting)
    path = sitting._journal.path
    games = [sitting.game]
    confirmed = 0
    state = ("", True)
    for command in script(sitting):
        time[0] += 20
        sitting.mark()
        if command is None:
            assert sitting.undo()
        else:
            assert sitting.send(command) is None
        games.append(sitting.game)
        if sitting.trouble is None:
            confirmed = len(games) - 1
        if state != (disk.hit, sitting.trouble is None):
            state = (disk.hit, sitting.trouble is None)
            with disk.quiet():
                assert on_disk(path) == sitting.game if sitting.trouble is None else on_disk(path) in games[confirmed:]
    end = sitting.game
    try:
        disk.opened.pop(sitting._journal._descriptor, None)
        disk.real["close"](sitting._journal._descriptor)
        again = Sitting.resume(path, lambda: time[0])
    except (CannotSave, JournalUnreadable, JournalBusy):  # Windows says EACCES when another program has the lock
        disk.heal()
        again = Sitting.resume(path, lambda: time[0])
    assert again.damage == 0
    assert again.game == end if sitting.trouble is None else again.game in games[confirmed:]
    disk.heal()
    again.go()
    assert again.send(c.ParkNote("Videre")) is None
    assert again.trouble is None
    assert on_disk(path) == again.game
    again.leave()


@each_kind
def test_a_confirmed_step_can_be_read_back_and_the_game_continues(tmp_path: Path, kind: Kind) -> None:
    assert at_each_call(tmp_path, kind, play_sitting, step=1 if kind in OFTEN else 5) > 20
