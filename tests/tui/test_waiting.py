"""Saved games: which there are, continuing the right one, and deleting one."""

import os
from datetime import timedelta

import pytest
from tests.tui.surroundings import (
    WALL,
    WIDE,
    Room,
    beginning,
    game_of,
    press,
    screen_name,
    settled,
    shown,
    told,
    write,
)  # fmt: skip
from textual.pilot import Pilot
from textual.widgets import OptionList


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


async def test_a_game_continues_in_the_folder_where_it_began(room: Room) -> None:
    usb = room.path / "usb"
    room.given_folder = usb
    await left(room, "Team Sø")
    room.given_folder = None
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "f", "enter")
        await agree(pilot)
    assert [path.parent.parent.parent for path in usb.rglob("agreements/*.md")] == [usb]
    assert not list(room.documents.rglob("*.md"))


async def test_with_a_given_folder_only_games_in_it_are_continued(room: Room) -> None:
    await left(room, "Team Sø")
    room.given_folder = room.path / "usb"
    async with room.app(resume=True).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert screen_name(pilot) == "HomeScreen"
        assert f"Der venter ikke noget spil i {room.given_folder}" in told(pilot)
    await left(room, "Team Å")
    os.utime(min(room.journals.glob("*.journal"), key=os.path.getmtime))  # the other one is the latest
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert game_of(pilot).setup.team == "Team Å"
        await press(pilot, "q", "v")
        games = pilot.app.screen.query_one(OptionList)
        shown_for = [str(games.get_option_at_index(number).prompt) for number in range(2)]
        assert [f"i {room.documents}" in words for words in shown_for] == ["Team Sø" in words for words in shown_for]


@pytest.mark.parametrize("choice", ["again", "other", "make"])
async def test_a_missing_folder_is_asked_about_and_never_replaced(room: Room, choice: str) -> None:
    usb, pocket, other = room.path / "usb", room.path / "pocket", room.path / "other"
    room.given_folder = usb
    await left(room, "Team Sø")
    usb.rename(pocket)
    room.given_folder = None
    async with room.app(resume=True).run_test(size=(100, 40)) as pilot:
        text = await settled(pilot)
        unbroken = "".join(text.replace("█", "").split())
        assert "Spillets filer hører til i" in text
        assert f"{usb}," in unbroken
        assert not usb.exists()
        assert not list(room.documents.rglob("*.md"))
        match choice:
            case "again":
                assert "Spillets filer hører til i" in await press(pilot, "enter"), "it is still away"
                pocket.rename(usb)
                await press(pilot, "enter")
            case "other":
                await press(pilot, "down", "enter")
                pilot.app.screen.query_one("Input").value = str(other)
                await press(pilot, "enter")
            case "make":
                await press(pilot, "down", "down", "enter")
        assert screen_name(pilot) == "TableScreen"
        await press(pilot, "enter")
        await agree(pilot)
        folder = other if choice == "other" else usb
        assert [path.parent.parent.parent for path in room.path.rglob("agreements/*.md")] == [folder]
        assert (folder / "team-soe" / "team.yaml").is_file()
        assert pilot.app.surroundings.folder == room.documents, "the usual folder stays the usual one"
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert pilot.app.screen.records.root == folder


async def test_a_wrong_folder_does_not_replace_the_one_that_is_away(room: Room) -> None:
    usb, pocket, blocked = room.path / "usb", room.path / "pocket", room.path / "blocked"
    room.given_folder = usb
    await left(room, "Team Sø")
    usb.rename(pocket)
    blocked.write_bytes(b"")
    room.given_folder = None
    async with room.app(resume=True).run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter")
        for wrong in (str(blocked / "x"), "~nobody-here/x"):
            pilot.app.screen.query_one("Input").value = wrong
            await press(pilot, "enter")
            assert screen_name(pilot) == "PromptScreen", "it is asked about again"
            assert pilot.app.screen.query_one("Input").value == str(usb)
        await press(pilot, "escape")
        pocket.rename(usb)
        await press(pilot, "enter")
        await agree(pilot)
    assert [path.parent.parent.parent for path in room.path.rglob("agreements/*.md")] == [usb]


async def agree(pilot: Pilot[str]) -> None:
    """Agree on something at once, by everyone's consent."""
    await press(pilot, "a")
    await write(pilot, "Vi ringer")
    await press(pilot, "f2", "j", "j", "enter")
    await settled(pilot)
