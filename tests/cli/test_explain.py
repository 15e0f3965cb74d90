"""`decks explain`, `decks schema`, and the pages in the docs that are made from the same table."""

import json
from pathlib import Path

import pytest
from scripts import problems
from tests.cli.calling import Call, is_safe

from dialogkort import language
from dialogkort.decks.problems.codes import CODES
from dialogkort.decks.problems.explanations import EXPLANATIONS
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.showing.explaining import examples
from dialogkort.language import gettext

NO_EXAMPLE = {"DK001", "DK002", "DK003", "DK004", "DK005", "DK008", "DK010", "DK011", "DK012", "DK013", "DK014"} | {
    "DK020", "DK204", "DK205", "DK303", "DK304", "DK313", "DK115",
}  # fmt: skip
"""What a few lines cannot show."""


def whole(example: str, tongue: str) -> bytes:
    """Return the deck that an example belongs to, by the rule in `Explanation`."""
    if example.startswith("  -"):
        return f"format: 1\ntitle: T\nlanguage: {tongue}\ncards:\n{example}".encode()
    if "cards:" in example or example.startswith(("- ", "#")):
        return example.encode()
    return f"format: 1\ntitle: T\n{example}cards:\n  - id: a\n    question: Hvad nu?\n".encode()


def test_every_code_is_explained() -> None:
    assert set(EXPLANATIONS) == set(CODES)
    assert {code for code, explanation in EXPLANATIONS.items() if not explanation.wrong} == NO_EXAMPLE


@pytest.mark.parametrize("code", sorted(set(CODES) - NO_EXAMPLE))
def test_the_examples_show_what_they_claim(code: str, tongue: str) -> None:
    language.use(tongue)
    wrong, right = gettext(EXPLANATIONS[code].wrong), gettext(EXPLANATIONS[code].right)
    assert [problem.code for problem in read_deck(whole(wrong, tongue), "x").problems] == [code]
    assert read_deck(whole(right, tongue), "x").problems == ()
    if tongue == "da" and not wrong.isascii():
        assert wrong != EXPLANATIONS[code].wrong


@pytest.mark.parametrize("code", list(CODES))
def test_every_code_can_be_looked_up(call: Call, code: str, tongue: str) -> None:
    done = call("decks", "explain", code.lower())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(code)
    assert is_safe(done.out)
    assert "{" not in done.out.split("\n")[0]
    assert all(len(line) <= 100 for line in done.out.splitlines())


def test_an_unknown_code_is_rejected(call: Call, tongue: str) -> None:
    for code in ("DK999", "", "\x1b[31m"):
        done = call("decks", "explain", code)
        assert (done.code, done.out) == (2, "")
        assert "DK102" in done.err
        assert "\x1b" not in done.err


def test_invisible_characters_are_shown() -> None:
    assert "·" in examples("DK027")[0]
    assert "→" in examples("DK026")[0]
    assert "�" in examples("DK307")[0]


@pytest.mark.parametrize("tongue_of_page", ["en", "da"])
def test_the_pages_are_up_to_date(tongue_of_page: str) -> None:
    page = Path(problems.DOCS, problems.PAGES[tongue_of_page]).read_text(encoding="utf-8")
    assert page == problems.page(tongue_of_page), "run python scripts/problems.py"
    assert all(f"## {code}\n" in page for code in CODES)
    assert is_safe(page)


def test_the_schema_is_json_with_descriptions_in_the_language(call: Call, tongue: str) -> None:
    done = call("decks", "schema")
    assert (done.code, done.err) == (0, "")
    schema = json.loads(done.out)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert {"anyOf": [{"required": ["cards"]}, {"required": ["kort"]}]} in schema["allOf"]
    described = schema["properties"]["title"]["description"]
    assert (described == "The title that people see.") is (tongue == "en")
    assert done.out.isascii()
