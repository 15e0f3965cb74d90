"""A key that is held down does not run through a game, and no key at the table is dead without a word."""

from tests.tui.surroundings import WIDE, Room, beginning, game_of, play_to, press, screen_name, settled, told

from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage


async def test_enter_that_is_held_down_moves_the_game_once(room: Room) -> None:
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


async def test_all_other_keys_of_a_burst_act_in_order(room: Room) -> None:
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


async def test_minutes_that_are_none_stay_in_their_slip(room: Room) -> None:
    async with room.app(beginning("Anna", "Bo")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        turn = game_of(pilot).turns
        await press(pilot, "m", "x", "enter", "enter")
        assert pilot.app.screen.query("Input")
        assert game_of(pilot).turns == turn


async def test_caps_lock_kills_no_key_and_names_keep_their_capitals(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "N")
        assert screen_name(pilot) == "SetupScreen"
        pilot.app.screen.query_one("#add").focus()
        await settled(pilot)
        await press(pilot, "B", "O")
        assert pilot.app.screen.query_one("#add").value == "BO"
