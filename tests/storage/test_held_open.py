"""A file that another program holds open, as sync programs, virus scanners and Word do on Windows."""

import asyncio
import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dialogkort.files import atomic, filesystem, windows
from dialogkort.files.failures import CannotRead, CannotSave

Hold = Callable[[str, int], None]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Make a call of the system fail so many times, as Windows does while a file is held open."""
    monkeypatch.setattr(filesystem, "WINDOWS", True)
    monkeypatch.setattr(filesystem, "LONG", 0.5)
    left = 0

    def said_of(_path: Path) -> int:
        return 32 if left > 0 else windows.FREE

    def hold(name: str, times: int) -> None:
        nonlocal left
        left, real = times, getattr(os, name)

        def call(*args: object, **named: object) -> object:
            nonlocal left
            if left > 0 and any(str(argument).endswith("agreements.md") for argument in args[:2]):
                left -= 1
                raise PermissionError(errno.EACCES, "Access denied")
            return real(*args, **named)

        monkeypatch.setattr(os, name, call)

    monkeypatch.setattr(windows, "said_of", said_of)
    return hold


def test_a_file_that_is_released_in_a_moment_is_saved(tmp_path: Path, hold: Hold) -> None:
    path = tmp_path / "agreements.md"
    path.write_bytes(b"old")
    hold("replace", 5)
    atomic.write(path, b"new")
    assert path.read_bytes() == b"new"
    hold("open", 5)
    assert atomic.read(path) == b"new"


def test_a_program_that_does_not_release_the_file_is_reported_and_nothing_is_left_behind(
    tmp_path: Path, hold: Hold
) -> None:
    path = tmp_path / "agreements.md"
    path.write_bytes(b"old")
    hold("replace", 1_000_000)
    with pytest.raises(CannotSave, match="another program has the file open") as caught:
        atomic.write(path, b"new")
    assert caught.value.held
    assert caught.value.busy
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("agreements.md", b"old")]
    hold("open", 1_000_000)
    with pytest.raises(CannotRead, match="another program has the file open"):
        atomic.read(path)


def test_what_is_not_allowed_is_reported_at_once(tmp_path: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "agreements.md"
    path.write_bytes(b"old")
    hold("replace", 1_000_000)
    monkeypatch.setattr(windows, "said_of", lambda _path: windows.DENIED)
    began = time.monotonic()
    with pytest.raises(CannotSave, match="permission") as caught:
        atomic.write(path, b"new")
    assert not caught.value.held
    assert time.monotonic() - began < 0.4


async def test_a_screen_is_held_up_only_for_a_moment(tmp_path: Path, hold: Hold) -> None:
    path = tmp_path / "agreements.md"
    path.write_bytes(b"old")
    hold("replace", 1_000_000)
    await asyncio.sleep(0)
    began = time.monotonic()
    with pytest.raises(CannotSave):
        atomic.write(path, b"new")
    assert time.monotonic() - began < 0.4, "less than where nobody waits"


HOLDS = """
import ctypes, sys, time
handle = ctypes.windll.kernel32.CreateFileW(sys.argv[1], 0x80000000, 0, None, 3, 0, None)
print("held" if handle != -1 else "not to be had", flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere no program keeps a file from others by having it open")
@pytest.mark.parametrize(("seconds", "saved"), [(1.0, True), (60.0, False)])
def test_a_file_that_a_real_program_holds_open_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, saved: bool
) -> None:
    path = tmp_path / "agreements.md"
    path.write_bytes(b"old")
    if not saved:
        monkeypatch.setattr(filesystem, "LONG", 0.5)
    command = [sys.executable, "-c", HOLDS, str(path), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout
            assert holder.stdout.readline().strip() == "held"
            if saved:
                atomic.write(path, b"new")
            else:
                with pytest.raises(CannotSave, match="another program has the file open"):
                    atomic.write(path, b"new")
                with pytest.raises(CannotRead, match="another program has the file open"):
                    atomic.read(path)
        finally:
            holder.kill()
    assert path.read_bytes() == (b"new" if saved else b"old")
    assert [file.name for file in tmp_path.iterdir()] == ["agreements.md"]


def test_a_full_sync_is_used_where_the_system_has_one_and_a_normal_one_where_the_disk_has_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    faults = iter((None, errno.ENOTSUP, errno.EIO))

    class OfMacOS:
        F_FULLFSYNC = 51

        @staticmethod
        def fcntl(_descriptor: int, command: int) -> None:
            assert command == 51
            calls.append("full")
            if fault := next(faults):
                raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(filesystem, "fcntl", OfMacOS)
    monkeypatch.setattr(os, "fsync", lambda _descriptor: calls.append("usual"))
    with (tmp_path / "a").open("wb") as file:
        filesystem.sync(file.fileno())
        assert calls == ["full"]
        filesystem.sync(file.fileno())
        assert calls == ["full", "full", "usual"]
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            filesystem.sync(file.fileno())
    assert calls == ["full", "full", "usual", "full"]
