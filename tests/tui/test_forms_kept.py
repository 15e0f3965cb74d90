"""Forms outside a game are kept while somebody types, and are restored after the program was killed."""

import asyncio

import pytest
from tests.tui.surroundings import WIDE, Room, press, screen_name, settled, shown, told, write
from tests.tui.test_review import CALL, agreed, filed, on_file, opened
from textual.widgets import Input, TextArea

from dialogkort.tui.widgets.choice_row import ChoiceRow

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialogkort.tui.dialogs.keeping.KEPT_AFTER", 0.01)


async def typed(pilot, text: str) -> None:
    """Write, and wait until it is kept; then the app is left abruptly, as by a kill."""
    await write(pilot, text)
    await asyncio.sleep(0.1)
    await settled(pilot)


async def test_the_reason_and_date_of_a_review_are_restored_and_cleared_once_used(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "k", "down")
        await typed(pilot, "It has helped")
    assert on_file(folder, "call").reviewed is None
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "r")
        assert pilot.app.screen.query_one("#reason", Input).value == "", "another dialog has its own text"
        await press(pilot, "escape", "k")
        assert pilot.app.screen.query_one("#reason", Input).value == "It has helped"
        await press(pilot, "enter")
        assert on_file(folder, "call").reviewed
        await press(pilot, "u", "k")
        assert pilot.app.screen.query_one("#reason", Input).value == ""


@pytest.mark.parametrize("key", ["plus", "j", "s"])
async def test_a_rule_that_is_being_written_is_restored(room: Room, key: str) -> None:
    filed(room, CALL, agreed("other"))
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, key)
        pilot.app.screen.query_one(TextArea).text = "First line.\n  Second   line."
        pilot.app.screen.query_one("#signs", Input).focus()
        await typed(pilot, "Nobody waits")
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, key)
        assert "What you typed earlier is still here" in told(pilot)
        assert pilot.app.screen.query_one(TextArea).text == "First line.\n  Second   line."
        assert pilot.app.screen.query_one("#signs", Input).value == "Nobody waits"
        await press(pilot, "f2", "enter")
        assert screen_name(pilot) == "ReviewScreen"
        await press(pilot, key)
        assert pilot.app.screen.query_one(TextArea).text != "First line.\n  Second   line." or key == "j"
        await press(pilot, "escape", "escape")
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, key)
        assert "still here" not in told(pilot), "what was left with the list has been removed"


async def test_the_set_up_is_restored_as_it_was_typed_and_chosen(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        screen = pilot.app.screen
        screen.query_one("#team", Input).value = "Vores"
        screen.query_one("#add", Input).focus()
        await typed(pilot, "Aisha, Bo (on screen)")
        await press(pilot, "enter")
        await typed(pilot, "Cem")
        screen.query_one("#minutes", Input).value = "25"
        screen.query_one("#decks").focus()
        await press(pilot, "space", "right", "space")
        await asyncio.sleep(0.1)
        decks = screen.query_one("#decks", ChoiceRow).chosen
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        text = await press(pilot, "n")
        screen = pilot.app.screen
        assert "still here" in told(pilot)
        assert screen.query_one("#team", Input).value == "Vores"
        assert "✓ Aisha ✓ Bo (on screen)" in text
        assert screen.query_one("#add", Input).value == "Cem"
        assert screen.query_one("#minutes", Input).value == "25"
        assert screen.query_one("#decks", ChoiceRow).chosen == decks == ("samtale",)
        await press(pilot, "f2")
        assert screen_name(pilot) == "TableScreen"
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        assert "still here" not in told(pilot)


@pytest.mark.parametrize(
    "kept", ["[]", "{", '{"set-up": "{"}', '{"set-up": "{\\"members\\": 3, \\"rows\\": []}"}', "\x00"]
)
async def test_a_nonsense_file_does_not_prevent_the_start(room: Room, kept: str) -> None:
    path = room.path / "state" / "forms.typed"
    path.parent.mkdir(parents=True)
    path.write_text(kept, encoding="utf-8")
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        assert screen_name(pilot) == "SetupScreen"
        assert shown(pilot)


async def test_quitting_keeps_the_contents_of_the_form(room: Room) -> None:
    filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "r")
        await write(pilot, "Because")
        await press(pilot, "ctrl+q")
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "r")
        assert pilot.app.screen.query_one("#reason", Input).value == "Because"
