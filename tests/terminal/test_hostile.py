"""Text from strangers: whatever it contains, none of its control characters reach the terminal. Raw bytes are read."""

import re
from pathlib import Path

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.hostile_text import ESCAPES, HOSTILE, PASTED, TURNED, USUAL, controls, in_quotes, sequences
from tests.terminal.places import PROGRAMME, Places, da, play
from tests.terminal.terminal import Terminal

from dialogkort.storage import teams as team_files

pytestmark = pytest.mark.xdist_group("hostile")


def _hostile_deck(folder: Path) -> Path:
    """Return the programme with hostile text at the end of every text that people see."""
    lines = []
    for line in PROGRAMME.read_text(encoding="utf-8").splitlines():
        found = re.match(
            r'( *(?:title|description|theme|question|low|high|decision|advice|proeve|license): |      - )"?(.*?)"?$',
            line,
        )
        if found and "id:" not in line:
            lines.append(found[1] + in_quotes(f"{found[2]} {HOSTILE}"[:270]))
        elif "options:" in line:
            lines.append("    options: [" + ", ".join(in_quotes(f"Svar {n} {HOSTILE}") for n in range(3)) + "]")
        else:
            lines.append(line)
    path = folder / "programme.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _play(terminal: Terminal, text: str) -> None:
    """Play through what shows the most text; `text` is pasted wherever people write."""
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "enter", da("The card is face down."))
    game.draw_the_card(terminal, "Hvad gjorde en kollega")
    game.step(terminal, "f", da("Follow-up questions"))
    terminal.press("f")
    terminal.wait_gone(da("Follow-up questions"))
    terminal.press("g")
    terminal.wait_for(da("Advice"))
    terminal.press("e")
    for question in ("Det haster, og", "Hvor meget kontrol", "To vil bytte vagt"):
        game.draw_the_card(terminal, question)
        game.step(terminal, "enter", da("Think on your own"))
        game.step(terminal, "enter", da("Hold up fingers on three"))
        game.answers(terminal, "1", "2", "3")
        game.step(terminal, "enter", da("{name} has the floor", name="")[:9].strip())
        terminal.press("e")
    game.draw_the_card(terminal, "Find den regel hos os")
    _agree(terminal, text)
    game.step(terminal, "n", da("Park a note"))
    terminal.paste(f"Tanke {text}")
    terminal.wait_for("Tanke")
    game.step(terminal, "enter", da("The note is parked. It will be in the summary.")[:20])
    game.step(terminal, "d", da("Who is here?"))
    terminal.settle()
    terminal.press("tab")
    terminal.settle()
    terminal.paste(f"Sen {text}")
    terminal.wait_for("Sen")
    game.step(terminal, "enter", "✓ Sen")
    terminal.press("esc")
    terminal.wait_gone(da("Who is here?"))
    game.step(terminal, "l", da("What will you take with you from this conversation?"))
    game.step(terminal, "s", da("Rate the meeting"))
    game.step(terminal, "s", da("Thank you for the conversation"), da("Saved:"))


def _agree(terminal: Terminal, text: str) -> None:
    terminal.press("a")
    terminal.wait_for(da("When X happens, we do Y: could someone see it on a video?"))
    terminal.paste(f"Regel {text}")
    terminal.wait_for("Regel")
    game.enter(terminal)
    for question, words in (
        ("A few words to know it by. If you leave it empty, the first words of the rule are used.", "Navn"),
        ("How will we notice that it works, or that it does not?", "Tegn"),
        ("Who looks after it, and brings it up when it slips?", "Holder"),
    ):
        terminal.wait_for(da(question))
        terminal.paste(f"{words} {text}")
        terminal.wait_for(words)
        game.enter(terminal)
    game.step(terminal, "f2", da("Show thumbs on three"))
    game.step(terminal, "b", da("What is the concern? It will be recorded with the agreement, without a name.")[:20])
    terminal.paste(f"Bange {text}")
    terminal.wait_for("Bange")
    game.step(terminal, "enter", "~ ")
    game.step(terminal, "space", da("Nobody objects"))
    game.step(terminal, "enter", da("Saved: {title}", title="Navn"))


def _look_around(terminal: Terminal) -> None:
    """Look at what was agreed and at the decks, and leave."""
    game.step(terminal, "enter", da("New game"))
    game.step(terminal, "a", "Navn", da("agreement").upper())
    game.step(terminal, "esc", da("New game"))
    game.step(terminal, "k", da("next card"))
    game.step(terminal, "esc", da("New game"))
    terminal.press("q")
    assert terminal.wait_exit() == 0


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The control sequences of a game in which everybody writes plain text."""
    places = Places(tmp_path_factory.mktemp("plain"))
    places.own_deck()
    with places.start(*play()) as terminal:
        _play(terminal, "almindelig tekst")
        _look_around(terminal)
        found = sequences(terminal.raw)
    assert found <= USUAL
    return found


def test_no_control_character_from_a_stranger_reaches_the_terminal(
    places: Places, start: Start, usual: set[str]
) -> None:
    deck = _hostile_deck(places.root)
    places.own_deck(deck)
    names = ",".join(f"{name}\x1b[2J\x07\x9b{TURNED}[/]" for name in ("Aisha", "Peter", "Mette"))
    terminal = start("play", str(deck), "--team", f"Sø{ESCAPES}{TURNED}", "--members", names, "--seed", "5")
    _play(terminal, PASTED)
    assert "klik" in terminal.text
    _look_around(terminal)
    assert controls(terminal.raw) == set()
    assert sequences(terminal.raw) <= usual
    assert b"PWND\x07" not in terminal.raw
    assert terminal.left_behind == []


def test_brackets_are_shown_unchanged(places: Places, start: Start) -> None:
    deck = _hostile_deck(places.root)
    terminal = start(
        "play", str(deck), "--team", "[/] [bold]Sø[/bold]", "--members", "[red]Aisha[/],[@click=app.quit]Bo[/]"
    )
    terminal.wait_for("[/] [bold]Sø[/bold]", "[red]Aisha[/]", "[@click=app.quit]Bo[/]")
    game.step(terminal, "enter", da("The card is face down."))
    game.draw_the_card(terminal, "Hvad gjorde en kollega")
    terminal.wait_for("[@click=app.quit]klik[/]")


def test_files_that_a_hostile_team_leaves_can_be_read_again(places: Places, start: Start, usual: set[str]) -> None:
    """A team file and agreements that somebody prepared by hand are shown in the forms and the readers."""
    names = tuple(f"{name}{HOSTILE}" for name in ("Aisha", "Bo"))
    folder = places.folder / "sø"
    folder.mkdir(parents=True)
    team = "\n".join([f"name: {in_quotes('Sø ' + HOSTILE)}", "members:", *(f"  - {in_quotes(name)}" for name in names)])
    folder.joinpath(team_files.NAME).write_text(team + "\n", encoding="utf-8")
    folder.joinpath("agreements").mkdir()
    agreement = f"---\ntitle: {in_quotes('Aftale ' + HOSTILE)}\n---\n# Aftale {HOSTILE}\n\nRegel {HOSTILE}\n"
    folder.joinpath("agreements", "2026-11-01-aftale.md").write_bytes(agreement.encode())
    own = places.config / "decks" / "fejl\x1b[2J\u202e.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(f"title: x\n{HOSTILE.splitlines()[0]}\n", encoding="utf-8")
    terminal = start()
    terminal.wait_for(da("New game"), " sæt · ")
    game.step(terminal, "a", "Regel", da("agreement").upper())
    game.step(terminal, "esc", da("New game"))
    game.step(terminal, "k", da("next card"))
    game.step(terminal, "esc", da("New game"))
    game.step(terminal, "n", "✓ Aisha", "✓ Bo", "fejl")
    game.step(terminal, "f2", da("Welcome to the table"), "Aisha")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert controls(terminal.raw) == set()
    assert sequences(terminal.raw) <= usual


def test_a_folder_with_a_hostile_name_is_shown_safely(places: Places, start: Start, usual: set[str]) -> None:
    given = places.root / f"mappe{ESCAPES.replace('/', '')}{TURNED}"
    terminal = start(*play("--folder", str(given)))
    terminal.wait_for(da("Welcome to the table"))
    game.step(terminal, "l", da("What will you take with you from this conversation?"))
    game.step(terminal, "s", da("Rate the meeting"))
    game.step(terminal, "s", da("Thank you for the conversation"), da("Saved:"))
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert given.is_dir()
    assert controls(terminal.raw) == set()
    assert sequences(terminal.raw) <= usual


def test_a_missing_deck_with_a_hostile_name_is_shown_safely(places: Places, start: Start, usual: set[str]) -> None:
    terminal = start("play", f"findes-ikke{HOSTILE}", "--members", "3")
    terminal.wait_for("findes-ikke")
    # it is reported, and nothing opens
    assert terminal.wait_exit() == 2
    assert controls(terminal.raw) == set()
    assert sequences(terminal.raw) <= usual
