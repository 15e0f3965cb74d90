"""Stopped, continued, asked to end, cut off: the terminal is restored, the game is kept, and no process is left."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.places import Places, da, play
from tests.terminal.shell import BASH, PROMPT, Shell, state_of, wait_gone
from tests.terminal.terminal import KEYS, Terminal

from dialogkort.storage.games import journal

pytestmark = [
    pytest.mark.xdist_group("signals"),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them"),
]
with_shell = pytest.mark.skipif(BASH is None, reason="needs bash")

HINT = "To come back, type fg and press Enter."
WAITS = "The game is saved. To continue it, run: dialogkort resume"
DEAF = "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP}); os.execv(sys.argv[1], sys.argv[1:])"  # noqa: E501
"""Becomes a program that is never notified that its terminal is gone."""


@pytest.fixture
def shell(places: Places) -> Iterator[Shell]:
    with Shell(places) as shell:
        yield shell


def _to_the_first_turn(terminal: Terminal) -> None:
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "enter", da("The card is face down."))
    game.draw_the_card(terminal, "Hvad gjorde en kollega for nylig")
    game.step(terminal, "enter", da("Think on your own"))
    game.step(terminal, "enter", da("{name} has the floor", name="Peter"))


def _ends_with_a_time_mark(places: Places) -> bool:
    """Tell whether the last thing in the journal is the time, as when a game is left cleanly."""
    (path,) = places.journals
    last = path.read_bytes().splitlines()[-1]
    return b'"at":' in last and b"events" not in last


def _stop(shell: Shell) -> int:
    """Press Ctrl-Z, check that the shell has its terminal as before, and return the waiting process."""
    shell.press("ctrl+z")
    shell.wait_for(da(HINT), PROMPT)
    process = shell.job()
    shell.wait_until(lambda: state_of(process) == "T", "the program stopped")
    return process


# Ctrl-Z


@with_shell
def test_ctrl_z_leads_to_the_shell_and_fg_leads_back(places: Places, shell: Shell) -> None:
    line = shell.line()
    shell.start(*play())
    _to_the_first_turn(shell)
    shell.settle()
    shown = shell.still
    for _ in range(2):  # and once more: nothing from the first time is in the way
        _stop(shell)
        assert shell.line() == line
        assert shell.modes() == set()
        assert _ends_with_a_time_mark(places)
        shell.run("fg")
        shell.wait_for(da("Welcome back"))  # the clock waits for everybody, as after a resume
        game.step(shell, "enter", da("{name} has the floor", name="Peter"))
        shell.wait_until(lambda: shell.still == shown, f"the screen as it was:\n{shown}")
    # each key arrives once
    game.step(shell, "enter", da("{name} has the floor", name="Mette"))
    shell.press("ctrl+q")
    shell.wait_for(da(WAITS), PROMPT)
    assert shell.line() == line
    assert shell.modes() == set()


@with_shell
def test_another_program_can_stop_the_game(places: Places, shell: Shell) -> None:
    shell.start(*play())
    shell.wait_for(da("Welcome to the table"))
    (process,) = _children(shell.process.pid)
    os.kill(process, signal.SIGTSTP)
    shell.wait_for(da(HINT), PROMPT)
    shell.run("fg")
    shell.wait_for(da("Welcome back"))
    game.step(shell, "enter", da("Welcome to the table"))


@with_shell
def test_the_home_screen_can_be_stopped_and_does_not_draw_in_the_background(shell: Shell) -> None:
    """The program cannot draw after `bg`: it stops again and waits for `fg`."""
    line = shell.line()
    shell.start()
    shell.wait_for(da("New game"), " sæt · ")
    process = _stop(shell)
    shell.run("bg")
    shell.wait_for("bg")
    shell.wait_until(lambda: state_of(process) == "T", "the program stopped again")
    assert shell.line() == line
    shell.run("fg")
    shell.wait_for(da("New game"), " sæt · ")
    game.step(shell, "l", "New game")
    shell.press("q")
    shell.wait_for(PROMPT)
    assert shell.line() == line
    assert shell.modes() == set()


@with_shell
def test_a_job_of_several_programs_stops_and_continues_as_one(places: Places, shell: Shell) -> None:
    """As with `make play`, where another program waits for ours."""
    shell.run("sh", "-c", '"$@"; echo "ud: $?"', "sh", *places.program)
    shell.wait_for(da("New game"), " sæt · ")
    shell.press("ctrl+z")
    shell.wait_for(da(HINT), PROMPT)
    shell.run("fg")
    shell.wait_for(da("New game"), " sæt · ")
    shell.press("q")
    shell.wait_for("ud: 0", PROMPT)


@with_shell
def test_a_stopped_game_can_be_asked_to_end(places: Places, shell: Shell) -> None:
    line = shell.line()
    shell.start(*play())
    _to_the_first_turn(shell)
    process = _stop(shell)
    shell.run("kill", "%1")
    shell.wait_until(lambda: state_of(process) == "", "the end of the program")
    assert shell.line() == line
    assert shell.modes() == set()
    assert _ends_with_a_time_mark(places)


@with_shell
def test_closing_the_window_of_a_stopped_game_keeps_the_game(places: Places, shell: Shell) -> None:
    shell.start(*play())
    _to_the_first_turn(shell)
    process = _stop(shell)
    shell.hang_up()
    shell.wait_exit()
    wait_gone(process)
    assert _ends_with_a_time_mark(places)


def test_the_program_does_not_stop_if_no_shell_could_continue_it(places: Places, start: Start) -> None:
    """Started by the window itself, it could be brought back by nobody."""
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    terminal.press("ctrl+z")
    terminal.wait_for(da("Welcome back"))
    game.step(terminal, "enter", da("Welcome to the table"))
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []


def test_in_a_field_the_suspend_key_does_nothing(start: Start) -> None:
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "n", da("Park a note"))
    terminal.type("Husk")
    terminal.press("ctrl+z")
    terminal.type(" nøglen")
    terminal.wait_for(da("Park a note"), "Husk nøglen")


def test_freezing_and_thawing_go_unnoticed(start: Start) -> None:
    """SIGSTOP cannot be noticed; the SIGCONT after it changes nothing."""
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    threads = _threads(terminal)
    terminal.signal(signal.SIGSTOP)
    terminal.wait_until(lambda: state_of(terminal.process.pid) == "T", "the program stopped")
    terminal.signal(signal.SIGCONT)
    game.step(terminal, "enter", da("The card is face down."))
    assert _threads(terminal) == threads
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []


# Cut off


@pytest.mark.parametrize("at_home", [True, False])
def test_losing_the_terminal_without_a_signal_leaves_no_process(at_home: bool, places: Places, start: Start) -> None:
    places.program = (sys.executable, "-c", DEAF, *places.program)
    terminal = start(*(() if at_home else play()))
    if at_home:
        terminal.wait_for(da("New game"))
    else:
        _to_the_first_turn(terminal)
    terminal.hang_up()
    assert terminal.wait_exit() > 0, "it ended cleanly, and not by a signal"
    assert at_home or _ends_with_a_time_mark(places)
    assert not places.state.joinpath("error.log").exists()


def test_a_terminal_that_accepts_nothing_more_does_not_hold_up_the_end(places: Places, start: Start) -> None:
    """As over a dead connection: what the screen shows is on disk anyway."""
    terminal = start(*play())
    _to_the_first_turn(terminal)
    (path,) = places.journals
    terminal.send(b"?" * 400)  # help, opened and closed; nobody reads what is drawn
    terminal.wait_stuck()
    terminal.signal(signal.SIGTERM)
    terminal.wait_exit(reading=False)
    assert len(journal.read(path).steps) == 5


# What is typed


@pytest.mark.parametrize(
    "typed", [b"\xe6\xf8\xe5", b"\xff\xfe\x00\x80", b"\xf0\x9f", b"\x1b\xe6[\x9b", b"\x1b[<0;-5;999999M"]
)
def test_bytes_that_are_not_text_do_no_harm(typed: bytes, places: Places, start: Start) -> None:
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "n", da("Park a note"))
    terminal.send(b"Husk" + typed)
    terminal.wait_for("Husk")
    terminal.settle()
    terminal.send(KEYS["ctrl+q"].encode())
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []
    assert not places.state.joinpath("error.log").exists()


def _threads(terminal: Terminal) -> int:
    return sum(1 for _ in Path(f"/proc/{terminal.process.pid}/task").iterdir())


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    return [int(part) for part in told.split()]
