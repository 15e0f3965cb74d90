"""Parked notes come back when the team plays again, can be dropped there, and the minutes say what became of them."""

from dataclasses import replace
from datetime import date

import pytest
from tests.core.table import Table
from tests.tui.surroundings import WIDE, Room, beginning, game_of, press, settled, shown, told
from tests.tui.test_review import CALL, filed

from dialogkort.storage.games import minutes

pytestmark = pytest.mark.usefixtures("english")


async def test_parked_notes_come_back_and_one_is_dropped(room: Room) -> None:
    folder = filed(room, CALL)
    earlier = Table(3, game="before", team="Team Sø", date=date(2026, 5, 3)).game
    notes = ("Ferieplanen <b>", "Kaffemaskinen")
    minutes.save(folder, replace(earlier, notes=notes))
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        text = await settled(pilot)
        assert "Ferieplanen <b>" in text
        assert "Kaffemaskinen" in text
        await press(pilot, "o")
        assert "Which note do you want to drop?" in shown(pilot)
        await press(pilot, "enter")
        assert "dropped" in told(pilot)
        text = await settled(pilot)
        assert "Kaffemaskinen" in text
        assert [note.id for note in game_of(pilot).carried] == ["before-n2"]
    written = minutes.render(game_of(pilot), date(2026, 6, 1))
    assert "notes_carried" in written
    assert "notes_dropped" in written
