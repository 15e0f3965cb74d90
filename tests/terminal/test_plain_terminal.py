"""Plain mode as the whole program in a pseudo-terminal: lines only, nothing private is echoed, and games continue."""

import re

import pytest
from tests.terminal.conftest import Start
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.xdist_group("plain-terminal")
SEQUENCE = re.compile(rb"\x1b|[\x00-\x06\x08\x0b\x0c\x0e-\x1f]")


def say(terminal: Terminal, line: str, *expected: str) -> None:
    """Type a line, and wait for the answer."""
    terminal.settle(0.1)
    terminal.type(f"{line}\r")
    terminal.wait_for(*expected)


def test_a_game_is_played_in_plain_mode_and_continued_there(places: Places, start: Start) -> None:
    terminal = start("--plain", *play("--minutes", "60"), columns=120, rows=60)
    terminal.wait_for(da("Welcome to the table"))
    say(terminal, "", da("The card is face down."))
    say(terminal, "", "Hvad gjorde en kollega", "f: 2 ")
    say(terminal, "f", "Hvad kunne I andre se af det?")
    say(terminal, "n", da("What should we remember, but not talk about now?"))
    say(terminal, "ÆØÅ æøå", da("The note is parked. It will be in the summary."))
    say(terminal, "q", da("The game is saved. To continue it, run: dialogkort resume"))
    assert terminal.wait_exit() == 0
    assert SEQUENCE.search(terminal.raw) is None, "lines only: nothing is moved, and nothing is coloured"
    assert terminal.raw.decode().count("Hvad gjorde en kollega") == 1, "what is already there is not printed again"
    again = start("--plain", "resume", columns=120, rows=60)
    again.wait_for(da("The clock has been paused. Press Enter when you are all here."))
    say(again, "q", da("The game is saved. To continue it, run: dialogkort resume"))
    assert again.wait_exit() == 0


def test_ratings_are_entered_privately(places: Places, start: Start) -> None:
    terminal = start("--plain", *play("--minutes", "60", members="Aisha,Peter"), columns=120, rows=60)
    terminal.wait_for(da("Welcome to the table"))
    say(terminal, "", da("The card is face down."))
    say(terminal, "l", da("What will you take with you from this conversation?"))
    say(terminal, "", "Peter")
    say(terminal, "", da("Rate the meeting"))
    before = len(terminal.raw)
    say(terminal, "4", "Peter.")
    say(terminal, "5", da("Thank you. With fewer than three ratings, no average is shown."))
    assert b"\r\n4" not in terminal.raw[before:]
    assert not re.search(rb"(?m)^[45]\r?$", terminal.raw[before:])
    say(terminal, "", da("Thank you for the conversation"))
    assert terminal.wait_exit() == 0
