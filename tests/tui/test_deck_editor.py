"""Decks written on the screen: a new deck, a new card, a card that is changed or removed."""

from pathlib import Path

import pytest
from tests.decks.importing.office_files import docx, paragraph
from tests.tui.surroundings import NARROW, SIZES, WIDE, Room, press, screen_name, settled, shown, told, write

from dialogkort import language
from dialogkort.core.cards import Together
from dialogkort.core.filtering import Filter
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
    """English, as in the source."""


@pytest.fixture
def own(room: Room) -> Path:
    """A deck of the user's own."""
    path = room.path / "config" / "decks" / "mit.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OWN, encoding="utf-8")
    return path


async def to_own(pilot) -> None:
    """Go to the deck reader, and there to the user's own deck."""
    await settled(pilot)
    await press(pilot, "d")
    for _ in range(12):
        if "Hvad er det første?" in shown(pilot):
            return
        await press(pilot, "down")
    pytest.fail("the deck is not on the screen")


async def test_a_card_is_changed_and_the_rest_of_the_file_is_kept(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter")
        assert screen_name(pilot) == "CardScreen"
        await write(pilot, " Og så: hvad?")
        assert "Og så: hvad?" in (await settled(pilot)).replace("▌", "")
        text = await press(pilot, "f2")
        assert screen_name(pilot) == "DecksScreen"
        assert "Og så: hvad?" in text
    assert own.read_text(encoding="utf-8") == OWN.replace(
        "question: >\n      Hvad er det første?\n", 'question: "Hvad er det første? Og så: hvad?"\n'
    )


async def test_a_new_card_is_added_at_the_end(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "down", "enter")
        await write(pilot, "Hvad mangler vi?")
        text = await press(pilot, "ctrl+s")
        assert "Hvad mangler vi?" in text
        assert "Card 3 of 3" in text
    assert own.read_text(encoding="utf-8") == OWN + "\n  - id: hvad-mangler-vi\n    question: Hvad mangler vi?\n"


async def test_a_card_is_removed_after_confirmation(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "right", "c", "down", "down", "down", "enter", "down", "enter")
        assert own.read_text(encoding="utf-8") == OWN
        await press(pilot, "c", "down", "down", "down", "enter", "enter")
    deck = shelve(own).reading.deck
    assert deck is not None
    assert [card.id for card in deck.cards] == ["a"]
    assert own.read_text(encoding="utf-8").startswith(OWN.partition("\n  - id: b")[0])


async def test_leaving_asks_only_if_something_was_written(room: Room, own: Path) -> None:
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


async def test_problems_are_shown_at_the_field_while_typing(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "down", "enter")
        await write(pilot, "Er det godt?")
        await pilot.pause(0.3)
        assert "can be answered" in await settled(pilot)


async def test_the_fields_are_those_of_the_kind(room: Room, own: Path) -> None:
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


async def test_an_exercise_can_be_written_with_its_steps(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "down", "enter")
        await write(pilot, "Byg et tårn.")
        await press(pilot, "shift+tab", "right", "right", "right", "right")
        await pilot.pause(0.3)
        assert "Step 1" in await settled(pilot)
        await press(pilot, "down", "down", "down")  # past the question and the minutes, to the first step
        await write(pilot, "Byg alene")
        await press(pilot, "f2")
        assert screen_name(pilot) == "CardScreen"
        assert pilot.app.screen.focused.id == "step_minutes-0"
        await write(pilot, "4")
        await press(pilot, "down")
        await write(pilot, "Byg sammen")
        await press(pilot, "down")
        await write(pilot, "6")
        await pilot.pause(0.3)
        text = await settled(pilot)
        assert "2 6 min Byg sammen" in text
        assert "Step 3" in text
        assert "Minutes" not in text
        await press(pilot, "f2")
        assert "format: 2" in told(pilot)
    assert own.read_text(encoding="utf-8") == OWN.replace("format: 1", "format: 2") + (
        "\n  - id: byg-et-taarn\n    kind: exercise\n    question: Byg et tårn.\n    steps:\n"
        "      - text: Byg alene\n        minutes: 4\n      - text: Byg sammen\n        minutes: 6\n"
    )
    assert shelve(own).reading.problems == ()


async def test_a_card_can_have_any_number_of_follow_up_questions(room: Room, own: Path) -> None:
    asked = [f"Hvad er nummer {number}?" for number in range(7)]
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter", "down")
        for answer in asked:
            await write(pilot, answer)
            await press(pilot, "enter")
        await press(pilot, "f2")
    deck = shelve(own).reading.deck
    assert deck is not None
    assert deck.cards[0].follow_ups == tuple(asked)


async def test_groups_lists_and_breaks_can_be_written_on_the_form(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter")
        for _ in range(6):  # follow-up, advice, level, theme, tags, groups
            await press(pilot, "down")
        await press(pilot, "right", "right", "down")
        await write(pilot, "Tidsrøvere")
        await press(pilot, "down", "down", "right")
        await pilot.pause(0.3)
        text = await settled(pilot)
        assert "in threes first" in text
        assert "Opens the list: Tidsrøvere" in text
        await press(pilot, "f2")
        await press(pilot, "c", "down", "enter")
        await write(pilot, "Hvad gør vi ved dem?")
        for _ in range(8):
            await press(pilot, "down")
        await write(pilot, "Tidsrøvere")
        await pilot.pause(0.3)
        assert "no earlier card" not in await settled(pilot)
        await press(pilot, "f2")
    deck = shelve(own).reading.deck
    assert deck is not None
    first, _second, last = deck.cards
    assert (first.together, first.collect, first.break_after) == (Together.THREES, "Tidsrøvere", True)
    assert last.shows == "Tidsrøvere"
    newer = OWN.replace("format: 1", "format: 2")
    kept = newer.replace("    x-note", "    in: threes\n    collect: Tidsrøvere\n    break_after: true\n    x-note")
    assert own.read_text(encoding="utf-8").startswith(kept)


async def test_a_card_can_be_moved_with_a_key_that_is_in_the_help(room: Room, own: Path) -> None:
    async with room.app().run_test(size=NARROW) as pilot:
        await to_own(pilot)
        assert "move the card one place later" in await press(pilot, "question_mark")
        await press(pilot, "escape")
        text = await press(pilot, "greater_than_sign")
        assert "Card 2 of 2" in text
        assert "Hvad er det første?" in text
        moved = own.read_text(encoding="utf-8")
        assert moved.index("# den første") > moved.index("id: b")
        await press(pilot, "greater_than_sign")
        assert "last card" in told(pilot)
        await press(pilot, "less_than_sign")
        assert own.read_text(encoding="utf-8") == OWN
        await press(pilot, "c", "down", "down", "enter")
        assert own.read_text(encoding="utf-8") == moved


async def test_a_card_cannot_be_moved_while_a_filter_is_used(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        pilot.app.screen._look_for(Filter(text="andet"))
        await settled(pilot)
        for _ in range(12):
            if "Hvad er det andet?" in shown(pilot):
                break
            await press(pilot, "down")
        await press(pilot, "less_than_sign")
        assert "show all cards first" in told(pilot)
    assert own.read_text(encoding="utf-8") == OWN


async def test_a_card_that_somebody_else_changed_is_not_overwritten(room: Room, own: Path) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter")
        await write(pilot, " x")
        theirs = OWN.replace("Hvad er det første?", "Hvad er det allerførste?")
        own.write_text(theirs, encoding="utf-8")
        await press(pilot, "f2")
    assert own.read_text(encoding="utf-8") == theirs


async def test_a_conflict_copy_is_reported_with_its_deck(room: Room, own: Path) -> None:
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


async def test_a_new_deck_starts_with_a_card(room: Room) -> None:
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


async def test_a_new_deck_can_be_made_from_a_document(room: Room, tmp_path: Path) -> None:
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


async def test_an_uncertain_file_is_asked_about(room: Room, tmp_path: Path) -> None:
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
async def test_the_form_can_be_used_at_every_size(room: Room, own: Path, size) -> None:
    async with room.app().run_test(size=size) as pilot:
        await to_own(pilot)
        await press(pilot, "c", "enter")
        await write(pilot, " Eller hvad?")
        for _ in range(20):
            await press(pilot, "down")
        await press(pilot, "f2")
        assert screen_name(pilot) == "DecksScreen"
    assert "Eller hvad?" in own.read_text(encoding="utf-8")


@pytest.mark.parametrize("tongue_of_bar", ["en", "da"])
async def test_the_bar_shows_the_key_for_changing_cards_in_an_ordinary_terminal(
    room: Room, own: Path, tongue_of_bar: str
) -> None:
    language.use(tongue_of_bar)
    async with room.app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        text = await press(pilot, "d" if tongue_of_bar == "en" else "k")
        assert {"en": "c change cards", "da": "c ret kort"}[tongue_of_bar] in text.rstrip().split("\n")[-1]
