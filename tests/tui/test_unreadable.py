"""What cannot be read is never reported as empty, on any screen."""

import pytest
from tests.storage.texts import agreement
from tests.storage.unreadable import Break, breaking
from tests.tui.surroundings import WIDE, Room, beginning, press, screen_name, settled, told

from dialogkort.core.team import Member, Team
from dialogkort.storage import teams
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.settings import Settings


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Break:
    return breaking(monkeypatch)


def lay(room: Room, name: str) -> None:
    folder = teams.folder_of(room.documents, name)
    teams.save(folder, Team(name, (Member("m1", "Anna"),)))
    agreement_files.add(folder, agreement())


@pytest.mark.parametrize("what", ["", "nord", "nord/agreements"])
async def test_home_and_the_agreements_say_what_cannot_be_read(room: Room, broken: Break, what: str) -> None:
    lay(room, "Nord")
    broken(room.documents / what if what else room.documents)
    async with room.app().run_test(size=WIDE) as pilot:
        text = await settled(pilot)
        assert "kan ikke læses" in text
        assert (what.rsplit("/", maxsplit=1)[-1] or room.documents.name) in text
        text = await press(pilot, "a")
        assert screen_name(pilot) == "ReviewScreen"
        assert "Ingen aftaler endnu" not in text
        assert "kan ikke læses" in text


async def test_the_set_up_and_the_game_say_what_cannot_be_read(room: Room, broken: Break) -> None:
    lay(room, "Nord")
    broken(room.documents / "nord" / "agreements")
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        text = await press(pilot, "n")
        assert screen_name(pilot) == "SetupScreen"
        assert "kan ikke læses" in text
    async with room.app(beginning(team="Nord")).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert "kan ikke læses" in told(pilot)
        assert "kommer ikke op i dette spil" in told(pilot)


async def test_saved_games_in_a_folder_that_cannot_be_read_are_reported(room: Room, broken: Break) -> None:
    room.journals.mkdir(parents=True)
    broken(room.journals)
    async with room.app(resume=True).run_test(size=WIDE, notifications=True) as pilot:
        text = await settled(pilot)
        assert "Intet spil venter" not in told(pilot)
        assert str(room.journals)[:20] in told(pilot)
        assert "kan ikke læses" in text


async def test_a_missing_folder_that_was_written_to_before_does_not_count_as_empty(room: Room) -> None:
    room.settings = Settings(folder=room.path / "drev" / "Dialogkort")
    async with room.app().run_test(size=WIDE) as pilot:
        assert "kan ikke læses" in await settled(pilot)
        text = await press(pilot, "a")
        assert "Ingen aftaler endnu" not in text
