"""The installed program, a team of three, a card of each kind, two rules, and the files afterwards."""

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.places import PROGRAMME, Places, da
from tests.terminal.terminal import Terminal

from dialogkort.decks.shelf.library import Library
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder

pytestmark = pytest.mark.xdist_group("whole-game")


def _set_up(terminal: Terminal, place: int) -> None:
    """From the home screen to the table, as a new team does it; the deck is number `place` of those offered."""
    terminal.wait_for(da("New game"), "In English")
    terminal.press("n")
    terminal.wait_for(da("Decks"), da("Start the game"))
    terminal.type("Team Sø")
    terminal.press("enter")
    terminal.wait_at(da("your names separated by commas, or the number of people"))
    terminal.type("Aisha, Peter, Mette")
    terminal.press("enter")
    terminal.wait_for("✓ Aisha", "✓ Peter", "✓ Mette")
    game.step(terminal, "down", da("on or off"))
    terminal.press("space", *["right"] * place, "space")
    terminal.wait_for("✓ Alle slags kort", da("This deck is a programme: its cards come in a fixed order.")[:30])
    terminal.press("down")
    terminal.wait_at(da("Minutes"))
    terminal.type("240")
    terminal.wait_for("240")
    terminal.press("f2")


def test_a_whole_game_can_be_played_in_danish_from_the_home_screen(places: Places, start: Start) -> None:
    own = places.own_deck()
    offered = Library(Shelf((bundled_folder(), own.parent))).decks("da")
    place = next(number for number, shelved in enumerate(offered) if shelved.path == own)
    terminal = start()
    _set_up(terminal, place)
    game.part_one(terminal)
    game.answers(terminal, "1", "1", "2")
    game.part_two(terminal)
    game.begin_second_agreement(terminal)
    game.meet_the_objection(terminal)
    game.part_three(terminal)
    terminal.wait_for(game.FIRST_TITLE, game.SECOND_TITLE, game.NOTE)
    game.step(terminal, "enter", da("New game"))
    assert not terminal.shows(da("Continue the game"))
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []
    assert places.journals == ()
    game.check_files(places.folder)


def test_a_deck_can_be_given_by_its_file_and_a_team_comes_back(places: Places, start: Start) -> None:
    """`play` with everything goes straight to the table; the second time, three keys are enough."""
    deck = places.root / "programme.yaml"
    deck.write_bytes(PROGRAMME.read_bytes())
    given = ("--team", "Team Sø", "--members", "Aisha, Peter, Mette", "--minutes", "240", "--lang", "da")
    terminal = start("play", str(deck), *given)
    terminal.wait_for(da("Welcome to the table"), "Team Sø")
    game.step(terminal, "enter", da("The card is face down."))
    game.step(terminal, "l", da("What will you take with you from this conversation?"))
    game.step(terminal, "s", da("Rate the meeting"))
    game.step(terminal, "s", da("Thank you for the conversation"))
    game.step(terminal, "enter", da("New game"))
    # n, down to the line that starts the game, Enter
    places.own_deck()
    game.step(terminal, "n", da("Start the game"), "✓ Aisha")
    game.step(terminal, "enter", da("Welcome to the table"), "Team Sø")
