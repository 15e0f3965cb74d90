"""A file is completely old or completely new, whatever happens in between."""

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.systems import WINDOWS, folders_are_synced, modes, pipes, symlinks

from dialogkort.files import atomic, filesystem, windows
from dialogkort.files.atomic import CannotRead, CannotRemove, CannotSave

KILL = signal.SIGTERM if WINDOWS else signal.SIGKILL
"""What ends a program immediately: on Windows there is nothing gentler."""

STEPS = ("open", "write", "fsync", "replace", "unlink", "link", "close")


def temporaries(folder: Path) -> list[Path]:
    return list(folder.glob(".dialogkort-*"))


def test_a_new_file_and_its_parent_folders_are_created(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.md"
    atomic.write(path, b"text")
    assert path.read_bytes() == b"text"
    assert temporaries(path.parent) == []


@modes
def test_the_mode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    atomic.write(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@modes
def test_a_new_file_has_the_default_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic.write(tmp_path / "a.md", b"")
        atomic.write(tmp_path / "b.md", b"", exclusive=True)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o640}


@symlinks
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "shared" / "team.yaml"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link = tmp_path / "team.yaml"
    link.symlink_to(target)
    atomic.write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@symlinks
def test_a_link_to_a_missing_file_creates_that_file(tmp_path: Path) -> None:
    link = tmp_path / "a.md"
    link.symlink_to(tmp_path / "b.md")
    atomic.write(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "b.md").read_bytes() == b"new"


@symlinks
def test_a_link_in_a_circle_is_reported(tmp_path: Path) -> None:
    link = tmp_path / "a.md"
    link.symlink_to(link)
    with pytest.raises(CannotSave, match="back to itself"):
        atomic.write(link, b"new")
    assert link.is_symlink()


def test_exclusive_creation_does_not_touch_an_existing_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    atomic.write(path, b"first", exclusive=True)
    with pytest.raises(FileExistsError):
        atomic.write(path, b"second", exclusive=True)
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


@symlinks
def test_exclusive_creation_does_not_touch_an_existing_link(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        atomic.write(link, b"second", exclusive=True)
    assert list(tmp_path.iterdir()) == [link]


def test_exclusive_creation_works_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links on this disk")

    monkeypatch.setattr(os, "link", link)
    path = tmp_path / "a.md"
    atomic.write(path, b"first", exclusive=True)
    with pytest.raises(FileExistsError):
        atomic.write(path, b"second", exclusive=True)
    assert path.read_bytes() == b"first"
    assert temporaries(tmp_path) == []


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: whole(descriptor, data[:3]))
    atomic.write(tmp_path / "a.md", b"0123456789")
    assert (tmp_path / "a.md").read_bytes() == b"0123456789"


def test_the_steps_are_in_the_right_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    for step in STEPS:
        monkeypatch.setattr(os, step, spying(getattr(os, step), step, taken))
    atomic.write(tmp_path / "a.md", b"x")
    file = ["open", "write", "fsync", "close", "replace"]
    folder = filesystem.RELATIVE  # otherwise the system opens and syncs no folder
    assert taken == (["open", *file, "fsync", "close"] if folder else file), "the folder, then the file"


def spying(call, name, taken):  # type: ignore[no-untyped-def]
    def spy(*args, **named):  # type: ignore[no-untyped-def]
        taken.append(name)
        return call(*args, **named)

    return spy


ERRORS = (errno.ENOSPC, errno.EFBIG, errno.EACCES, errno.EROFS, errno.EIO, errno.EDQUOT)


@pytest.mark.parametrize("number", ERRORS)
@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(os, step, fail)
        with pytest.raises(CannotSave) as caught:
            atomic.write(path, b"new")
    assert caught.value.error.errno == number
    assert str(path) in str(caught.value)
    assert path.read_bytes() == b"old"
    assert temporaries(tmp_path) == []


@folders_are_synced
def test_a_folder_that_cannot_be_synced_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        whole(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    number = errno.EIO
    with pytest.raises(CannotSave):
        atomic.write(tmp_path / "a.md", b"new")
    number = errno.EINVAL  # a file system without such a thing
    atomic.write(tmp_path / "b.md", b"new")


KILLED = """
import os, signal, sys
from pathlib import Path
from dialogkort.files import atomic
from dialogkort.files import filesystem
step, when, exclusive = sys.argv[2], sys.argv[3], sys.argv[4] == "True"
call = getattr(os, step)
def killed(*args, **named):
    if when == "half" and step == "write":
        call(args[0], args[1][:2])
    elif when == "after":
        call(*args, **named)
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
setattr(os, step, killed)
atomic.write(Path(sys.argv[1]), b"new", exclusive=exclusive)
"""


@pytest.mark.parametrize("exclusive", [False, True])
def test_a_kill_at_any_point_leaves_the_old_file_or_the_new_one(tmp_path: Path, exclusive: bool) -> None:
    running = {}
    for step in ("write", "fsync", "link" if exclusive else "replace"):
        for when in ("before", "half", "after"):
            path = tmp_path / f"{step}-{when}" / "a.md"
            path.parent.mkdir()
            if not exclusive:
                path.write_bytes(b"old")
            program = [sys.executable, "-c", KILLED, str(path), step, when, str(exclusive)]
            running[path] = subprocess.Popen(program)
    for path, process in running.items():
        assert process.wait() == (KILL if WINDOWS else -KILL)
        old_or_new = (None, b"new") if exclusive else (b"old", b"new")
        assert (path.read_bytes() if path.exists() else None) in old_or_new
        atomic.write(path, b"later")
        assert path.read_bytes() == b"later"


def test_leftovers_of_a_killed_program_are_removed_but_not_another_programs_file(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".dialogkort-1.tmp", ".dialogkort-2.tmp", ".tmp"))
    for path in (old, new, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (1_000_000, 1_000_000))
    atomic.write(tmp_path / "a.md", b"x")
    assert {path.name for path in tmp_path.iterdir()} == {"a.md", new.name, other.name}


@modes
def test_a_private_file_can_be_read_only_by_its_owner(tmp_path: Path) -> None:
    atomic.write(tmp_path / "a.md", b"x", private=True)
    atomic.write(tmp_path / "b.md", b"x", private=True, exclusive=True)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_disk_without_modes_can_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def chmod(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "chmod", chmod)
    (tmp_path / "a.md").write_bytes(b"old")
    number = errno.EPERM
    atomic.write(tmp_path / "a.md", b"new")
    assert (tmp_path / "a.md").read_bytes() == b"new"
    number = errno.EIO
    with pytest.raises(CannotSave):
        atomic.write(tmp_path / "a.md", b"newer")


def test_a_name_that_another_program_has_claimed_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without hard links: two programs of ours, the first of which is in the middle of it, or was killed there."""
    path = tmp_path / "a.md"
    real = os.replace

    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links on this disk")

    def replace(source: str, target: str, **named: int) -> None:
        with pytest.raises(FileExistsError):
            atomic.write(path, b"second", exclusive=True)
        real(source, target, **named)

    monkeypatch.setattr(os, "link", link)
    monkeypatch.setattr(os, "replace", replace)
    atomic.write(path, b"first", exclusive=True)
    assert path.read_bytes() == b"first"
    assert temporaries(tmp_path) == []


def test_a_link_whose_confirmation_was_lost_does_not_make_a_second_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link is created but reported as already existing: network disks do that."""
    real = os.link

    def link(source: str, target: str, **named: int) -> None:
        real(source, target, **named)
        raise FileExistsError(errno.EEXIST, "File exists")

    monkeypatch.setattr(os, "link", link)
    atomic.write(tmp_path / "a.md", b"x", exclusive=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_disk_without_locks_never_counts_as_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter((errno.ENOLCK, errno.ENOTSUP, errno.EWOULDBLOCK))

    def flock(*_: object) -> None:
        raise OSError(next(said), "")

    locks, name = (windows, "lock") if filesystem.fcntl is None else (filesystem.fcntl, "flock")
    monkeypatch.setattr(locks, name, flock)
    with (tmp_path / "a").open("wb") as file:
        assert [filesystem.lock(file.fileno()) for _file_system in range(3)] == [True, True, False]
    monkeypatch.setattr(filesystem, "fcntl", None)
    monkeypatch.setattr(windows, "lock", lambda _descriptor: None)
    assert filesystem.lock(-1)


def test_nothing_can_be_saved_below_a_file(tmp_path: Path) -> None:
    tmp_path.joinpath("file").write_bytes(b"")
    with pytest.raises(CannotSave, match="a file, not a folder"):
        atomic.write(tmp_path / "file" / "a.md", b"x")
    with pytest.raises(CannotSave, match="a file, not a folder"):
        atomic.write(tmp_path / "file" / "b" / "a.md", b"x", exclusive=True)


@symlinks
def test_a_link_to_a_missing_folder_is_reported(tmp_path: Path) -> None:
    tmp_path.joinpath("folder").symlink_to(tmp_path / "unmounted")
    for exclusive in (False, True):
        with pytest.raises(CannotSave, match="no longer exists"):
            atomic.write(tmp_path / "folder" / "a.md", b"x", exclusive=exclusive)
    assert not (tmp_path / "unmounted").exists()


def test_a_folder_with_the_name_of_the_file_is_reported(tmp_path: Path) -> None:
    tmp_path.joinpath("a.md").mkdir()
    with pytest.raises(CannotSave, match="folder with that name"):
        atomic.write(tmp_path / "a.md", b"x")


@pipes
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    with pytest.raises(CannotSave):
        atomic.write(tmp_path / "a.md", b"x")
    assert stat.S_ISFIFO((tmp_path / "a.md").stat().st_mode)


def test_a_name_that_is_too_long_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match=None if WINDOWS else "too long"):  # Windows says that there is no such path
        atomic.write(tmp_path / ("a" * 300), b"x")


@modes
def test_a_read_only_folder_is_reported(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    tmp_path.chmod(0o500)
    with pytest.raises(CannotSave, match="permission"):
        atomic.write(tmp_path / "a.md", b"x")


def test_a_file_is_written_only_if_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert atomic.write_if_changed(path, b"one")
    assert not atomic.write_if_changed(path, b"one")
    assert atomic.write_if_changed(path, b"two")
    assert atomic.write_if_changed(path, b"tw")


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 100)
    assert atomic.read(path, 100) == b"x" * 100
    with pytest.raises(CannotRead, match="too large"):
        atomic.read(path, 99)


@symlinks
def test_a_file_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a.md")
    assert atomic.read(tmp_path / "link", 100) == b"x"


@pipes
def test_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(CannotRead, match="regular file"):
            atomic.read(path, 10)


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path, tmp_path / "folder"):
        with pytest.raises(CannotRead, match="regular file"):
            atomic.read(path, 10)
    for path in (tmp_path / "none", tmp_path / "null\0byte"):
        with pytest.raises(CannotRead, match="does not exist") as caught:
            atomic.read(path, 10)
        assert caught.value.missing


def test_a_file_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x")
    atomic.remove(path)
    atomic.remove(path)
    assert not path.exists()
    with pytest.raises(CannotRemove, match="could not be removed"):
        atomic.remove(tmp_path)


def test_every_message_names_the_file_and_what_to_do() -> None:
    path = Path("/x/a.md")
    for number in errno.errorcode:
        error = OSError(number, os.strerror(number))
        for sentence in (str(CannotSave(path, error)), str(CannotRead(path, error))):
            assert str(path) in sentence
            assert sentence.endswith((".", "?"))
            assert "{" not in sentence


def test_a_name_with_control_characters_is_shown_safely() -> None:
    assert "\x1b" not in str(CannotSave(Path("/x/\x1b[31m"), OSError(errno.ENOSPC, "full")))
