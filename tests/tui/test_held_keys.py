"""A key that is held down does not run through a game, and no key at the table does nothing without saying so."""

import asyncio

import pytest
from tests.tui.surroundings import WIDE, Room, beginning, game_of, play_to, press, screen_name, settled, told
from textual.events import Key, Paste
from textual.widgets import Input

from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.tui.terminal.app_in_terminal import HELD


async def test_holding_down_enter_moves_the_game_once(room: Room) -> None:
    room.key_rest = 0.15
    async with room.app(beginning("Anna", "Bo")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for _repeat in range(40):
            room.clock.seconds += 0.03
            await pilot.press("enter")
        assert (game_of(pilot).stage, game_of(pilot).phase) == (Stage.ROUND, Phase.DEAL)
        room.clock.seconds += 0.2
        await press(pilot, "enter")
        assert game_of(pilot).phase is Phase.READ


async def test_all_other_keys_in_a_burst_act_in_order(room: Room) -> None:
    room.key_rest = 0.15
    async with room.app(beginning("Anna", "Bo")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("enter", "u", "m")
        assert game_of(pilot).stage is Stage.OPENING
        await settled(pilot)
        await pilot.press("3", "0", "enter")
        assert round(game_of(pilot).ends - game_of(pilot).clock) == 30 * 60


async def test_enter_says_why_the_game_cannot_end_yet(room: Room) -> None:
    async with room.app(beginning("Anna", "Bo")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Stage.CLOSING)
        while not game_of(pilot).turns.over:
            await press(pilot, "enter")
        await press(pilot, "4", "enter")
        assert game_of(pilot).stage is Stage.CLOSING
        assert told(pilot)


async def test_invalid_minutes_stay_in_their_dialog(room: Room) -> None:
    async with room.app(beginning("Anna", "Bo")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        turn = game_of(pilot).turns
        await press(pilot, "m", "x", "enter", "enter")
        assert pilot.app.screen.query("Input")
        assert game_of(pilot).turns == turn


async def test_caps_lock_disables_no_key_and_names_keep_their_capitals(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "N")
        assert screen_name(pilot) == "SetupScreen"
        pilot.app.screen.query_one("#add").focus()
        await settled(pilot)
        await press(pilot, "B", "O")
        assert pilot.app.screen.query_one("#add").value == "BO"


# Keys in quick succession


async def burst(pilot, *keys: str) -> str:
    """Press keys without waiting between them, like a program that types for somebody."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    return await settled(pilot)


async def test_keys_in_quick_succession_are_handled_in_order(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await burst(
            pilot, "n", *"bz", "backspace", *"rb", "left", "left", "left", *"Å", "end", *"x", "enter", "p", "n", *"2"
        )
        assert game_of(pilot).notes == ("Åbrbx",)
        assert screen_name(pilot) == "PromptScreen"
        assert pilot.app.screen.query_one(Input).value == "2"


async def test_enter_in_a_burst_goes_to_the_next_field_of_a_form(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await settled(pilot)
        await burst(pilot, "a", *"Vi ringer", "enter", *"Ringe", "tab", *"Ro", "f2")
        proposal = game_of(pilot).proposal
        assert proposal is not None
        assert proposal.proposed
        assert (proposal.draft.rule, proposal.draft.title, proposal.draft.signs) == ("Vi ringer", "Ringe", "Ro")


async def test_all_lines_pasted_into_one_field_arrive(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        pilot.app.post_message(Paste("Først\r\n  så\rog til sidst\n"))
        pilot.app.post_message(Key("enter", "\r"))
        await settled(pilot)
        assert game_of(pilot).notes == ("Først så og til sidst",)


async def test_a_key_whose_widget_disappears_does_not_hold_up_the_others(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        field = pilot.app.screen.query_one(Input)
        pilot.app._in_hand = field  # as if what follows a key had gone with its widget
        pilot.app.post_message(Key("a", "a"))
        await pilot.pause(HELD + 0.1)
        assert field.value == "a"


async def test_keys_go_on_even_if_no_message_says_that_the_last_one_is_handled(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        monkeypatch.setattr(type(pilot.app), "_follow", lambda _app, _laps: None)
        monkeypatch.setattr("dialogkort.tui.terminal.app_in_terminal.HELD", 0.05)
        for character in "Team Sø":
            pilot.app.post_message(Paste(character))  # each may lead elsewhere, so each waits for the one before
        for _wait in range(100):
            await asyncio.sleep(0.02)
            if pilot.app.screen.query(Input).first().value == "Team Sø":
                break
        assert pilot.app.screen.query(Input).first().value == "Team Sø"
