"""The journal: what was confirmed is on disk, and damage is reported."""

import errno
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.table import TODAY, Table, card, forward, pile, setup
from tests.core.test_any_game import Possible, deeds
from tests.systems import WINDOWS, shows_links

from dialogkort.core.agreements.agreement import Draft, Thumb
from dialogkort.core.game import commands as c
from dialogkort.core.game.evolve import fold
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.state import Game
from dialogkort.files import filesystem
from dialogkort.files.atomic import CannotSave
from dialogkort.sessions.sitting import MARK, Sitting
from dialogkort.storage.games import journal
from dialogkort.storage.games.journal import JournalBusy, JournalUnreadable, read
from dialogkort.storage.games.waiting import SUFFIX, unfinished


class Clock:
    """A monotonic clock that moves only when told to."""

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


def ends_of(content: bytes) -> list[int]:
    """Where the lines end, each after its line feed."""
    return [place + 1 for place, byte in enumerate(content) if byte == ord("\n")]


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


def test_a_game_continues_at_its_exact_step_with_its_clock_waiting(tmp_path: Path, clock: Clock) -> None:
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


def test_a_crash_costs_the_clock_no_more_than_one_mark(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    for _second in range(100):
        clock.time += 1
        sitting.mark()
    sitting._journal.close()
    again = Sitting.resume(path_in(tmp_path), clock)
    assert 100 - again.now <= MARK + 1


def test_undo_reverts_any_step_and_is_on_disk(tmp_path: Path, clock: Clock) -> None:
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


def test_the_versions_of_a_draft_are_undone_in_one_step(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.MoveOn())
    before = sitting.game
    for text in ("N", "Når", "Når det haster"):
        play(sitting, c.WriteDraft(Draft(rule=text)))
    sitting.undo()
    assert sitting.game == before


def test_what_is_written_after_an_undo_is_kept(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.MoveOn(), c.MoveOn())
    sitting.undo()
    play(sitting, c.ParkNote("Husk kaffen"))
    sitting.leave()
    again = Sitting.resume(path_in(tmp_path), clock)
    assert again.game.notes == ("Husk kaffen",)
    assert again.game.card is None


@pytest.fixture
def played(tmp_path: Path, clock: Clock) -> tuple[Path, list[Game]]:
    """A journal of six short lines, and the game after each."""
    sitting = Sitting.begin(tmp_path, setup(2), pile(card("a"), card("b")), clock)
    assert isinstance(sitting, Sitting)
    games = [sitting.game]
    for _ in range(5):
        play(sitting, forward(sitting.game))
        games.append(sitting.game)
    sitting._journal.close()
    return path_in(tmp_path), games


def test_a_journal_cut_at_any_byte_gives_all_complete_steps(played: tuple[Path, list[Game]]) -> None:
    path, games = played
    whole = path.read_bytes()
    ends = ends_of(whole)
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        standing = sum(end <= cut for end in ends)
        if not standing:
            with pytest.raises(JournalUnreadable):
                read(path)
            continue
        record = read(path)
        assert len(record.steps) == standing
        assert record.sound == ends[standing - 1]
        assert record.damage == 0
        if cut in {ends[standing - 1], len(whole) - 1}:
            assert fold(tuple(event for step in record.steps for event in step)) == games[standing - 1]


def test_a_flipped_bit_in_any_byte_is_reported_and_all_steps_before_it_are_kept(
    played: tuple[Path, list[Game]],
) -> None:
    path, games = played
    whole = path.read_bytes()
    ends = ends_of(whole)
    for place, byte in enumerate(whole):
        bits = range(8) if byte == ord("\n") else (place % 8,)
        for bit in bits:
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            path.write_bytes(damaged)
            standing = sum(end <= place for end in ends)
            if not standing:
                with pytest.raises(JournalUnreadable):
                    read(path)
                continue
            record = read(path)
            assert record.damage == standing + 1
            assert len(record.steps) == standing
            assert record.steps[-1][-1].at <= games[standing - 1].clock


def test_the_next_step_overwrites_an_incomplete_last_line(tmp_path: Path, clock: Clock) -> None:
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


def test_a_damaged_journal_is_kept_with_all_that_follows_and_only_its_owner_can_read_it(
    played: tuple[Path, list[Game]], clock: Clock
) -> None:
    path, games = played
    whole = path.read_bytes()
    damaged = whole.replace(b'"n":4', b'"n":5')
    path.write_bytes(damaged)
    for _time in range(2):  # a second time without a step in between: it is kept only once
        again = Sitting.resume(path, clock)
        assert (again.damage, again.game) == (4, games[2])
        again.leave()
    kept = path.with_name(f"{path.name}.damaged")
    assert kept.read_bytes() == damaged
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (kept, path)}
    assert WINDOWS or modes == {0o600}, "Windows has no modes"
    assert set(path.parent.iterdir()) == {path, kept}
    assert unfinished(path.parent) == (path,)
    again = Sitting.resume(path, clock)
    play(again, c.ParkNote("Videre"))
    again.leave()
    assert read(path).damage == 0
    path.write_bytes(whole.replace(b'"n":2', b'"n":7'))
    Sitting.resume(path, clock).leave()
    assert kept.read_bytes() == damaged, "an older one is kept"
    assert path.with_name(f"{path.name}.damaged-2").read_bytes() == path.read_bytes()


def test_a_damaged_journal_that_cannot_be_kept_is_left_unchanged(
    played: tuple[Path, list[Game]], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _games = played
    damaged = path.read_bytes().replace(b'"n":4', b'"n":5')
    path.write_bytes(damaged)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        with pytest.raises(CannotSave, match="full"):
            Sitting.resume(path, clock)
    assert path.read_bytes() == damaged
    Sitting.resume(path, clock).leave()


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"\x00" * 100, b'{"sum":"00000000","n":1}\n', b"[" * 9999])
def test_a_file_that_is_not_a_journal_is_rejected_and_left_unchanged(
    tmp_path: Path, content: bytes, clock: Clock
) -> None:
    path = tmp_path / f"x{SUFFIX}"
    path.write_bytes(content)
    with pytest.raises(JournalUnreadable, match=r"cannot be read|kan ikke læses"):
        Sitting.resume(path, clock)
    assert path.read_bytes() == content


def rewritten(path: Path, lines: list[dict[str, Any]]) -> bytes:
    """Write a journal with these lines, with correct checksums."""
    content = b"".join(journal._line({"n": number} | line) for number, line in enumerate(lines, 1))
    path.write_bytes(content)
    return content


def lines_of(path: Path) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [{key: value for key, value in line.items() if key != "sum"} for line in found]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[0].update(format=2),
        lambda lines: lines[0].update(format="1"),
        lambda lines: lines[2].update(events=[{"CandleLit": {"at": 1.0}}]),
        lambda lines: lines[2].update(events=[{"NoteParked": {"at": 1.0, "text": "x", "colour": "red"}}]),
        lambda lines: lines[2].update(events=[{"NoteParked": {"at": 1.0}}]),
        lambda lines: lines[2].update(events=[{"NoteParked": {"at": 1.0, "text": 7}}]),
        lambda lines: lines[2].update(
            events=[{"TurnEnded": {"at": 1.0}}, {"TurnEnded": {"at": 1.0}}, {"AnswersShown": {"at": 1.0}}]
        ),
        lambda lines: lines[2].update(at="now"),
        lambda lines: lines[2].update(events=7),
    ],
)
def test_a_journal_from_another_version_is_rejected_and_left_unchanged(
    played: tuple[Path, list[Game]], clock: Clock, change: Callable[[list[dict[str, Any]]], None]
) -> None:
    path, _games = played
    lines = lines_of(path)
    change(lines)
    content = rewritten(path, lines)
    with pytest.raises(JournalUnreadable, match="started by another version of dialogkort"):
        Sitting.resume(path, clock)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_journal_without_a_format_number_has_the_first_format(played: tuple[Path, list[Game]]) -> None:
    path, games = played
    lines = lines_of(path)
    assert lines[0].pop("format") == journal.FORMAT == 1
    assert not any("format" in line for line in lines)
    rewritten(path, lines)
    assert len(read(path).steps) == len(games)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(0, 11), max_size=14))
def test_valid_lines_in_any_order_never_crash_it(
    tmp_path: Path, order: list[int], long_game: list[dict[str, Any]]
) -> None:
    path = tmp_path / f"x{SUFFIX}"
    start, *rest = long_game
    rewritten(path, [start, *({**rest[place % len(rest)]} for place in order)])
    try:
        again = Sitting.resume(path, Clock())
    except JournalUnreadable:
        return
    again.leave()


@pytest.fixture(scope="module")
def long_game(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The lines of a game with answers, a draft and an undo, without their numbers."""
    sitting = begin(tmp_path_factory.mktemp("long"), Clock())
    for _ in range(7):
        play(sitting, forward(sitting.game))
    play(sitting, c.WriteDraft(Draft("Ring", "Vi ringer")), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    sitting.undo()
    sitting._journal.close()
    return [{key: value for key, value in line.items() if key != "n"} for line in lines_of(sitting._journal.path)]


def test_reading_never_waits_for_something_that_is_not_a_regular_file(tmp_path: Path, clock: Clock) -> None:
    pipe, folder, large, nothing = (tmp_path / f"{name}{SUFFIX}" for name in "abcd")
    folder.mkdir()
    with large.open("wb") as file:
        file.truncate(journal.LARGEST + 1)
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    if shows_links():
        nothing.symlink_to(tmp_path / "nowhere")
    assert unfinished(tmp_path) == (large,)
    for path in (folder, large, *((pipe,) if hasattr(os, "mkfifo") else ()), *((nothing,) if shows_links() else ())):
        assert journal.team_of(path) == ""
        with pytest.raises((JournalUnreadable, CannotSave)) as caught:
            Sitting.resume(path, clock)
        assert str(caught.value).endswith(".")
    assert nothing.is_symlink() == shows_links()


def test_the_team_of_a_saved_game_can_be_read(played: tuple[Path, list[Game]]) -> None:
    path, _games = played
    assert journal.team_of(path) == "Holdet"
    path.write_bytes(path.read_bytes()[9:])
    assert journal.team_of(path) == ""


def test_an_existing_journal_is_not_overwritten(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.MoveOn())
    before = path_in(tmp_path).read_bytes()
    with pytest.raises(CannotSave):
        Sitting.begin(tmp_path, setup(3), pile(), clock)
    assert path_in(tmp_path).read_bytes() == before


def test_a_game_that_another_program_has_just_resumed_is_not_played_twice(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystem, "lock", lambda _descriptor: False)
    with pytest.raises(CannotSave):
        Sitting.begin(tmp_path, setup(3), pile(), clock)


def test_a_game_can_be_open_in_only_one_program_and_the_lock_dies_with_it(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    path = path_in(tmp_path)
    with pytest.raises(JournalBusy):
        Sitting.resume(path, clock)
    sitting._journal.close()
    script = f"""
import time
from pathlib import Path
from dialogkort.sessions.sitting import Sitting
Sitting.resume(Path({str(path)!r}), time.monotonic)
print("open", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(JournalBusy):
            Sitting.resume(path, clock)
        other.kill()
        other.wait()
    Sitting.resume(path, clock).leave()


def test_a_folder_that_cannot_be_created_is_reported(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotSave):
        Sitting.begin(tmp_path / "file" / "games", setup(3), pile(), clock)


def test_a_finished_game_leaves_no_journal_and_an_unfinished_one_is_kept(tmp_path: Path, clock: Clock) -> None:
    sitting = begin(tmp_path, clock)
    play(sitting, c.BeginClosing(), c.SkipPhase(), c.Rate((4,)), c.MoveOn())
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


def test_a_complete_round_with_answers_and_an_agreement_is_restored(tmp_path: Path, clock: Clock) -> None:
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
def test_any_sequence_of_commands_and_undos_replays_to_the_same_game(
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
