"""The overview on the screen: from home by its key, in both sizes, and as a page."""

from pathlib import Path
from threading import Event

import pytest
from tests.tui.surroundings import NARROW, WIDE, Room, press, screen_name, settled, shown, told
from tests.tui.test_review import CALL, agreed, filed

from dialogkort.files.problems import FileProblem
from dialogkort.sessions import overviews

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
        words = " ".join(shown(pilot).split())
        assert "No game has been played yet." in words
        assert "rating" not in words
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


async def test_with_many_agreements_the_first_chart_comes_before_all_are_counted(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(room, CALL, agreed("b"), agreed("c"))
    monkeypatch.setattr(overviews, "FIRST", 2)
    until = Event()
    meetings = overviews.meetings

    def later(folder: Path, problems: list[FileProblem]) -> object:
        assert until.wait(20)
        return meetings(folder, problems)

    monkeypatch.setattr(overviews, "meetings", later)
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await pilot.press("o")
        for _ in range(200):
            await pilot.pause(0.02)
            if "Counting: 2 agreements so far" in shown(pilot):
                break
        text = shown(pilot)
        assert "Counting: 2 agreements so far" in text
        assert "Agreements in force: 2 of 2." in text
        assert "Meetings" not in text
        assert "print and share" not in text  # there is nothing whole to share yet
        until.set()
        text = await settled(pilot)
        assert "Agreements in force: 3 of 3." in text
        assert "Counting" not in text
        assert "print and share" in text
