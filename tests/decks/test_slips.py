"""Each mistake by an author is reported in its own words, at the place where the author must look."""

import pytest
from tests.decks.slips import IN_A_CARD, IN_A_FILE, WARNINGS_IN_A_CARD
from tests.decks.written import HEAD, card, codes, ids, marked, read

from dialogkort.decks.problems.codes import CODES
from dialogkort.decks.problems.problem import Severity

ELSEWHERE = {
    "DK001": "test_shelf",
    "DK002": "test_shelf",
    "DK003": "test_hostile",
    "DK004": "test_hostile",
    "DK005": "test_hostile",
    "DK008": "test_hostile",
    "DK010": "test_hostile",
    "DK011": "test_hostile",
    "DK012": "test_hostile",
    "DK013": "test_shelf",
    "DK313": "test_hostile",
    "DK014": "test_foreign_files",
}


def place(problem):
    return problem.line, problem.column, problem.end_column


@pytest.mark.parametrize(("code", "lines"), IN_A_CARD)
def test_an_error_costs_only_its_own_card(code, lines):
    text, places = marked(card(*lines))
    reading = read(text)
    assert [(problem.code, place(problem)) for problem in reading.problems if problem.severity is Severity.ERROR] == [
        (code, places[0])
    ]
    assert ids(reading) == ["a", "z"]


@pytest.mark.parametrize(("code", "lines"), WARNINGS_IN_A_CARD)
def test_a_warning_costs_no_card(code, lines):
    text, places = marked(card(*lines))
    reading = read(text)
    assert [(problem.code, place(problem)) for problem in reading.problems] == [(code, places[0])]
    assert reading.problems[0].severity is Severity.WARNING
    assert len(ids(reading)) == 3


@pytest.mark.parametrize(("code", "text", "playable"), IN_A_FILE)
def test_a_problem_with_the_file_is_reported(code, text, playable):
    text, places = marked(text)
    reading = read(text)
    found = {problem.code: place(problem) for problem in reading.problems}
    line, column, end = places[0]
    assert found[code] == (line, column, max(end, column + 1))
    assert ids(reading) == list(playable)


def test_every_code_has_an_example():
    shown = {slip[0] for slip in (*IN_A_CARD, *WARNINGS_IN_A_CARD, *IN_A_FILE)}
    assert shown.isdisjoint(ELSEWHERE)
    assert shown | set(ELSEWHERE) == set(CODES)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("qestion", "question"),
        ("spoergsmaal", "question"),
        ("Spørgsmål", "question"),
        ("emne", "theme"),
        ("dybde", "level"),
        ("reference", "source"),
        ("godt råd", "advice"),
        ("follow-ups", "follow_ups"),
        ("opfølgende spørgsmål", "follow_ups"),
        ("tegs", "tags"),
    ],
)
def test_a_misspelled_field_is_recognised(word, meant):
    problem = next(problem for problem in read(card("id: b", f"{word}: x")).problems if problem.code == "DK102")
    assert problem.hint() == f"did you mean “{meant}”?"


@pytest.mark.parametrize(("word", "meant"), [("overskrift", "title"), ("kortene", "cards"), ("valgmuligheder", "")])
def test_a_misspelled_field_of_the_deck_is_recognised(word, meant):
    problem = next(problem for problem in read(f"format: 1\n{word}: x\n").problems if problem.code == "DK102")
    assert problem.hint() == (f"did you mean “{meant}”?" if meant else problem.hint())
    assert ("choose from" in problem.hint()) is not bool(meant)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("dilema", "dilemma"), ("åbent", "question"), ("opgave", "exercise"), ("scala", "scale")],
)
def test_a_misspelled_kind_is_recognised(word, meant):
    problem = next(
        problem for problem in read(card("id: b", f"kind: {word}", "question: x")).problems if problem.code == "DK201"
    )
    assert problem.hint() == f"did you mean “{meant}”?"


def test_a_misspelled_source_is_recognised():
    (problem,) = read(card("id: b", "question: x", "source: bogg")).problems
    assert problem.hint() == "did you mean “bog”?"


def test_a_card_with_a_misspelled_question_is_not_said_to_lack_one():
    assert codes(read(card("id: b", "qestion: Hvad nu?"))) == ["DK102"]


def test_all_mistakes_are_reported_in_one_pass_in_line_order():
    text = card(
        "id: b",
        "question: Hvad: nu?",
        'advice: "Spørg',
        "theme:Tema",
        "qestion: x",
        "tags: [a",
    )
    reading = read(text.replace("title: Prøve", "title: @x") + "heading: x\n")
    assert codes(reading) == ["DK025", "DK021", "DK023", "DK028", "DK102", "DK033", "DK102"]
    assert ids(reading) == ["a", "z"]


def test_cards_after_a_broken_one_are_read():
    text = HEAD + "".join(
        f"  - id: k{number}\n    question: {'@' if number % 3 == 1 else ''}Hvad nu?\n" for number in range(200)
    )
    reading = read(text)
    assert set(codes(reading)) == {"DK025"}
    assert ids(reading) == ["a"] + [f"k{number}" for number in range(200) if number % 3 != 1]
    assert [problem.line for problem in reading.problems] == [
        9 + 2 * number for number in range(200) if number % 3 == 1
    ]


def test_duplicates_are_reported_with_the_first_position():
    for lines, first in ((("id: a", "question: x"), (6, 9)), (("id: b", "question: x", "question: y"), (9, 5))):
        (problem,) = read(card(*lines)).problems
        assert [(position.line, position.column) for position in problem.related] == [first]
        assert problem.related[0].message()


def test_a_name_in_two_unicode_forms_is_not_an_id_in_either():
    reading = read(card("id: caf\u00e9", "question: x") + "  - id: cafe\u0301\n    question: y\n")
    assert codes(reading) == ["DK207", "DK207"]
    assert [problem.hint().split()[-1] for problem in reading.problems] == ["“cafe”"] * 2


def test_a_colon_in_a_comment_or_in_quotes_is_not_a_problem():
    text = card("id: b # se: nedenfor", 'question: "Hvad: nu? # ja"', "level: 2 # svær: ja")
    assert codes(read(text)) == []
