"""The journal: what was confirmed is on disk, and what is damaged is told."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.table import TODAY, Table, forward, pile, setup
from tests.core.test_any_game import Possible, deeds

from dialogkort.core import commands as c
from dialogkort.core.agreements import Draft, Thumb
from dialogkort.core.game import fold
from dialogkort.core.phases import Phase
from dialogkort.core.refusals import Refusal
from dialogkort.storage import journal
from dialogkort.storage.atomic import CannotSave
from dialogkort.storage.journal import JournalBusy, JournalUnreadable, read
from dialogkort.storage.sitting import MARK, Sitting
from dialogkort.storage.waiting import SUFFIX, unfinished


class Clock:
    """A monotonic clock that moves when it is told to."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


def begin(folder: Path, clock: Clock, **fields: object) -> Sitting:
    sitting = Sitting.begin(folder, setup(3, **fields), pile(), clock)
    assert isinstance(sitting, Sitting)
    return sitting


def path_in(folder: Path) -> Path:
    [path] = unfinished(folder)
    return path


def play(sitting: Sitting, *commands: c.Command) -> None:
    for command in commands:
        assert sitting.send(command) is None, command


def test_a_step_is_on_disk_when_it_is_confirmed(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    for _ in range(12):
        play(sitting, forward(sitting.game))
        record = read(path_in(tmp_path))
        events = tuple(event for step in record.steps for event in step)
        assert fold(events) == sitting.game


def test_a_game_goes_on_at_its_exact_step_with_its_clock_waiting(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.MoveOn(), c.MoveOn(), c.MoveOn())
    clock.time += 10
    sitting.leave()
    left = sitting.game.countdown.left(sitting.now)
    clock.time += 86_400
    again = Sitting.resume(path_in(tmp_path), clock)
    assert again.game == sitting.game
    assert again.waiting
    assert again.game.countdown.left(again.now) == pytest.approx(left, abs=0.01)
    clock.time += 60
    assert again.game.countdown.left(again.now) == pytest.approx(left, abs=0.01)
    again.go()
    clock.time += 5
    assert again.game.countdown.left(again.now) == pytest.approx(left - 5, abs=0.01)


def test_a_crash_costs_the_clock_no_more_than_a_mark(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    for _second in range(100):
        clock.time += 1
        sitting.mark()
    sitting._journal.close()
    again = Sitting.resume(path_in(tmp_path), clock)
    assert 100 - again.now <= MARK + 1


def test_undo_takes_back_any_step_and_is_on_disk(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    games = [sitting.game]
    for _ in range(10):
        play(sitting, forward(sitting.game))
        games.append(sitting.game)
    while len(games) > 1:
        games.pop()
        assert sitting.undo()
        assert sitting.game == games[-1]
    assert not sitting.undo()
    sitting.leave()
    assert Sitting.resume(path_in(tmp_path), clock).game == games[0]


def test_the_versions_of_one_draft_are_one_step_to_take_back(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.MoveOn())
    before = sitting.game
    for text in ("N", "Når", "Når det haster"):
        play(sitting, c.WriteDraft(Draft(rule=text)))
    sitting.undo()
    assert sitting.game == before


def test_what_is_written_after_an_undo_stands(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.MoveOn(), c.MoveOn())
    sitting.undo()
    play(sitting, c.ParkNote("Husk kaffen"))
    sitting.leave()
    again = Sitting.resume(path_in(tmp_path), clock)
    assert again.game.notes == ("Husk kaffen",)
    assert again.game.card is None


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_journal_cut_at_any_byte_gives_all_whole_steps(tmp_path: Path, clock: Clock, language: str) -> None:
    sitting = begin(tmp_path, clock, language=language)
    games = [sitting.game]
    for _ in range(5):
        play(sitting, forward(sitting.game))
        games.append(sitting.game)
    sitting._journal.close()
    path = path_in(tmp_path)
    whole = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
    for cut in [*range(ends[0], len(whole), 7), *ends]:
        path.write_bytes(whole[:cut])
        record = read(path)
        standing = sum(end <= cut for end in ends)
        assert len(record.steps) == standing
        assert record.damage == 0
        assert fold(tuple(event for step in record.steps for event in step)) == games[standing - 1]
    path.write_bytes(whole[: ends[0] - 1])
    with pytest.raises(JournalUnreadable):
        read(path)


def test_a_torn_last_line_is_written_over_by_the_next_step(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.MoveOn(), c.MoveOn())
    sitting._journal.close()
    path = path_in(tmp_path)
    path.write_bytes(path.read_bytes()[:-9])
    again = Sitting.resume(path, clock)
    play(again, c.ParkNote("Videre"))
    again._journal.close()
    record = read(path)
    assert record.damage == 0
    assert len(record.steps) == 3


def test_a_flipped_bit_is_told_and_what_stands_before_and_after_is_kept(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    for _ in range(6):
        play(sitting, forward(sitting.game))
    sitting._journal.close()
    path = path_in(tmp_path)
    whole = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
    for place in range(ends[1], ends[3] - 1):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        record = read(path)
        assert record.damage in {3, 4}
        assert len(record.steps) == record.damage - 1
    again = Sitting.resume(path, clock)
    assert again.damage == record.damage
    [kept] = tmp_path.glob("*.damaged")
    assert kept.read_bytes() == bytes(damaged)


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"\x00" * 100, b'{"sum":"00000000","n":1}\n', b"[" * 9999])
def test_what_is_no_journal_is_refused_with_a_sentence_and_left_alone(
    tmp_path: Path, content: bytes, clock: Clock
) -> None:
    path = tmp_path / f"x{SUFFIX}"
    path.write_bytes(content)
    with pytest.raises(JournalUnreadable, match=r"cannot be read|kan ikke læses"):
        Sitting.resume(path, clock)
    assert path.read_bytes() == content


def test_a_journal_of_another_format_is_refused(tmp_path: Path, clock: Clock) -> None:
    begin(tmp_path, clock)._journal.close()
    path = path_in(tmp_path)
    line = json.loads(path.read_text())
    del line["sum"]
    path.write_bytes(journal._line(line | {"format": 99}))
    with pytest.raises(JournalUnreadable):
        read(path)


def test_a_game_is_open_in_one_program_only_and_the_lock_dies_with_it(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    path = path_in(tmp_path)
    with pytest.raises(JournalBusy):
        Sitting.resume(path, clock)
    sitting._journal.close()
    script = f"""
import time
from pathlib import Path
from dialogkort.storage.sitting import Sitting
Sitting.resume(Path({str(path)!r}), time.monotonic)
print("open", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(JournalBusy):
            Sitting.resume(path, clock)
        other.kill()
        other.wait()
    Sitting.resume(path, clock).leave()


def test_when_the_disk_is_full_the_game_goes_on_and_is_written_when_there_is_room(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = begin(tmp_path, clock)
    real = os.write

    def full(descriptor: int, data: bytes) -> int:
        if len(data) > 10:
            return real(descriptor, bytes(data[:10]))  # a short write, and then no room
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    play(sitting, c.MoveOn(), c.MoveOn())
    assert isinstance(sitting.trouble, CannotSave)
    assert sitting.game.phase is Phase.READ
    monkeypatch.setattr(os, "write", real)
    play(sitting, c.MoveOn())
    assert sitting.trouble is None
    sitting.leave()
    assert Sitting.resume(path_in(tmp_path), clock).game == sitting.game


def test_a_short_write_is_finished(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data[:3])))
    sitting = begin(tmp_path, clock)
    play(sitting, c.MoveOn())
    sitting._journal.close()
    assert len(read(path_in(tmp_path)).steps) == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotSave):
        Sitting.begin(tmp_path / "file" / "games", setup(3), pile(), clock)


def test_a_game_that_is_over_leaves_no_journal_and_one_that_is_not_waits(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.BeginClosing(), c.SkipPhase(), c.Rate(4), c.SkipPhase())
    sitting.finish()
    assert unfinished(tmp_path) == ()
    other = begin(tmp_path, clock)
    other.finish()
    assert len(unfinished(tmp_path)) == 1


def test_a_refusal_writes_nothing(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    before = path_in(tmp_path).read_bytes()
    assert isinstance(sitting.send(c.PassStick()), Refusal)
    assert path_in(tmp_path).read_bytes() == before


def test_a_whole_round_with_answers_and_an_agreement_comes_back_as_it_was(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    table = Table(3)
    while table.game.card is None or not table.game.card.choices:
        table.do(c.Redraw() if table.game.card else c.MoveOn())
        play(sitting, c.Redraw() if sitting.game.card else c.MoveOn())
    play(sitting, c.MoveOn(), c.MoveOn())
    for value in (1, 2, 2):
        play(sitting, c.GiveAnswer(sitting.game.to_answer, value))
    play(sitting, c.MoveOn(), c.WriteDraft(Draft("Ring", "Vi ringer [/] # æøå", review=TODAY)), c.Propose())
    play(sitting, c.ShowThumb("m1", Thumb.CONCERN, "Hvad med dem i felten?"), c.ConsentAll(), c.Adopt(TODAY))
    sitting.leave()
    again = Sitting.resume(path_in(tmp_path), clock)
    assert again.game == sitting.game
    assert again.game.agreements[0].concerns == ("Hvad med dem i felten?",)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(deeds, st.floats(0, 500)), max_size=40))
def test_any_sequence_of_commands_and_undos_is_replayed_to_the_same_game(
    tmp_path_factory: pytest.TempPathFactory, deeds_done: list[tuple[object, float]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    clock = Clock()
    sitting = begin(folder, clock)
    for deed, seconds in deeds_done:
        clock.time += seconds
        command = deed.command(sitting.game) if isinstance(deed, Possible) else deed
        if seconds > 400:
            sitting.undo()
        elif not isinstance(command, c.Start):
            sitting.send(command)
    sitting.leave()
    assert Sitting.resume(path_in(folder), clock).game == sitting.game
