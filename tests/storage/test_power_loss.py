"""Power cuts: at each moment of a script, everything that a disk may have made of what was not synced.

The disk in `faulty_disk` keeps what was synced. Of everything else, a cut leaves the old, the new, a part, zeros or
anything, and changed names have reached the disk or not, in any order. What was confirmed is there.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from random import Random

import pytest
from tests.core.table import TODAY, pile, setup
from tests.storage.faulty_disk import File, ForgetfulDisk
from tests.storage.games import GAMES, on_disk, script
from tests.systems import folders_are_synced

from dialogkort.core.game.commands import MoveOn, ParkNote
from dialogkort.core.game.evolve import evolve
from dialogkort.core.game.state import Game
from dialogkort.files import atomic
from dialogkort.files.atomic import CannotSave
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage import settings
from dialogkort.storage.games import journal
from dialogkort.storage.games.waiting import unfinished
from dialogkort.storage.settings import Settings

MOST = 40
"""The number of states that are checked after one change, where there are more."""

State = dict[str, bytes]


@contextmanager
def forgetful(folder: Path, look: Callable[[State], None]) -> Iterator[ForgetfulDisk]:
    """A new folder; after each change, `look` is given each state that a power cut could leave."""
    folder.mkdir()
    chance = Random(1)

    def cut() -> None:
        with disk.quiet():
            states = {frozenset(state.items()): state for state in disk.states(MOST, chance)}
            for state in states.values():
                look(state)
                disk.looked += 1

    with pytest.MonkeyPatch.context() as patch:
        disk = ForgetfulDisk(folder, patch, cut)
        yield disk


def laid_out(folder: Path, state: State) -> Path:
    """Return a folder with what a power cut has left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in state.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_the_simulated_disk_forgets_what_was_not_synced(tmp_path: Path) -> None:
    states: list[State] = []
    folder = tmp_path / "disk"
    with forgetful(folder, states.append):
        descriptor = os.open(folder / "b", os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(descriptor, b"xyzw")
        os.close(descriptor)
    assert {} in states
    assert {"b": b""} in states
    assert {"b": b"xyzw"} in states
    assert {"b": b"xy"} in states
    assert {"b": bytes(4)} in states


@folders_are_synced
def test_a_file_is_a_complete_version_and_never_older_than_what_was_confirmed(tmp_path: Path) -> None:
    versions = [b"", b"one" * 50, b"two", b"three" * 99]
    confirmed = 0
    folder = tmp_path / "disk"

    def look(state: State) -> None:
        found = state.get("a/b/x.md")
        if found is None:
            assert confirmed == 0
        else:
            assert versions.index(found) >= confirmed
        assert set(state) - {"a/b/x.md"} == {name for name in state if name.startswith("a/b/.dialogkort-")}

    with forgetful(folder, look) as disk:
        for number, version in enumerate(versions):
            if number:
                atomic.write(folder / "a" / "b" / "x.md", version)
                confirmed = number
    assert disk.looked > 20


@folders_are_synced
def test_a_file_created_exclusively_is_complete_or_absent(tmp_path: Path) -> None:
    confirmed: set[str] = set()
    folder = tmp_path / "disk"

    def look(state: State) -> None:
        for name in ("a.md", "b.md"):
            assert state.get(name, b"whole") == b"whole"
            assert name in state or name not in confirmed

    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "no hard links on this disk")

    with forgetful(folder, look) as disk:
        atomic.write(folder / "a.md", b"whole", exclusive=True)
        confirmed.add("a.md")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("os.link", no_links)
            atomic.write(folder / "b.md", b"whole", exclusive=True)
        confirmed.add("b.md")
    assert disk.looked > 10


@folders_are_synced
def test_a_removed_file_stays_removed(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    states: list[State] = []
    with forgetful(folder, states.append):
        atomic.write(folder / "a.md", b"text")
        states.clear()
        atomic.remove(folder / "a.md")
        assert {"a.md": b"text"} in states
        assert states[-1] == {}


@folders_are_synced
@pytest.mark.parametrize("refused", [1, 2, 3])
def test_a_save_whose_last_step_failed_counts_only_once_that_step_succeeds(tmp_path: Path, refused: int) -> None:
    """A file that exists only in memory does not count as saved when it is saved again."""
    path = tmp_path / "disk" / "a" / "b" / "x.md"
    confirmed = False

    def look(state: State) -> None:
        assert state.get("a/b/x.md") == b"text" or not confirmed

    with forgetful(tmp_path / "disk", look) as disk:
        disk.refused = refused
        with pytest.raises(CannotSave):
            atomic.write_if_changed(path, b"text")
        atomic.write_if_changed(path, b"text")
        confirmed = True
        atomic.write(tmp_path / "disk" / "a" / "b" / "y.md", b"text")


@folders_are_synced
def test_a_confirmed_step_survives_the_power_cut(tmp_path: Path) -> None:
    time = [0.0]
    confirmed: Game | None = None
    coming: Game | None = None

    def look(state: State) -> None:
        place = laid_out(tmp_path / "after", state) / "state" / "games"
        waiting = unfinished(place)
        if confirmed is None:
            assert len(waiting) <= 1
            assert all(len(journal.read(path).steps) == 1 for path in waiting), (
                "a game is there completely or not at all"
            )
            return
        [path] = waiting
        game = on_disk(path)
        assert game in (confirmed, coming)
        again = Sitting.resume(path, lambda: 0.0)
        again.go()
        again.send(ParkNote("Videre"))
        assert (again.trouble, on_disk(path)) == (None, again.game)
        again.leave()

    with forgetful(tmp_path / "disk", look) as disk:
        sitting = Sitting.begin(tmp_path / "disk" / "state" / "games", setup(3), pile(), lambda: time[0])
        assert isinstance(sitting, Sitting)
        confirmed = coming = sitting.game
        for command in script(sitting):
            time[0] += 9
            sitting.mark()
            if command is None:
                coming = sitting._games[-2]
                sitting.undo()
            else:
                coming = reduce(evolve, sitting.judge(command), sitting.game)
                sitting.send(command)
            assert coming == sitting.game
            confirmed = coming
        sitting.leave()
    assert disk.looked > 100


def test_a_journal_that_is_cut_short_twice_can_be_continued(tmp_path: Path) -> None:
    """The power fails, the game is resumed, and the power fails again during the next step."""
    sitting = Sitting.begin(tmp_path / "first", setup(3), pile(), lambda: 0.0)
    assert isinstance(sitting, Sitting)
    sitting.send(MoveOn())
    sitting.leave()
    [path] = unfinished(tmp_path / "first")
    whole = path.read_bytes()
    before = on_disk(path)
    torn = [whole + rest for rest in (whole[whole.index(b"\n") + 1 :][:40], bytes(300), b"{\xff}" * 50)]
    for number, content in enumerate(torn):
        confirmed, coming = before, before

        def look(state: State) -> None:
            place = laid_out(tmp_path / "after", state)
            assert on_disk(place / path.name) in (confirmed, coming)  # noqa: B023 - it is called in this round

        with forgetful(tmp_path / f"disk{number}", look) as disk:
            with disk.quiet():
                (tmp_path / f"disk{number}" / path.name).write_bytes(content)
                disk.root.now = {path.name: File(content, content)}
                disk.root.synced = disk.root.now
            again = Sitting.resume(tmp_path / f"disk{number}" / path.name, lambda: 0.0)
            coming = reduce(evolve, again.judge(ParkNote("Videre")), again.game)
            again.send(ParkNote("Videre"))
            confirmed = coming
            again.leave()
        assert disk.looked > 5


def settled(save: Callable[[], object]) -> bool:
    try:
        save()
    except CannotSave:
        return False
    return True


@folders_are_synced
@pytest.mark.parametrize("refused", range(20))
def test_what_was_reported_as_saved_survives_the_power_cut(tmp_path: Path, refused: int) -> None:
    """Also if the sync of a folder was `refused`, and an existing file was saved once more."""
    saved: dict[str, bytes] = {}
    root = tmp_path / "disk"
    failed = 0

    def look(state: State) -> None:
        for name, content in state.items():
            if not name.rpartition("/")[2].startswith(".dialogkort-"):
                assert content in disk.versions[str(root / name)], name
        for name, content in saved.items():
            versions = disk.versions[str(root / name)]
            since = versions[len(versions) - versions[::-1].index(content) - 1 :]
            assert state.get(name) in since, name

    with forgetful(root, look) as disk:
        disk.refused = refused
        records = Records(root / "Dialogkort", GAMES[0], TODAY)
        for game in GAMES:
            for write in (records.write_team, records.write_game if game == GAMES[-1] else records.write_agreements):
                while not write(game):
                    failed += 1
                with disk.quiet():
                    saved = {name: content for name, content in disk.shown().items() if ".dialogkort-" not in name}
        for chosen in (Settings(language="da"), Settings(language="en", theme="felt")):
            while not settled(lambda: settings.save(root / "config", chosen)):  # noqa: B023 - it is called at once
                failed += 1
            with disk.quiet():
                saved = {name: content for name, content in disk.shown().items() if ".dialogkort-" not in name}
    assert failed == bool(refused)
    assert {Path(name).name for name in saved} >= {"team.yaml", "agreements.md", "settings.yaml"}
    assert disk.looked > 200
