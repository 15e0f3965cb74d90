"""The window is resized in the middle of a round: nothing that people need is cut off."""

import re

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.places import da, play
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.xdist_group("sizes")

SIZES = ((80, 24), (40, 12), (100, 30))


def _shows_a_clock(terminal: Terminal) -> bool:
    """Tell whether a clock is shown, in figures or in large digits above its bar."""
    shown = terminal.text
    return bool(re.search(r"(?<!\d)[01]:\d\d\b", shown)) or ("━━━━" in shown and "▐" in shown)


def test_the_window_can_be_resized_in_the_middle_of_a_turn(start: Start) -> None:
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "enter", da("The card is face down."))
    game.draw_the_card(terminal, "Hvad gjorde en kollega for nylig")
    game.step(terminal, "enter", da("Think on your own"))
    game.step(terminal, "enter", da("{name} has the floor", name="Peter"))
    terminal.settle()
    before = terminal.still
    for columns, rows in SIZES:
        terminal.resize(columns, rows)
        terminal.wait_for("Hvad gjorde en kollega", "svær dag?", da("{name} has the floor", name="Peter"))
        terminal.wait_for(f"q {da('leave')}")
        terminal.wait_until(lambda: _shows_a_clock(terminal), "a clock")
        assert len(terminal.lines) == rows
    terminal.wait_until(lambda: terminal.still == before, "the screen as it was")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_window_can_be_resized_while_answers_come_in(columns: int, rows: int, start: Start) -> None:
    """What is typed at one size is revealed at the other."""
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "enter", da("The card is face down."))
    game.draw_the_card(terminal, "Hvad gjorde en kollega for nylig")
    game.step(terminal, "e", da("The card is face down."))
    game.draw_the_card(terminal, "Det haster, og en kollega")
    game.step(terminal, "enter", da("Think on your own"))
    game.step(terminal, "enter", da("Hold up fingers on three"))
    game.step(terminal, "1", "● Peter")
    terminal.resize(columns, rows)
    terminal.wait_for("Det haster, og en kollega", "● Peter")
    game.step(terminal, "2", "● Mette")
    game.step(terminal, "2", da("Everyone has answered"))
    terminal.press("enter")
    terminal.wait_for(da("Your answers are far apart"), "2  ██", f"q {da('leave')}")


def test_the_program_survives_a_window_without_any_room(start: Start) -> None:
    """Even at a size where nothing can be shown, the program survives, and reappears with the window."""
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    for columns, rows in ((10, 3), (1, 1), (300, 80), (100, 30)):
        terminal.resize(columns, rows)
        terminal.settle()
    terminal.wait_for(da("Welcome to the table"), "Aisha", f"q {da('leave')}")
    game.step(terminal, "enter", da("The card is face down."))


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_home_and_set_up_fit_into_the_window(columns: int, rows: int, start: Start) -> None:
    terminal = start(columns=columns, rows=rows)
    terminal.wait_for(da("New game"), da("Agreements"), da("Decks"), "In English", f"q {da('quit')}")
    game.step(terminal, "n", "Team", f"esc {da('back')}")
    terminal.type("Team Sø")
    terminal.press("enter")
    terminal.wait_at(da("your names separated by commas, or the number of people")[:20])
    terminal.type("3")
    terminal.wait_for("3")
    terminal.press("f2")
    terminal.wait_for(da("Welcome to the table"), f"q {da('leave')}")
