"""The pages for authors are true: their examples are read, their commands are run."""

import re
from pathlib import Path

import pytest
from tests.cli.conftest import call, here, shelf  # noqa: F401 - fixtures
from tests.decks.importing.office_files import docx, paragraph

from dialogkort.cli.arguments import parse
from dialogkort.core.cards import DECK_KINDS
from dialogkort.decks.format.field_types import FieldsType
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS
from dialogkort.decks.reading.reading import read_deck

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"en": "authoring.md", "da": "authoring.da.md"}
EXAMPLE = re.compile(r"(?:<!-- wrong: (DK\d+) -->\n)?```yaml\n(.*?)```", re.DOTALL)
FILES = {
    name: content
    for names, content in (
        (("questions.docx", "spørgsmål.docx"), docx(paragraph("Hvad nu?", level=0), paragraph("Hvad så?", level=0))),
        (("ideas.csv",), b"Idea;Where\nA slow start?;Mondays\nA shorter end?;Fridays\n"),
        (("ideer.csv",), "Idé;Hvor\nEn langsom start?;Mandage\nEn kort slutning?;Fredage\n".encode()),
    )
    for name in names
}
"""The files that the pages take cards from."""
COMMANDS = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def page(tongue: str) -> str:
    return (DOCS / PAGES[tongue]).read_text(encoding="utf-8")


def examples(tongue: str) -> list[tuple[str, str]]:
    return EXAMPLE.findall(page(tongue))


@pytest.fixture(params=["en", "da"])
def tongue(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_examples_do_what_the_page_says(tongue: str) -> None:
    found = examples(tongue)
    assert len(found) >= 15
    for code, text in found:
        head = "" if text.startswith("format:") else f"format: 1\ntitle: T\nlanguage: {tongue}\ncards:\n"
        told = [problem.code for problem in read_deck((head + text).encode(), "x").problems]
        assert told == ([code] if code else []), text


def test_the_two_pages_have_the_same_examples() -> None:
    english, danish = examples("en"), examples("da")
    assert [code for code, _text in english] == [code for code, _text in danish]
    names = "|".join(field.name for field in (*DECK_FIELDS, *CARD_FIELDS))
    for (_, ours), (_, other) in zip(english, danish, strict=True):
        shape, other_shape = (re.findall(rf"^ *(?:- )?(?:{names}):", text, re.MULTILINE) for text in (ours, other))
        assert shape == other_shape


def test_every_field_and_kind_is_explained_and_shown(tongue: str) -> None:
    text = page(tongue)
    inner = [part for field in DECK_FIELDS if isinstance(field.type, FieldsType) for part in field.type.fields]
    for field in (*DECK_FIELDS, *CARD_FIELDS):
        assert re.search(rf"^\| (?:`\w+`, )?`{field.name}`", text, re.MULTILINE), field.name
    for field in inner:
        assert re.search(rf"`{field.name}`|\b{field.name}:", text), field.name
    shown = "\n".join(example for code, example in examples(tongue) if not code)
    for kind in DECK_KINDS:
        assert f"kind: {kind}\n" in shown
    for field in CARD_FIELDS:
        assert f"{field.name}:" in shown


def test_the_commands_can_be_run_in_this_order(tongue: str, call, here, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setenv("LANG", {"en": "en_GB.UTF-8", "da": "da_DK.UTF-8"}[tongue])
    commands = [line.split()[1:] for block in COMMANDS.findall(page(tongue)) for line in block.strip().split("\n")]
    assert len(commands) >= 10
    for name, content in FILES.items():
        (here / name).write_bytes(content)
    for command in commands:
        assert parse(command, {}).run, command
        if command[0] == "decks" and command[1] != "preview":
            done = call(*command)
            assert (done.code, done.err) == (0, ""), command


@pytest.mark.parametrize("name", ["sharing-decks.md", "sharing-decks.da.md"])
def test_the_commands_for_sharing_can_be_run_in_this_order(name: str, call, here, shelf) -> None:  # noqa: F811
    text = (DOCS / name).read_text(encoding="utf-8")
    word = {"sharing-decks.md": "tuesday", "sharing-decks.da.md": "tirsdag"}[name]
    call("decks", "new", word)
    commands = [line.split() for block in COMMANDS.findall(text) for line in block.strip().split("\n")]
    assert len(commands) >= 6
    for program, *command in commands:
        if program == "mkdir":
            Path(command[-1]).mkdir()
        elif command[0] == "play":
            assert parse(command, {}).run
        else:
            done = call(*command)
            assert (done.code, done.err) == (0, ""), command


def test_the_problem_shown_is_the_one_that_is_reported(tongue: str, call, here) -> None:  # noqa: F811
    name = {"en": "tuesday", "da": "tirsdag"}[tongue]
    call("decks", "new", name, "--lang", tongue)
    path = here / f"{name}.yaml"
    text = path.read_text("utf-8").replace("    question: ", "    qestion: ", 1)
    path.write_text(text, encoding="utf-8")
    told = call("decks", "check", path.name, "--lang", tongue).out
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", page(tongue), re.DOTALL | re.MULTILINE)
    [shown] = [block for kind, block in blocks if not kind]
    assert told.startswith(shown)


def test_every_link_leads_somewhere(tongue: str) -> None:
    text = page(tongue)
    for link in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = link.partition("#")
        assert not file or (DOCS / file).exists(), link
        titles = re.findall("^#+ (.*)$", text, re.MULTILINE)
        headings = [re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles]
        assert not anchor or anchor in headings, link
