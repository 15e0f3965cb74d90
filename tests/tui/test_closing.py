"""The end of a game: the last words, a rating, the summary, and where the files are."""

from dataclasses import replace

import pytest
from tests.tui.surroundings import (
    NARROW,
    SIZES,
    WIDE,
    Room,
    beginning,
    game_of,
    lines,
    play_to,
    press,
    screen_name,
    settled,
    shown,
    told,
    write,
)  # fmt: skip
from textual.widgets import Input

from dialogkort.core.game.state import Stage


async def closing(pilot) -> None:
    await settled(pilot)
    play_to(pilot, Stage.CLOSING)
    await settled(pilot)


async def ended(pilot) -> str:
    await closing(pilot)
    return await press(pilot, "s", "s")


def flat(pilot) -> str:
    """The screen without spaces and line breaks, in which a wrapped path can be found."""
    return "".join("".join(lines(pilot)).split())


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_last_words_are_followed_by_a_rating_and_the_files(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        await closing(pilot)
        text = shown(pilot)
        assert "Hvad tager du med dig fra samtalen?" in text
        assert "har ordet" in text
        assert "q gem og gå" in text
        await press(pilot, "3")
        assert game_of(pilot).ratings == ()
        text = await press(pilot, "enter", "p", "enter", "enter")
        assert "Et tal for mødet" in text
        text = await press(pilot, "5", "0", "6", "4", "4", "1")
        assert game_of(pilot).ratings == (4, 4, 5)
        if size == WIDE:
            assert "Gennemsnittet er 4,3." in text
        text = await press(pilot, "enter")
        assert screen_name(pilot) == "SummaryScreen"
        assert "4,3 af 5" in text
        for _ in range(5):
            text += await press(pilot, "pagedown")
        assert "2026-11-22-alle-slags.md" in text.replace(" ", "") or "Gemt" in text
        assert "⏎ forsiden" in text
        await press(pilot, "enter")
        assert screen_name(pilot) == "HomeScreen"
    files = room.files()
    [minutes] = [name for name in files if "/games/" in name]
    assert "4,3" in files[minutes]
    assert not list(room.journals.glob("*.journal"))


async def test_whoever_is_on_the_call_reads_the_whole_way_to_rate_at_80_columns(room: Room) -> None:
    start = beginning()
    remote = replace(start, members=tuple(replace(member, remote=True) for member in start.members))
    async with room.app(remote).run_test(size=NARROW) as pilot:
        await closing(pilot)
        await press(pilot, "s")
        whole = pilot.app.screen._view.hint
        assert len(whole) > 2 * NARROW[0] - 8, "it needs three lines"
        assert whole in " ".join(line.strip() for line in lines(pilot))


async def test_a_rating_never_comes_with_names(room: Room) -> None:
    async with room.app(beginning("Aisha", "Peter")).run_test(size=WIDE) as pilot:
        await closing(pilot)
        await press(pilot, "s", "2", "5")
        assert "Aisha" not in shown(pilot)
        await press(pilot, "enter")
    [minutes] = [text for name, text in room.files().items() if "/games/" in name]
    assert "Aisha: 2" not in minutes


async def test_the_summary_shows_notes_and_agreements(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await write(pilot, "kaffen [/] [@click=app.quit]x")
        await press(pilot, "enter", "a")
        await write(pilot, "Vi ringer [/] først.")
        await press(pilot, "f2", "space", "enter")
        text = await ended(pilot)
        assert "· kaffen [/] [@click=app.quit]x" in text
        assert "✓ Vi ringer [/] først" in text
        assert "1 aftale" in text
        for name in ("games/2026-11-22-", "agreements/2026-11-22-vi-ringer-foerst.md", "agreements.md"):
            assert name in flat(pilot)


async def test_undo_from_the_summary_goes_all_the_way_back(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        opening = game_of(pilot)
        await ended(pilot)
        text = await press(pilot, "u")
        assert screen_name(pilot) == "TableScreen"
        assert "Et tal for mødet" in text
        for _ in range(300):
            if not pilot.app.sitting.can_undo:
                break
            pilot.app.screen.action_undo()
        assert "Fire regler" in await settled(pilot)
        assert game_of(pilot) == opening
        await ended(pilot)
        await press(pilot, "enter")
    assert len([name for name in room.files() if "/games/" in name]) == 1


async def test_undo_from_the_summary_of_a_rated_game_shows_the_closing_and_can_be_ended_again(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await closing(pilot)
        await press(pilot, "s", "5", "4", "4", "enter")
        assert screen_name(pilot) == "SummaryScreen"
        text = await press(pilot, "u")
        assert screen_name(pilot) == "TableScreen"
        assert "Gennemsnittet er 4,3." in text
        text = await press(pilot, "enter")
        assert screen_name(pilot) == "SummaryScreen"
        assert "4,3 af 5" in text


async def test_a_game_that_ended_without_being_saved_waits_and_can_be_saved(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        room.documents.rename(room.path / "away")
        room.documents.write_text("in the way", encoding="utf-8")
        text = await ended(pilot)
        assert "Gemt:" not in text
        assert "Selve spillet er gemt" in text
        assert "o en anden mappe" in text
        await press(pilot, "enter")
        assert screen_name(pilot) == "HomeScreen"
        assert "Fortsæt spillet" in shown(pilot)
        await press(pilot, "f")
        assert screen_name(pilot) == "SummaryScreen"
        assert "Brug en anden mappe" in await press(pilot, "o")  # the game asks for its folder, which is away
        await press(pilot, "down", "enter")
        assert screen_name(pilot) == "PromptScreen"
        pilot.app.screen.query_one(Input).value = str(room.path / "other")
        text = await press(pilot, "enter")
        assert "Gemt:" in text
        assert "other" in flat(pilot)
        assert "o en anden mappe" not in text
        await press(pilot, "enter")
    assert list((room.path / "other").rglob("games/*.md"))
    assert not list(room.journals.glob("*.journal"))


async def test_quitting_at_the_summary_leaves_no_saved_game(room: Room) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE) as pilot:
        await ended(pilot)
        await press(pilot, "ctrl+q")
    assert app.return_value is None
    assert not list(room.journals.glob("*.journal"))


async def test_pressing_enter_twice_at_the_summary_ends_at_home_without_a_new_game(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await ended(pilot)
        pilot.app.simulate_key("enter")
        await settled(pilot)
        assert screen_name(pilot) == "HomeScreen"
        assert "kunne ikke" not in told(pilot)


async def test_the_ratings_are_asked_for_again_after_leaving_during_the_closing(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await closing(pilot)
        await press(pilot, "s", "4", "q")
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        assert "Velkommen tilbage" in await settled(pilot)
        text = await press(pilot, "enter")
        assert "Et tal for mødet: Aisha" in text, "they are asked again: no rating is on disk"
