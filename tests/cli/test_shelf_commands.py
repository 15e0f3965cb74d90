"""`decks list`, `show`, `add` and `remove`: the user's shelf."""

import json
from pathlib import Path

import pytest
from tests.cli.calling import GOOD, Call, deck, is_safe
from tests.systems import as_nasty_as_possible

from dialogkort.decks.shelf.shelf import bundled_folder


def test_the_list_has_the_bundled_decks_of_the_language_and_the_users_own(call: Call, shelf: Path, tongue: str) -> None:
    deck(shelf / "min.yaml", deck_id="min")
    deck(shelf / "skaev.yaml", "x: [")
    done = call("decks", "list")
    assert (done.code, done.err) == (0, "")
    names = [line.split()[0] for line in done.out.splitlines()]
    bundled, other = {"da": ("tillid", "trust"), "en": ("trust", "tillid")}[tongue]
    assert bundled in names
    assert other not in names
    assert {"min", "skaev"} <= set(names)
    assert str(shelf / "min.yaml") in done.out
    assert {"en": "! 1 error", "da": "! 1 fejl"}[tongue] in done.out


def test_a_deck_can_be_shown_by_id_or_file(call: Call, here: Path, tongue: str) -> None:
    done = call("decks", "show", "trust")
    assert done.code == 0
    number = (bundled_folder() / "en" / "trust.yaml").read_text(encoding="utf-8").count("\n  - id: ")
    assert {"en": f"{number} cards", "da": f"{number} kort"}[tongue] in done.out
    done = call("decks", "show", deck(here / "min.yaml"))
    assert (done.code, done.err) == (0, "")
    for words in ("Prøve", "proeve · da", "●○○ b", "Hvem ringer vi til?"):
        assert words in done.out


def test_show_reports_missing_decks_and_decks_with_errors(call: Call, here: Path, tongue: str) -> None:
    done = call("decks", "show", "findes-ikke")
    assert (done.code, done.out) == (1, "")
    assert "findes-ikke" in done.err
    done = call("decks", "show", deck(here / "a.yaml", GOOD.format(id="a") + "  - id: c\n    qestion: x\n"))
    assert done.code == 1
    assert "Hvem ringer vi til?" in done.out
    assert "dialogkort decks check" in done.out


def test_a_deck_is_checked_and_copied_byte_for_byte(call: Call, here: Path, shelf: Path, tongue: str) -> None:
    path = here / "et andet navn.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.format(id="min").replace("\n", "\r\n").encode())
    done = call("decks", "add", path)
    assert (done.code, done.err) == (0, "")
    assert (shelf / "min.yaml").read_bytes() == path.read_bytes()
    assert json.loads((shelf / "deck.schema.json").read_text(encoding="utf-8"))["type"] == "object"
    assert "dialogkort play min" in done.out
    assert "min " in call("decks", "list").out
    assert call("decks", "add", path).code == 0, "adding the same deck once more is not a mistake"
    assert [file.name for file in shelf.iterdir() if file.suffix == ".yaml"] == ["min.yaml"]


def test_a_deck_whose_id_is_a_windows_device_name_gets_another_file(call: Call, here: Path, shelf: Path) -> None:
    assert call("decks", "add", deck(here / "a.yaml", GOOD.format(id="con"))).code == 0
    assert [path.name for path in shelf.iterdir() if path.suffix == ".yaml"] == ["x-con.yaml"]
    assert "con " in call("decks", "list").out


def test_a_deck_with_errors_is_not_added(call: Call, here: Path, shelf: Path, tongue: str) -> None:
    done = call("decks", "add", deck(here / "a.yaml", GOOD.format(id="a") + "  - id: c\n    qestion: x\n"))
    assert done.code == 1
    assert "DK102" in done.out
    assert done.err
    assert call("decks", "add", here / "findes-ikke.yaml").code == 1
    assert not shelf.exists()


def test_a_deck_with_warnings_is_added_and_they_are_reported(call: Call, here: Path, shelf: Path) -> None:
    done = call("decks", "add", deck(here / "a.yaml", GOOD.format(id="a") + "  - question: Hvad så?\n"))
    assert done.code == 0
    assert "DK305" in done.out
    assert (shelf / "a.yaml").exists()


@pytest.mark.parametrize("name", ["min.yaml", "andet.yml"])
def test_a_different_deck_with_the_same_id_is_kept(call: Call, here: Path, shelf: Path, name: str) -> None:
    there = deck(shelf / name, deck_id="min").read_bytes()
    done = call("decks", "add", deck(here / "min.yaml", GOOD.format(id="min") + "x-mit: 1\n"))
    assert done.code == 1
    assert name in done.out
    assert [path.read_bytes() for path in shelf.glob("*.y*ml")] == [there]


def test_a_broken_file_in_the_way_is_kept(call: Call, here: Path, shelf: Path) -> None:
    deck(shelf / "min.yaml", "@")
    assert call("decks", "add", deck(here / "min.yaml", deck_id="min")).code == 1
    assert (shelf / "min.yaml").read_text(encoding="utf-8") == "@"


def test_a_name_cannot_lead_out_of_the_shelf(call: Call, here: Path, shelf: Path) -> None:
    path = deck(here / "....yaml", GOOD.replace("id: {id}\n", ""))
    assert call("decks", "add", path).code == 0
    assert [file.parent for file in shelf.rglob("*.yaml")] == [shelf]


def test_remove_moves_the_file_aside(call: Call, shelf: Path, tongue: str) -> None:
    for number in range(2):
        deck(shelf / "min.yaml", GOOD.format(id="min") + f"x-nummer: {number}\n")
        done = call("decks", "remove", "min")
        assert (done.code, done.err) == (0, "")
    assert not (shelf / "min.yaml").exists()
    aside = sorted(path.name for path in (shelf / "removed").iterdir())
    assert aside == ["min-2.yaml", "min.yaml"]
    assert "min " not in call("decks", "list").out


def test_only_the_users_own_decks_can_be_removed(call: Call, shelf: Path, tongue: str) -> None:
    for name in ("tillid", "findes-ikke", ""):
        done = call("decks", "remove", name)
        assert (done.code, done.out) == (1, "")
        assert done.err


def test_two_decks_with_the_same_name_are_distinguished_by_their_files(call: Call, shelf: Path, tongue: str) -> None:
    deck(shelf / "a.yaml", deck_id="min")
    other = deck(shelf / "b.yaml", GOOD.format(id="min").replace("language: da", "language: en"))
    done = call("decks", "remove", "min")
    assert done.code == 1
    assert "b.yaml" in done.err
    assert call("decks", "remove", other).code == 0
    assert (shelf / "a.yaml").exists()


def test_a_file_that_cannot_be_moved_is_reported(call: Call, shelf: Path) -> None:
    deck(shelf / "min.yaml", deck_id="min")
    (shelf / "removed").write_text("i vejen", encoding="utf-8")
    done = call("decks", "remove", "min")
    assert done.code == 1
    assert (shelf / "min.yaml").exists()


def test_text_from_hostile_decks_on_the_shelf_is_cleaned(call: Call, shelf: Path, tongue: str) -> None:
    deck(shelf / as_nasty_as_possible("a\x1b[31m.yaml"), "x: [\x1b]0;x\x07")
    deck(shelf / "b.yaml", 'format: 1\ntitle: "\\e[31m\u202e[/]"\ncards:\n  - {id: a, question: "\\e]0;x\\a"}\n')
    for arguments in (
        ("list",),
        ("show", "b"),
        ("show", shelf / as_nasty_as_possible("a\x1b[31m.yaml")),
        ("add", shelf / "b.yaml"),
    ):
        done = call("decks", *arguments)
        assert is_safe(done.out + done.err)
