"""Decks written on the screen: a new deck, a new card, a card that is changed or taken out."""

from pathlib import Path

import pytest
from tests.decks.importing.office_files import docx, paragraph
from tests.tui.surroundings import SIZES, WIDE, Room, press, screen_name, settled, shown, write

from dialogkort.decks.shelf.shelf import shelve

OWN = """\
# min note
format: 1
id: mit
title: A mit eget sæt
language: da
cards:

  # den første
  - id: a
    question: >
      Hvad er det første?
    x-note: [1, 2]

  - id: b
    question: Hvad er det andet?
"""


@pytest.fixture(autouse=True)
def tongue(english: None) -> None:
    """English, as its texts stand in the source."""


@pytest.fixture
def own(room: Room) -> Path:
    """A deck of one's own."""
    path = room.path / "config" / "decks" / "mit.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OWN, encoding="utf-8")
    return path


async def to_own(pilot) -> None:
    """Go to the deck reader, and there to one's own deck."""
    await settled(pilot)
    await press(pilot, "d")
    for _ in range(12):
        if "Hvad er det første?" in shown(pilot):
            return
        await press(pilot, "down")
    pytest.fail("the deck is not on the screen")


async def test_a_card_is_changed_and_the_rest_of_the_file_stays(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter")
        assert screen_name(pilot) == "CardScreen"
        await write(pilot, " Og så: hvad?")
        assert "Og så: hvad?" in await settled(pilot)
        text = await press(pilot, "f2")
        assert screen_name(pilot) == "DecksScreen"
        assert "Og så: hvad?" in text
    assert own.read_text(encoding="utf-8") == OWN.replace(
        "question: >\n      Hvad er det første?\n", 'question: "Hvad er det første? Og så: hvad?"\n'
    )


async def test_a_new_card_stands_at_the_end(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "down", "enter")
        await write(pilot, "Hvad mangler vi?")
        text = await press(pilot, "ctrl+s")
        assert "Hvad mangler vi?" in text
        assert "Card 3 of 3" in text
    assert own.read_text(encoding="utf-8") == OWN + "\n  - id: hvad-mangler-vi\n    question: Hvad mangler vi?\n"


async def test_a_card_is_taken_out_when_one_is_sure(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "right", "c", "down", "down", "enter", "down", "enter")
        assert own.read_text(encoding="utf-8") == OWN
        await press(pilot, "c", "down", "down", "enter", "enter")
    deck = shelve(own).reading.deck
    assert deck is not None
    assert [card.id for card in deck.cards] == ["a"]
    assert own.read_text(encoding="utf-8").startswith(OWN.partition("\n  - id: b")[0])


async def test_leaving_asks_when_something_was_written(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter", "escape")
        assert screen_name(pilot) == "DecksScreen"
        await press(pilot, "c", "enter")
        await write(pilot, " x")
        await press(pilot, "escape")
        assert screen_name(pilot) == "PickScreen"
        await press(pilot, "down", "enter")
        assert screen_name(pilot) == "DecksScreen"
    assert own.read_text(encoding="utf-8") == OWN


async def test_what_is_wrong_stands_at_the_field_while_one_types(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "down", "enter")
        await write(pilot, "Er det godt?")
        await pilot.pause(0.3)
        assert "can be answered" in await settled(pilot)


async def test_the_lines_are_those_of_the_kind(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "down", "enter")
        await pilot.pause(0.3)
        assert "Answer 1" not in await settled(pilot)
        await press(pilot, "shift+tab", "right")
        await pilot.pause(0.3)
        text = await settled(pilot)
        assert "Answer 1" in text
        await press(pilot, "f2")
        assert screen_name(pilot) == "CardScreen"


async def test_a_card_that_somebody_else_changed_is_left_alone(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter")
        await write(pilot, " x")
        theirs = OWN.replace("Hvad er det første?", "Hvad er det allerførste?")
        own.write_text(theirs, encoding="utf-8")
        await press(pilot, "f2")
    assert own.read_text(encoding="utf-8") == theirs


async def test_a_conflict_copy_is_told_beside_its_deck(room: Room, own: Path) -> None:
    own.with_name("mit (conflicted copy).yaml").write_text(OWN, encoding="utf-8")
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        text = await settled(pilot)
        assert text.count("A mit eget sæt") == 1
        assert "conflicted" in text


async def test_a_bundled_deck_is_copied_first(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "c", "enter")
        if screen_name(pilot) == "PickScreen":
            await press(pilot, "enter")
        assert screen_name(pilot) == "CardScreen"


async def test_a_new_deck_begins_with_a_card(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "n")
        await write(pilot, "Mødet på tirsdag")
        await press(pilot, "enter", "enter")
        assert screen_name(pilot) == "CardScreen"
        await write(pilot, "Hvad gik godt hos os i sidste uge?")
        text = await press(pilot, "f2")
        assert "Mødet på tirsdag" in text
        assert "Hvad gik godt hos os i sidste uge?" in " ".join(text.split()) or "Hvad gik godt" in text
    path = room.path / "config" / "decks" / "moedet-paa-tirsdag.yaml"
    assert shelve(path).reading.problems == ()
    assert (path.parent / "deck.schema.json").exists()


async def test_a_new_deck_from_a_document(room: Room, tmp_path: Path) -> None:
    source = tmp_path / "kort.docx"
    source.write_bytes(docx(*(paragraph(f"Hvad er nummer {n} for jer?", level=0) for n in range(7))))
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "n")
        await write(pilot, "Fra Word")
        await press(pilot, "enter", "down", "enter")
        await write(pilot, str(source))
        text = await press(pilot, "enter")
        assert "7 cards" in text
        assert "Hvad er nummer 0 for jer?" in text
        text = await press(pilot, "enter")
        assert "Fra Word" in text
    assert len(shelve(room.path / "config" / "decks" / "fra-word.yaml").reading.deck.cards) == 7


async def test_a_file_that_is_not_sure_is_asked_about(room: Room, tmp_path: Path) -> None:
    source = tmp_path / "kort.csv"
    source.write_text("Hvad nu?;Hvorfor?\nHvad så?;Hvornår?\n", encoding="utf-8")
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "n")
        await write(pilot, "Fra Excel")
        await press(pilot, "enter", "down", "enter")
        await write(pilot, str(source))
        assert "Which column has the questions?" in await press(pilot, "enter")
        await press(pilot, "down", "enter", "enter")
    deck = shelve(room.path / "config" / "decks" / "fra-excel.yaml").reading.deck
    assert [card.question for card in deck.cards] == ["Hvorfor?", "Hvornår?"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_can_be_used_at_each_size(room: Room, own: Path, size) -> None:
    async with room.app().run_test(size=size) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter")
        await write(pilot, " Eller hvad?")
        for _ in range(20):
            await press(pilot, "down")
        await press(pilot, "f2")
        assert screen_name(pilot) == "DecksScreen"
    assert "Eller hvad?" in own.read_text(encoding="utf-8")
