"""A disk that fails in the middle of a game: the screen says so as long as it is true, and never else."""

import errno

import pytest
from tests.tui.surroundings import WIDE, Room, beginning, game_of, press, screen_name, settled, shown, told

from dialogkort.files.failures import CannotSave
from dialogkort.storage.games.journal import Journal


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch):
    """A disk that can be full: no step is written while the list is not empty."""
    is_full: list[bool] = []

    def write(name):
        whole = getattr(Journal, name)

        def tried(self, *given):
            if is_full:
                raise CannotSave(self.path, OSError(errno.ENOSPC, "full"))
            return whole(self, *given)

        return tried

    for name in ("step", "undo", "mark"):
        monkeypatch.setattr(Journal, name, write(name))
    return is_full


async def test_it_is_said_as_long_as_steps_are_not_saved_and_again_when_they_are(room: Room, full) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        full.append(True)
        assert "! ikke gemt" in await press(pilot, "enter")
        assert "fuld" in told(pilot)
        assert "! ikke gemt" in await press(pilot, "d", "escape"), "it stays when another screen was open"
        full.clear()
        text = await press(pilot, "enter")
        assert "ikke gemt" not in text
        assert "Alt er gemt igen." in told(pilot)


async def test_who_leaves_is_told_that_the_last_steps_are_lost(room: Room, full) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        before = game_of(pilot)
        full.append(True)
        await press(pilot, "enter", "q")
        assert screen_name(pilot) == "TableScreen"
        assert "går tabt" in told(pilot)
        await press(pilot, "q")
        assert screen_name(pilot) == "HomeScreen"
        assert "Spillet venter på skridtet før dem" in told(pilot)
        assert "Spillet venter. " not in told(pilot)
    full.clear()
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert game_of(pilot) == before


async def test_another_folder_can_be_asked_for_until_the_files_are_written(room: Room) -> None:
    room.documents.parent.mkdir(parents=True, exist_ok=True)
    room.documents.write_text("a file is where the folder should be")
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert screen_name(pilot) == "PromptScreen"
        text = await press(pilot, "escape")
        assert "h en anden mappe" in text
        await press(pilot, "h")
        assert screen_name(pilot) == "PromptScreen"
        assert str(room.documents)[:20] in shown(pilot)
        await press(pilot, "escape")
        room.documents.unlink()
        await press(pilot, "h", "enter")
        assert "en anden mappe" not in await settled(pilot)
