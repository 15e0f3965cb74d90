"""Saved games: which there are, continuing the right one, and deleting one."""

import os
from datetime import timedelta

from tests.tui.surroundings import WALL, WIDE, Room, beginning, game_of, press, screen_name, settled, shown


async def left(room: Room, team: str) -> None:
    async with room.app(beginning("Anna", "Bo", team=team)).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "q")


async def test_one_of_several_games_is_chosen_and_another_is_deleted_and_restored(room: Room) -> None:
    for team in ("Team Sø", "Team Å"):
        await left(room, team)
    async with room.app().run_test(size=WIDE) as pilot:
        assert "2 venter" in await settled(pilot)
        text = await press(pilot, "f")
        assert "Team Sø" in text
        assert "Team Å" in text
        assert "bliver smidt ud" in await press(pilot, "x")
        assert "bliver smidt ud" not in await press(pilot, "u")
        await press(pilot, "x", "escape")
        assert len(list(room.journals.glob("*.journal"))) == 1
        await press(pilot, "f")
        assert screen_name(pilot) == "TableScreen"
        assert game_of(pilot).setup.team in {"Team Sø", "Team Å"}


async def test_an_old_game_is_not_the_first_choice_and_is_asked_about(room: Room) -> None:
    await left(room, "Team Sø")
    (journal,) = room.journals.glob("*.journal")
    long_ago = (WALL - timedelta(days=90)).timestamp()
    os.utime(journal, (long_ago, long_ago))
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        menu = pilot.app.screen.query_one("#menu")
        assert menu.get_option_at_index(menu.highlighted).id == "new_game"
        await press(pilot, "f")
        assert screen_name(pilot) == "WaitingScreen"
        await press(pilot, "x", "escape")
        assert not list(room.journals.glob("*.journal"))
        assert "Fortsæt" not in shown(pilot)


async def test_a_damaged_game_is_reported_and_can_be_deleted(room: Room) -> None:
    room.journals.mkdir(parents=True)
    (room.journals / "20261122-100000-abcd.journal").write_bytes(b"\x00\x00nonsense\n")
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "kan læses" in (await press(pilot, "v")).replace("ikke ", "")
        await press(pilot, "x", "escape")
        assert not list(room.journals.glob("*.journal"))
