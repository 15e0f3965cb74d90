"""A disk that fails in the middle of a game: the screen says so for as long as it is true, and at no other time."""

import asyncio
import errno

import pytest
from tests.systems import has_mode
from tests.tui.surroundings import (
    WIDE,
    Room,
    beginning,
    game_of,
    play_to,
    press,
    screen_name,
    settled,
    shown,
    told,
    write,
)

from dialogkort.core.game.state import Stage
from dialogkort.files import filesystem
from dialogkort.files.failures import CannotSave
from dialogkort.storage.games.journal import Journal
from dialogkort.tui import host


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


async def test_the_warning_is_in_one_place_as_long_as_steps_are_not_saved_and_then_says_they_are(
    room: Room, full
) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        full.append(True)
        text = await press(pilot, "enter")
        assert "! 1 skridt er ikke gemt: disken er fuld." in text
        assert "2 skridt er ikke gemt" in await press(pilot, "enter")
        assert told(pilot) == "", "and nothing else covers the table"
        assert "2 skridt er ikke gemt" in await press(pilot, "d", "escape"), "it remains after another screen was open"
        full.clear()
        text = await press(pilot, "enter")
        assert "ikke gemt" not in text
        assert "Alt er gemt igen." in told(pilot)


async def test_somebody_who_quits_is_stopped_once_and_warned_that_the_last_steps_are_lost(room: Room, full) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        before = game_of(pilot)
        full.append(True)
        text = await press(pilot, "enter", "q")
        assert screen_name(pilot) == "RescueScreen"
        assert "1 skridt er ikke gemt: disken er fuld. Gør plads på den. De går tabt, når programmet slutter." in text
        assert "q gå alligevel" in text
        await press(pilot, "escape")
        assert screen_name(pilot) == "TableScreen"
        await press(pilot, "q", "q")
        assert screen_name(pilot) == "HomeScreen"
        assert "Det sidste skridt blev ikke gemt" in told(pilot)
        assert "Spillet venter på skridtet før." in told(pilot)
    full.clear()
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert game_of(pilot) == before


async def test_what_is_not_saved_can_be_copied_and_written_elsewhere(room: Room, full) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        full.append(True)
        await write(pilot, "Ost")
        await press(pilot, "enter")
        now = game_of(pilot)
        text = await press(pilot, "ctrl+s")
        assert screen_name(pilot) == "RescueScreen"
        assert "gå alligevel" not in text, "nobody wants to leave"
        assert "Ost" in text
        await press(pilot, "c")
        assert "Ost" in app.clipboard
        place = room.documents.parent / "nød"
        await press(pilot, "f")
        pilot.app.screen.query_one("Input").value = str(place)
        text = await press(pilot, "enter")
        [path] = place.glob("*.md")
        assert "Ost" in path.read_text(encoding="utf-8")
        assert f"De er skrevet ned i {path}"[:60] in text
        assert all(has_mode(file, 0o600) for file in place.iterdir()), "it says who was there"
        await press(pilot, "escape", "q")
        assert screen_name(pilot) == "HomeScreen", "nothing is lost: nobody is stopped"
        assert "Resten er skrevet ned i" in told(pilot)
    [kept] = place.glob("*.journal")
    for old in room.journals.iterdir():
        old.unlink()
    kept.rename(room.journals / kept.name)
    full.clear()
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert game_of(pilot).notes == now.notes == ("Ost",)


async def test_whoever_quits_anyway_gets_the_text_in_the_terminal_and_an_exit_code(room: Room, full) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        full.append(True)
        await write(pilot, "Ost")
        await press(pilot, "enter", "ctrl+q")
        assert screen_name(pilot) == "RescueScreen"
        await press(pilot, "ctrl+q")
    assert app.return_code == 1
    assert app.return_value is not None
    assert "Det sidste skridt blev ikke gemt" in app.return_value
    assert "- Ost" in app.return_value


async def test_no_screen_says_that_all_is_safe_while_both_disks_are_full(room: Room, full) -> None:
    """The documents and the state are on one disk: the dialog, the summary and the help say what the table does."""
    app = room.app(beginning())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        room.documents.rename(room.path / "away")
        room.documents.write_text("a file is where the folder should be", encoding="utf-8")
        full.append(True)
        play_to(pilot, Stage.CLOSING)
        text = await press(pilot, "s", "s")
        assert screen_name(pilot) == "SummaryScreen"
        assert "skridt er ikke gemt" in text
        assert "Selve spillet er gemt" not in text
        text = await press(pilot, "o")
        assert "skridt er ikke gemt" in text
        assert "Selve spillet er gemt" not in text
        await press(pilot, "escape", "question_mark")
        assert "Intet går tabt" not in shown(pilot)
        await press(pilot, "escape", "ctrl+c")
        assert "Intet går tabt" not in told(pilot)
        await press(pilot, "enter")
        assert screen_name(pilot) == "RescueScreen"
        await press(pilot, "escape", "ctrl+q", "ctrl+q")
    assert app.return_code == 1
    assert "skridt blev ikke gemt" in (app.return_value or "")


async def test_another_folder_can_be_chosen_until_the_files_are_written(room: Room) -> None:
    room.documents.parent.mkdir(parents=True, exist_ok=True)
    room.documents.write_text("a file is where the folder should be", encoding="utf-8")
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


async def test_a_file_open_in_another_program_is_reported_and_retried_without_asking_for_a_folder(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_open: list[bool] = []
    real = filesystem.replace

    def replace(source: filesystem.Entry, target: filesystem.Entry) -> None:
        if is_open and target.name == "agreements.md":
            raise OSError(errno.EBUSY, "busy")
        real(source, target)

    monkeypatch.setattr(filesystem, "replace", replace)
    monkeypatch.setattr(host, "AGAIN", 0.01)
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        is_open.append(True)
        await press(pilot, "a")
        await write(pilot, "Vi ringer først.")
        await press(pilot, "f2", "space", "enter")
        for _moment in range(100):
            await asyncio.sleep(0.02)
            if screen_name(pilot) == "PickScreen":
                break
        text = await settled(pilot)
        assert "et andet program har filen åben" in text
        assert "Prøv igen" in text
        assert "en anden mappe, eller" not in text, "another folder is no help"
        is_open.clear()
        await press(pilot, "enter")
        assert "Gemt: Vi ringer først" in told(pilot)
        assert (room.documents / "team-soe" / "agreements.md").is_file()
