"""The readers of agreements and decks, the help, the palette, and the other colours."""

import pytest
from tests.tui.surroundings import (
    FAULTY,
    SIZES,
    TINY,
    WIDE,
    Room,
    beginning,
    lines,
    press,
    resize,
    screen_name,
    settled,
    shown,
    write,
)  # fmt: skip
from tests.tui.test_table import BRACKETS

from dialogkort import language
from dialogkort.tui.dialogs.help import HelpScreen
from dialogkort.tui.look.theme import NAMES
from dialogkort.tui.palette import Palette
from dialogkort.tui.widgets.key_bar import keys_on_bar, live_keys

BAD = "[/] [@click=app.quit]x"


async def agreed(room: Room, rule: str, team: str = "Team Sø", review: str = "") -> None:
    """A team has agreed on a rule in a game that it has left."""
    async with room.app(beginning(team=team)).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        await write(pilot, rule)
        if review:
            line = pilot.app.screen.query_one("#review")
            line.value = review
        await press(pilot, "f2", "space", "enter", "q")


# Agreements


async def test_agreements_of_all_teams_are_listed_with_due_ones_first(room: Room) -> None:
    await agreed(room, "Vi ringer først.", "Alfa", "om 2 uger")
    await agreed(room, f"Vi skriver {BAD} sidst.", "Beta", "i morgen")
    room.clock.seconds += 3 * 24 * 3600
    async with room.app().run_test(size=WIDE) as pilot:
        assert "1 skal ses efter" in await settled(pilot) or "1 " in shown(pilot)
        text = await press(pilot, "a")
        assert text.index("Beta") < text.index("Alfa")
        assert f"Vi skriver {BAD} sidst" in text
        text = await press(pilot, "down")
        assert "Vi ringer først" in text
        for size in SIZES:
            text = await resize(pilot, size)
            assert "esc tilbage" in text
            assert "Vi ringer" in text


async def test_a_broken_agreement_file_is_named_and_the_others_are_shown(room: Room) -> None:
    await agreed(room, "Vi ringer først.")
    folder = room.documents / "team-soe" / "agreements"
    folder.joinpath("2026-01-01-i-stykker.md").write_bytes(b"\xff\xfe\x00")
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "a")
        assert "Vi ringer først" in text
        assert "i-stykker" in "".join("".join(lines(pilot)).split())


# Decks


async def test_a_deck_can_be_paged_through_and_played(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "k")
        assert "Kort 1 af 5" in text
        assert "Et kort af hver slags." in text
        assert "Det haster. Hvad gør du?" in await press(pilot, "right")
        await press(pilot, "left", "left")
        assert "Kort 5 af 5" in shown(pilot)
        await press(pilot, "right")
        assert "· Hvad gjorde det muligt?" in await press(pilot, "f")
        text = await press(pilot, "g")
        assert "Begynd med et lille eksempel." in text
        assert "Bogen om kort" in text
        assert "Kort 1 af 4" in await press(pilot, "down")
        await press(pilot, "enter")
        assert screen_name(pilot) == "SetupScreen"
        assert "✓ Samtale" in shown(pilot)


async def test_pressing_enter_twice_in_the_decks_opens_one_set_up(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "k")
        pilot.app.simulate_key("enter")
        pilot.app.simulate_key("enter")
        await settled(pilot)
        assert [type(screen).__name__ for screen in pilot.app.screen_stack] == ["HomeScreen", "SetupScreen"]


async def test_problems_are_shown_with_their_positions(room: Room) -> None:
    room.deck("skaev.yaml", FAULTY.format(language="da"))
    room.deck("tom.yaml", "x: [")
    room.deck("z[b] [@click=app.quit].yaml", "")
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "k")
        text = await press(pilot, "down", "down")
        assert "1 kort · ! 1 fejl" in text
        assert "skaev.yaml:7:" in text
        assert "qestion" in text
        assert "Hvad virker hos os?" in text
        text = await press(pilot, "down")
        assert "tom.yaml:1:" in text
        await press(pilot, "enter", "right", "f", "g")
        assert screen_name(pilot) == "DecksScreen"
        assert "z[b] [@click=app.quit].yaml" in await press(pilot, "down")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_brackets_in_decks_are_plain_text_on_every_screen(room: Room, size: tuple[int, int]) -> None:
    room.clear_shelf()
    room.deck("klammer.yaml", BRACKETS)
    async with room.app().run_test(size=size) as pilot:
        await settled(pilot)
        text = await press(pilot, "k")
        assert "esc tilbage" in text
        assert "[/]" in text
        await press(pilot, "f", "g", "pagedown", "right")
        assert screen_name(pilot) == "DecksScreen"


async def test_without_decks_the_shelf_is_empty_and_has_a_way_back(room: Room) -> None:
    room.clear_shelf()
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "k", "right", "enter", "f", "down", "pagedown")
        assert "esc tilbage" in text
        await press(pilot, "escape")
        assert screen_name(pilot) == "HomeScreen"


# Help and palette


@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_every_key_on_the_bar_is_in_the_help(room: Room, tongue: str) -> None:
    language.use(tongue)
    async with room.app().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for key in ("", "n", "a", "k"):
            if key:
                await press(pilot, key)
            screen = pilot.app.screen
            live = live_keys(screen)
            assert {key.name for key in keys_on_bar(screen)} <= {key.name for key in live}
            text = await press(pilot, "f1")
            assert isinstance(pilot.app.screen, HelpScreen)
            for live_key in live:
                assert live_key.words in text
            await press(pilot, "escape")
            assert pilot.app.screen is screen
            if key:
                await press(pilot, "escape")


async def test_the_help_can_be_read_to_the_end_and_left(room: Room) -> None:
    async with room.app(beginning()).run_test(size=TINY) as pilot:
        await settled(pilot)
        text = await press(pilot, "question_mark")
        assert "esc tilbage" in text
        for _ in range(14):
            text += await press(pilot, "pagedown")
        assert "strømsvigt" in text
        await press(pilot, "f1", "escape")
        assert screen_name(pilot) == "TableScreen"


async def test_the_palette_lists_the_available_keys_and_presses_them(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+p")
        assert isinstance(pilot.app.screen, Palette)
        await write(pilot, "parkér")
        await press(pilot, *"not")
        await press(pilot, "escape", "ctrl+p", *"hvem er her")
        text = await press(pilot, "enter", "enter")
        assert screen_name(pilot) == "MembersScreen", text


async def test_the_palette_lists_what_two_keys_do_only_once(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "ctrl+p")
        assert (text.count("Hjælp ("), text.count("Luk (")) == (1, 1)


async def test_the_current_row_of_the_palette_has_a_sign_on_its_left(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        for keys, words in ((("ctrl+p",), "Vælg"), (("down",), "Nyt spil"), ((*"farv",), "Farver:")):
            await press(pilot, *keys)
            (row,) = (line for line in lines(pilot) if "▸" in line)
            assert row.startswith(f"▸ {words}")


async def test_leaving_the_palette_twice_is_harmless(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+p", "down")
        pilot.app.simulate_key("enter")
        pilot.app.simulate_key("enter")
        await settled(pilot)
        assert pilot.app.screen_stack[1] in pilot.app.screen_stack


async def test_every_screen_can_be_drawn_in_every_theme(room: Room) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        for theme in NAMES:
            app.action_use_theme(theme)
            assert "Fire regler" in await press(pilot, "d", "escape")
        await press(pilot, "ctrl+p", "escape", "a", "escape", "question_mark", "escape", "q")
        for key in ("n", "a", "k"):
            assert "esc tilbage" in await press(pilot, key, "down")
            await press(pilot, "escape")
    assert f"theme: {NAMES[-1]}" in (room.path / "config" / "settings.yaml").read_text(encoding="utf-8")


async def test_an_unknown_theme_in_the_settings_gives_the_default(room: Room) -> None:
    from dataclasses import replace

    room.settings = replace(room.settings, theme="[/]nope")
    async with room.app().run_test(size=TINY) as pilot:
        await settled(pilot)
        assert pilot.app.theme == "felt"
