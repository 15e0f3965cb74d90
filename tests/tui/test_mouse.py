"""The mouse alone plays a whole game with each kind of card, at each size; and what it selects and copies."""

import os
import stat
from pathlib import Path

import pytest
from tests.systems import shells
from tests.tui.surroundings import (
    NARROW,
    SIZES,
    TODAY,
    WIDE,
    Room,
    beginning,
    deal,
    game_of,
    lines,
    play_to,
    press,
    screen_name,
    settled,
    shown,
    told,
    write,
)  # fmt: skip
from tests.tui.test_review_round import RULE, agreed, on_file
from tests.tui.test_waiting import left
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.pilot import Pilot

from dialogkort.core.cards import Kind
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.storage import settings
from dialogkort.tui.terminal.clipboard import copy_by_program

MORE = """\
format: 2
id: flere
title: Flere slags
language: da
order: fixed
cards:
  - id: replik
    kind: spoken
    question: Sig nej til »den lille rapport«.
  - id: trin
    kind: exercise
    question: Fra snak til forsøg.
    steps:
      - {text: Hvad er problemet?, minutes: 5}
      - {text: Hvad kan vi prøve?, minutes: 5}
"""


def place_of(pilot: Pilot[str], text: str, *, last: bool = False) -> tuple[int, int]:
    """Return where `text` is on the screen: the first one, or the `last`."""
    rows = list(enumerate(lines(pilot)))
    for y, row in reversed(rows) if last else rows:
        if text in row:
            found = row.rindex(text) if last else row.index(text)
            return found, y
    raise AssertionError(f"{text!r} is not on the screen:\n" + "\n".join(lines(pilot)))


async def mouse(pilot: Pilot[str], *events: tuple[type[MouseEvent], tuple[int, int]]) -> str:
    """Do something with the left button at places on the screen, one after another."""
    for kind, (x, y) in events:
        pilot.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))
    return await settled(pilot)


async def click(pilot: Pilot[str], text: str, *, last: bool = False) -> str:
    """Click on the beginning of `text`, and return the screen."""
    place = place_of(pilot, text, last=last)
    pilot.app._click_chain_last_time = None  # as after a while: otherwise it would be a double click
    return await mouse(pilot, (MouseDown, place), (MouseUp, place))


async def click_key(pilot: Pilot[str], key: str) -> str:
    """Click on a key on the last line; one that does not fit there is found in the help."""
    if f"{key} " in lines(pilot)[-1]:
        return await click(pilot, f"{key} ", last=True)
    await click(pilot, "? ", last=True)
    assert screen_name(pilot) == "HelpScreen"
    return await click(pilot, f"{key} ")


async def drag(pilot: Pilot[str], begin: tuple[int, int], end: tuple[int, int]) -> str:
    """Press the button at `begin`, and release it at `end`."""
    return await mouse(pilot, (MouseDown, begin), (MouseMove, end), (MouseUp, end))


async def play_by_clicks(pilot: Pilot[str]) -> set[Kind]:
    """Play the open game to its end by clicking only; return the kinds of the cards that were played."""
    kinds: set[Kind] = set()
    for _ in range(400):
        game = game_of(pilot) if pilot.app.sitting else None
        if game is None or game.stage is Stage.ENDED:
            return kinds
        playing = game.round
        if playing and playing.card:
            kinds.add(playing.card.kind)
        if screen_name(pilot) == "PickScreen":  # who the card is for
            await click(pilot, "Mette")
        elif playing and playing.offered:
            await click(pilot, playing.offered[-1].question.split()[0], last=True)
        elif game.phase is Phase.REVEAL and playing and not playing.shown and game.to_answer:
            await click_key(pilot, "2")
        elif game.phase is Phase.AGREE and game.reviewing and not game.verdict and game.to_answer == "":
            await keep_by_clicks(pilot)
        elif game.phase is Phase.AGREE and Kind.TALK not in kinds and Kind.SPOKEN in kinds:
            await click_key(pilot, "o")
        elif game.stage is Stage.CLOSING and game.turns and game.turns.over and not game.all_rated:
            await click_key(pilot, "4")
        else:
            await click(pilot, "⏎ ", last=True)
    raise AssertionError(f"the game does not end\n{shown(pilot)}")


async def keep_by_clicks(pilot: Pilot[str]) -> None:
    await click_key(pilot, "b")
    assert screen_name(pilot) == "PromptScreen"
    await click(pilot, "⏎ færdig")


@pytest.mark.parametrize(("size", "dealing"), list(zip(SIZES, Dealing, strict=True)), ids=str)
async def test_a_whole_game_with_each_kind_can_be_played_by_clicking(
    room: Room, size: tuple[int, int], dealing: Dealing
) -> None:
    agreed(room)
    room.deck("da/flere.yaml", MORE)
    settled_so = beginning(decks=("alle", "flere"), dealing=dealing, minutes=240)
    async with room.app(settled_so).run_test(size=size) as pilot:
        await settled(pilot)
        assert await play_by_clicks(pilot) == set(Kind)
        assert screen_name(pilot) == "SummaryScreen"
        await click(pilot, "⏎ ", last=True)
        assert screen_name(pilot) == "HomeScreen"
    assert on_file(room)["gl-1"].reviewed == TODAY


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_choices_follow_ups_and_advice_can_be_clicked_on_the_card(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        deal(pilot, Kind.QUESTION)
        await settled(pilot)
        assert "Hvad gjorde det muligt?" in await click(pilot, "f 2 følgespørgsmål")
        text = await click(pilot, "g et godt råd") if "g et godt råd" in shown(pilot) else await click_key(pilot, "g")
        assert "Begynd med et lille eksempel." in text
        deal(pilot, Kind.DILEMMA)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        for words in ("Jeg ringer", "Jeg ringer", "Jeg går derhen"):
            await click(pilot, words)
        playing = game_of(pilot).round
        assert playing is not None
        assert [answer for _member, answer in playing.answers] == [1, 1, 3]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_thumbs_can_be_shown_by_clicking(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await settled(pilot)
        await click_key(pilot, "a")
        await write(pilot, "Vi ringer først")
        await click(pilot, "f2 ", last=True)
        await click_key(pilot, "j")
        await click_key(pilot, "b")
        await write(pilot, "Hvis det er nat?")
        await click(pilot, "⏎ færdig")
        await click_key(pilot, "j")
        await click(pilot, "⏎ ", last=True)
        (agreement,) = game_of(pilot).agreements
        assert agreement.rule == "Vi ringer først"
        assert agreement.concerns == ("Hvis det er nat?",)


async def test_a_double_click_continues_once_and_quick_clicks_on_a_number_all_count(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        place = place_of(pilot, "⏎ ", last=True)
        await mouse(pilot, *[(MouseDown, place), (MouseUp, place)] * 2)
        assert game_of(pilot).phase is Phase.DEAL
        deal(pilot, Kind.DILEMMA)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        place = place_of(pilot, "Jeg skriver")
        await mouse(pilot, *[(MouseDown, place), (MouseUp, place)] * 3)
        playing = game_of(pilot).round
        assert playing is not None
        assert [answer for _member, answer in playing.answers] == [2, 2, 2]
        assert not pilot.app.screen.get_selected_text()


async def test_keys_that_do_not_fit_on_the_bar_are_behind_the_dots(room: Room) -> None:
    async with room.app(beginning()).run_test(size=NARROW) as pilot:
        await settled(pilot)
        await click_key(pilot, "d")
        assert screen_name(pilot) == "MembersScreen"
        await click(pilot, "Peter")  # marks
        assert len(game_of(pilot).present) == 3
        await click(pilot, "Peter")
        assert len(game_of(pilot).present) == 2
        await click(pilot, "esc ")
        assert screen_name(pilot) == "TableScreen"


async def test_one_click_chooses_a_saved_game(room: Room) -> None:
    for team in ("Team Sø", "Team Å"):
        await left(room, team)
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await click(pilot, "Fortsæt spillet")
        await click(pilot, "Team Sø")
        assert screen_name(pilot) == "WaitingScreen"
        await click(pilot, "x ")
        await click(pilot, "esc ")
        await settled(pilot)
        await click(pilot, "Fortsæt spillet")
        assert game_of(pilot).setup.team == "Team Å"


# Selecting and copying


async def test_dragging_selects_text_without_choosing_and_the_selection_is_copied(room: Room) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DILEMMA)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        x, y = place_of(pilot, "Jeg ringer")
        await drag(pilot, (x, y), (x + 9, y))
        assert game_of(pilot).round.answers == ()  # type: ignore[union-attr]
        assert "ctrl+c" in told(pilot)
        await press(pilot, "ctrl+c")
        assert app.clipboard == "Jeg ringer"
        assert "Kopieret: Jeg ringer" in told(pilot)


async def test_copying_without_a_selection_leaves_the_clipboard_unchanged_and_says_how(room: Room) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        app.copy_to_clipboard("før")
        await press(pilot, "ctrl+c")
        assert "Intet er markeret" in told(pilot)
        await press(pilot, "n", "ctrl+c", "ctrl+x")
        assert app.clipboard == "før"


async def test_a_key_copies_the_card_or_the_agreement_as_text(room: Room) -> None:
    agreed(room)
    app = room.app(beginning())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DILEMMA)
        await settled(pilot)
        await press(pilot, "f4")
        assert app.clipboard == (
            "MEDIER · DILEMMA\nDet haster. Hvad gør du?\n1 Jeg ringer\n2 Jeg skriver\n3 Jeg går derhen"
        )
        await press(pilot, "q", "a")  # and when it is shown:
        await press(pilot, "f4")
        assert screen_name(pilot) == "ReviewScreen"
        assert RULE in app.clipboard
        assert "Tovholder: Mette" in app.clipboard
        app.clear_notifications()
        assert "kopiér kortet som tekst" in await press(pilot, "question_mark", "pagedown")


@shells
@pytest.mark.parametrize("name", ["xclip", "wl-copy", "tmux"])
def test_a_clipboard_program_receives_the_text(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / name
    program.write_text('#!/bin/sh\ncat > "$0.got"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    for variable in ("TMUX", "SSH_CONNECTION", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv({"xclip": "DISPLAY", "wl-copy": "WAYLAND_DISPLAY", "tmux": "TMUX"}[name], ":1")
    monkeypatch.setattr("sys.platform", "linux")
    assert copy_by_program("Æblegrød")
    assert (tmp_path / f"{name}.got").read_text("utf-8") == "Æblegrød"
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4")
    assert not copy_by_program("another machine's clipboard")


async def test_the_mouse_can_be_turned_off_and_on_and_that_is_saved(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        for words, on in (("mus fra", False), ("mus til", True)):
            await press(pilot, "ctrl+p")
            await write(pilot, words)
            await settled(pilot)
            await press(pilot, "enter")
            await settled(pilot)
            assert settings.load(app.surroundings.locations.config)[0].mouse is on
            assert app.surroundings.settings.mouse is on


async def test_a_choice_in_large_letters_can_be_clicked_too(room: Room) -> None:
    async with room.app(beginning()).run_test(size=(192, 54)) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DILEMMA)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        screen = pilot.app.screen
        assert "Jeg skriver" not in shown(pilot), "it is drawn"
        cells = [(x, y) for y in range(10, 50) for x in range(0, 190, 2)]
        place = next(cell for cell in cells if screen.get_style_at(*cell).meta.get("key") == "2")
        await mouse(pilot, (MouseDown, place), (MouseUp, place))
        playing = game_of(pilot).round
        assert playing is not None
        assert [answer for _member, answer in playing.answers] == [2]
