"""Another program, or another user, has the team's folder: the screen goes on meanwhile."""

import asyncio
import fcntl
import os
import time

from tests.tui.surroundings import WIDE, Room, beginning, press, screen_name, settled, told, write

from dialogkort.storage import teams


async def agree(pilot) -> float:
    """Agree on a rule, and return how long the screen stood still at most."""
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
    return longest - (time.thread_time() - began)  # less what the machine took for drawing


async def test_a_folder_that_another_has_is_tried_again_and_the_screen_goes_on(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        place = teams.folder_of(room.documents, "Team Sø") / "agreements"
        place.mkdir(parents=True)
        held = os.open(place, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
        assert await agree(pilot) < 1
        assert screen_name(pilot) == "TableScreen", "nobody is asked for another folder"
        assert "Gemt" not in told(pilot)
        assert list(place.iterdir()) == []
        os.close(held)
        for _moment in range(60):
            await asyncio.sleep(0.1)
            if "Gemt" in told(pilot):
                break
        assert "Gemt: Vi ringer først" in told(pilot)
        assert len(list(place.iterdir())) == 1


async def test_who_has_it_for_long_is_told(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        place = teams.folder_of(room.documents, "Team Sø") / "agreements"
        place.mkdir(parents=True)
        held = os.open(place, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
        await agree(pilot)
        for _moment in range(120):
            await asyncio.sleep(0.1)
            if screen_name(pilot) == "PromptScreen":
                break
        assert screen_name(pilot) == "PromptScreen"
        assert "et andet program" in await settled(pilot)
        os.close(held)
