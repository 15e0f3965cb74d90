"""`decks new ID --from FILE`: shown before it is written; uncertainty ends with 2 and names the option."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.calling import Call, is_safe
from tests.decks.importing.office_files import docx, paragraph, relation

from dialogkort.decks.shelf.shelf import shelve


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_list_becomes_a_deck_that_passes_the_strictest_check(call: Call, here: Path, tongue: str) -> None:
    written(here / "spm.txt", "Hvad går godt hos os?\nHvem hjalp dig i går?\n")
    done = call("decks", "new", "tirsdag", "--from", "spm.txt")
    assert (done.code, done.err) == (0, "")
    assert "Hvem hjalp dig i går?" in done.out
    assert "decks preview tirsdag.yaml" in done.out
    assert call("decks", "check", "--strict", "tirsdag.yaml").code == 0
    deck = shelve(here / "tirsdag.yaml").reading.deck
    assert deck is not None
    assert [card.question for card in deck.cards] == ["Hvad går godt hos os?", "Hvem hjalp dig i går?"]
    assert deck.language == "da"
    assert (here / "deck.schema.json").exists()


def test_a_word_document_becomes_a_deck(call: Call, here: Path) -> None:
    written(here / "kort.docx", docx(paragraph("Hvad nu?", level=0), paragraph("Hvad så?", level=0)))
    assert call("decks", "new", "a", "--from", "kort.docx").code == 0
    assert call("decks", "check", "a.yaml").code == 0


def test_what_was_left_out_is_reported(call: Call, here: Path) -> None:
    written(here / "a.csv", "spørgsmål;tema;pris\nHvad nu?;Ro;12\nHvad så?;Mod;13\n")
    done = call("decks", "new", "a", "--from", "a.csv", "--lang", "en")
    assert done.code == 0
    assert "spørgsmål → question" in done.out
    assert "pris → not used" in done.out


def test_a_field_is_named_in_the_readers_words_and_as_it_is_in_the_file(call: Call, here: Path) -> None:
    written(here / "a.csv", "Idé;Tips\nHvad nu?;Spørg\nHvad så?;Vent\n")
    done = call("decks", "new", "a", "--from", "a.csv", "--lang", "da", "--question", "Idé")
    assert "Idé → spørgsmål (question:): »Hvad nu?«" in done.out
    assert "Tips → et godt råd (advice:): »Spørg«" in done.out
    assert "advice: Spørg" in (here / "a.yaml").read_text("utf-8")


def test_a_kind_that_a_card_cannot_have_is_among_what_was_left_out(call: Call, here: Path) -> None:
    written(here / "a.csv", "question;kind\nWhat now?;question\nWhat then?;dilemma\n")
    done = call("decks", "new", "a", "--from", "a.csv", "--lang", "en")
    assert "1 item was left out" in done.out
    assert "dilemma" in done.out


def test_uncertainty_ends_with_exit_code_2_and_names_the_option(call: Call, here: Path, tongue: str) -> None:
    written(here / "a.csv", "Hvad nu?;Hvorfor?\nHvad så?;Hvornår?\n")
    done = call("decks", "new", "a", "--from", "a.csv")
    assert done.code == 2
    assert "--question A" in done.err
    assert "--question B" in done.err
    assert "Hvorfor?" in done.err
    assert not (here / "a.yaml").exists()
    assert call("decks", "new", "a", "--from", "a.csv", "--question", "B").code == 0
    deck = shelve(here / "a.yaml").reading.deck
    assert deck is not None
    assert [card.question for card in deck.cards] == ["Hvorfor?", "Hvornår?"]


def test_prose_makes_the_program_ask_what_a_card_is(call: Call, here: Path) -> None:
    prose = "Vi var til møde. Det gik godt. Vi talte længe om alt. Hvad var bedst? Ingen ved det. Så gik vi hjem.\n"
    written(here / "a.txt", f"{prose}\n{prose}")
    assert call("decks", "new", "a", "--from", "a.txt").code == 2
    assert call("decks", "new", "a", "--from", "a.txt", "--take", "questions").code == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.4"),
        ("a.docx", b"PK\x03\x04"),
        ("b.docx", docx(paragraph("Hvad?"), more={"word/_rels/document.xml.rels": relation("image", "http://x.dk/y")})),
        ("a.txt", b""),
    ],
)
def test_a_rejected_file_ends_with_exit_code_2_and_a_message(
    call: Call, here: Path, tongue: str, name, content
) -> None:
    written(here / name, content)
    done = call("decks", "new", "a", "--from", name)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(f"dialogkort: {name}: ")
    assert not (here / "a.yaml").exists()


def test_a_missing_file_is_reported(call: Call, here: Path) -> None:
    done = call("decks", "new", "a", "--from", "nowhere.txt")
    assert done.code == 2
    assert "the file does not exist" in done.err


def test_nothing_is_read_if_the_deck_already_exists(call: Call, here: Path) -> None:
    written(here / "a.yaml", "mit")
    written(here / "a.txt", "Hvad nu?\nHvad så?\n")
    assert call("decks", "new", "a", "--from", "a.txt").code == 1
    assert (here / "a.yaml").read_text(encoding="utf-8") == "mit"


def test_nothing_in_the_file_controls_the_terminal(call: Call, here: Path) -> None:
    written(here / "a.csv", "question;\x1b[31mx\n\x1b]0;hej\x07Hvad nu?;y\nHvad \u202eså?;z\n")
    done = call("decks", "new", "a", "--from", "a.csv")
    assert is_safe(done.out)
    assert is_safe(done.err)


@pytest.mark.parametrize(("answers", "code", "exists"), [("2\ny\n", 0, True), ("2\nn\n", 1, False), ("\n", 2, False)])
def test_at_a_terminal_the_program_asks(here: Path, answers: str, code: int, exists) -> None:
    written(here / "a.csv", "Hvad nu?;Hvorfor?\nHvad så?;Hvornår?\n")
    pty = pytest.importorskip("pty", reason="Windows has no such terminals")
    master, slave = pty.openpty()
    command = [sys.executable, "-c", "from dialogkort.cli import main; raise SystemExit(main())"]
    process = subprocess.Popen(
        [*command, "decks", "new", "a", "--from", "a.csv", "--lang", "en"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=here,
        close_fds=True,
    )
    os.close(slave)
    os.write(master, answers.encode())
    said = b""
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
    os.close(master)
    assert process.wait(60) == code
    assert b"Which column has the questions?" in said
    assert (here / "a.yaml").exists() is exists
