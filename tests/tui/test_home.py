"""Home: what is offered, the saved games, and the other language."""

import gc

from tests.tui.surroundings import (
    FAULTY,
    NARROW,
    SIZES,
    WIDE,
    Room,
    beginning,
    lines,
    press,
    resize,
    screen_name,
    settled,
    shown,
    told,
)  # fmt: skip

from dialogkort import language


async def test_a_newcomer_sees_what_they_can_do(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        text = await settled(pilot)
        for words in ("n Nyt spil", "a Aftaler", "k Kortsæt", "l In English", "q luk", "? hjælp"):
            assert words in text
        assert "Fortsæt" not in text
        assert "2 sæt · 9 kort" in text


async def test_garbage_is_collected_again_once_the_first_frame_is_there(room: Room) -> None:
    gc.disable()  # as the command line does before it loads the app
    try:
        async with room.app().run_test(size=WIDE) as pilot:
            await settled(pilot)
            assert gc.isenabled()
            assert gc.get_freeze_count()
    finally:
        gc.enable()


async def test_switching_language_redraws_everything_and_is_saved(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "l")
        for words in ("n New game", "d Decks", "l På dansk", "q quit", "? help", "ctrl+p all commands"):
            assert words in text
        assert "Nyt spil" not in text
        assert "luk" not in text.split()
        text = await press(pilot, "l")
        assert "n Nyt spil" in text
        assert "q luk" in text
        await press(pilot, "l")
    assert app.surroundings.settings.language == "en"
    assert "language: en" in (room.path / "config" / "settings.yaml").read_text(encoding="utf-8")


async def test_switching_language_brings_its_decks(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "l")
        text = await press(pilot, "d")
        assert "5 cards" in text
        assert "Card 1 of 5" in text


async def test_each_key_opens_its_screen_once_and_escape_goes_back(room: Room) -> None:
    screens = {
        "n": "SetupScreen",
        "a": "ReviewScreen",
        "k": "DecksScreen",
        "d": "DecksScreen",
        "enter": "SetupScreen",
    }
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        for key, name in screens.items():
            pilot.app.simulate_key(key)
            pilot.app.simulate_key(key)
            await settled(pilot)
            assert screen_name(pilot) == name
            assert len(pilot.app.screen_stack) == 2
            await press(pilot, "escape")
            assert screen_name(pilot) == "HomeScreen"


async def test_a_saved_game_comes_first_with_its_team(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        text = await press(pilot, "q")
        assert screen_name(pilot) == "HomeScreen"
        assert "dialogkort resume" in told(pilot)
        assert "f Fortsæt spillet Team Sø" in text
        assert await press(pilot, "f")
        assert screen_name(pilot) == "TableScreen"


async def test_continuing_without_a_saved_game_says_so(room: Room) -> None:
    async with room.app(resume=True).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert "ikke noget spil, der venter" in told(pilot)
        assert screen_name(pilot) == "HomeScreen"


async def test_a_game_that_is_open_elsewhere_cannot_be_opened_twice(room: Room, tmp_path) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        async with room.app(resume=True).run_test(size=WIDE, notifications=True) as other:
            await settled(other)
            assert screen_name(other) == "HomeScreen"
            assert told(other)
            assert "ikke noget spil, der venter" not in told(other)


async def test_a_broken_journal_is_named_and_left_unchanged(room: Room) -> None:
    room.journals.mkdir(parents=True)
    path = room.journals / "20261122-090000-aaaa.journal"
    path.write_bytes(b"not a journal\n")
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        assert str(path) in told(pilot)
    assert path.read_bytes() == b"not a journal\n"


async def test_decks_with_errors_do_not_disturb_home(room: Room) -> None:
    room.deck("skaev.yaml", FAULTY.format(language="da"))
    room.deck("tom.yaml", "")
    room.deck("binaer.yaml", "\x00\x01")
    async with room.app().run_test(size=WIDE) as pilot:
        assert "3 sæt · 10 kort" in await settled(pilot)


async def test_every_choice_and_the_way_out_are_on_every_screen(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "q")
    for size in SIZES:
        async with room.app().run_test(size=size) as pilot:
            text = await settled(pilot)
            for words in ("Fortsæt spillet", "Nyt spil", "Aftaler", "Kortsæt", "In English", "q luk", "? hjælp"):
                assert words in text, lines(pilot)


async def test_home_can_be_resized_repeatedly(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        for size in ((40, 12), (1, 1), (200, 60), NARROW, (40, 12)):
            await resize(pilot, size)
        assert "n Nyt spil" in shown(pilot)


async def test_quit_says_nothing_if_no_game_is_saved(room: Room) -> None:
    app = room.app()
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "q")
    assert app.return_value is None
    assert app.return_code == 0


async def test_quitting_from_the_table_says_how_to_continue_the_game(room: Room) -> None:
    app = room.app(beginning())
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+q")
    assert "dialogkort resume" in str(app.return_value)


async def test_english_works_from_the_start(room: Room, english: None) -> None:
    assert language.current() == "en"
    async with room.app().run_test(size=WIDE) as pilot:
        text = await settled(pilot)
        assert "n New game" in text
        assert "q quit" in text
