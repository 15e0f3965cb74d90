"""The overview on the screen: from home by its key, in both sizes, and as a page."""

import pytest
from tests.tui.surroundings import NARROW, WIDE, Room, press, screen_name, settled, shown, told
from tests.tui.test_review import CALL, agreed, filed

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_home_opens_the_overview_and_it_says_what_it_shows(room: Room, size: tuple[int, int]) -> None:
    filed(room, CALL, agreed("more"))
    async with room.app().run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "o")
        text = await settled(pilot)
        assert screen_name(pilot) == "OverviewScreen"
        assert "Overview: Team Sø" in text
        assert "Agreements in force: 2 of 2." in text
        await press(pilot, "pagedown", "pagedown")
        assert "too few to see a trend" in " ".join(shown(pilot).split())
        await press(pilot, "q")
        assert screen_name(pilot) == "HomeScreen"


async def test_the_page_is_written_where_the_user_chooses(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "o")
        await settled(pilot)
        await press(pilot, "w", "enter")
        await settled(pilot)
        assert "Saved" in told(pilot)
    assert "<svg" in (folder / "overview.html").read_text("utf-8")


async def test_several_teams_are_shown_one_after_another(room: Room) -> None:
    filed(room, CALL)
    filed(room, agreed("b"), agreed("c"), team="Team Øst")
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "o")
        first = await settled(pilot)
        await press(pilot, "t")
        second = await settled(pilot)
        assert {"Overview: Team Sø" in first, "Overview: Team Sø" in second} == {True, False}
        assert "Agreements in force: 2 of 2" in first + second


async def test_the_overview_says_that_nobody_has_played_yet(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "No team has played yet." in await press(pilot, "o")
