"""A sitting on disks that are full, read-only, or removed: it is reported, the game continues, nothing is lost."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core.table import TODAY, forward, pile, setup
from tests.storage.faulty_disk import Fault, faulty_disk
from tests.storage.games import GAMES, on_disk
from tests.systems import WINDOWS, has_mode, open_files_are_replaced, symlinks

from dialogkort.core.game import commands as c
from dialogkort.core.game.state import Stage
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games.journal import JournalBusy, read
from dialogkort.storage.games.waiting import unfinished

FULL = {
    errno.ENOSPC: "the disk is full. Free up some space.",
    errno.EROFS: "the disk is read-only.",
    errno.EACCES: "you do not have permission to write there.",
    errno.ESTALE: "the folder no longer exists. Is the drive connected?",
}


def begin(folder: Path) -> Sitting:
    sitting = Sitting.begin(folder, setup(3), pile(), lambda: 0.0)
    assert isinstance(sitting, Sitting)
    return sitting


def to_the_end(sitting: Sitting) -> None:
    for command in (c.BeginClosing(), c.SkipPhase(), c.SkipPhase()):
        assert sitting.send(command) is None
    assert sitting.game.stage is Stage.ENDED


@pytest.mark.parametrize("number", FULL, ids=lambda number: errno.errorcode[number])
def test_when_the_journals_disk_fails_the_game_continues_and_is_written_later(tmp_path: Path, number: int) -> None:
    with faulty_disk(tmp_path / "state", Fault(10_000, number, ever=True)) as disk:
        sitting = begin(tmp_path / "state")
        confirmed = sitting.game
        disk.fault = Fault(1, number, ever=True)
        for _step in range(9):
            assert sitting.send(forward(sitting.game)) is None
            assert str(sitting.trouble).endswith(FULL[number]), "it is reported at each step"
        assert sitting.undo()
        path = sitting._journal.path
        with disk.quiet():
            assert on_disk(path) == confirmed, "what was confirmed is complete"
        disk.heal()
        assert sitting.send(c.ParkNote("Videre")) is None
        assert sitting.trouble is None
        sitting.leave()
        again = Sitting.resume(path, lambda: 0.0)
        assert again.game == sitting.game
        again.leave()


@pytest.mark.parametrize("number", FULL, ids=lambda number: errno.errorcode[number])
def test_when_the_teams_folder_fails_the_game_is_kept_and_another_folder_gets_everything(
    tmp_path: Path, number: int
) -> None:
    sitting = begin(tmp_path / "state")
    with faulty_disk(tmp_path / "documents", Fault(1, number, ever=True)) as disk:
        records = Records(tmp_path / "documents" / "Dialogkort", GAMES[0], TODAY)
        for _time in range(2):
            assert not records.write_team(GAMES[0])
            assert not records.write_agreements(GAMES[1])
            assert FULL[number] in records.problem
            assert str(tmp_path / "documents") in records.problem
        assert records.write_game(GAMES[-1]) is None
        assert sitting.send(c.MoveOn()) is None
        assert sitting.trouble is None
        assert on_disk(sitting._journal.path) == sitting.game
        with disk.quiet():
            assert list((tmp_path / "documents").iterdir()) == []
        records.root = tmp_path / "another"
        assert records.write_team(GAMES[-1])
        assert records.write_game(GAMES[-1])
        assert records.problem == ""
    [(folder, team)] = team_files.teams(tmp_path / "another")
    assert team.name == "Holdet"
    found, problems = agreement_files.load_all(folder)
    assert [file.agreement.title for file in found] == ["Ring", "Svar"]
    assert problems == ()
    assert len(list(folder.glob("games/*.md"))) == 1


@symlinks
def test_a_drive_that_is_removed_and_comes_back_gets_everything(tmp_path: Path) -> None:
    """The folder is a link to a drive: nothing is created in its place, and everything is written when it is back."""
    drive, link = tmp_path / "drive", tmp_path / "link"
    drive.mkdir()
    link.symlink_to(drive)
    records = Records(link / "Dialogkort", GAMES[0], TODAY)
    assert records.write_agreements(GAMES[0])
    drive.rename(tmp_path / "in the pocket")
    assert not records.write_agreements(GAMES[1])
    assert "Is the drive connected?" in records.problem
    assert not drive.exists()
    (tmp_path / "in the pocket").rename(drive)
    assert records.write_agreements(GAMES[1])
    [(folder, _team)] = team_files.teams(link / "Dialogkort")
    assert len(agreement_files.load_all(folder)[0]) == 2


def test_a_folder_that_is_deleted_during_the_game_is_written_again_completely(tmp_path: Path) -> None:
    records = Records(tmp_path / "Dialogkort", GAMES[0], TODAY)
    assert records.write_team(GAMES[0])
    assert records.write_agreements(GAMES[1])
    shutil.rmtree(tmp_path / "Dialogkort")
    assert records.write_game(GAMES[-1])
    [(folder, _team)] = team_files.teams(tmp_path / "Dialogkort")
    assert len(agreement_files.load_all(folder)[0]) == 2


@open_files_are_replaced
@pytest.mark.parametrize("with_its_folder", [False, True])
def test_a_journal_that_is_deleted_is_created_again_by_the_next_step(tmp_path: Path, with_its_folder: bool) -> None:
    sitting = begin(tmp_path / "state" / "games")
    path = sitting._journal.path
    assert sitting.send(c.MoveOn()) is None
    if with_its_folder:
        shutil.rmtree(tmp_path / "state")
    else:
        path.unlink()
    for _step in range(2):
        assert sitting.send(c.MoveOn()) is None
        assert sitting.trouble is None
        assert on_disk(path) == sitting.game
    with pytest.raises(JournalBusy):
        Sitting.resume(path, lambda: 0.0)
    assert has_mode(path, 0o600)
    sitting.leave()


@open_files_are_replaced
@pytest.mark.parametrize("content", ["older", "strange"])
def test_a_replaced_journal_is_noticed_and_all_steps_are_saved_again(tmp_path: Path, content: str) -> None:
    """By a sync program, or a restore: what is written would go into a file that nobody can find."""
    sitting = begin(tmp_path)
    path = sitting._journal.path
    older = path.read_bytes() if content == "older" else b"something else"
    assert sitting.send(c.MoveOn()) is None
    (tmp_path / "new").write_bytes(older)
    (tmp_path / "new").replace(path)
    assert not sitting.was_replaced()
    assert sitting.send(c.MoveOn()) is None
    assert sitting.trouble is None
    assert sitting.was_replaced()
    assert not sitting.was_replaced(), "it is reported once"
    assert on_disk(path) == sitting.game
    assert path.with_name(f"{path.name}.replaced").read_bytes() == older
    assert sitting.send(c.MoveOn()) is None
    assert on_disk(path) == sitting.game
    assert not sitting.was_replaced()
    with pytest.raises(JournalBusy):
        Sitting.resume(path, lambda: 0.0)
    sitting.leave()


@open_files_are_replaced
def test_a_journal_that_was_replaced_and_opened_by_a_second_program_is_not_taken_from_it(tmp_path: Path) -> None:
    sitting = begin(tmp_path)
    path = sitting._journal.path
    (tmp_path / "new").write_bytes(path.read_bytes())
    (tmp_path / "new").replace(path)
    other = Sitting.resume(path, lambda: 0.0)
    other.go()
    assert other.send(c.MoveOn()) is None
    assert other.send(c.MoveOn()) is None
    assert sitting.send(c.MoveOn()) is None
    assert sitting.was_replaced()
    assert on_disk(path) == other.game
    ours = path.with_stem(f"{path.stem}-2")
    assert on_disk(ours) == sitting.game
    assert other.send(c.MoveOn()) is None
    assert sitting.send(c.MoveOn()) is None
    assert (on_disk(path), on_disk(ours)) == (other.game, sitting.game)
    other.leave()
    sitting.leave()


REALLY_FULL = """
import resource, signal, sys, time
from pathlib import Path
from tests.core.table import forward, pile, setup
from dialogkort.sessions.sitting import Sitting
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sitting = Sitting.begin(Path(sys.argv[1]), setup(3), pile(), time.monotonic)
size = sitting._journal.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, resource.RLIM_INFINITY))
for step in range(6):
    assert sitting.send(forward(sitting.game)) is None
print(sitting.trouble)
print(sitting._journal.path.stat().st_size - size)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert sitting.send(forward(sitting.game)) is None
print(sitting.trouble)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
def test_a_limit_that_the_system_itself_enforces_is_reported(tmp_path: Path) -> None:
    """No call is faked: the kernel accepts a part of a line and then reports EFBIG."""
    environment = {**os.environ, "LANGUAGE": "en", "PYTHONPATH": os.pathsep.join(sys.path)}
    program = [sys.executable, "-c", REALLY_FULL, str(tmp_path)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, env=environment)
    trouble, written, after = done.stdout.splitlines()
    assert trouble.endswith("the file would be larger than the disk allows.")
    assert int(written) == 100
    assert after == "None"
    [path] = unfinished(tmp_path)
    game = on_disk(path)
    assert game is not None
    assert len(game.pile.fresh) < len(pile().fresh)


def test_a_finished_and_saved_game_leaves_no_journal_even_if_its_disk_is_full(tmp_path: Path) -> None:
    """If it were resumed from an earlier step, it would be played again over its own minutes."""
    with faulty_disk(tmp_path / "state", Fault(10_000)) as disk:
        sitting = begin(tmp_path / "state")
        disk.fault = Fault(1, errno.ENOSPC, ever=True)
        to_the_end(sitting)
        assert sitting.trouble
        disk.heal()
        sitting.finish()
    assert unfinished(tmp_path / "state") == ()


def test_the_clock_is_stopped_while_nobody_is_at_the_table(tmp_path: Path) -> None:
    time = [0.0]
    sitting = Sitting.begin(tmp_path, setup(3), pile(), lambda: time[0])
    assert isinstance(sitting, Sitting)
    time[0] = 10.0
    sitting.rest()
    time[0] = 500.0
    assert (sitting.waiting, sitting.now) == (True, 10.0)
    sitting.rest()
    sitting.go()
    time[0] = 501.0
    assert sitting.now == 11.0


def test_a_game_knows_the_folder_of_its_files_and_any_folder_chosen_later(tmp_path: Path) -> None:
    name = "båt ø" if WINDOWS else os.fsdecode(b"b\xe5t \xc3\xb8")  # Windows has names of letters only
    usb, other = tmp_path / "usb", tmp_path / name
    begun = Sitting.begin(tmp_path / "state", setup(3), pile(), lambda: 0.0, teams=usb)
    assert isinstance(begun, Sitting)
    begun.leave()
    sitting = Sitting.resume(begun.path, lambda: 0.0)
    assert begun.teams == sitting.teams == usb
    before = sitting.game
    sitting.note_folder(other)
    assert sitting.send(c.MoveOn()) is None
    assert sitting.undo()
    sitting.leave()
    again = Sitting.resume(begun.path, lambda: 0.0)
    assert (again.teams, again.game.stage) == (other, before.stage)
    anew = tmp_path / "anew.journal"
    anew.write_bytes(again.rewritten())
    again.leave()
    assert read(anew).folder == other


def test_a_game_whose_folder_is_missing_creates_none_until_somebody_says_so(tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    records = Records(usb, GAMES[1], TODAY, begun_there=True)
    assert not records.write_agreements(GAMES[1])
    assert records.away
    assert str(usb) in records.problem
    usb.mkdir()  # where a drive is shown, and none is connected
    assert not records.write_agreements(GAMES[1])
    assert list(usb.iterdir()) == []
    (usb / "holdet").mkdir()
    assert records.write_agreements(GAMES[1])
    assert (records.away, records.problem) == (False, "")
    lost = Records(tmp_path / "lost", GAMES[1], TODAY, begun_there=True)
    assert lost.missing()
    lost.make_folder()
    assert lost.write_agreements(GAMES[1])
    assert (tmp_path / "lost" / "holdet").is_dir()
