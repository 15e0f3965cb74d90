"""The preview: the cards as they look at the table, with problems next to them, updated on every save."""

import time
from pathlib import Path

import pytest
from tests.tui.surroundings import EVERY_KIND, SIZES, WIDE, Room, lines, press, resize, settled, shown
from textual.pilot import Pilot

from dialogkort import language
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.decks.preview import PreviewScreen

DECK = EVERY_KIND.format(language="da")
BROKEN = DECK + "  - id: brudt\n    qestion: Hvad nu?\n"
SOON = 0.5
"""Seconds in which a save is drawn."""


def preview(room: Room, path: Path, card: str = "") -> DialogkortApp:
    app = DialogkortApp(room.surroundings(), first=lambda: PreviewScreen(path, card))
    app.animation_level = "none"
    return app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "samling.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


async def wait_for(pilot: Pilot[str], words: str, *, gone: bool = False, patience: float = 5.0) -> float:
    """Wait until `words` are on the screen (or `gone`), and return how many seconds it took."""
    start = time.monotonic()
    while (words in shown(pilot)) is gone:
        assert time.monotonic() - start < patience, "\n".join(lines(pilot))
        await pilot.pause(0.02)
    took = time.monotonic() - start
    await settled(pilot)
    return took


async def test_the_arrows_page_through_the_cards(room: Room, path: Path) -> None:
    async with preview(room, path).run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Hvornår mærkede du sidst")
        text = shown(pilot)
        assert "Alle slags · samling.yaml" in text
        assert "spoergsmaal" in text
        assert "Det haster. Hvad gør du?" in await press(pilot, "right")
        await press(pilot, "left", "left")
        assert "Find den regel" in shown(pilot)
        await press(pilot, "right")
        assert "· Hvad gjorde det muligt?" in await press(pilot, "f")
        assert "Bogen om kort" in await press(pilot, "g")


async def test_the_preview_starts_with_the_requested_card(room: Room, path: Path) -> None:
    async with preview(room, path, "skala").run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Hvor meget kontrol er fair hos os?")


async def test_an_unknown_card_starts_the_preview_at_the_first(room: Room, path: Path) -> None:
    async with preview(room, path, "findes-ikke").run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Hvornår mærkede du sidst")


async def test_each_save_is_drawn_within_half_a_second(room: Room, path: Path) -> None:
    async with preview(room, path).run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Hvornår mærkede du sidst")
        took = []
        for number in range(5):
            path.write_text(DECK.replace("Hvornår mærkede", f"Hvor {number} mærkede"), encoding="utf-8")
            took.append(await wait_for(pilot, f"Hvor {number} mærkede"))
        assert sorted(took)[2] < SOON


async def test_the_current_card_stays_when_others_are_added_before_it(room: Room, path: Path) -> None:
    async with preview(room, path).run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Hvornår mærkede du sidst")
        await press(pilot, "right", "right")
        assert "Hvor meget kontrol" in shown(pilot)
        path.write_text(DECK.replace("cards:\n", "cards:\n  - id: ny\n    question: Hvad nyt?\n"), encoding="utf-8")
        await wait_for(pilot, "Kort 4 af 6")
        assert "Hvor meget kontrol" in shown(pilot)


async def test_problems_are_next_to_the_card_they_belong_to(room: Room, path: Path, english: None) -> None:
    path.write_text(BROKEN, encoding="utf-8")
    async with preview(room, path).run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Elsewhere in the file")
        text = shown(pilot)
        assert "DK102" in text
        assert "On this card" not in text
        text = await press(pilot, "left")
        assert "On this card" in text
        assert "Elsewhere" not in text
        assert "This card cannot be dealt yet" in text
        path.write_text(BROKEN.replace("qestion", "question"), encoding="utf-8")
        await wait_for(pilot, "There are no problems with this deck.")
        assert "Hvad nu?" in shown(pilot)


@pytest.mark.parametrize("broken", ["", "cards: @", "\x00", None])
async def test_the_last_good_deck_stays_with_a_message(
    room: Room, path: Path, broken: str | None, english: None
) -> None:
    async with preview(room, path).run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Hvornår mærkede du sidst")
        await press(pilot, "right")
        if broken is None:
            path.unlink()
        else:
            path.write_text(broken, encoding="utf-8")
        await wait_for(pilot, "This is the last version that could be read.")
        assert "Det haster. Hvad gør du?" in shown(pilot)
        assert "Hvor meget kontrol" in await press(pilot, "right")
        path.write_text(DECK, encoding="utf-8")
        await wait_for(pilot, "This is the last version that could be read.", gone=True)
        assert "Hvor meget kontrol" in shown(pilot)


async def test_a_file_that_does_not_exist_yet_is_waited_for(room: Room, tmp_path: Path, english: None) -> None:
    path = tmp_path / "ny.yaml"
    async with preview(room, path).run_test(size=WIDE) as pilot:
        await wait_for(pilot, "No cards to show yet")
        await press(pilot, "right", "left", "f", "g", "down", "up", "pagedown")
        path.write_text(DECK, encoding="utf-8")
        await wait_for(pilot, "Hvornår mærkede du sidst")


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_closing_the_preview_ends_the_program(room: Room, path: Path, key: str) -> None:
    app = preview(room, path)
    async with app.run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Hvornår mærkede du sidst")
        await pilot.press(key)
    assert (app.return_code, app.return_value) == (0, None)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_card_problems_and_the_way_out_are_shown_at_every_size(
    room: Room, path: Path, size: tuple[int, int], tongue: str
) -> None:
    language.use(tongue)
    path.write_text(BROKEN, encoding="utf-8")
    async with preview(room, path).run_test(size=size) as pilot:
        await wait_for(pilot, "Hvornår mærkede du sidst")
        text = shown(pilot)
        assert "DK102" in text or size == SIZES[-1]
        for words in {"da": ("? hjælp", "esc luk"), "en": ("? help", "esc close")}[tongue]:
            assert words in text
        text = await press(pilot, "question_mark")
        assert {"da": "næste kort", "en": "next card"}[tongue] in text


async def test_brackets_are_plain_text(room: Room, path: Path) -> None:
    path.write_text(
        'format: 1\ntitle: "[/] [@click=app.quit]x[/]"\ncards:\n'
        '  - {id: a, question: "[/red] [b]", theme: "[/]", "[x]": y}\n'
        '  - {id: b, question: "[@click=app.quit]x[/]"}\n',
        encoding="utf-8",
    )
    async with preview(room, path).run_test(size=WIDE) as pilot:
        await wait_for(pilot, "[@click=app.quit]x[/]")
        assert "[x]" in shown(pilot)
        await press(pilot, "right")
        assert "[@click=app.quit]x[/]" in shown(pilot)


async def test_the_preview_can_be_resized_repeatedly(room: Room, path: Path) -> None:
    async with preview(room, path).run_test(size=WIDE) as pilot:
        await wait_for(pilot, "Hvornår mærkede du sidst")
        for size in ((40, 12), (1, 1), (20, 5), (200, 60), (80, 24)):
            await resize(pilot, size)
        await wait_for(pilot, "Hvornår mærkede du sidst")
