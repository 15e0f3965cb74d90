"""Leaving, and being asked to leave: nothing is lost, nothing keeps running, and the terminal is restored."""

import os
import signal

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import Terminal

from dialogkort.storage.games import journal

pytestmark = pytest.mark.xdist_group("ending")

WAITS = "The game is saved. To continue it, run: dialogkort resume"


def _to_the_first_turn(terminal: Terminal) -> None:
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "enter", da("The card is face down."))
    game.draw_the_card(terminal, "Hvad gjorde en kollega for nylig")
    game.step(terminal, "enter", da("Think on your own"))
    game.step(terminal, "enter", da("{name} has the floor", name="Peter"))


def _continues_at_the_first_turn(places: Places, start: Start) -> None:
    (path,) = places.journals
    assert journal.read(path).damage == 0
    terminal = start("resume")
    terminal.wait_for(da("Welcome back"))
    game.step(terminal, "enter", da("{name} has the floor", name="Peter"))


def _ends_with_a_time_mark(places: Places) -> bool:
    """Tell whether the last line of the journal is a time mark: the game was left cleanly."""
    (path,) = places.journals
    last = path.read_bytes().splitlines()[-1]
    return b'"at":' in last and b"events" not in last


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGALRM]
)
def test_sigterm_keeps_the_game_and_restores_the_terminal(number: signal.Signals, places: Places, start: Start) -> None:
    terminal = start(*play())
    _to_the_first_turn(terminal)
    terminal.signal(number)
    assert terminal.wait_exit() == 128 + number
    assert terminal.left_behind == []
    assert terminal.afterwards.strip() == da(WAITS)
    assert _ends_with_a_time_mark(places)
    _continues_at_the_first_turn(places, start)


def test_sigterm_on_the_home_screen_ends_the_program(places: Places, start: Start) -> None:
    terminal = start()
    terminal.wait_for(da("New game"))
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_exit() == 128 + signal.SIGTERM
    assert terminal.left_behind == []
    assert terminal.afterwards.strip() == ""
    assert places.journals == ()


def test_closing_the_window_keeps_the_game(places: Places, start: Start) -> None:
    terminal = start(*play())
    _to_the_first_turn(terminal)
    terminal.hang_up()
    terminal.wait_exit()
    with pytest.raises(ProcessLookupError):
        os.killpg(terminal.process.pid, 0)
    assert _ends_with_a_time_mark(places)
    _continues_at_the_first_turn(places, start)


def test_text_being_written_is_kept_when_the_program_is_left_at_once(places: Places, start: Start) -> None:
    terminal = start(*play())
    _to_the_first_turn(terminal)
    terminal.press("a")
    terminal.wait_for(da("When X happens, we do Y: could someone see it on a video?"))
    terminal.type(game.FIRST_RULE)
    terminal.wait_for("hvad vi aftalte.")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.afterwards.strip() == da(WAITS)
    terminal = start("resume")
    terminal.wait_for(da("Welcome back"))
    game.step(terminal, "enter", da("{name} has the floor", name="Peter"))
    game.step(terminal, "a", "hvad vi aftalte.")


def test_text_being_written_is_kept_when_somebody_interrupts_from_outside(places: Places, start: Start) -> None:
    terminal = start(*play())
    _to_the_first_turn(terminal)
    terminal.press("a")
    terminal.wait_for(da("When X happens, we do Y: could someone see it on a video?"))
    terminal.type(game.FIRST_RULE)
    terminal.wait_for("hvad vi aftalte.")
    terminal.signal(signal.SIGINT)
    assert terminal.wait_exit() == 128 + signal.SIGINT
    terminal = start("resume")
    terminal.wait_for(da("Welcome back"))
    game.step(terminal, "enter", da("{name} has the floor", name="Peter"))
    game.step(terminal, "a", "hvad vi aftalte.")


def test_from_the_table_to_home_and_out_it_says_how_to_continue_the_game(places: Places, start: Start) -> None:
    terminal = start(*play())
    _to_the_first_turn(terminal)
    game.step(terminal, "q", da("New game"), da("Continue the game"), "dialogkort resume")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []
    assert terminal.afterwards.strip() == da(WAITS)
    _continues_at_the_first_turn(places, start)


def test_a_saved_game_does_not_wait_however_it_is_left(places: Places, start: Start) -> None:
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "l", da("What will you take with you from this conversation?"))
    game.step(terminal, "s", da("Rate the meeting"))
    game.step(terminal, "s", da("Thank you for the conversation"), da("Saved:"))
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.afterwards.strip() == ""
    assert places.journals == ()


def test_a_second_program_is_told_that_the_game_is_already_open(places: Places, start: Start) -> None:
    first = start(*play())
    _to_the_first_turn(first)
    second = start("resume")
    told = da("This game is open in another window. Continue there, or close it first.")
    second.wait_for(da("New game"), told[:25])
    second.press("q")
    assert second.wait_exit() == 0
    game.step(first, "enter", da("{name} has the floor", name="Mette"))
    game.step(first, "u", da("{name} has the floor", name="Peter"))
    first.press("ctrl+q")
    assert first.wait_exit() == 0
    _continues_at_the_first_turn(places, start)
