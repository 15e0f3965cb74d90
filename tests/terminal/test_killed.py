"""Nothing is lost: the program is killed in the middle, again and again, and the game continues at its step."""

from dataclasses import dataclass, field

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import Terminal

from dialogkort.storage.games import journal

pytestmark = pytest.mark.xdist_group("killed")


@dataclass
class Game:
    """The game that is killed; `terminal` is the one where it is currently played."""

    start: Start
    places: Places
    terminal: Terminal = field(init=False)

    def __post_init__(self) -> None:
        self.terminal = self.start(*play())
        self.terminal.wait_for(da("Welcome to the table"))

    def is_killed_and_resumed(self, *before: str) -> None:
        """Kill the program when `before` is on the screen; check that the screen is the same again."""
        self.terminal.wait_for(*before)
        self.terminal.settle()
        shown = self.terminal.still
        self.terminal.kill()
        self.terminal = self.start("resume")
        self.terminal.wait_for(da("Welcome back"))
        game.step(self.terminal, "enter", *before)
        self.terminal.wait_until(lambda: self.terminal.still == shown, f"the screen as it was:\n{shown}")

    def steps(self) -> int:
        (path,) = self.places.journals
        return len(journal.read(path).steps)


def test_a_game_that_is_killed_repeatedly_continues_at_its_step(places: Places, start: Start) -> None:
    played = Game(start, places)
    game.part_one(played.terminal)
    # during the answers: one is given and not shown
    game.step(played.terminal, "1", "✓ Aisha", "● Peter")
    played.is_killed_and_resumed("✓ Aisha", "● Peter", "○ Mette")
    game.step(played.terminal, "1", "● Mette")
    game.step(played.terminal, "2", da("Everyone has answered"))
    game.enter(played.terminal)
    # with the spread on the table
    played.is_killed_and_resumed(da("Your answers are far apart"), "██ 2")
    game.part_two(played.terminal)
    _a_draft_is_killed(played)
    # in the middle of the consent round
    played.is_killed_and_resumed(da("Show thumbs on three"), "✓ Aisha", "● Peter")
    game.meet_the_objection(played.terminal)
    game.part_three(played.terminal)
    # the summary: everything is on file, and the game still waits until somebody has seen it
    played.terminal.kill()
    played.terminal = start("resume")
    played.terminal.wait_for(da("Thank you for the conversation"), game.FIRST_TITLE, game.SECOND_TITLE)
    game.step(played.terminal, "enter", da("New game"))
    assert places.journals == ()
    game.check_files(places.folder)


def _a_draft_is_killed(played: Game) -> None:
    """Kill the program in the middle of a draft; what was written is there again."""
    played.terminal.press("a")
    played.terminal.wait_for(da("When X happens, we do Y: could someone see it on a video?"))
    steps = played.steps()
    played.terminal.type(game.SECOND_RULE)
    played.terminal.wait_for("samme dag.")
    played.terminal.wait_until(lambda: played.steps() > steps, "the draft in the journal")
    played.terminal.kill()
    played.terminal = played.start("resume")
    played.terminal.wait_for(da("Welcome back"))
    game.step(played.terminal, "enter", da("You all gave the same answer"))
    game.step(played.terminal, "a", game.SECOND_RULE)
    game.enter(played.terminal)
    who = da(
        "Who decides? 1 is the leader alone, 4 is all of us together, 7 is the team alone. You can leave it empty."
    )
    played.terminal.wait_for(who[:30])
    game.enter(played.terminal)
    game.fill_in_the_rest(played.terminal, game.SECOND_TITLE, "Aisha")
    game.step(played.terminal, "f2", da("Show thumbs on three"), "● Aisha")
    game.step(played.terminal, "j", "✓ Aisha", "● Peter")


def test_after_a_kill_during_a_turn_the_clock_and_the_stick_are_where_they_were(places: Places, start: Start) -> None:
    played = Game(start, places)
    game.step(played.terminal, "enter", da("The card is face down."))
    game.draw_the_card(played.terminal, "Hvad gjorde en kollega for nylig")
    game.step(played.terminal, "enter", da("Think on your own"))
    game.step(played.terminal, "enter", da("{name} has the floor", name="Peter"))
    game.step(played.terminal, "p", da("{name} has the floor", name="Mette"))
    game.step(played.terminal, "space", da("restart the clock"))
    played.is_killed_and_resumed(da("{name} has the floor", name="Mette"), da("restart the clock"))
    game.step(played.terminal, "space", da("{name} has the floor", name="Mette"))
    game.step(played.terminal, "enter", da("{name} has the floor", name="Aisha"))
    # the person who passed is asked once more
    game.step(played.terminal, "enter", da("{name} has the floor", name="Peter"))
    # two steps back, and the undo survives too
    game.step(played.terminal, "u", da("{name} has the floor", name="Aisha"))
    game.step(played.terminal, "u", da("{name} has the floor", name="Mette"))
    played.is_killed_and_resumed(da("{name} has the floor", name="Mette"))
