"""A copied team folder on the screens: shown as what it is, counted once, and played in only by choice."""

import shutil
from pathlib import Path

import pytest
from tests.tui.surroundings import NARROW, WIDE, Room, beginning, press, screen_name, settled
from tests.tui.test_review import agreed, filed

from dialogkort.core.team import Team
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def copy(room: Room) -> Path:
    """The copied folder of a team, with an agreement that was added later."""
    folder = filed(room, agreed("call"), agreed("write"))
    there = shutil.copytree(folder, folder.with_name("team-soe - Kopi"))
    agreement_files.add(there, agreed("later"))
    return there


async def test_home_counts_a_duplicated_team_once_and_says_so(room: Room, copy: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        text = await settled(pilot)
        assert "3 are due for review" in text
        assert "! Team Sø is in two folders." in text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_agreements_say_which_folder_each_is_in(room: Room, copy: Path, size: tuple[int, int]) -> None:
    async with room.app().run_test(size=size) as pilot:
        await settled(pilot)
        text = await press(pilot, "a")
        assert "Team Sø (team-" in text
        assert "1 is duplicated: p" in text
        text = await press(pilot, "p")
        assert "THE SAME TEAM TWICE" in text
        assert "same team as in the folder team-soe" in pilot.app.screen.marked.message()
        await press(pilot, "home")
        while pilot.app.screen.marked.folder != copy:
            await press(pilot, "down")
        entry = pilot.app.screen.marked
        assert any("Team Sø (team-soe - Kopi)" in line.plain for line in pilot.app.screen._face(entry).details)
        await press(pilot, "b", "enter")
        await settled(pilot)
        poster = (copy / "agreements.md").read_text("utf-8")
        assert "Team Sø" in poster
        assert "Kopi" not in poster


async def test_a_game_is_played_in_the_original_unless_the_copy_is_chosen(room: Room, copy: Path) -> None:
    original = team_files.folder_of(room.documents, "Team Sø")
    before = (original / "team.yaml").read_bytes()
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "n")
        assert pilot.app.screen.query_one("#team").value == "Team Sø"
        assert "Two folders belong to the same team, Team Sø: team-soe and team-soe - Kopi." in text
        pilot.app.screen.query_one("#team").value = "Team Sø (team-soe - Kopi)"
        await settled(pilot)
        await press(pilot, "f2")
        assert screen_name(pilot) == "TableScreen"
    assert (original / "team.yaml").read_bytes() == before
    assert team_files.load(copy).name == "Team Sø", "playing in it does not rename it"
    assert team_files.load(copy).minutes == 45


async def test_the_command_line_starts_in_the_original(room: Room, copy: Path) -> None:
    async with room.app(beginning("Aisha")).run_test(size=WIDE) as pilot:
        await settled(pilot)
    assert team_files.load(copy).minutes == 0
    assert team_files.load(team_files.folder_of(room.documents, "Team Sø")) != Team("Team Sø")
