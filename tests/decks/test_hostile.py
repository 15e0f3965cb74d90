"""Whatever the bytes: problems in under a second, nothing that controls a terminal, and the good cards remain."""

import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from tests.decks.hostile_files import FILES, cards
from tests.decks.written import HEAD, TAIL, card, codes, ids, read

from dialogkort.decks.format.schema import LIMITS, Limits
from dialogkort.decks.problems.problem import Severity
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.showing.display import show_reading


def assert_safe(text):
    """No control, format, surrogate or line separator reaches the terminal, except for line feeds and ZWJ."""
    unsafe = {
        character
        for character in set(text)
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    }
    assert unsafe <= {"\n", "\u200d"}


@pytest.mark.timed
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gives_its_problems_quickly(name):
    data = FILES[name]()
    start = time.process_time()
    reading = read_deck(data, name)
    shown = show_reading(name, reading)
    assert time.process_time() - start < 1
    assert name == "no ids" or any(problem.severity is Severity.ERROR for problem in reading.problems)
    assert len(reading.problems) < 6_000
    assert_safe(shown)
    for problem in reading.problems:
        assert problem.line >= 1
        assert 1 <= problem.column < problem.end_column


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the kernel does not tell")
@pytest.mark.parametrize("name", ["alias bomb", "noise"])
def test_a_hostile_file_uses_little_memory(name):
    program = (
        "from tests.decks.hostile_files import FILES\n"
        "from dialogkort.decks.reading.reading import read_deck\n"
        f"read_deck(FILES[{name!r}](), 'x')\n"
        "status = open('/proc/self/status').read().split()\n"
        "print(int(status[status.index('VmHWM:') + 1]) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nested lists", "DK045"),
        ("list", "DK011"),
        ("cards without end", "DK010"),
        ("noise of cards", "DK008"),
        ("no ids", "DK305"),
        ("no sources", "DK313"),
        ("not utf-8", "DK005"),
        ("utf-16", "DK004"),
        ("utf-16 without mark", "DK004"),
        ("utf-32", "DK004"),
        ("nul", "DK006"),
        ("too large", "DK003"),
        ("python tags", "DK043"),
    ],
)
def test_the_right_problem_is_reported(name, code):
    assert code in codes(read_deck(FILES[name](), "x"))


@pytest.mark.parametrize("deep", [9, 990, 999, 1_000, 1_001, 5_000])
@pytest.mark.parametrize("piece", ["[", "{a: ", "- "])
def test_depth_is_reported_at_the_same_position_however_deep_and_whatever_follows(deep, piece):
    head = "format: 1\ntitle: T\ncards:\n  - id: a\n    question: b?\nx-deep:\n  "
    column = 3 + len(piece) * (LIMITS.depth - 1)
    for following in ("", "\nx-more: c: d", "%", " &x", "'"):
        problems = read_deck((head + piece * deep + following).encode(), "x").problems
        assert [(problem.line, problem.column) for problem in problems if problem.code == "DK045"] == [(7, column)], (
            following
        )
        assert "DK040" not in codes(read_deck((head + piece * deep).encode(), "x"))


def test_a_deck_with_the_maximum_number_of_cards_can_be_played():
    deck = read_deck(cards(LIMITS.items, "    question: Hvad nu {0}?"), "x").deck
    assert deck is not None
    assert len(deck.cards) == LIMITS.items
    reading = read_deck(cards(LIMITS.items + 1, "    question: Hvad nu {0}?"), "x")
    assert codes(reading) == ["DK010"]
    assert reading.deck is None


def test_nesting_that_is_too_deep_is_reported_even_when_the_rest_can_be_read():
    for depth in (9, 2_000):
        reading = read_deck(("- " * depth + "\n" + HEAD + TAIL).encode(), "x")
        assert codes(reading) == ["DK045"]
        assert ids(reading) == ["a", "z"]


def test_too_many_pieces_of_text_are_rejected():
    reading = read_deck(b"format: 1\ntitle: T\ncards:\n  - {id: a, question: b}\n", "x", Limits(nodes=8))
    assert codes(reading) == ["DK012"]


def test_a_tab_before_everything_cannot_be_understood():
    (problem,) = read("\ta: b\n").problems
    assert (problem.code, problem.line, problem.column) == ("DK026", 1, 1)


def test_letters_in_another_encoding_cost_only_their_cards():
    text = card("id: b", "question: Hvad så?")
    reading = read_deck(text.replace("å?\n  - id: z", "X?\n  - id: z").encode().replace(b"X", b"\xe5"), "x")
    (problem,) = reading.problems
    assert (problem.code, problem.line, problem.column) == ("DK005", 9, 21)
    assert ids(reading) == ["a", "z"]


def test_a_byte_order_mark_and_other_line_endings_are_not_a_problem():
    text = card("id: b", "question: Hvad så?")
    for written in ("\ufeff" + text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        reading = read_deck(written.encode(), "x")
        assert codes(reading) == []
        assert ids(reading) == ["a", "b", "z"]
        assert reading.deck.cards[1].question == "Hvad så?"


def test_lines_and_columns_are_the_same_with_other_line_endings():
    text = card("id: b", "question: 💥 Hvad: nu?")
    places = [
        [(problem.code, problem.line, problem.column) for problem in read_deck(written.encode(), "x").problems]
        for written in (text, "\ufeff" + text, text.replace("\n", "\r\n"), text.replace("\n", "\r"))
    ]
    assert places == [[("DK021", 9, 21)]] * 4


MARKUP = [
    "[/]",
    "[@click=app.quit]x[/]",
    "[link=http://x]y",
    "{0}",
    "{field}",
    "%s",
    "<script>",
    "`x`",
    "\x1b[31m",
    "\u202eabc",
]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_plain_text_wherever_it_appears(markup):
    quoted = '"' + markup.replace("\x1b", "\\e") + '"'
    text = (
        f"format: 1\ntitle: {quoted}\ndescription: {quoted}\nauthors: [{quoted}]\n"
        f"sources: {{{quoted}: {quoted}}}\n{quoted}: {quoted}\ncards:\n"
        f"  - id: {quoted}\n    kind: {quoted}\n    {quoted}: x\n    question: {quoted}\n"
        f"  - id: b\n    question: {quoted}\n    theme: {quoted}\n    options: [{quoted}, {quoted}]\n"
        f"    source: {quoted}\n    tags: [{quoted}]\n"
    )
    reading = read_deck(text.encode(), f"{markup}")
    assert_safe(show_reading(f"{markup}.yaml", reading))
    for problem in reading.problems:
        assert_safe(problem.message() + problem.hint())
    assert ids(reading) == ["b"]
    deck = reading.deck
    safe = markup.replace("\x1b", "\ufffd").replace("\u202e", "\ufffd")
    assert (deck.title, deck.authors, deck.cards[0].question) == (safe, (safe,), safe)
    assert deck.id.replace("-", "").isalnum()


def test_a_deck_name_that_is_a_path_becomes_a_safe_id():
    for name in ("../../etc/passwd", "", ".", "con", "Ærø & Ø", "\x1b[31m", "a" * 300):
        deck = read_deck((HEAD + TAIL).encode(), name).deck
        assert deck.id
        assert len(deck.id) <= 80
        assert all(character.isascii() and (character.isalnum() or character == "-") for character in deck.id)
