"""`dialogkort review` in a terminal: three months later, the team looks at what it agreed on."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.places import Places

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.team import Team
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files

pytestmark = pytest.mark.xdist_group("review")

RULE = "When it is urgent, then we call. All else we write."


@pytest.fixture(autouse=True)
def three_months_later(places: Places) -> None:
    places.locale = "en_GB.UTF-8"
    places.environ["DIALOGKORT_TODAY"] = "2027-02-22"


def filed(places: Places, name: str, title: str, team: str) -> Path:
    """Put an agreement from November on file that is due in February, and return its path."""
    folder = team_files.folder_of(places.folder, team)
    team_files.save(folder, Team(team))
    made = Agreement(name, title, RULE, decided=date(2026, 11, 22), review=date(2027, 2, 22), keeper="Mette")
    return agreement_files.add(folder, made)


def read(path: Path) -> Agreement:
    return agreement_files.read(path).agreement


def test_review_goes_from_the_shell_to_a_kept_agreement_and_home(places: Places, start: Start) -> None:
    path = filed(places, "a", "Call when it is urgent", "Team Sea")
    before = path.read_bytes()
    terminal = start("review")
    terminal.wait_for("Call when it is urgent", "due today", "1 is due for review", "esc back")
    game.step(terminal, "k", "Still applies", "22 May 2027, in 3 months")
    game.step(terminal, "enter", "next review 22 May", "u undo")
    assert read(path).review == date(2027, 5, 22)
    poster = path.parents[1] / "agreements.md"
    terminal.wait_until(lambda: poster.is_file() and "22 May 2027" in poster.read_text("utf-8"), "the poster")
    game.step(terminal, "u", "Undone", "due today")
    assert path.read_bytes() == before
    game.step(terminal, "q", "New game", "Agreements")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert not terminal.left_behind


def test_what_the_screen_has_confirmed_survives_a_power_cut(places: Places, start: Start) -> None:
    path = filed(places, "a", "Call when it is urgent", "Team Sea")
    terminal = start("review")
    terminal.wait_for("due today")
    game.step(terminal, "r", "No longer applies")
    terminal.type("Nobody needs it")
    terminal.wait_for("Nobody needs it")
    game.step(terminal, "enter", "retired 22 Feb")
    terminal.kill()
    assert read(path).status is Status.RETIRED
    assert "Reason: Nobody needs it." in path.read_text("utf-8")
    again = start("review")
    again.wait_for("retired 22 Feb", "k bring it back")


def test_review_can_be_limited_to_one_team(places: Places, start: Start) -> None:
    filed(places, "a", "Call when it is urgent", "Team Sea")
    filed(places, "b", "Write when it is not", "Beta")
    terminal = start("review", "--team", "beta", columns=80, rows=24)
    terminal.wait_for("Write when it is not", "→ Beta")
    assert "Call when it is urgent" not in terminal.text
    game.step(terminal, "x", "Call when it is urgent", "2 agreements")


def test_nothing_important_is_cut_off_in_a_tiny_window(places: Places, start: Start) -> None:
    filed(places, "a", "Call when it is urgent", "Team Sea")
    terminal = start("review", columns=40, rows=12)
    terminal.wait_for("When it is urgent, then we call.", "k keep", "esc back")
    for columns, rows in ((80, 24), (100, 30), (40, 12)):
        terminal.resize(columns, rows)
        terminal.wait_for("When it is urgent, then we call.", "k keep", "esc back")


def test_a_missing_editor_leaves_the_screen_as_it_was(places: Places, start: Start) -> None:
    filed(places, "a", "Call when it is urgent", "Team Sea")
    places.environ["EDITOR"] = "no-such-editor"
    terminal = start("review")
    terminal.wait_for("Call when it is urgent", "due today")
    game.step(terminal, "e", "no-such-editor could not be started")
    terminal.wait_for("Call when it is urgent", "esc back")
    game.step(terminal, "k", "Still applies")


def test_the_file_is_edited_and_read_again(places: Places, start: Start) -> None:
    path = filed(places, "a", "Call when it is urgent", "Team Sea")
    program = places.root / "editor.sh"
    program.write_text('#!/bin/sh\nsed -i "s/^# Call/# Ring/" "$1"\n', "utf-8")
    program.chmod(0o755)
    places.environ["EDITOR"] = str(program)
    terminal = start("review")
    terminal.wait_for("Call when it is urgent", "due today")
    game.step(terminal, "e", "Ring when it is urgent")
    assert read(path).title == "Ring when it is urgent"


def test_an_unknown_team_is_reported_with_the_known_ones(places: Places) -> None:
    filed(places, "a", "Call when it is urgent", "Team Sea")
    done = _run(places, "--team", "Team Lake")
    assert done.returncode == 2
    assert "Team Lake" in done.stderr
    assert "Team Sea" in done.stderr
    assert "Traceback" not in done.stderr


def test_review_needs_a_terminal(places: Places) -> None:
    done = _run(places)
    assert done.returncode == 2
    assert "this needs a terminal" in done.stderr


def _run(places: Places, *given: str) -> subprocess.CompletedProcess[str]:
    command = [*places.program, "review", *given]
    environ = places.environment()
    return subprocess.run(command, check=False, env=environ, capture_output=True, text=True, timeout=60,
                          stdin=subprocess.DEVNULL)  # fmt: skip
