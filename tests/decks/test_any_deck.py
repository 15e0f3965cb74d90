"""Properties that hold for all bytes and for every deck with mistakes in it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.decks.test_hostile import assert_safe
from tests.decks.test_reading import WHOLE
from tests.decks.written import HEAD, TAIL, card

from dialogkort.core.text import clean
from dialogkort.decks.problems.problem import Severity
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.reading.source import SAFE
from dialogkort.decks.showing.display import show_reading, summary

GOOD = (WHOLE, card("id: b", 'question: "Hvad: nu?"', "follow_ups:", "  - a", "  - b"), HEAD + TAIL)
SIGNS = [
    "-",
    ":",
    " ",
    "\n",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "#",
    "&a",
    "*a",
    "!",
    "|",
    ">",
    "%",
    "@",
    "\t",
    "\0",
    "æ",
]
SIGNS += [
    "\u200b",
    "\u2028",
    "\u00a0",
    "\u202e",
    "\x1b",
    "- ",
    ": ",
    "  ",
    "\n  - ",
    "<<: *a",
    "---\n",
    "question:",
]


def assert_well_reported(data, name):
    reading = read_deck(data, name)
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert reading.deck or any(problem.severity is Severity.ERROR for problem in reading.problems)
    places = [(problem.line, problem.column) for problem in reading.problems]
    assert places == sorted(places)
    for problem in reading.problems:
        assert 1 <= problem.line <= max(1, len(lines))
        assert 1 <= problem.column < problem.end_column
        assert problem.column <= len(lines[problem.line - 1]) + 2
        assert "{" not in problem.message().replace("{", "", str(problem.parts).count("{"))
    assert_safe(show_reading(name, reading) + summary([reading]))
    if reading.deck:
        ids = [card.id for card in reading.deck.cards]
        assert len(set(ids)) == len(ids)
        assert [place.id for place in reading.places if place.playable] == ids
        assert all(card.question and clean(card.question) == card.question for card in reading.deck.cards)
    return reading


@given(st.binary(max_size=300), st.text(max_size=20))
@settings(max_examples=150, deadline=None)
def test_any_bytes_can_be_read_or_give_a_clear_message(data, name):
    assert_well_reported(data, name)


@given(st.text(st.sampled_from("".join(SIGNS) + "a"), max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_characters_can_be_read_or_give_a_clear_message(text):
    assert_well_reported(text.encode(), "x")
    assert_well_reported((HEAD + "  - " + text + "\n" + TAIL).encode(), "x")


@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(SIGNS)), min_size=1, max_size=3),
)
@settings(max_examples=250, deadline=None)
def test_a_good_deck_with_mistakes_added_can_be_read_or_gives_a_clear_message(text, slips):
    for place, length, sign in slips:
        at = place % (len(text) + 1)
        text = text[:at] + sign + text[at + length :]
    assert_well_reported(text.encode(), "x")


@given(st.sampled_from(["question: @b", 'question: "b', "question: a: b", "question: [b", "qestion: b", "a"]))
def test_a_mistake_in_one_card_never_costs_another_card(slip):
    reading = assert_well_reported(card("id: b", slip).encode(), "x")
    assert [card.id for card in reading.deck.cards] == ["a", "z"]


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x2100), max_size=200))
@settings(max_examples=200, deadline=None)
def test_what_counts_as_safe_is_what_cleaning_leaves_unchanged(text):
    if SAFE.fullmatch(text):
        assert clean(text) == text


def test_cleaning_leaves_every_safe_character_unchanged():
    for number in range(0x3000):
        if SAFE.fullmatch(chr(number)):
            assert clean(chr(number)) == chr(number)
            assert clean("a" + chr(number)) == "a" + chr(number)
