"""Large letters: the face has what decks need, the drawing is correct, and nothing is cut for it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.surroundings import Room, beginning, deal, deck_of, lines, play_to, press, settled
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.selection import Selection

from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.phases import Phase
from dialogkort.core.text import clean
from dialogkort.decks.shelf.library import Library
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.sessions.beginning import Beginning
from dialogkort.storage import settings, told
from dialogkort.tui.look.large_letters import FIGURES, LARGE, LARGER, TALL, Cut, can_be_large, set_large, shape_of
from dialogkort.tui.look.letter_shapes import LETTERS
from dialogkort.tui.table.clock_face import ClockFace
from dialogkort.tui.table.offered_cards import OfferedCards
from dialogkort.tui.table.spread_bars import SpreadBars
from dialogkort.tui.table.talking_stick import StickLine, TalkingStick
from dialogkort.tui.widgets.card_face import CardFace, ReadAloud
from dialogkort.tui.widgets.words import Words

FACE = [letter for sheet in LETTERS for letter in sheet.strip().split("\n", 1)[0].split()]
LARGE_WINDOWS = [(140, 36), (192, 54), (240, 67)]
QUARTERS = {
    " ": "....", "▘": "#...", "▝": ".#..", "▀": "##..", "▖": "..#.", "▌": "#.#.", "▞": ".##.", "▛": "###.",
    "▗": "...#", "▚": "#..#", "▐": ".#.#", "▜": "##.#", "▄": "..##", "▙": "#.##", "▟": ".###", "█": "####",
}  # fmt: skip
"""What is filled in each block character: upper left and right, lower left and right, as Unicode names them."""


# The face


def test_each_letter_exists_once_and_has_a_complete_shape() -> None:
    assert len(FACE) == len(set(FACE))
    for letter in FACE:
        dots = shape_of(letter)
        assert len(dots) == TALL, letter
        assert len({len(row) for row in dots}) == 1, letter
        assert set("".join(dots)) == {"#", "."}, letter
        assert any("#" in row for row in dots), letter


def test_no_two_letters_look_the_same() -> None:
    shapes: dict[tuple[str, ...], str] = {}
    for letter in FACE:
        other = shapes.setdefault(shape_of(letter), letter)
        assert other == letter


def test_digits_have_the_same_width_so_that_a_clock_does_not_move() -> None:
    assert len({len(shape_of(figure)[0]) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("letter", "éÉèêëïöÖüÜãñÑáóÓÀ")
def test_an_accent_is_above_its_letter(letter: str) -> None:
    dots = shape_of(letter)
    assert len(dots) == TALL
    assert len({len(row) for row in dots}) == 1
    assert "#" in dots[0] + dots[1]


def test_the_face_has_every_letter_in_the_bundled_decks() -> None:
    library = Library(Shelf((bundled_folder(),)))
    shelved = [found.reading.deck for language in ("da", "en") for found in library.decks(language)]
    questions = [card.question for deck in shelved if deck for card in deck.cards]
    assert len(questions) > 400
    lacking = {letter for text in questions for letter in text if not letter.isspace() and not shape_of(letter)}
    assert not lacking


# What is drawn


def inked(rows: list[str]) -> Iterator[str]:
    """Return the dots of block signs, two rows of them for each."""
    for row in rows:
        cells = [QUARTERS[sign] for sign in row]
        yield "".join(cell[:2] for cell in cells)
        yield "".join(cell[2:] for cell in cells)


def expected(text: str, *, bold: bool) -> list[str]:
    shapes = [shape_of(letter) for letter in text]
    if bold:
        shapes = [
            tuple(
                "".join("#" if "#" in row[max(0, at - 1) : at + 1] else "." for at in range(len(row) + 1))
                for row in shape
            )
            for shape in shapes
        ]
    shapes = [shape if "#" in "".join(shape) else ("...",) * TALL for shape in shapes]
    return [".".join(shape[row] for shape in shapes).rstrip(".") for row in range(TALL)]


@pytest.mark.parametrize("text", ["Æøå", "gjy Åse?", "WMwm", "".join(FACE)])
def test_quarter_cells_match_the_dots_of_the_face(text: str) -> None:
    assert [row.rstrip(".") for row in inked(LARGE.draw(text))] == expected(text, bold=True)


def test_half_cells_match_the_dots_of_the_face() -> None:
    drawn = [row[::2].rstrip(".") for row in inked(Cut().draw("Hvad nu, Åse?"))]
    assert drawn == expected("Hvad nu, Åse?", bold=False)


def test_larger_letters_have_the_same_shapes() -> None:
    larger = list(inked(LARGER.draw("Åg")))[::2]
    assert [row[::2].rstrip(".") for row in larger] == expected("Åg", bold=True)


def test_digits_leave_out_the_space_above_and_below() -> None:
    drawn = list(inked(LARGE.draw("12:34", FIGURES)))
    assert len(drawn) == 8
    assert [row.rstrip(".") for row in drawn[:7]] == expected("12:34", bold=True)[1:8]


@given(st.text(st.sampled_from("abcæøåÅ gjW?.é \n"), max_size=80), st.integers(1, 200), st.integers(1, 60))
def test_large_letters_never_take_more_room_than_there_is(text: str, width: int, height: int) -> None:
    rows = set_large(text, width, height)
    assert len(rows) <= height
    assert all(len(row) <= width for row in rows)


def test_a_text_with_a_letter_missing_from_the_face_is_not_drawn_large() -> None:
    assert not can_be_large("Hvad nu 🙂")
    assert set_large("Hvad nu 🙂", 500, 500) == ()
    assert set_large(clean("a\x1b[31m"), 500, 500) == ()


# At the table


def blocks(text: str) -> bool:
    return any(sign in text for sign in "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")


@pytest.mark.parametrize("size", LARGE_WINDOWS, ids=str)
async def test_no_answer_is_cut_as_long_as_there_is_room(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        for kind in (Kind.DILEMMA, Kind.SCALE, Kind.DELEGATION, Kind.EXERCISE):
            deal(pilot, kind)
            await settled(pilot)
            card = pilot.app.screen.query_one("#card", CardFace)
            assert card.query_one(VerticalScroll).max_scroll_y == 0, (kind, lines(pilot))


@pytest.mark.parametrize("size", LARGE_WINDOWS, ids=str)
async def test_question_and_clock_are_large_and_the_words_remain_words(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        deal(pilot, Kind.QUESTION)
        await settled(pilot)
        text = pilot.app.screen.query_one("#card ReadAloud", ReadAloud)
        assert blocks("".join(strip.text for strip in text.render_lines(text.size.region)))
        assert text.text == "Hvornår mærkede du sidst, at vi stolede på dig?"
        assert text.get_selection(Selection(Offset(0, 0), Offset(3, 1))) == (text.text, "\n")
        figures = pilot.app.screen.query_one("ClockFace .figures")
        assert pilot.app.screen.query_one(ClockFace).time == "0:30"
        assert figures.size.height > LARGE.rows
        assert pilot.app.screen.region.contains_region(figures.region)


async def test_large_letters_are_copied_as_words(room: Room) -> None:
    everything = Selection(None, None)
    async with room.app(beginning()).run_test(size=(240, 67)) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DILEMMA)
        await settled(pilot)
        answers = pilot.app.screen.query_one("#card .details", Words)
        assert blocks(str(answers.content)), "the answers are large, too"
        assert answers.get_selection(everything) == ("1 Jeg ringer\n2 Jeg skriver\n3 Jeg går derhen", "\n")
        figures = pilot.app.screen.query_one("ClockFace .figures", Words)
        assert figures.get_selection(everything) == ("0:30", "\n")
        play_to(pilot, Phase.REVEAL)
        table = pilot.app.screen
        for number in (1, 3, 3):
            table.send(c.GiveAnswer(table.sitting.game.to_answer, number))
        table.send(c.MoveOn())
        await settled(pilot)
        bars = table.query_one(SpreadBars).query_one(Words)
        assert bars.get_selection(everything) == ("1: 1  Jeg ringer\n2: 0  Jeg skriver\n3: 2  Jeg går derhen", "\n")


async def test_a_large_answer_can_be_clicked(room: Room) -> None:
    async with room.app(beginning()).run_test(size=(192, 54)) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DILEMMA)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        details = pilot.app.screen.query_one("#card .details").region
        await pilot.click(offset=(details.x + 2, details.y + 7))
        await settled(pilot)
        assert [value for _member, value in pilot.app.sitting.game.round.answers] == [2]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (139, 60), (200, 35)], ids=str)
async def test_in_other_windows_a_card_looks_as_before(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        deal(pilot, Kind.QUESTION)
        assert "Hvornår mærkede du sidst," in await settled(pilot)


def to_choose(room: Room) -> Beginning:
    """Return how a game begins in which the first player chooses one of three cards."""
    deck = deck_of("samtale", "Hvad er et?", "Hvad er to?", "Hvad er tre?", "Hvad er fire?")
    room.deck("samtale.yaml", deck.replace("order: fixed", "order: shuffled"))
    return beginning(decks=("samtale",), dealing=Dealing.CHOOSE)


@pytest.mark.parametrize("size", [(192, 54), (240, 67)], ids=str)
async def test_cards_to_choose_from_are_all_large_with_the_talking_stick_below_them(
    room: Room, size: tuple[int, int]
) -> None:
    async with room.app(to_choose(room)).run_test(size=size) as pilot:
        await settled(pilot)
        table = pilot.app.screen
        await press(pilot, "enter")
        cards = [card for card in table.query(OfferedCards).first().query(CardFace) if card.display]
        assert len(cards) == 3
        for card in cards:
            text = card.query_one(ReadAloud)
            assert blocks("".join(strip.text for strip in text.render_lines(text.size.region)))
            assert card.query_one(VerticalScroll).max_scroll_y == 0, "nothing is cut"
        text = await settled(pilot)
        assert "vælger et kort" in text
        assert "Tast kortets nummer." in text
        assert not table.query_one(TalkingStick).display
        assert table.query_one(StickLine).display
        await pilot.click(cards[1])
        await settled(pilot)
        assert table.sitting.game.card is not None
        assert table.sitting.game.card.question == cards[1].face.text
        assert table.query_one(TalkingStick).display


async def test_a_card_too_long_for_large_letters_keeps_its_neighbours_small(room: Room) -> None:
    async with room.app(to_choose(room)).run_test(size=(192, 54)) as pilot:
        await settled(pilot)
        table = pilot.app.screen
        await press(pilot, "enter")
        offered = table.query_one(OfferedCards)
        faces = [card.face for card in offered.query(CardFace)]
        assert offered.show((faces[0], replace(faces[1], text="lang " * 100))), "the stick moves back"
        await settled(pilot)
        assert not any(card.query_one(ReadAloud).rows for card in offered.query(CardFace) if card.display)
        assert table.query_one(TalkingStick).display


async def test_the_spread_uses_the_available_room(room: Room) -> None:
    async with room.app(beginning()).run_test(size=(192, 54)) as pilot:
        await settled(pilot)
        deal(pilot, Kind.SCALE)
        play_to(pilot, Phase.REVEAL)
        table = pilot.app.screen
        for number in (1, 3, 3):
            table.send(c.GiveAnswer(table.sitting.game.to_answer, number))
        table.send(c.MoveOn())
        await settled(pilot)
        bars = pilot.app.screen.query_one(SpreadBars)
        drawn = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        area = [row[bars.region.x : bars.region.right] for row in drawn[bars.region.y : bars.region.bottom]]
        assert sum("████████" in row for row in area) >= 6, "a bar is several rows thick"
        assert bars.max_scroll_y == 0
        assert bars.virtual_size.height * 2 > bars.size.height


async def test_large_letters_can_be_turned_off_in_the_palette_and_stay_off(room: Room) -> None:
    async with room.app(beginning()).run_test(size=(192, 54)) as pilot:
        await settled(pilot)
        deal(pilot, Kind.QUESTION)
        assert "Hvornår mærkede du" not in await settled(pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"store")
        await pilot.pause(0.3)
        await pilot.press("enter")
        assert "Hvornår mærkede du sidst," in await settled(pilot)
        card = pilot.app.screen.query_one("#card", CardFace)
        assert card.size.width < 100, "its width is limited"
        assert card.region.x > 8, "in the middle"
        assert not settings.load(room.path / "config")[0].large_letters
    async with room.app(beginning()).run_test(size=(192, 54)) as pilot:
        pilot.app.surroundings = room.surroundings()
        pilot.app.use_settings(large_letters=True)
        assert settings.load(room.path / "config")[0].large_letters
        assert "large_letters" not in (room.path / "config" / settings.NAME).read_text(encoding="utf-8")


async def test_how_to_make_the_type_larger_is_explained_once(room: Room) -> None:
    for expected_number in (1, 0):
        async with room.app(beginning()).run_test(size=(192, 54)) as pilot:
            await settled(pilot)
            told_now = [
                notification.message for notification in pilot.app._notifications if "Ctrl" in notification.message
            ]
            assert len(told_now) == expected_number
    assert not told.is_new(room.path / "state", "larger type")


async def test_help_explains_it_every_time(room: Room) -> None:
    async with room.app().run_test(size=(100, 60)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        shown = await settled(pilot)
        assert "Ctrl og +" in shown
        assert "Store bogstaver" in shown or "store bogstaver" in shown


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (192, 54)], ids=str)
async def test_overtime_stands_out(room: Room, size: tuple[int, int]) -> None:
    """Overtime has the colour of what matters now, with a sign and words beside it."""
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        deal(pilot, Kind.QUESTION)
        await settled(pilot)
        before = style_of_clock(pilot)
        room.clock.seconds += 45
        pilot.app.screen._on_second()
        assert "over tid" in await settled(pilot)
        assert style_of_clock(pilot) != before


def style_of_clock(pilot) -> object:
    screen = pilot.app.screen
    if screen.query_one(TalkingStick).display:
        region = screen.query_one("ClockFace .figures").region
        row = next(row for row in range(region.y, region.bottom) if lines(pilot)[row][region.x : region.right].strip())
        column = next(at for at in range(region.x, region.right) if lines(pilot)[row][at] != " ")
    else:
        region = screen.query_one(StickLine).region
        row = region.y
        column = next(at for at, sign in enumerate(lines(pilot)[row]) if sign.isdecimal())
    style = screen.get_style_at(column, row)
    return style.color, style.bgcolor
