"""`decks preview --print`: the cards as plain text; without it a terminal is needed."""

from pathlib import Path

from tests.cli.calling import Call, deck, is_safe
from tests.tui.surroundings import EVERY_KIND


def test_everything_on_the_cards_is_printed(call: Call, here: Path, tongue: str) -> None:
    path = deck(here / "alle.yaml", EVERY_KIND.format(language="da"))
    done = call("decks", "preview", path, "--print")
    assert (done.code, done.err) == (0, "")
    for words in (
        "spoergsmaal · ",
        "Hvornår mærkede du sidst, at vi stolede på dig?",
        "· Hvad gør vi mere af?",
        "Begynd med et lille eksempel.",
        "(Bogen om kort)",
        "2 Jeg skriver",
        "1 Ingen",
        "5 Alt bliver målt",
        "Hvornår vi holder ferie",
        {"en": "7 we decide ourselves", "da": "7 vi bestemmer selv"}[tongue],
        {"en": "5 minutes", "da": "5 minutter"}[tongue],
        "●●●",
    ):
        assert words in done.out


def test_a_single_card_can_be_printed(call: Call, here: Path, tongue: str) -> None:
    path = deck(here / "alle.yaml", EVERY_KIND.format(language="da"))
    done = call("decks", "preview", path, "--print", "--card", "skala")
    assert done.code == 0
    assert "Hvor meget kontrol er fair hos os?" in done.out
    assert "Det haster" not in done.out
    done = call("decks", "preview", path, "--print", "--card", "findes-ikke")
    assert (done.code, done.out) == (1, "")
    assert "findes-ikke" in done.err


def test_the_problems_are_printed_with_their_cards(call: Call, here: Path) -> None:
    text = "title: T\ncards:\n  - id: a\n    question: Hvad nu?\n    qestion: x\n  - id: b\n    question: Hvem nu?\n"
    done = call("decks", "preview", deck(here / "a.yaml", text), "--print")
    assert done.code == 1
    order = [done.out.index(words) for words in ("a.yaml:5:5  DK102", "Hvem nu?", "DK306", "1 error, 1 warning")]
    assert order == sorted(order)
    assert "Hvad nu?" not in done.out.replace("question: Hvad nu?", "")


def test_a_missing_file_is_reported(call: Call, tongue: str) -> None:
    done = call("decks", "preview", "findes-ikke.yaml", "--print")
    assert done.code == 1
    assert "DK001" in done.out


def test_the_preview_says_that_it_needs_a_terminal(call: Call, here: Path, tongue: str) -> None:
    done = call("decks", "preview", deck(here / "a.yaml"))
    assert (done.code, done.out) == (2, "")
    assert "terminal" in done.err


def test_control_characters_are_not_printed(call: Call, here: Path) -> None:
    text = 'format: 1\ntitle: T\ncards:\n  - {id: a, question: "\\e[31m\u202e[/]", theme: "\\a", advice: "\\0"}\n'
    done = call("decks", "preview", deck(here / "a.yaml", text), "--print")
    assert "[31m" in done.out
    assert is_safe(done.out)
