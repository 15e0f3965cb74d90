"""A card that is changed, new or gone is written into the author's file, and no byte outside of it changes."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decks.test_grammar_of_slips import DECK, in_danish

from dialogkort.core.cards import Card, Kind
from dialogkort.decks.reading.editing import CannotEdit, added_card, blank, changed_card, problems_of, removed_card
from dialogkort.decks.reading.reading import read_deck

WRITTEN = """\
# min egen note
format: 1
title:   "Prøve"      # to ord
cards:

  # det første kort
  - id: a
    question: >
      Hvad er
      det første?
    # en note om temaet
    theme:   'Ro'   # se nedenfor
    x-note: {a: [1, 2]}

  # det andet kort
  - kind: scale
    low: Lidt
    high: "Meget"
    question: 'Hvor meget?'
    id: b

  - id: c
    question: Hvad er det sidste?
x-slut: ja
"""
TEXTS = {
    "lf": WRITTEN.encode(),
    "crlf": WRITTEN.replace("\n", "\r\n").encode(),
    "mark": b"\xef\xbb\xbf" + WRITTEN.encode(),
    "no end": WRITTEN.replace("x-slut: ja\n", "").rstrip("\n").encode(),
    "english": DECK.encode(),
    "danish": in_danish(DECK).encode(),
}


def cards(data: bytes) -> tuple[Card, ...]:
    deck = read_deck(data, "p").deck
    assert deck is not None
    return deck.cards


def span(data: bytes, place: int) -> tuple[int, int]:
    """Return the lines of a card, from 0, as they are counted by eye: from its dash to its last field."""
    reading = read_deck(data, "p")
    here = reading.places[place]
    rows = data.decode("utf-8-sig").splitlines()
    last = here.last_line
    while not rows[last - 1].strip() or rows[last - 1].lstrip().startswith("#") or not rows[last - 1].startswith(" "):
        last -= 1
    return here.line - 1, last


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "change",
    [
        {"question": "Hvad: nu # så?"},
        {"theme": "Noget andet"},
        {"theme": ""},
        {"advice": "Tag det\nroligt."},
        {"follow_ups": ("Hvorfor?", "- Hvornår?")},
        {"follow_ups": ()},
        {"level": 3},
        {"tags": ("a", "b: c")},
        {"kind": Kind.DILEMMA, "options": ("Ja", "Nej: nok"), "low": "", "high": ""},
        {"kind": Kind.EXERCISE, "minutes": 7, "options": (), "low": "", "high": ""},
    ],
    ids=str,
)
def test_a_card_is_changed_and_nothing_beside_it(name, change):
    data = TEXTS[name]
    for place, card in enumerate(cards(data)):
        wanted = replace(card, **change)
        if wanted.kind not in {Kind.DILEMMA, Kind.EXERCISE}:
            wanted = replace(wanted, kind=card.kind)
        after = changed_card(data, "p", place, wanted)
        assert cards(after)[place] == wanted
        first, last = span(data, place)
        before_rows, after_rows = data.splitlines(keepends=True), after.splitlines(keepends=True)
        assert after_rows[:first] == before_rows[:first]
        tail = before_rows[last:]
        assert not tail or after_rows[-len(tail) :] == tail


def test_what_stands_between_the_fields_stays():
    data = TEXTS["lf"]
    after = changed_card(data, "p", 0, replace(cards(data)[0], theme="Mod", level=2)).decode()
    assert "    # en note om temaet\n    theme: Mod\n" in after
    assert "    x-note: {a: [1, 2]}\n" in after
    assert "    question: >\n      Hvad er\n      det første?\n" in after


def test_nothing_changes_when_nothing_is_changed():
    for data in TEXTS.values():
        for place, card in enumerate(cards(data)):
            assert changed_card(data, "p", place, card) == data


@pytest.mark.parametrize("name", TEXTS)
def test_a_new_card_stands_at_the_end(name):
    data = TEXTS[name]
    card = Card(
        id="", deck="", kind=Kind.SCALE, question="Hvor: meget?", low="Intet", high="Alt", follow_ups=("Hvem?",)
    )
    after, card_id = added_card(data, "p", card)
    assert card_id == "hvor-meget"
    assert cards(after)[:-1] == cards(data)
    assert replace(cards(after)[-1], deck="") == replace(card, id=card_id)
    old, new = data.splitlines(keepends=True), after.splitlines(keepends=True)
    kept = [row for row in new if row in old]
    assert (
        b"".join(kept)
        .replace(b"\r", b"")
        .replace(b"\n", b"")
        .startswith(b"".join(old[:4]).replace(b"\r", b"").replace(b"\n", b""))
    )
    if name == "danish":
        assert '    spørgsmål: "Hvor: meget?"' in after.decode()
        assert "    lav: Intet" in after.decode()
    again, other = added_card(after, "p", card)
    assert other == "hvor-meget-2"
    assert len(cards(again)) == len(cards(data)) + 2


@pytest.mark.parametrize("name", TEXTS)
def test_a_card_is_taken_out_and_its_neighbours_stay(name):
    data = TEXTS[name]
    for place in range(len(cards(data))):
        after = removed_card(data, "p", place)
        assert cards(after) == cards(data)[:place] + cards(data)[place + 1 :]
        old = data.splitlines()
        first, last = span(data, place)
        gone = [row for row in old[first:last] if row.strip()]
        assert [row for row in after.splitlines() if row.strip()] == [
            row for number, row in enumerate(old) if row.strip() and not first <= number < last
        ]
        assert gone


def test_the_last_card_stays():
    with pytest.raises(CannotEdit):
        removed_card(b"format: 1\ntitle: T\ncards:\n  - id: a\n    question: x\n", "p", 0)


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\ntitle: T\ncards: [{id: a, question: x}]\n",
        "format: 1\ntitle: T\ncards:\n  - {id: a, question: x}\n",
        "x: [",
        "",
        "- a\n",
        "format: 1\ntitle: T\ncards:\n",
    ],
)
def test_what_cannot_be_edited_safely_is_told(text):
    card = Card(id="a", deck="p", kind=Kind.QUESTION, question="y")
    with pytest.raises(CannotEdit) as told:
        changed_card(text.encode(), "p", 0, card)
    assert str(told.value)


def test_a_card_with_a_fault_can_be_mended_in_the_form():
    data = b"format: 1\ntitle: T\ncards:\n  - id: a\n    kind: dilemma\n    question: x\n  - id: b\n    question: y\n"
    card = Card(id="a", deck="p", kind=Kind.DILEMMA, question="x", options=("Ja", "Nej"))
    assert cards(changed_card(data, "p", 0, card))[0] == card


def test_all_bundled_decks_can_be_edited():
    for path in sorted((Path(__file__).parents[2] / "decks").glob("*/*.yaml")):
        data = path.read_bytes()
        deck = read_deck(data, path.stem).deck
        for place in (0, len(deck.cards) // 2, len(deck.cards) - 1):
            wanted = replace(deck.cards[place], question="Hvad: nu?")
            after = changed_card(data, path.stem, place, wanted)
            assert read_deck(after, path.stem).deck.cards[place].question == "Hvad: nu?"
            assert len(removed_card(data, path.stem, place)) < len(data)
        assert added_card(data, path.stem, replace(blank(deck.id), question="Noget helt nyt?"))[0] != data


LINE = (
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(map(str.isalnum, text)))
)


@settings(deadline=None)  # a busy machine is no fault
@given(LINE, st.lists(LINE, max_size=3), st.sampled_from(sorted(TEXTS)), st.integers(0, 2))
def test_any_text_comes_out_as_it_went_in(question, follow_ups, name, place):
    import unicodedata

    question, *follow_ups = (unicodedata.normalize("NFC", text) for text in (question, *follow_ups))
    data = TEXTS[name]
    wanted = replace(cards(data)[place], question=question, follow_ups=tuple(follow_ups))
    after = changed_card(data, "p", place, wanted)
    assert cards(after)[place] == wanted


def test_problems_are_told_at_their_fields():
    assert problems_of(replace(blank("x"), question="Er det godt?"), "da").keys() == {"question"}
    found = problems_of(replace(blank("x"), kind=Kind.DILEMMA, question="Hvad nu?", options=("Ja",)), "da")
    assert found.keys() == {"options"}
    assert problems_of(replace(blank("x"), question="Hvad nu?"), "da") == {}
    assert "question" in problems_of(blank("x"), "da")
