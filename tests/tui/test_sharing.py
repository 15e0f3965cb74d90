"""Pages and calendars from the screens where people look at the things themselves."""

from pathlib import Path

import pytest
from tests.tui.surroundings import WIDE, Room, press, screen_name, settled, shown, told, write
from tests.tui.test_review import CALL, agreed, filed

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.storage.agreements.reading import load_all
from dialogkort.tui.agreements.screen import ReviewScreen

pytestmark = pytest.mark.usefixtures("english")
MORE: Agreement = agreed("more", "Another rule")


async def choose(pilot, place: int) -> str:
    """Press the key, and choose the entry at a place of the list."""
    await press(pilot, "w")
    return await press(pilot, *["down"] * place, "enter")


async def test_the_current_agreement_all_of_them_the_poster_and_the_calendar_can_be_written(room: Room) -> None:
    folder = filed(room, CALL, MORE)
    async with room.app().run_test(size=WIDE) as pilot:
        pilot.app.push_screen(ReviewScreen())
        await settled(pilot)
        await press(pilot, "w")
        assert "the review dates, for your calendar" in shown(pilot)
        await press(pilot, "escape")
        for place, name in ((1, "agreements.html"), (2, "poster-a4.html"), (3, "poster-a3.html"), (5, "reviews.ics")):
            asked = await choose(pilot, place)
            assert "Where should the file go?" in asked
            await press(pilot, "enter")
            assert "Saved" in told(pilot)
            assert (folder / name).is_file()
        assert "Another rule" in (folder / "agreements.html").read_text("utf-8")
        assert (folder / "reviews.ics").read_bytes().count(b"BEGIN:VEVENT") == 2
        await choose(pilot, 0)
        await press(pilot, "enter")
        [written] = set(folder.glob("*.html")) - {
            folder / f"{name}.html" for name in ("agreements", "poster-a4", "poster-a3")
        }
        assert ("Another rule" in written.read_text("utf-8")) is ("another" in written.name or "more" in written.name)


async def test_an_existing_file_is_overwritten_only_when_asked_twice(room: Room) -> None:
    folder = filed(room, CALL)
    own: Path = folder / "agreements.html"
    own.write_text("mine", "utf-8")
    async with room.app().run_test(size=WIDE) as pilot:
        pilot.app.push_screen(ReviewScreen())
        await settled(pilot)
        await choose(pilot, 1)
        again = await press(pilot, "enter")
        assert "That file already exists." in again
        assert own.read_text("utf-8") == "mine"
        await press(pilot, "escape")
        assert screen_name(pilot) == "ReviewScreen"
        await choose(pilot, 1)
        await press(pilot, "enter", "enter")
        assert "<html" in own.read_text("utf-8")


async def test_a_new_agreement_can_be_written_on_the_screen(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        pilot.app.push_screen(ReviewScreen())
        await settled(pilot)
        asked = await press(pilot, "plus")
        assert "Recorded outside a game." in asked
        await write(pilot, "We end five minutes early.")
        await press(pilot, "f2", "enter")
        await settled(pilot)
        assert "Saved: We end five minutes early" in told(pilot)
        assert "We end five minutes early" in shown(pilot)
    [made] = [file for file in load_all(folder)[0] if file.agreement.id != CALL.id]
    assert made.agreement.rule == "We end five minutes early."
    assert made.history[-1].endswith("Recorded outside a game.")


async def test_undo_removes_a_new_agreement_unless_somebody_has_changed_its_file(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        pilot.app.push_screen(ReviewScreen())
        await settled(pilot)
        for rule in ("We end five minutes early.", "We eat lunch together."):
            await press(pilot, "plus")
            await write(pilot, rule)
            await press(pilot, "f2", "enter")
            await settled(pilot)
        [early] = [read.path for read in load_all(folder)[0] if "early" in read.agreement.rule]
        early.write_text(early.read_text("utf-8").replace("five", "ten"), "utf-8")
        await press(pilot, "u")
        await settled(pilot)
        assert "Undone: We eat lunch together" in told(pilot)
        assert "lunch" not in shown(pilot)
        await press(pilot, "u")
        assert "Somebody has changed" in told(pilot)
    assert {read.agreement.rule for read in load_all(folder)[0]} == {CALL.rule, "We end ten minutes early."}
