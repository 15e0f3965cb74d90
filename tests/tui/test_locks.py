"""Another program, or another user, has the team's folder: meanwhile the screen keeps working."""

import asyncio
import time

from tests.tui.surroundings import WIDE, Room, beginning, press, screen_name, settled, told, write
from tests.tui.test_review import CALL, filed, on_file, opened

from dialogkort.files.folder_lock import alone_in
from dialogkort.storage import teams


async def agree(pilot) -> float:
    """Agree on a rule, and return the longest time that the screen did not respond."""
    await press(pilot, "a")
    await write(pilot, "Vi ringer først.")
    await press(pilot, "f2", "space")
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        before = time.monotonic()
        while True:
            await asyncio.sleep(0.01)
            longest = max(longest, time.monotonic() - before)
            before = time.monotonic()

    watching = asyncio.create_task(watch())
    began = time.thread_time()
    await pilot.press("enter")
    await asyncio.sleep(1.5)
    watching.cancel()
    return longest - (time.thread_time() - began)  # minus the time that the machine took for drawing


async def test_a_locked_folder_is_tried_again_and_the_screen_keeps_working(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        place = teams.folder_of(room.documents, "Team Sø") / "agreements"
        place.mkdir(parents=True)
        with alone_in(place):
            assert await agree(pilot) < 1
            assert screen_name(pilot) == "TableScreen", "nobody is asked for another folder"
            assert "Gemt" not in told(pilot)
            assert list(place.glob("*.md")) == []
        for _moment in range(60):
            await asyncio.sleep(0.1)
            if "Gemt" in told(pilot):
                break
        assert "Gemt: Vi ringer først" in told(pilot)
        assert len(list(place.iterdir())) == 1


async def test_a_long_lock_is_reported(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        place = teams.folder_of(room.documents, "Team Sø") / "agreements"
        place.mkdir(parents=True)
        with alone_in(place):
            await agree(pilot)
            for _moment in range(120):
                await asyncio.sleep(0.1)
                if screen_name(pilot) == "PromptScreen":
                    break
            assert screen_name(pilot) == "PromptScreen"
            assert "et andet program" in await settled(pilot)


async def test_an_act_on_the_agreements_screen_waits_for_the_lock_and_the_screen_keeps_working(room: Room) -> None:
    folder = filed(room, CALL)
    [path] = (folder / "agreements").iterdir()
    before = path.read_bytes()
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        with alone_in(folder / "agreements"):
            await press(pilot, "b", "enter")
            assert screen_name(pilot) == "ReviewScreen"
            assert "et andet program" in told(pilot).casefold()
            assert path.read_bytes() == before
            await press(pilot, "escape")
            assert screen_name(pilot) == "HomeScreen", "people can continue, and leave"
        for _moment in range(60):
            await asyncio.sleep(0.1)
            if path.read_bytes() != before:
                break
        await settled(pilot)
        assert on_file(folder, "call").reviewed
        await opened(pilot)
        with alone_in(folder / "agreements"):
            await press(pilot, "u")
            assert on_file(folder, "call").reviewed
        for _moment in range(60):
            await asyncio.sleep(0.1)
            if path.read_bytes() == before:
                break
        assert path.read_bytes() == before
