"""The JSON Schema and the reader give the same verdict on the same decks."""

import json
import re
from pathlib import Path

import pytest
import yaml
from tests.decks.importing.lists import ALL
from tests.decks.json_schema_check import _CHECKS, SILENT, load, valid
from tests.decks.slips import IN_A_CARD, IN_A_FILE, WARNINGS_IN_A_CARD
from tests.decks.written import HEAD, TAIL, card, marked, read
from tests.systems import WINDOWS

from dialogkort.core.cards import DECK_KINDS
from dialogkort.decks.format.json_schema import _between, json_schema
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS, FieldsType
from dialogkort.decks.importing.door import propose
from dialogkort.decks.importing.proposal import Wishes
from dialogkort.decks.importing.writing import deck_text
from dialogkort.decks.problems.problem import Severity

try:
    from jsonschema import Draft7Validator
except ImportError:
    if not WINDOWS:
        raise
    pytest.skip("wine 8 lacks bcryptprimitives.dll, which jsonschema's part in Rust needs", allow_module_level=True)

ONLY_THE_READER = {"DK006", "DK009", "DK038", "DK040", "DK041", "DK042", "DK043", "DK044", "DK103", "DK110", "DK113"}
"""What is in YAML itself or in two places at once, which no schema can see."""

DECKS = [
    *(marked(card(*lines))[0] for _, lines in IN_A_CARD),
    *(marked(card(*lines))[0] for _, lines in WARNINGS_IN_A_CARD),
    *(marked(text)[0] for _, text, _ in IN_A_FILE),
    *(
        card("id: b", "question: x", line)
        for line in (
            "level: 1",
            'level: "2"',
            'level: "4"',
            "level: 0",
            "level: 1.5",
            "level: true",
            "level:",
            "level: null",
            "level: ~",
            "theme: null",
            "theme: ~",
            "tags: null",
            "tags: [null, ~]",
            "kind: null",
            "id: ~",
            "advice: Null",
            "source: null",
            "tema: Ro",
            "niveau: 2",
            "niveau: 4",
            "slags: øvelse",
            "emneord: [a]",
            "opfølgning: [a, '']",
            "minutter: null",
            "level: []",
            "theme: 2026",
            "theme: 12:30",
            "theme: no",
            "theme: true",
            "theme: 2026-03-01",
            'theme: " "',
            "theme: [a]",
            "tags: []",
            "tags: [a, 1, no]",
            "tags: [a, ]",
            "tags: {a: b}",
            "tags: [[a]]",
            'tags: [""]',
            "x-note: {a: [b, c]}",
            "x: y",
            "kind: exercise",
            "options: [a, b]",
            "options: [a]",
            "source: bog",
            "minutes: 240",
            "minutes: 241",
            f"advice: {'x' * 2000}",
            f"advice: {'x' * 2001}",
            'advice: "' + "x\\n" * 39 + 'x"',
            'advice: "' + "x\\n" * 40 + 'x"',
        )
    ),
    *(
        card("id: b", *lines)
        for lines in (
            ("kind: exercise", "question: x", "minutes: 5"),
            ("kind: exercise", "question: x", "minutes:"),
            ("kind: scale", "question: x", "low: a", "high: b"),
            ("kind: scale", "question: x", "low: a"),
            ("kind: delegation", "question: x", "decision: y"),
            ("kind: dilemma", "question: x", "options: [a, b, c, d, e]"),
            ("question: " + "x" * 280,),
            ("question: 42",),
            ("question: null",),
            ("question: ~",),
            ("question: \u3164\u2800",),
            ("spørgsmål: Hvad",),
            ("spørgsmål: ~",),
            ("slags: skala", "spørgsmål: x", "lav: a", "høj: b"),
            ("slags: skala", "spørgsmål: x", "lav: a"),
            ("kind: skala", "question: x", "low: a", "høj: b"),
            ("slags: scale", "question: x", "low: ~", "high: b"),
            ("kind: dilemma", "question: x", "svar: [a, b]"),
            ("kind: dilemma", "question: x", "svar: [a, null]"),
            ("kind: dilemma", "question: x", "svar: [a, ~, c]"),
            ("question: yes",),
        )
    ),
    *(
        HEAD + TAIL + line
        for line in (
            "group: {min: 3, max: 8}\n",
            "group: {min: 3}\n",
            "group: {min: 0, max: 8}\n",
            "group:\n",
            "gruppe: {mindst: 3, højst: 8}\n",
            "gruppe: {mindst: 3}\n",
            "group: {min: null, max: 8}\n",
            "sprog: en\n",
            "rækkefølge: fast\n",
            "order: blandet\n",
            "kilder: {a: null}\n",
            "tider: {tænk: 60}\n",
            "language: no\n",
            "language: en-GB\n",
            "language: engelsk\n",
            "order: fixed\n",
            "order: random\n",
            "license: 1.0\n",
            "authors: Anna\n",
            "authors: [Anna, Bo]\n",
            "translation_of: trust\n",
            "translation_of: Trust\n",
            "format_defaults: {think: 5, discuss: 3600}\n",
            "format_defaults: {think: 3601}\n",
            'format_defaults: {think: "3600"}\n',
            "format_defaults: {thin: 60}\n",
            "x-anything: [1, {2: 3}]\n",
            "description: |\n  To\n  linjer\n",
        )
    ),
    HEAD.replace("format: 1", "format: 2") + TAIL,
    HEAD.replace("format: 1", "format: '1'") + TAIL,
    "format: 1\ntitle: T\ncards:\n",
    "format: 1\ntitle: T\n",
    "format: 1\ntitle:\ncards: [{question: x}]\n",
]


SECOND = Draft7Validator(json_schema())
"""A validator that is not ours, over the same decks."""


def visible(text):
    """Tell whether a schema can judge a deck: the YAML can be parsed, and the problem is in one place."""
    try:
        load(text)
    except (yaml.YAMLError, TypeError):
        return False
    errors = {problem.code for problem in read(text).problems if problem.severity is Severity.ERROR}
    return not errors or not errors <= ONLY_THE_READER


@pytest.mark.parametrize("text", list(filter(visible, DECKS)))
def test_the_schema_and_the_reader_agree(text):
    errors = [problem.code for problem in read(text).problems if problem.severity is Severity.ERROR]
    assert valid(load(text), json_schema()) is not bool(errors)
    assert SECOND.is_valid(load(text)) is not bool(errors)


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_a_deck_made_from_a_list_is_valid_for_both(shape):
    text = deck_text(propose(shape.data, shape.name, Wishes()), "proeve", "da")
    assert read(text).errors == 0
    assert SECOND.is_valid(load(text))


@pytest.mark.parametrize("page", ["authoring.md", "authoring.da.md", "problems.md", "problems.da.md"])
def test_both_judge_the_examples_on_the_pages_alike(page):
    pages = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", pages, re.DOTALL)
    assert len(examples) > 15
    for example in examples:
        text = example if "cards:" in example else HEAD.partition("sources")[0] + "cards:\n" + example
        if visible(text):
            assert SECOND.is_valid(load(text)) is (read(text).errors == 0), text


def test_the_schema_suggests_no_null_and_has_one_snippet_per_kind():
    schema = json_schema()
    assert '"null"' not in json.dumps(schema).replace('{"type": ["object", "array", "null"]}', "")
    for name in ("cards", "kort"):
        card = schema["properties"][name]["items"]
        assert len(card["defaultSnippets"]) == len(DECK_KINDS)
        for kind, snippet in zip(DECK_KINDS, card["defaultSnippets"], strict=True):
            body = json.dumps(snippet["body"])
            body = json.loads(re.sub(r"\$\{\d+:(\d+)\}", r"\1", re.sub(r"\$(\d+)", r"a\1", body)))
            deck = {"format": 2, "title": "T", name: [body]}
            assert SECOND.is_valid(deck)
            found = read(json.dumps(deck))
            assert found.problems == ()
            assert found.deck.cards[0].kind == kind


def test_the_names_of_one_language_are_suggested_and_both_accepted():
    for name, suggested, other in (("cards", "question", "spørgsmål"), ("kort", "spørgsmål", "question")):
        names = schema_of(name)["properties"]
        assert "doNotSuggest" not in names[suggested]
        assert "doNotSuggest" not in names["id"]
        assert names[other]["doNotSuggest"] is True
        assert SECOND.is_valid({"title": "T", name: [{other: "Hvad?"}]})


def schema_of(name):
    return json_schema()["properties"][name]["items"]


@pytest.mark.parametrize("field", [field for field in CARD_FIELDS if field.danish], ids=lambda one: one.name)
def test_a_field_under_both_its_names_is_an_error_for_both(field):
    values = {"kind": "question", "level": 1, "minutes": 5, "in": "pairs", "break_after": True, "options": ["a", "b"]}
    values |= {"steps": [{"text": "a", "minutes": 1}], "follow_ups": ["a"], "tags": ["a"]}
    value = values.get(field.name, "Hvad?")
    deck = {"format": 2, "title": "T", "cards": [{"id": "a", "question": "Hvad?", field.name: value}]}
    assert SECOND.is_valid(deck)
    deck["cards"][0][field.danish] = value
    assert not SECOND.is_valid(deck)
    assert "DK103" in {problem.code for problem in read(json.dumps(deck)).problems}


def test_there_are_enough_decks_to_compare():
    assert len(list(filter(visible, DECKS))) > 100


def bundled():
    return sorted((Path(__file__).parents[2] / "decks").glob("*/*.yaml"))


@pytest.mark.parametrize("path", bundled(), ids=lambda path: path.stem)
def test_the_bundled_decks_are_valid_for_both(path):
    text = path.read_text(encoding="utf-8")
    assert [problem.code for problem in read(text, path.stem).problems if problem.severity is Severity.ERROR] == []
    assert valid(load(text), json_schema())


def test_the_schema_uses_only_keywords_that_are_checked_here():
    def words(schema):
        for word, part in schema.items():
            yield word
            if word in {"properties", "patternProperties"}:
                for inner in part.values():
                    yield from words(inner)
            elif word in {"anyOf", "allOf"}:
                for inner in part:
                    yield from words(inner)
            elif isinstance(part, dict):
                yield from words(part)

    assert set(words(json_schema())) <= set(_CHECKS) | SILENT
    assert json.loads(json.dumps(json_schema())) == json_schema()


def test_every_field_is_explained():
    for field in (*DECK_FIELDS, *CARD_FIELDS):
        assert field.help
        for inner in field.type.fields if isinstance(field.type, FieldsType) else ():
            assert inner.help


@pytest.mark.parametrize(("low", "high"), [(1, 3), (1, 100), (1, 240), (5, 3600), (7, 7), (10, 99)])
def test_the_pattern_of_a_range_matches_its_numbers_and_no_others(low, high):
    schema = {"pattern": f"^(?:{_between(low, high)})$"}
    assert [number for number in range(high + 1200) if valid(str(number), schema)] == list(range(low, high + 1))
