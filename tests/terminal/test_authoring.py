"""Writing a deck in a real terminal: the preview beside the editor, and the editor inside the program."""

import time
from pathlib import Path

import pytest
from tests.terminal.conftest import Start
from tests.terminal.places import Places

pytestmark = pytest.mark.xdist_group("authoring")

DECK = """\
format: 1
id: mit
title: "Mit [sæt] \\e[31m"
language: da
cards:
  - id: a
    question: Hvad virker hos os?
  - id: b
    question: Hvem ringer vi til?
"""
EDITOR = "#!/bin/sh\ntrap '' INT\nprintf 'SKRIV HER '\nread _\nsed -i 's/qestion/question/' \"$1\"\n"


@pytest.fixture
def deck(places: Places) -> Path:
    path = places.root / "mit.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


def test_a_save_is_drawn_at_once_and_closing_leaves_nothing_behind(start: Start, deck: Path) -> None:
    terminal = start("decks", "preview", str(deck))
    terminal.wait_for("Hvad virker hos os?")
    terminal.press("right")
    terminal.wait_for("Hvem ringer vi til?")
    took = []
    for number in range(3):
        deck.write_text(DECK.replace("Hvem ringer", f"Hvem {number} ringer"), encoding="utf-8")
        begun = time.monotonic()
        terminal.wait_for(f"Hvem {number} ringer vi til?")
        took.append(time.monotonic() - begun)
    assert min(took) < 0.5
    deck.unlink()
    terminal.wait_for("DK001", "Hvem 2 ringer vi til?")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []
    assert b"\x1b[31m" not in terminal.raw


def test_the_editor_gets_the_terminal_and_returns_it(start: Start, places: Places, deck: Path) -> None:
    editor = places.root / "mit program"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    places.environ = {"VISUAL": f"'{editor}'", "EDITOR": "false"}
    own = places.own_deck(deck)
    own.write_text(DECK.replace("    question: Hvem", "    qestion: Hvem"), encoding="utf-8")
    terminal = start()
    terminal.wait_for("Kortsæt")
    terminal.press("k")
    terminal.wait_for("Kort 1 af")
    while not terminal.shows("mit.yaml:9:5"):
        before = terminal.still
        terminal.press("down")
        terminal.wait_until(lambda before=before: terminal.still != before, "the next deck")
        terminal.settle(0.1)
    terminal.press("e")
    terminal.wait_until(lambda: b"SKRIV HER" in terminal.raw, "the editor")
    terminal.send(b"\x03\r")
    terminal.wait_gone("mit.yaml:9:5")
    terminal.settle()
    assert terminal.process.poll() is None, "Ctrl+C was the editor's"
    drawn = terminal.raw.rpartition(b"\x1b[?1049h")[2].decode()
    assert "Kortsæt" in drawn, "the whole screen is drawn again, not only what has changed"
    terminal.press("esc")
    terminal.wait_for("Aftaler")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert terminal.left_behind == []
