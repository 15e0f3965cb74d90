"""Text that is longer than a field: everything typed and pasted is kept, and text that is too long is reported."""

import re
from pathlib import Path

import pytest
from tests.tui.surroundings import WIDE, Room, beginning, press, screen_name, settled, told, write
from tests.tui.test_review import CALL, filed, on_file, opened
from textual.widgets import Input

import dialogkort.tui
from dialogkort.tui.widgets.text_line import MOST

pytestmark = pytest.mark.usefixtures("english")
LONG = " ".join(f"word{number}" for number in range(60))


def test_every_text_field_of_the_program_is_one_that_does_not_cut() -> None:
    folder = Path(dialogkort.tui.__path__[0])
    for path in folder.rglob("*.py"):
        text = path.read_text("utf-8")
        assert not re.search(r"(?<![A-Za-z.])Input\(", text.replace("class TextLine(Input)", "")), path
        assert "max_length" not in text, path


async def test_a_reason_that_is_too_long_is_kept_and_must_be_shortened(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "r")
        await write(pilot, LONG)
        line = pilot.app.screen.query_one("#reason", Input)
        assert line.value == LONG, "the paste is complete"
        assert f"{len(LONG)} characters, but the limit is 280" in told(pilot)
        await press(pilot, "enter")
        assert screen_name(pilot) == "ReviewSlip"
        assert on_file(folder, "call").in_force
        line.value = LONG[:280]
        await press(pilot, "enter")
        assert not on_file(folder, "call").in_force


async def test_all_lines_of_a_paste_arrive(room: Room) -> None:
    filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "r")
        await write(pilot, "We have\r\na duty phone\n\nnow")
        assert pilot.app.screen.query_one("#reason", Input).value == "We have a duty phone now"


async def test_a_paste_larger_than_any_field_is_reported_and_changes_nothing(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await write(pilot, "Before ")
        await write(pilot, "x" * (MOST + 1))
        assert pilot.app.screen.query_one(Input).value == "Before "
        assert "Nothing has been pasted" in told(pilot)
        await write(pilot, LONG)
        await press(pilot, "enter")
        assert screen_name(pilot) == "PromptScreen"
        assert "the limit is 280" in told(pilot)


async def test_the_name_of_a_team_is_not_cut_at_the_start_of_a_game(room: Room) -> None:
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        pilot.app.screen.query_one("#team", Input).value = "T" * 61
        pilot.app.screen.query_one("#add", Input).value = "3"
        await settled(pilot)
        await press(pilot, "f2")
        assert screen_name(pilot) == "SetupScreen"
        assert "61 characters, but the limit is 60" in told(pilot)
        pilot.app.screen.query_one("#team", Input).value = "T" * 60
        await press(pilot, "f2")
        assert screen_name(pilot) == "TableScreen"


async def test_a_name_that_is_too_long_for_the_table_stays_in_its_field(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "w", "tab")
        await write(pilot, "Å" * 41)
        text = await press(pilot, "enter")
        if screen_name(pilot) == "MembersScreen":
            assert "41 characters, but the limit is 40" in text
            assert pilot.app.screen.query_one(Input).value == "Å" * 41
        else:
            raise AssertionError(screen_name(pilot))
