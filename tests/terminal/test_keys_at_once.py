"""Keys faster than screens: pressed in quick succession, on the way out, and at random, nothing goes wrong."""

import os
import signal
from random import Random

import pytest
from tests.terminal.conftest import Start
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import KEYS, InVain, Terminal

pytestmark = pytest.mark.xdist_group("keys-at-once")

SEEDS = range(60) if os.environ.get("SOAK") else range(4)
SIZES = ((100, 30), (80, 24), (40, 12), (10, 4))
TYPED = (*"abcdefgijklmnopqrstuvx?+ 123æ", *KEYS.values(), "\x1b[5~", "\x1b[6~", "\x1b[200~indsat\x1b[201~")


def _ends_cleanly(terminal: Terminal, places: Places, *codes: int) -> None:
    assert terminal.wait_exit() in codes
    assert terminal.left_behind == []
    log = places.state / "error.log"
    assert not log.exists(), log.read_text(encoding="utf-8")


@pytest.mark.parametrize("keys", ["qk", "qa", "q\x10", "qkq", "\x11nk"])
def test_keys_on_the_way_out_open_nothing(keys: str, places: Places, start: Start) -> None:
    terminal = start()
    terminal.wait_for(da("New game"))
    terminal.type(keys)
    _ends_cleanly(terminal, places, 0)


@pytest.mark.parametrize("key", ["k", "n", "\x10"])
def test_the_program_can_be_asked_to_end_while_a_screen_opens(key: str, places: Places, start: Start) -> None:
    terminal = start()
    terminal.wait_for(da("New game"))
    terminal.type(key)
    terminal.signal(signal.SIGTERM)
    _ends_cleanly(terminal, places, 128 + signal.SIGTERM)


def test_turning_pages_before_there_is_a_list_does_no_harm(places: Places, start: Start) -> None:
    terminal = start()
    terminal.wait_for(da("New game"))
    terminal.press("ctrl+p")
    terminal.type("\x1b[6~\x1b[5~" * 3)
    terminal.wait_for(da("Search for a command …"), "(n)")
    terminal.press("ctrl+q")
    _ends_cleanly(terminal, places, 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_keys_at_any_speed_do_no_harm(seed: int, places: Places, start: Start) -> None:
    chance = Random(seed)
    columns, rows = chance.choice(SIZES)
    terminal = start(*chance.choice([(), play()]), columns=columns, rows=rows)
    terminal.wait_until(lambda: bool(terminal.text.strip()), "anything")
    for _ in range(chance.randint(5, 40)):
        try:
            terminal.type("".join(chance.choice(TYPED) for _ in range(chance.randint(1, 8))))
        except OSError:  # the keys have ended the program
            break
        if chance.random() < 0.2:
            terminal.resize(*chance.choice(SIZES))
        terminal.read(chance.choice([0, 0.01, 0.05, 0.2]))
    # by now q may have ended it already
    if chance.random() < 0.5:
        _quit(terminal)
        _ends_cleanly(terminal, places, 0)
    else:
        terminal.signal(signal.SIGTERM)
        _ends_cleanly(terminal, places, 0, 128 + signal.SIGTERM, -signal.SIGTERM)


def _quit(terminal: Terminal) -> None:
    """Press Ctrl-Q until it comes through: keys that come while the shell has the terminal go to the shell."""
    for patience in (2.0, 2.0, 20.0):
        terminal.press("ctrl+q")
        try:
            terminal.wait_exit(patience)
        except InVain:
            continue
        return


def test_torn_lost_and_odd_reports_type_nothing(places: Places, start: Start) -> None:
    terminal = start(*play())
    terminal.wait_for(da("Welcome to the table"))
    terminal.type("\x1b[1114112u\x1b[49~\x1b[97:65;2:3;65u\x1b[48;0;0;0;0t")  # would end it, or type a digit
    terminal.type("n")
    terminal.wait_for(da("Park a note"))
    for report in ("\x1b[<0;12;5M", "\x1b[<0;12;5m"):
        terminal.type(report[:6])
        terminal.read(0.4)  # longer than the wait for a single Esc
        terminal.type(report[6:])
    terminal.type("Tanxe\x7f\x7fke")
    terminal.type("\x1b[200~ og mere")  # the end is lost
    terminal.wait_for("Tanke og mere")
    terminal.press("enter")
    terminal.wait_for(da("The note is parked. It will be in the summary.")[:20])
    terminal.press("ctrl+q")
    _ends_cleanly(terminal, places, 0)


def test_the_last_picture_is_cleared_where_there_is_no_alternate_screen(start: Start) -> None:
    terminal = start()
    terminal.wait_for(da("New game"))
    terminal.press("ctrl+q")
    terminal.wait_exit()
    assert b"\x1b[2J" in terminal.raw.rpartition(b"\x1b[?1049l")[0][-200:]
