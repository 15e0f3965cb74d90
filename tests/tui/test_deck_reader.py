"""The deck reader: finding cards, a game with some of them, the problems of a deck, and the user's own editor."""

import stat
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from tests.systems import WINDOWS
from tests.tui.surroundings import (
    FAULTY,
    SIZES,
    WIDE,
    Room,
    beginning,
    people,
    press,
    screen_name,
    settled,
    shown,
    told,
    write,
)  # fmt: skip

from dialogkort import language
from dialogkort.core.game.state import Game
from dialogkort.decks.shelf.shelf import ShelvedDeck
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.table.screen import TableScreen


@pytest.fixture(autouse=True)
def tongue(english: None) -> None:
    """English, as in the source; a test in Danish says so."""


def game_of(app: DialogkortApp) -> Game:
    assert isinstance(app.screen, TableScreen)
    assert app.sitting is not None
    return app.sitting.game


def cards_in(game: Game) -> set[str]:
    """Return the ids of the cards that are in the pile or have been dealt."""
    dealt = [game.round.card] if game.round and game.round.card else []
    return {card.id for card in (*game.pile.programme, *game.pile.fresh, *game.pile.seen, *dealt)}


async def test_cards_can_be_found_by_text(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "s")
        assert screen_name(pilot) == "FilterScreen"
        await write(pilot, "BESTEMMER")
        assert "Show 1 card of this deck" in await settled(pilot)
        text = await press(pilot, "enter")
        assert screen_name(pilot) == "DecksScreen"
        assert "Hvem bestemmer om ferien hos os?" in text
        assert "Card 1 of 1" in text
        assert "1 of 5 cards" in text
        assert "0 of 4 cards" in text
        assert "“BESTEMMER”" in text
        text = await press(pilot, "down")
        assert "No cards in this deck match." in text
        assert "⏎" not in text
        await press(pilot, "enter", "right", "f")
        assert screen_name(pilot) == "DecksScreen"
        text = await press(pilot, "x")
        assert "Card 1 of 4" in text
        assert "“BESTEMMER”" not in text


async def test_cards_can_be_found_by_theme_kind_and_level(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "s", "down", "right", "right", "space")
        text = await press(pilot, "f2")
        assert screen_name(pilot) == "DecksScreen"
        assert "→ Kontrol" in text
        assert "Hvor meget kontrol er fair hos os?" in text
        await press(pilot, "x", "s", "down", "down", "right", "space", "right", "space")
        text = await press(pilot, "f2")
        assert "→ dilemma · scale" in text
        assert "Card 1 of 2" in text
        await press(pilot, "s", "down", "down", "down", "right", "right", "space")
        text = await press(pilot, "f2")
        assert "dilemma · scale · level 3" in text
        assert "No cards in this deck match." in text


async def test_leaving_the_dialog_changes_nothing(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "s")
        await write(pilot, "bestemmer")
        assert "Card 1 of 5" in await press(pilot, "escape")


async def test_a_game_can_be_started_with_the_cards_that_were_found(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "s")
        await write(pilot, "hvor")  # the question (Hvornår), the scale and the delegation
        await press(pilot, "enter", "enter")
        assert screen_name(pilot) == "SetupScreen"
        await press(pilot, "down")
        await write(pilot, "3")
        text = await press(pilot, "enter")
        assert "3 cards are selected." in text
        await press(pilot, "f2")
        assert cards_in(game_of(app)) == {"spoergsmaal", "skala", "delegation"}


async def test_a_game_with_chosen_cards_continues_after_the_deck_is_deleted(room: Room) -> None:
    some = replace(beginning(), cards=("alle/skala", "alle/dilemma"))
    async with room.app(some).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "q")
    for path in (room.path / "shelf").rglob("*.yaml"):
        path.unlink()
    app = room.app(resume=True)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        game = game_of(app)
        assert cards_in(game) == {"skala", "dilemma"}
        assert [deck.id for deck in game.setup.decks] == ["alle"]


def test_a_deck_without_any_chosen_cards_is_played_completely(room: Room) -> None:
    surroundings = room.surroundings()
    decks = {deck.id: deck.reading.deck for deck in surroundings.shelf.decks() if deck.reading.deck}
    some = replace(beginning(), cards=("alle/skala", "findes/ikke"))
    assert [card.id for card in some.picked_of(decks["alle"]).cards] == ["skala"]
    assert some.picked_of(decks["samtale"]) == decks["samtale"]
    assert some.members == people()


async def test_the_problems_of_a_deck_are_shown(room: Room) -> None:
    room.deck("skaev[b].yaml", FAULTY.format(language="da"))
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "p problems" not in await press(pilot, "d")
        await press(pilot, "p")
        assert screen_name(pilot) == "DecksScreen"
        assert "p problems" in await press(pilot, "down", "down")
        text = await press(pilot, "p")
        assert screen_name(pilot) == "ProblemsScreen"
        assert "skaev[b].yaml:7:35 DK102" in text
        assert "^^^^^^^ did you mean “question”?" in text
        assert "Card god can still be played." in text
        await press(pilot, "down", "up", "pagedown", "question_mark", "escape", "escape")
        assert screen_name(pilot) == "DecksScreen"


# The person's own editor


def editor(room: Room, script: str) -> str:
    """Return the command of an editor that runs `script` with the file in `path`."""
    program = room.path / "mit program.py"
    program.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f'"{sys.executable}" "{program}" --wait'  # Windows knows no other quotation marks


def _english(shelved: ShelvedDeck) -> bool:
    return shelved.reading.deck is not None and shelved.reading.deck.language == "en"


def app_with(room: Room, command: str, monkeypatch: pytest.MonkeyPatch) -> DialogkortApp:
    app = DialogkortApp(replace(room.surroundings(), editor=command))
    app.animation_level = "none"
    monkeypatch.setattr(app, "suspend", nullcontext)
    return app


async def test_the_file_is_opened_in_an_editor_and_read_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    path = room.deck("skaev.yaml", FAULTY.format(language="da"))
    command = editor(room, "path.write_text(path.read_text('utf-8').replace('qestion', 'question'), 'utf-8')")
    async with app_with(room, command, monkeypatch).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "d", "down", "down")
        assert "1 card · ! 1 error" in shown(pilot)
        text = await press(pilot, "e")
        assert "2 cards" in text
        assert "Card 1 of 2" in text
        assert told(pilot) == ""
    assert "qestion" not in path.read_text(encoding="utf-8")


async def test_a_bundled_deck_is_copied_first(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    [bundled] = (deck.path for deck in room.surroundings().shelf.decks() if deck.id == "alle" and _english(deck))
    before = bundled.read_bytes()
    command = editor(room, "path.write_text(path.read_text('utf-8').replace('Alle slags', 'Mine egne'), 'utf-8')")
    async with app_with(room, command, monkeypatch).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "d", "e")
        assert screen_name(pilot) == "PickScreen"
        await press(pilot, "escape")
        assert not (room.path / "config" / "decks").exists()
        text = await press(pilot, "e", "enter")
        assert "Mine egne" in text
        assert "Alle slags" not in text
    assert bundled.read_bytes() == before
    assert "Mine egne" in (room.path / "config" / "decks" / bundled.name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["", "'", "findes-ikke-som-program --wait"])
async def test_a_missing_editor_is_reported(room: Room, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    room.deck("a.yaml", FAULTY.format(language="da"))
    async with app_with(room, command, monkeypatch).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "d", "down", "down", "e")
        assert screen_name(pilot) == "DecksScreen"
        makes_no_sense = not command or (command == "'" and not WINDOWS)
        assert ("$EDITOR" if makes_no_sense else command.split(maxsplit=1)[0]) in told(pilot)


async def test_a_terminal_that_cannot_be_handed_over_is_reported(room: Room) -> None:
    room.deck("a.yaml", FAULTY.format(language="da"))
    app = DialogkortApp(replace(room.surroundings(), editor="true"))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "d", "down", "down", "e")
        assert "cannot be opened in this terminal" in told(pilot)


async def test_a_deck_that_disappears_while_it_is_edited_is_reported(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = room.deck("a.yaml", FAULTY.format(language="da"))
    async with app_with(room, editor(room, "path.unlink()"), monkeypatch).run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "d", "down", "down", "e")
        assert "Card 1 of 5" in text
    assert not Path(path).exists()


# Sizes and languages


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_way_out_is_shown_on_every_screen(room: Room, size: tuple[int, int]) -> None:
    room.deck("a.yaml", FAULTY.format(language="da"))
    async with room.app().run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "d", "down", "down")
        for key, screen in (("s", "FilterScreen"), ("p", "ProblemsScreen")):
            assert "esc back" in await press(pilot, key)
            assert screen_name(pilot) == screen
            await press(pilot, "escape")
        assert "esc back" in shown(pilot)


async def test_the_keys_are_in_the_danish_help(room: Room) -> None:
    language.use("da")
    room.deck("a.yaml", FAULTY.format(language="da"))
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "k", "down", "down")
        text = await press(pilot, "question_mark")
        for words in ("s søg", "p problemer", "e ret filen", "⏎ spil disse kort"):
            assert words in text


async def test_the_dialog_is_in_danish(room: Room) -> None:
    language.use("da")
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "k", "s")
        for words in ("Hvilke kort?", "Tema", "Slags", "Niveau", "opvarmning", "Vis 5 kort fra dette sæt"):
            assert words in text


def test_the_decks_folder_is_the_users_own(room: Room) -> None:
    assert room.surroundings().locations.own_decks == room.path / "config" / "decks"
