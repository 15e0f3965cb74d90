"""How a problem looks: the carets are under the right cells, and nothing reaches the terminal unescaped."""

from string import Formatter

import pytest
from tests.decks.written import HEAD, TAIL, card, read

from dialogkort.decks.problems.codes import CODES
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.showing.display import show_problem, show_reading, summary
from dialogkort.files.cells import cells


def fields(text):
    return [name for _, name, _, _ in Formatter().parse(text) if name]


def shown(text, name="samling.yaml", width=100):
    return show_reading(name, read(text), width)


def test_a_problem_looks_as_expected():
    assert shown(card("id: b", "qestion: Hvad nu?")) == (
        "samling.yaml:9:5  DK102  Unknown field “qestion”\n"
        "   9 │     qestion: Hvad nu?\n"
        "     │     ^^^^^^^ did you mean “question”?"
    )


def test_a_warning_and_a_duplicate_look_as_expected():
    assert shown(card("id: a", "question: x", "advice:")) == (
        "samling.yaml:8:9  DK110  Another card already has the id “a”\n"
        "   8 │   - id: a\n"
        "     │         ^ give each card its own id\n"
        "   6 │   - id: a\n"
        "     │         ^ first used here\n"
        "samling.yaml:10:5  DK309  warning: “advice” is empty and is left out\n"
        "  10 │     advice:\n"
        "     │     ^^^^^^ write some text, or delete the line"
    )


@pytest.mark.parametrize(
    ("before", "width"),
    [
        ("abc", 3),
        ("日本", 4),
        ("e\u0301e\u0301", 2),
        ("👍", 2),
        ("\u200bab", 3),
        ("\u1112\u1161\u11ab", 2),
        ("\tb", 2),
    ],
)
def test_the_carets_are_under_the_right_cells(before, width):
    row = shown(card("id: b", f'"{before}": [x')).split("\n")
    headline = next(number for number, text in enumerate(row) if "DK033" in text)
    line, caret = headline + 1, row[headline + 2]
    assert cells(row[line][: row[line].index("[x")]) == caret.index("^")
    assert caret.index("^") == len('   9 │     "": ') + width


def test_a_long_line_is_cut_around_the_problem():
    text = card("id: b", "question: " + "ord " * 60 + "her: nu")
    rows = shown(text, width=80).split("\n")
    assert all(cells(row) <= 80 for row in rows[1:3])
    assert rows[1].startswith("   9 │ …")
    assert rows[1].endswith("her: nu")
    assert rows[1][rows[2].index("^")] == ":"


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("letter", ["x", "日", "e\u0301"])
def test_no_line_from_the_author_is_wider_than_the_screen(width, letter):
    for text in (card("id: b", f'question: "{letter * 500}" {letter * 20}'), card("id: b", letter * 900)):
        for row in shown(text, width=width).split("\n"):
            if row[:4].strip().isdigit():
                assert cells(row) <= width


def test_a_file_name_cannot_control_the_terminal():
    text = shown(card("id: b", "qestion: x"), "a\x1b[31m\n.yaml")
    assert text.startswith("a[31m .yaml:9:5")


def test_blanks_that_matter_are_made_visible():
    assert "question:·Hvad" in shown(card("id: b", "question:\u00a0Hvad"))
    assert "→question" in shown(card("id: b", "question: x").replace("    question: x", "\tquestion: x"))


def test_the_count_is_at_the_end():
    assert summary([read(card("id: b", "qestion: x"))]) == (
        "1 error, 0 warnings in 1 file. Cards a and z can still be played."
    )
    assert summary([read(HEAD + TAIL)]) == "0 errors, 0 warnings in 1 file."
    assert summary([read(""), read("")]) == "2 errors, 0 warnings in 2 files. No card can be played."
    many = "".join(f"  - {{id: k{number}, question: x}}\n" for number in range(20))
    assert summary([read(HEAD + many + "  - x\n")]).endswith("21 cards can still be played.")
    assert summary([read(HEAD + "  - x\n")]).endswith("Card a can still be played.")


def test_every_text_can_be_filled_in_and_is_complete():
    names = [name for texts in CODES.values() for text in (texts.message, texts.hint) for name in fields(text)]
    parts = dict.fromkeys([*names, "suggestion"], "x")
    for texts in CODES.values():
        for text in (texts.message, texts.hint, texts.meant):
            assert "{" not in text.format(**parts)
            assert text == text.strip()
            assert not text.endswith(".")


def test_problems_without_a_line_are_reported_without_one():
    reading = read_deck(b"\xff\xfea\0", "x")
    assert show_problem("x", reading.problems[0]).count("│") == 0
