"""Format 2: its fields are read and written, a format 1 deck with them is played, other decks are unaffected."""

import json
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest
from tests.decks.json_schema_check import load, valid
from tests.decks.written import read

from dialogkort import language
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


DANISH = "format: 2\ntitel: T\n{head}kort:\n  - id: a\n    spørgsmål: Hvad?\n    {line}\n"


@pytest.mark.parametrize(
    ("head", "line", "message", "hint"),
    [
        ("", "slags: skala", "needs “lav”", "add “lav”"),
        ("", "slags: skalla", "“slags” cannot be", "did you mean “skala”?"),
        ("", "slags: sang", "“slags” cannot be “sang”", "choose from: spørgsmål, dilemma, skala"),
        ("", "niveau: 9", "“niveau” cannot be 9", ""),
        ("", "viser: Listen", "No earlier card opens the list", "write “saml: Listen”"),
        ("", "kilde: Bogen", "is not listed under “kilder”", ""),
        ("gruppe: 3 til 8\n", "tema: Ro", "“gruppe” must have fields", "did you mean “{mindst: 3, højst: 8}”?"),
        ("", "question: Hvem?", "The field “question” appears twice", ""),
    ],
)
def test_problems_of_a_deck_with_danish_names_use_those_names(head, line, message, hint):
    with language.using("en"):
        problem = read(DANISH.format(head=head, line=line)).problems[0]
        assert message in problem.message()
        assert hint in problem.hint()


def test_a_step_without_fields_is_told_by_the_names_of_the_deck():
    text = (
        "format: 2\ntitel: T\nkort:\n  - id: a\n    slags: øvelse\n    spørgsmål: Gør det.\n    trin:\n      - Tegn\n"
    )
    with language.using("en"):
        danish = read(text).problems[0]
        english = read(
            text.replace("trin", "steps")
            .replace("kort", "cards")
            .replace("titel", "title")
            .replace("spørgsmål", "question")
            .replace("slags: øvelse", "kind: exercise")
        ).problems[0]
        assert "“- tekst: …”, with “minutter: …”" in danish.hint()
        assert "“- text: …”, with “minutes: …”" in english.hint()


def test_an_english_deck_with_newer_fields_keeps_its_english_names():
    text = "format: 2\ntitle: T\ncards:\n  - id: a\n    kind: exercise\n    question: Q\n"
    text += "    steps: [{text: a, minutes: 1}]\n    teme: x\n"
    with language.using("en"):
        assert "theme" in read(text).problems[0].hint()
