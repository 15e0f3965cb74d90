"""On the way out, and away for a while: what the app does when nobody is looking."""

import asyncio

import pytest
from tests.systems import has_mode
from tests.tui.surroundings import WIDE, Room, beginning, game_of, play_to, press, screen_name, settled, write
from textual.css.query import NoMatches
from textual.driver import Driver

from dialogkort.core.game.phases import Phase
from dialogkort.storage.games import journal
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.table.screen import TableScreen


@pytest.fixture
def rested(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the driver did: it hands the terminal to a shell, and gets it back at once."""
    done: list[str] = []
    monkeypatch.setattr(
        "textual.drivers.headless_driver.HeadlessDriver.rest", lambda _self: done.append("rest"), raising=False
    )
    return done


async def test_the_clock_stops_while_the_shell_has_the_terminal(room: Room, rested: list[str]) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.THINK)
        app, table = pilot.app, pilot.app.screen
        assert isinstance(app, DialogkortApp)
        assert isinstance(table, TableScreen)
        countdown = game_of(pilot).countdown
        assert countdown
        room.clock.seconds += 10
        left = countdown.left(table.sitting.now)
        await press(pilot, "ctrl+z")
        assert rested == ["rest"]
        (path,) = room.journals.glob("*.journal")
        assert journal.read(path).clock == pytest.approx(table.sitting.now, abs=0.01), "recorded before it stops"
        room.clock.seconds += 3600
        app.post_message(Driver.SignalResume())
        assert "Velkommen tilbage" in await settled(pilot)
        text = await press(pilot, "enter")
        assert "Velkommen tilbage" not in text
        assert countdown.left(table.sitting.now) == pytest.approx(left, abs=0.1)


async def test_the_suspend_key_does_nothing_in_a_field(room: Room, rested: list[str]) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n", "ctrl+z")
        assert screen_name(pilot) == "PromptScreen"
        assert rested == []


async def test_without_a_driver_that_can_suspend_there_is_no_such_key(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "fg" not in await press(pilot, "question_mark")
        await press(pilot, "escape", "ctrl+z")
        assert screen_name(pilot) == "TableScreen"
        assert pilot.app.screen.sitting.waiting is False  # type: ignore[attr-defined]


async def test_losing_the_terminal_ends_the_program_and_keeps_the_game(room: Room) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        pilot.app.screen.query_one("#rule").load_text("Vi ringer.")  # type: ignore[attr-defined]
        app.on_terminal_driver_lost()
        app.on_terminal_driver_lost()
        await pilot.pause()
    assert app.return_code == 129
    (path,) = room.journals.glob("*.journal")
    assert "Vi ringer." in path.read_text(encoding="utf-8"), "unfinished text is kept"


async def test_no_key_does_anything_on_the_way_out(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.leave()
        assert not await app.run_action("command_palette")
        assert screen_name(pilot) == "HomeScreen"


async def test_a_screen_that_was_left_fails_to_find_its_widgets_without_an_error(room: Room) -> None:
    """Drawn once more, as a change of the window's size requires, when its widgets are already gone."""
    app = room.app(beginning())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        table = app.screen
        assert isinstance(table, TableScreen)
        assert app.sitting
        app.leave_game()

        def draw() -> None:
            raise NoMatches

        table.call_later(draw)
        await settled(pilot)
        assert screen_name(pilot) == "HomeScreen"
    assert not room.path.joinpath("state", "error.log").exists()


async def test_a_current_screen_that_fails_to_find_its_widgets_is_an_error(room: Room) -> None:
    app = room.app()

    def draw() -> None:
        raise NoMatches

    async def drawn() -> None:
        async with app.run_test(size=WIDE) as pilot:
            app.screen.call_later(draw)
            await settled(pilot)

    with pytest.raises(NoMatches):
        await drawn()
    assert room.path.joinpath("state", "error.log").exists()


async def test_an_error_of_our_own_is_hidden_only_on_the_way_out(room: Room) -> None:
    """On the way out, a screen that was being opened may fail to find its widgets; anything else is reported."""
    app = room.app()

    async def left() -> None:
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            app.leave()
            app._handle_exception(NoMatches())
            assert app.return_code == 0
            app._handle_exception(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        await left()
    assert app.return_code == 1
    assert "ZeroDivisionError" in room.path.joinpath("state", "error.log").read_text(encoding="utf-8")


async def test_text_typed_without_a_pause_is_kept_too(room: Room) -> None:
    """Each letter used to restart the wait: if text was typed in one go, nothing was kept."""
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        for letter in "vi ringer først":
            await pilot.press("space" if letter == " " else letter)
            await asyncio.sleep(0.12)
        proposal = game_of(pilot).proposal
        assert proposal is not None
        assert proposal.draft.rule.startswith("vi ring")


async def test_notes_concerns_and_reasons_are_kept_while_they_are_typed(room: Room) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await write(pilot, "kaffen")
        await asyncio.sleep(1.2)
        [path] = room.journals.glob("*.typed")
        assert has_mode(path, 0o600)
        await write(pilot, " er kold")
        await press(pilot, "ctrl+q")  # it is kept on the way out, too
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "kaffen er kold" in await press(pilot, "enter", "n")
        await press(pilot, "enter")
        assert game_of(pilot).notes == ("kaffen er kold",)
        assert not list(room.journals.glob("*.typed"))
        assert "kaffen" not in await press(pilot, "n"), "what was accepted is not suggested again"
