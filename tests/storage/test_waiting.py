"""Saved games: those that exist, whatever happens to the others in the meantime."""

import os
from pathlib import Path

import pytest

from dialogkort.storage.games.waiting import SUFFIX, unfinished


def test_without_a_folder_there_are_no_games(tmp_path: Path) -> None:
    assert unfinished(tmp_path / "nowhere") == ()
    (tmp_path / "file").write_bytes(b"")
    assert unfinished(tmp_path / "file") == ()


def test_the_latest_comes_first_and_only_journals_count(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}{SUFFIX}" for name in "cab"]
    for time, path in enumerate(paths):
        path.write_bytes(b"x")
        os.utime(path, (time, time))
    for name in (f"a{SUFFIX}.damaged", ".dialogkort-1.tmp", "error.log"):
        (tmp_path / name).write_bytes(b"x")
    assert unfinished(tmp_path) == tuple(reversed(paths))


def test_a_game_that_disappears_in_the_meantime_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, there = tmp_path / f"a{SUFFIX}", tmp_path / f"b{SUFFIX}"
    for path in (gone, there):
        path.write_bytes(b"x")
    real = os.lstat

    def lstat(name: str, **named: int) -> os.stat_result:
        if Path(name).name == gone.name:
            gone.unlink(missing_ok=True)
        return real(name, **named)

    monkeypatch.setattr(os, "lstat", lstat)
    assert unfinished(tmp_path) == (there,)
