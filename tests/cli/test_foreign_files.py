"""A document, a table or a list given where a deck is expected: one sentence says what to do next."""

from pathlib import Path

import pytest
from tests.cli.calling import GOOD, Call, deck
from tests.decks.importing.office_files import docx, paragraph, xlsx

FILES = {
    "kort.docx": docx(*(paragraph(f"Hvad er {number}?") for number in range(40))),
    "kort.xlsx": xlsx(("Ark1", [["Spørgsmål"], ["Hvad er a?"]])),
    "kort.csv": b"question;theme\nWhat now?;Trust\n",
    "kort.txt": b"Hvad nu?\n" * 50,
    "kort.md": b"- Hvad nu?\n- Hvem?\n",
    "kort.json": b'["Hvad nu?"]',
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "command", [("decks", "check"), ("decks", "add"), ("decks", "ids"), ("decks", "mend"), ("play",)]
)
def test_one_sentence_says_what_to_do_next(call: Call, here: Path, tongue: str, name: str, command) -> None:
    (here / name).write_bytes(FILES[name])
    done = call(*command, name)
    said = done.out + done.err
    assert done.code in {1, 2}
    assert f"dialogkort decks new ID --from {name}" in said
    assert len(said.splitlines()) <= 4


@pytest.mark.parametrize(
    ("name", "better"), [("a.odt", ".docx"), ("a.doc", ".docx"), ("a.ods", ".xlsx"), ("a.pdf", ".txt")]
)
def test_a_file_that_cannot_become_a_deck_should_be_saved_in_another_format(
    call: Call, here: Path, tongue: str, name: str, better: str
) -> None:
    (here / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9)
    for command in ("check", "add"):
        said = call("decks", command, name).out
        assert better in said
        assert f"--from {name}" not in said
    assert better in call("play", name).err


def test_a_document_named_like_a_deck_is_reported_in_one_line(call: Call, here: Path, tongue: str) -> None:
    (here / "kort.yaml").write_bytes(FILES["kort.docx"])
    done = call("decks", "check", "kort.yaml")
    assert done.code == 1
    assert "DK014" in done.out
    assert len(done.out.splitlines()) <= 3


def test_a_deck_that_notepad_saved_as_txt_is_a_deck(call: Call, here: Path) -> None:
    deck(here / "min.yaml.txt")
    assert call("decks", "check", "min.yaml.txt").code == 0


@pytest.mark.parametrize("text", ["x: [", GOOD.format(id="a").replace("question: ", "question:")])
def test_a_deck_that_cannot_be_played_is_reported_and_nothing_opens(
    call: Call, here: Path, tongue: str, text: str
) -> None:
    deck(here / "a.yaml", text)
    done = call("play", "a.yaml")
    assert done.code == 2
    assert done.out == ""
    assert "a.yaml:" in done.err
    assert "terminal" not in done.err


def test_a_missing_deck_is_reported_and_nothing_opens(call: Call, tongue: str) -> None:
    for name in ("findes-ikke", "findes-ikke.yaml", "x/findes-ikke"):
        done = call("play", name)
        assert done.code == 2
        assert name in done.err
        assert "terminal" not in done.err
