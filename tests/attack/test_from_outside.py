"""Attacks from outside: the kernel fails the program's calls, and its disk really is full. `make attack` runs them.

Nothing of ours is replaced here: `strace` makes real calls fail, and a file system in memory is filled to the end.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from tests.cli.calling import Done

from dialogkort import language
from dialogkort.cli import main

pytestmark = pytest.mark.skipif(not os.environ.get("ATTACK"), reason="runs with `make attack`")

RULE = """---
id: a
decided: 2026-01-01
review: 2026-02-01
---

# Call

When it is urgent, we call.
"""
CALLS = {
    "openat": ("EIO", "EACCES", "EMFILE"),
    "write": ("ENOSPC", "EIO"),
    "fsync": ("EIO",),
    "rename,renameat,renameat2": ("ENOSPC", "EACCES"),
    "link,linkat": ("EPERM", "EIO"),
    "getdents64": ("EIO", "ESTALE"),
    "newfstatat,fstat,statx": ("EIO",),
    "unlink,unlinkat": ("EIO", "EACCES"),
    "flock": ("EIO", "EWOULDBLOCK"),
}
SOAK = bool(os.environ.get("SOAK"))
"""Whether each call is failed with each error; otherwise each with one of them, in turn."""

KEEP = ("--keep",)
REPLACE = ("--supersede", "--rule", "We write.")


class Ground:
    """A team's folder with one rule, and the program that is run on it."""

    def __init__(self, place: Path) -> None:
        self.root = place / "Dialogkort"
        self.team = self.root / "nord"
        self.rule = self.team / "agreements" / "2026-01-01-call.md"
        self.rule.parent.mkdir(parents=True)
        self.rule.write_text(RULE, encoding="utf-8")
        self.environ = {
            **os.environ,
            "LANG": "en_GB.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_STATE_HOME": str(place / "state"),
            "XDG_CONFIG_HOME": str(place / "config"),
        }

    def run(self, *arguments: str, before: tuple[str, ...] = (), typed: str = "") -> subprocess.CompletedProcess[str]:
        command = [*before, sys.executable, "-m", "dialogkort", *arguments, "--folder", str(self.root)]
        return subprocess.run(
            command, input=typed, capture_output=True, text=True, env=self.environ, check=False, timeout=120
        )


@cache
def strace() -> tuple[str, ...]:
    """Return the command that traces; a newer one stops the program only at the calls that are named."""
    quick = ("strace", "-f", "--seccomp-bpf")
    works = subprocess.run([*quick, "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    return quick if works else quick[:2]


def calls_of(ground: Ground, calls: str, act: tuple[str, ...], log: Path) -> list[int]:
    """Return the numbers of those of these calls, counted from the start, that concern the team's folder.

    The interpreter loads modules in between. A call that is known by a number and not by a name counts as ours if the
    last file that was opened does.
    """
    watch = (*strace(), "-o", str(log), "-e", f"trace=openat,{calls}")
    done = ground.run("agreements", "review", "a", *act, before=watch)
    if done.returncode or not log.exists():
        pytest.skip(f"nobody may be traced here: {done.stderr}")
    names = calls.split(",")
    number, reached, ours, found = 0, False, False, []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        reached = reached or str(ground.root) in line
        named = re.search(r'\((?:AT_FDCWD|\d+), "([^"]+)"', line)
        if " openat(" in line:
            ours = reached and named is not None and (not named[1].startswith("/") or str(ground.root) in line)
        if any(f" {name}(" in line for name in names) and " write(1," not in line and " write(2," not in line:
            number += 1
            if reached and (ours if named is None else str(ground.root) in line or not named[1].startswith("/")):
                found.append(number)
    return found


@pytest.fixture
def asked(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Done]]:
    """Ask about a folder afterwards, when the kernel fails nothing: within this process, which is quicker."""
    before = language.current()

    def ask(ground: Ground, *arguments: str) -> Done:
        for name, value in ground.environ.items():
            monkeypatch.setenv(name, value)
        capfd.readouterr()
        try:
            code = main([*arguments, "--folder", str(ground.root)])
        except SystemExit as ended:
            code = int(str(ended.code))
        return Done(code, *capfd.readouterr())

    yield ask
    language.use(before)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("act", [KEEP, REPLACE], ids=["keep", "supersede"])
@pytest.mark.parametrize(("calls", "errors"), CALLS.items(), ids=[calls.partition(",")[0] for calls in CALLS])
def test_a_review_whose_system_calls_fail_is_saved_or_not_and_says_so(
    calls: str, errors: tuple[str, ...], act: tuple[str, ...], tmp_path: Path, asked: Callable[..., Done]
) -> None:
    numbers = calls_of(Ground(tmp_path / "first"), calls, act, tmp_path / "log")
    if act == KEEP and not numbers:
        pytest.skip("a review that keeps a rule calls none of these")
    assert numbers, "it calls none of these"
    for place, number in enumerate(numbers):
        for error in errors if SOAK else (errors[place % len(errors)],):
            ground = Ground(tmp_path / f"{number}-{error}")
            inject = f"inject={calls}:error={error}:when={number}"
            fails = (*strace(), "-o", os.devnull, "-e", f"trace={calls}", "-e", inject)
            done = ground.run("agreements", "review", "a", *act, before=fails)
            told = (number, error, done.stdout, done.stderr)
            assert "Traceback" not in done.stderr, told
            text = ground.rule.read_text(encoding="utf-8")
            assert text.startswith("---\nid: a\n"), told
            assert "When it is urgent, we call." in text, told
            if done.returncode == 0:
                assert text != RULE, told
                assert "## " in (ground.team / "agreements.md").read_text(encoding="utf-8"), told
            else:
                assert done.stderr.strip(), told
            healed = asked(ground, "agreements", "check")
            assert healed.code == 0, (*told, healed)
            assert asked(ground, "agreements", "list").out.strip(), (*told, "no rule is in force")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("nothing may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> None:
    """Write until nothing more fits."""
    with (place / "fill").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 512)


def test_a_review_on_a_full_disk_leaves_the_rule_unchanged_and_says_so(small_disk: Path) -> None:
    ground = Ground(small_disk)
    fill(small_disk)
    done = ground.run("agreements", "review", "a", "--keep")
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert ground.rule.read_text(encoding="utf-8") == RULE
    (small_disk / "fill").unlink()
    assert ground.run("agreements", "review", "a", "--keep").returncode == 0


def test_a_game_on_a_full_disk_says_what_is_lost_and_gives_it_as_text(small_disk: Path) -> None:
    """The disk fills up while the game is played: with the notes themselves, to the last byte."""
    ground = Ground(small_disk)
    notes = [f"note number {number} {'x' * 240}" for number in range(1500)]
    typed = "\n".join(["", *(line for note in notes for line in ("n", note))]) + "\n"
    done = ground.run("--plain", "play", "trust", "--team", "Nord", "--members", "3", "--minutes", "45", typed=typed)
    told = done.stdout
    assert "Traceback" not in done.stderr
    assert "the disk is full" in told
    assert "The game itself is safe" not in told
    assert "were not saved" in told
    assert done.returncode == 1
    lost = told[told.index("were not saved") :]
    assert notes[-1][:40] in lost, "what was lost is there as text"
    again = ground.run("--plain", "resume", typed="\n")
    assert "Traceback" not in again.stderr
    assert "could not be read" not in again.stdout, "what is on the disk is complete"
