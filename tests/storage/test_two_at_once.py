"""Several programs in one folder at once, as real processes: none loses what it wrote, and locks die with them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.core.table import TODAY, pile, setup
from tests.storage.games import on_disk

from dialogkort.core.game import commands as c
from dialogkort.files import atomic
from dialogkort.sessions import records
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements import poster
from dialogkort.storage.games.journal import JournalBusy
from dialogkort.storage.games.waiting import unfinished

BEGINNING = """
import os, sys, time
from dataclasses import replace
from pathlib import Path
from tests.core.table import TODAY, Table, pile, setup
from dialogkort.core.game import commands as c
from dialogkort.core.agreements.agreement import Draft
from dialogkort.storage import teams as team_files
from dialogkort.files import atomic
from dialogkort.files import named_files
from dialogkort.files.folder_lock import alone_in
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
folder, me = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
"""


@contextmanager
def programs(script: str, folder: Path, *names: str) -> Iterator[list[subprocess.Popen[str]]]:
    """Programs that are told to begin at the same moment; `me` is the name of each. All are ended at the end."""
    environment = {**os.environ, "LANGUAGE": "en", "PYTHONPATH": os.pathsep.join(sys.path)}
    with ExitStack() as stack:
        started = []
        for name in names:
            command = [sys.executable, "-c", BEGINNING + script, str(folder), name]
            program = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
            )
            stack.enter_context(program)
            stack.callback(program.kill)
            started.append(program)
        for program in started:
            assert said_by(program) == "ready"
        for program in started:
            assert program.stdin
            program.stdin.write("go\n")
            program.stdin.flush()
        yield started


def said_by(program: subprocess.Popen[str]) -> str:
    assert program.stdout
    return program.stdout.readline().rstrip("\n")


def all_well(started: list[subprocess.Popen[str]]) -> bool:
    return [program.wait() for program in started] == [0] * len(started)


TEAM = """
mine = replace(team_files.load(folder), minutes=int(me), language={"10": "da", "20": "en"}[me])
for save in range(100):
    team_files.save(folder, mine)
    if team_files.load(folder) == mine:
        team_files.save(folder, replace(mine, decks=("tillid",) * (save % 5)))
team_files.save(folder, mine)
"""


def test_the_team_file_is_always_complete_and_in_the_end_from_one_of_them(tmp_path: Path) -> None:
    path = tmp_path / team_files.NAME
    path.write_text("# Vores hold\nname: Holdet\nfarve: blå  # vores farve\nmembers:\n  - name: Åse\n", "utf-8")
    with programs(TEAM, tmp_path, "10", "20") as started:
        looks = 0
        while any(program.poll() is None for program in started):
            found = team_files.read(tmp_path)
            assert found.problems == ()
            assert (found.team.minutes, found.team.language) in {(0, ""), (10, "da"), (20, "en")}
            assert [member.name for member in found.team.members] == ["Åse"]
            looks += 1
        assert all_well(started)
    assert looks > 3
    text = path.read_text("utf-8")
    assert text.startswith("# Vores hold\nname: Holdet\nfarve: blå  # vores farve\n"), "what a person wrote is kept"
    assert [file.name for file in tmp_path.iterdir()] == [team_files.NAME]


AGREEMENTS = """
table = Table(3, game=f"spil-{me}")
records = Records(folder, table.game, TODAY)
for number in range(12):
    table.do(c.WriteDraft(Draft(f"{me} {number}", "Vi ringer.")), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert records.write_agreements(table.game), records.problem
"""


def test_the_poster_has_the_agreements_of_both_programs(tmp_path: Path) -> None:
    wanted = {f"{name} {number}" for name in ("En", "To") for number in range(12)}
    with programs(AGREEMENTS, tmp_path, "En", "To") as started:
        while any(program.poll() is None for program in started):
            for page in tmp_path.glob(f"*/{poster.NAME}"):
                assert atomic.read(page).endswith(b"*\n"), "it is always complete"
        assert all_well(started)
    [(folder, _team)] = team_files.teams(tmp_path)
    found, problems = agreement_files.load_all(folder)
    assert {file.agreement.title for file in found} == wanted
    assert problems == ()
    lines = (folder / poster.NAME).read_text("utf-8").splitlines()
    assert {line[3:] for line in lines if line.startswith("## ")} == wanted


NAMES = """
if me.startswith("unlinked"):
    def link(*_, **__): raise PermissionError(1, "no hard links on this disk")
    os.link = link
for number in range(8):
    named_files.save_new(folder, "2026-11-22-ring", f"{me} {number}".encode())
"""


@pytest.mark.parametrize("kind", ["linked", "unlinked"])
def test_nobody_gets_a_name_that_another_program_has(tmp_path: Path, kind: str) -> None:
    names = [f"{kind}{number}" for number in range(3)]
    with programs(NAMES, tmp_path, *names) as started:
        assert all_well(started)
    written = sorted(path.read_text(encoding="utf-8") for path in tmp_path.iterdir())
    assert written == sorted(f"{name} {number}" for name in names for number in range(8))
    assert {path.suffix for path in tmp_path.iterdir()} == {".md"}


GAME = """
try:
    sitting = Sitting.resume(folder, time.monotonic)
except Exception as error:
    print(type(error).__name__, flush=True)
    sys.exit()
print("open", flush=True)
for number in range(10**6):
    assert sitting.send(c.ParkNote(f"{me} {number}")) is None
    assert sitting.trouble is None
    print(number, flush=True)
"""


def test_one_program_has_the_game_and_after_a_kill_the_next_one_gets_every_step(tmp_path: Path) -> None:
    sitting = Sitting.begin(tmp_path, setup(3), pile(), lambda: 0.0)
    assert isinstance(sitting, Sitting)
    sitting.leave()
    [path] = unfinished(tmp_path)
    confirmed: list[str] = []
    for turn in range(3):
        names = [f"{turn}-{number}" for number in range(3)]
        with programs(GAME, path, *names) as started:
            said = [said_by(program) for program in started]
            assert sorted(said) == ["JournalBusy", "JournalBusy", "open"]
            place = said.index("open")
            name, winner = names[place], started[place]
            number = -1
            while number < 7 * turn + 5:
                number = int(said_by(winner))
            with pytest.raises(JournalBusy):
                Sitting.resume(path, lambda: 0.0)
            winner.kill()
            assert winner.stdout
            told = [int(line) for line in winner.stdout.read().splitlines() if line.isdecimal()]
            confirmed += [f"{name} {step}" for step in range(max([number, *told]) + 1)]
        game = on_disk(path)
        assert game
        mine = [note for note in game.notes if note in set(confirmed)]
        assert mine == confirmed, "every confirmed step is there, in order"
        assert len(game.notes) <= len(confirmed) + turn + 1, "and at most one more from each program"
    again = Sitting.resume(path, lambda: 0.0)
    assert again.send(c.ParkNote("Videre")) is None
    again.leave()


HOLDER = """
with alone_in(folder):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_folder_is_released_when_the_program_that_held_it_is_killed(tmp_path: Path) -> None:
    with programs(HOLDER, tmp_path, "En") as [holder]:
        assert said_by(holder) == "held"
        holder.kill()
        holder.wait()
        records.refresh_poster(tmp_path, "Holdet", TODAY)
    assert (tmp_path / poster.NAME).exists()
