"""Each list that people have becomes a deck that can be played, or the program says what it needs to know."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decks.importing.lists import ALL, UNSURE, Shape

from dialogkort.core.cards import DECK_KINDS
from dialogkort.decks.importing.door import propose
from dialogkort.decks.importing.markdown import page_of
from dialogkort.decks.importing.proposal import Proposal, Refused, Take, Unsure, Wishes
from dialogkort.decks.importing.words import without_mark
from dialogkort.decks.importing.writing import deck_text
from dialogkort.decks.reading.reading import read_deck

NOTHING = Wishes()


def reading(proposal: Proposal):
    return read_deck(deck_text(proposal, "proeve", "da").encode(), "proeve")


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_a_list_becomes_a_deck_without_editing(shape: Shape):
    proposal = propose(shape.data, shape.name, NOTHING)
    read = reading(proposal)
    assert read.errors == 0
    assert {problem.code for problem in read.problems} <= {"DK302", "DK303", "DK304"}
    assert read.deck is not None
    assert len(read.deck.cards) == shape.cards
    for place, field, value in shape.fields:
        of = proposal.cards if field == "id" and not value else read.deck.cards
        assert getattr(of[place], field) == value
    assert len(proposal.left_out) == shape.left_out
    assert proposal.title == shape.title


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_the_deck_contains_what_the_preview_announced(shape: Shape):
    proposal = propose(shape.data, shape.name, NOTHING)
    deck = reading(proposal).deck
    assert deck is not None
    for before, after in zip(proposal.cards, deck.cards, strict=True):
        for field in ("kind", "question", "theme", "level", "options", "low", "high", "decision", "minutes",
                      "follow_ups", "advice", "source", "tags"):  # fmt: skip
            assert getattr(after, field) == getattr(before, field)


@pytest.mark.parametrize(("name", "data", "option", "answer", "cards"), UNSURE, ids=[unsure[0] for unsure in UNSURE])
def test_what_is_uncertain_is_asked_about_and_the_answer_decides(name, data, option, answer, cards):
    with pytest.raises(Unsure) as asked:
        propose(data, name, NOTHING)
    assert asked.value.option == option
    assert asked.value.asked
    assert any(offered.value.casefold() == answer.casefold() for offered in asked.value.answers)
    assert all(offered.example for offered in asked.value.answers)
    proposal = propose(data, name, Wishes(**{option: Take(answer) if option == "take" else answer}))
    assert len(proposal.cards) == cards
    assert reading(proposal).errors == 0


@pytest.mark.parametrize("word", ["Spørgsmål", "spoergsmaal", "B", "b", "2"])
def test_a_column_can_be_named_by_its_heading_letter_or_number(word):
    proposal = propose("Tekst;Spørgsmål\nHvad?;Hvem?\n".encode(), "a.csv", Wishes(question=word))
    assert [card.question for card in proposal.cards] == ["Hvem?"]


def test_a_column_that_does_not_exist_is_reported_with_those_that_do():
    with pytest.raises(Refused, match="Spørgsmål, Tema"):
        propose("Spørgsmål;Tema\nHvad?;Ro\n".encode(), "a.csv", Wishes(question="Prompt"))


def test_columns_can_be_chosen_for_the_other_fields():
    data = "q;x;y;z\nHvad nu?;Ro;Hvorfor?;Vent.\nHvad så?;Mod;Hvornår?;Gå.\n".encode()
    wishes = Wishes(question="q", theme="x", follow_ups="y", advice="z")
    card, _other = propose(data, "a.csv", wishes).cards
    assert (card.theme, card.follow_ups, card.advice) == ("Ro", ("Hvorfor?",), "Vent.")


def test_what_was_left_out_is_noted_in_the_deck():
    proposal = propose("Hvad nu?\nHvad så?\nHvad nu?\n".encode(), "a.txt", NOTHING)
    text = deck_text(proposal, "proeve", "da")
    assert re.search(r"^# - .*3.*Hvad nu\?", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "language"), [("Hvad er det, vi gør?", "da"), ("What is it that we do?", "en"), ("Qué?", "xx")]
)
def test_the_language_is_recognised_from_the_questions(words, language):
    deck = deck_text(propose(f"{words}\n{words} 2?\n".encode(), "a.txt", NOTHING), "a", "xx")
    assert f"\nlanguage: {language}\n" in deck


@pytest.mark.parametrize(
    "mark", ["-", "*", "•", "1.", "12)", "(3)", "a)", "Q4:", "Kort 5:", "Spørgsmål 6.", "○", "☐", "\uf0b7"]
)
def test_bullets_and_numbers_in_front_of_an_item_are_removed(mark):
    assert without_mark(f"{mark} Hvad nu?") == "Hvad nu?"


@pytest.mark.parametrize(
    "text", ["2026 var et godt år, hvorfor?", "A-holdet vandt, hvordan?", "E-mail eller møde?", "5-10 minutter, hvor?"]
)
def test_marks_that_belong_to_the_text_are_kept(text):
    assert without_mark(text) == text


def test_every_kind_of_card_can_be_imported():
    rows = [
        "kind;question;options;low;high;decision;minutes", "question;Hvad?;;;;;", "dilemma;Hvad så?;Ja|Nej;;;;",
        "scale;Hvor meget?;;Lidt;Meget;;", "delegation;Hvem?;;;;Ferien;", "exercise;Skriv.;;;;;5",
    ]  # fmt: skip
    proposal = propose("\n".join(rows).encode(), "a.csv", NOTHING)
    assert [card.kind for card in proposal.cards] == list(DECK_KINDS)[: len(proposal.cards)]
    assert len(proposal.cards) == 5


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(deadline=None)  # a busy machine is not an error
@given(st.lists(st.one_of(LINES, LINES.map("- {}".format), LINES.map("{}?".format), st.just("Hvad nu?")), max_size=12),
       st.sampled_from([".txt", ".md", ".csv", ".tsv", ".json", ".docx", ".xlsx", ""]))  # fmt: skip
def test_any_text_gives_a_good_deck_or_a_clear_message(lines, suffix):
    try:
        proposal = propose("\n".join(lines).encode(), f"a{suffix}", NOTHING)
    except (Refused, Unsure):
        return
    assert reading(proposal).errors == 0


@settings(deadline=None)  # a busy machine is not an error
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".csv", ".json", ".docx", ".xlsx"]))
def test_any_bytes_give_a_good_deck_or_a_clear_message(data, suffix):
    try:
        proposal = propose(data, f"a{suffix}", NOTHING)
    except (Refused, Unsure):
        return
    assert reading(proposal).errors == 0


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.just("Hvad nu?")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["question", "cards", "title", "tags", "x", "options", "1"]), inner, max_size=4
        ),
    ),
    max_leaves=20,
)


@settings(deadline=None)  # a busy machine is not an error
@given(VALUES)
def test_any_json_gives_a_good_deck_or_a_clear_message(value):
    import json

    try:
        proposal = propose(json.dumps(value).encode(), "a.json", NOTHING)
    except (Refused, Unsure):
        return
    assert reading(proposal).errors == 0


@pytest.mark.parametrize("bracket", ["[", "\\[", "\\\\["])
def test_brackets_that_are_escaped_stay_escaped_in_a_line_with_very_many(bracket):
    few, many = ([block.text for block in page_of(f"- Hvad er {bracket * count} her?\n").blocks] for count in (2, 60))
    shown = "\\[" if bracket == "\\\\[" else "["
    assert few == [f"Hvad er {shown * 2} her?"]
    assert many == [f"Hvad er {shown * 60} her?"]
