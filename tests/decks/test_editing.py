"""A card that is changed, added or removed is written to the author's file, and no byte outside it changes."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decks.test_grammar_of_slips import DECK, in_danish

from dialogkort.core.cards import Card, Kind, Step, Together
from dialogkort.decks.reading.editing import (
    CannotEdit,
    added_card,
    blank,
    changed_card,
    moved_card,
    problems_of,
    removed_card,
    with_format,
)
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
    "dashes in the first column": WRITTEN.replace("\n  ", "\n").encode(),
    "english": DECK.encode(),
    "danish": in_danish(DECK).encode(),
}


def cards(data: bytes) -> tuple[Card, ...]:
    deck = read_deck(data, "p").deck
    assert deck is not None
    return deck.cards


def span(data: bytes, place: int) -> tuple[int, int]:
    """Return the lines of a card, from 0, as people would count them: from its dash to its last field."""
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
        {"collect": "Det: vi ved", "together": Together.PAIRS},
        {"shows": "Tidsrøvere", "break_after": True},
        {"follow_ups": tuple(f"Hvad er nummer {number}?" for number in range(12))},
        {
            "kind": Kind.EXERCISE,
            "steps": (Step("Hver for sig: skriv", 3), Step("- Sammen", 7)),
            "minutes": 10,
            "options": (),
            "low": "",
            "high": "",
            "break_after": True,
        },
    ],
    ids=str,
)
def test_a_card_is_changed_and_nothing_else(name, change):
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


def test_text_between_the_fields_is_kept():
    data = TEXTS["lf"]
    after = changed_card(data, "p", 0, replace(cards(data)[0], theme="Mod", level=2)).decode()
    assert "    # en note om temaet\n    theme: Mod\n" in after
    assert "    x-note: {a: [1, 2]}\n" in after
    assert "    question: >\n      Hvad er\n      det første?\n" in after


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in {"english", "danish"}])
def test_a_card_with_newer_fields_raises_the_format_and_nothing_else_changes(name):
    data, _id = added_card(TEXTS[name], "p", replace(blank("p", Kind.SPOKEN), question="Sig nej."))
    changed, number = with_format(data, "p")
    assert number == 2
    assert changed == data.replace(b"format: 1", b"format: 2")
    assert with_format(changed, "p") == (changed, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [("format:  '1'  # mit", "format:  '2'  # mit"), ('format: "1"', 'format: "2"'), ("", "")],
)
def test_the_format_keeps_its_quotes_and_a_deck_without_one_is_not_given_one(before, after):
    written = WRITTEN.replace("format: 1", before).encode()
    data, _id = added_card(written, "p", replace(blank("p"), question="Hvem?", together=Together.PAIRS))
    assert with_format(data, "p")[0] == data.replace(before.encode(), after.encode(), 1)


def test_a_deck_that_needs_no_newer_format_keeps_its_own():
    data, _id = added_card(WRITTEN.encode(), "p", replace(blank("p"), question="Hvem ringer?"))
    assert with_format(data, "p") == (data, 0)


def test_saving_without_changes_changes_nothing():
    for data in TEXTS.values():
        for place, card in enumerate(cards(data)):
            assert changed_card(data, "p", place, card) == data


@pytest.mark.parametrize("name", TEXTS)
def test_a_new_card_is_added_at_the_end(name):
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
def test_a_card_is_removed_and_its_neighbours_are_not_changed(name):
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


def test_the_only_card_cannot_be_removed():
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
def test_a_card_that_cannot_be_edited_safely_is_reported(text):
    card = Card(id="a", deck="p", kind=Kind.QUESTION, question="y")
    with pytest.raises(CannotEdit) as told:
        changed_card(text.encode(), "p", 0, card)
    assert str(told.value)


def test_a_card_with_an_error_can_be_fixed_in_the_form():
    data = b"format: 1\ntitle: T\ncards:\n  - id: a\n    kind: dilemma\n    question: x\n  - id: b\n    question: y\n"
    card = Card(id="a", deck="p", kind=Kind.DILEMMA, question="x", options=("Ja", "Nej"))
    assert cards(changed_card(data, "p", 0, card))[0] == card


def test_every_bundled_deck_can_be_edited():
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


@settings(deadline=None)  # a busy machine is not an error
@given(LINE, st.lists(LINE, max_size=3), st.sampled_from(sorted(TEXTS)), st.integers(0, 2))
def test_any_text_reads_back_as_it_was_entered(question, follow_ups, name, place):
    import unicodedata

    question, *follow_ups = (unicodedata.normalize("NFC", text) for text in (question, *follow_ups))
    data = TEXTS[name]
    wanted = replace(cards(data)[place], question=question, follow_ups=tuple(follow_ups))
    after = changed_card(data, "p", place, wanted)
    assert cards(after)[place] == wanted


def test_problems_are_reported_at_their_fields():
    assert problems_of(replace(blank("x"), question="Er det godt?"), "da").keys() == {"question"}
    found = problems_of(replace(blank("x"), kind=Kind.DILEMMA, question="Hvad nu?", options=("Ja",)), "da")
    assert found.keys() == {"options"}
    assert problems_of(replace(blank("x"), question="Hvad nu?"), "da") == {}
    assert "question" in problems_of(blank("x"), "da")


def test_a_list_that_another_card_opens_is_not_a_problem():
    card = replace(blank("x"), question="Hvad nu?", shows="Tidsrøvere")
    assert problems_of(card, "da").keys() == {"shows"}
    assert problems_of(card, "da", ("Tidsrøvere",)) == {}


def test_a_step_without_minutes_is_reported_at_the_steps():
    card = replace(blank("x"), kind=Kind.EXERCISE, question="Byg et tårn.", steps=(Step("Byg", 0),))
    assert problems_of(card, "da", errors_only=True).keys() == {"steps"}
    assert problems_of(replace(card, steps=(Step("", 5),), minutes=5), "da", errors_only=True).keys() == {"steps"}


def test_only_errors_prevent_a_card_from_being_saved():
    assert problems_of(replace(blank("x"), question="Er det godt?"), "da", errors_only=True) == {}
    card = replace(blank("x"), kind=Kind.EXERCISE, question="Byg et tårn.", minutes=999)
    assert problems_of(card, "da", errors_only=True).keys() == {"minutes"}


def test_values_that_are_written_out_although_they_are_defaults_are_kept():
    data = (
        b"format: 2\ntitle: T\ncards:\n  - id: a\n    kind: question\n    level: 1\n    break_after: nej\n"
        b"    follow_ups: []\n    question: x?\n"
    )
    after = changed_card(data, "p", 0, replace(cards(data)[0], theme="Ro"))
    assert after.replace(b"    theme: Ro\n", b"") == data


def test_a_deck_in_danish_is_written_with_danish_words():
    data = "format: 2\ntitel: T\nsprog: da\nkort:\n  - id: a\n    spørgsmål: Hvad nu?\n".encode()
    card = Card(
        id="b",
        deck="p",
        kind=Kind.EXERCISE,
        question="Byg.",
        steps=(Step("Byg", 5),),
        minutes=5,
        together=Together.THREES,
        break_after=True,
    )
    after = added_card(data, "p", card)[0].decode()
    assert "    slags: øvelse\n" in after
    assert "    trin:\n      - tekst: Byg\n        minutter: 5\n" in after
    assert "    sammen: treer\n" in after
    assert cards(after.encode())[1] == card


# Moving cards


@pytest.mark.parametrize("name", TEXTS)
def test_a_card_can_be_moved_and_moved_back_byte_for_byte(name):
    data = TEXTS[name]
    before = cards(data)
    for place in range(len(before) - 1):
        after = moved_card(data, "p", place, 1)
        assert cards(after) == (*before[:place], before[place + 1], before[place], *before[place + 2 :])
        assert moved_card(data, "p", place + 1, -1) == after
        assert moved_card(after, "p", place, 1) == data
        first, _end = span(data, place)
        _start, last = span(data, place + 1)
        old, new = data.splitlines(keepends=True), after.splitlines(keepends=True)
        head = first
        while old[head - 1].lstrip().startswith(b"#"):
            head -= 1
        assert new[:head] == old[:head]
        assert new[last:] == old[last:]
        assert sorted(row.strip() for row in new) == sorted(row.strip() for row in old)


def test_comments_right_above_a_card_move_with_it_but_a_separate_heading_does_not():
    text = (
        "title: T\ncards:\n  # about a\n  - id: a\n    question: x?  # here\n\n  # --- part two ---\n\n"
        "  # about b\n  # and more\n  - id: b\n    question: y?\n# the end\n"
    )
    assert moved_card(text.encode(), "p", 0, 1).decode() == (
        "title: T\ncards:\n  # about b\n  # and more\n  - id: b\n    question: y?\n\n  # --- part two ---\n\n"
        "  # about a\n  - id: a\n    question: x?  # here\n# the end\n"
    )


@pytest.mark.parametrize(
    ("text", "place", "step"),
    [
        ("title: T\ncards:\n  - id: a\n    question: x?\n", 0, 1),
        ("title: T\ncards:\n  - {id: a, question: x?}\n  - {id: b, question: y?}\n", 0, -1),
        ("title: T\ncards: [{id: a, question: x?}, {id: b, question: y?}]\n", 0, 1),
        ("title: T\ncards:\n  -\n    id: a\n    question: x?\n  -\n    id: b\n    question: y?\n", 0, 1),
    ],
)
def test_a_card_that_cannot_be_moved_safely_is_not_moved(text, place, step):
    with pytest.raises(CannotEdit) as told:
        moved_card(text.encode(), "p", place, step)
    assert str(told.value)


def test_every_card_in_the_bundled_decks_can_be_moved():
    for path in sorted((Path(__file__).parents[2] / "decks").glob("*/*.yaml"))[::4]:
        data = path.read_bytes()
        after = moved_card(data, path.stem, 1, 1)
        assert after != data
        assert moved_card(after, path.stem, 2, -1) == data
