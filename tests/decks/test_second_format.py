"""Format 2: its fields are read and written, a format 1 deck with them is played, other decks are unaffected."""

import json
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest
from tests.decks.json_schema_check import load, valid
from tests.decks.written import read

from dialogkort.core.cards import Card, Kind, Step, Together
from dialogkort.decks.format.json_schema import json_schema
from dialogkort.decks.format.writing import card_lines, format_for
from dialogkort.decks.reading.mending import mended
from dialogkort.decks.reading.reading import read_deck

FIRST = Path(__file__).with_name("first_format")
NEW = """\
format: 2
id: nyt
title: Nyt
language: da
order: fixed
cards:
  - id: sig
    kind: spoken
    question: Sig nej til »den lille rapport«.
  - id: trin
    kind: exercise
    question: Fra snak til forsøg.
    in: threes
    steps:
      - text: Hvad virker?
        minutes: 5
      - text: "Hvad er problemet? Ingen løsninger."
        minutes: 10
    collect: Ugelisten
    break_after: true
  - id: vis
    question: Hvad nu?
    in: pairs
    shows: Ugelisten
"""
CARDS = (
    Card("sig", "nyt", Kind.SPOKEN, "Sig nej til »den lille rapport«."),
    Card(
        "trin",
        "nyt",
        Kind.EXERCISE,
        "Fra snak til forsøg.",
        minutes=15,
        steps=(Step("Hvad virker?", 5), Step("Hvad er problemet? Ingen løsninger.", 10)),
        together=Together.THREES,
        collect="Ugelisten",
        break_after=True,
    ),
    Card("vis", "nyt", Kind.QUESTION, "Hvad nu?", together=Together.PAIRS, shows="Ugelisten"),
)
DANISH = (
    NEW.replace("kind: spoken", "slags: replik")
    .replace("kind: exercise", "slags: øvelse")
    .replace("steps:", "trin:")
    .replace("text:", "tekst:")
    .replace("minutes:", "minutter:")
    .replace("in: threes", "sammen: treer")
    .replace("in: pairs", "sammen: par")
    .replace("collect:", "saml:")
    .replace("shows:", "viser:")
    .replace("break_after: true", "pause: ja")
)


@pytest.mark.parametrize("text", [NEW, DANISH], ids=["english", "danish"])
def test_the_fields_of_format_2_are_read_in_both_languages(text: str) -> None:
    reading = read(text)
    assert not reading.problems
    assert reading.deck
    assert reading.deck.cards == CARDS
    assert valid(load(text), json_schema())


def test_cards_are_written_and_read_back_the_same() -> None:
    head, _cards = NEW.split("cards:\n")
    text = head + "cards:\n" + "\n".join(line for card in CARDS for line in card_lines(card, "  ")) + "\n"
    reading = read(text)
    assert not reading.problems
    assert reading.deck
    assert reading.deck.cards == CARDS


def test_the_lowest_sufficient_format_is_written() -> None:
    assert [format_for([card]) for card in CARDS] == [2, 2, 2]
    assert (
        format_for(
            [Card("a", "d", Kind.DILEMMA, "A?", options=("x", "y")), Card("b", "d", Kind.EXERCISE, "B", minutes=3)]
        )
        == 1
    )


def test_a_format_1_deck_with_new_fields_is_played_with_one_warning_that_mend_fixes() -> None:
    text = NEW.replace("format: 2", "format: 1")
    reading = read(text)
    assert [problem.code for problem in reading.problems] == ["DK314"]
    assert reading.deck
    assert reading.deck.cards == CARDS
    assert mended(text.encode(), "nyt").data.decode() == NEW


def test_a_word_from_a_later_format_is_reported_as_such_and_not_as_a_misspelling() -> None:
    text = NEW.replace("format: 2", "format: 3").replace("    shows: Ugelisten", "    colour: red")
    reading = read(text)
    assert [problem.code for problem in reading.problems] == ["DK209", "DK115"]
    assert "colour" in reading.problems[1].message()
    assert reading.deck
    assert [card.id for card in reading.deck.cards] == ["sig", "trin"]


def facts(card: Card) -> dict[str, object]:
    """What a card in the first format says, as recorded when that was the only format."""
    then = ("id", "deck", "kind", "question", "theme", "level", "options", "low", "high", "decision", "minutes")
    now = {field.name: getattr(card, field.name) for field in fields(card)}
    assert not any(now[name] for name in ("steps", "together", "break_after", "collect", "shows"))
    return {name: now[name] for name in (*then, "follow_ups", "advice", "source", "tags")}


@pytest.mark.parametrize("path", sorted(FIRST.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_format_1_deck_is_still_read_the_same_way(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    reading = read_deck(path.read_bytes(), path.stem)
    assert reading.deck
    assert [problem.code for problem in reading.problems] == wanted["problems"]
    told = [sha256(json.dumps(facts(card), ensure_ascii=False).encode()).hexdigest() for card in reading.deck.cards]
    assert dict(zip([card.id for card in reading.deck.cards], told, strict=True)) == wanted["cards"]
