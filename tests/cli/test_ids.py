"""`decks ids`: an id for each card without one, and no other byte changes."""

from pathlib import Path

import pytest
from tests.cli.calling import GOOD, Call, deck
from tests.systems import modes, symlinks

from dialogkort.decks.shelf.shelf import shelve

LACKING = """\
format: 1
title: Prøve   # en note
cards:
- question: Hvad er det?   \n  level: 2
- {question: "Hvad så?", level: 1}
-
  # en note til
  question: Hvad er det?
- id:
  question: Hvem ringer?
- id: # følger
  question: Hvem skriver?
- "question": Hvorfor?
- id: mit
  question: Hvornår?
- { theme: Ro,
    question: Hvor finder du ro? }
"""
GIVEN = """\
format: 1
title: Prøve   # en note
cards:
- id: hvad-er-det
  question: Hvad er det?   \n  level: 2
- {id: hvad-saa, question: "Hvad så?", level: 1}
-
  # en note til
  id: hvad-er-det-2
  question: Hvad er det?
- id: hvem-ringer
  question: Hvem ringer?
- id: hvem-skriver # følger
  question: Hvem skriver?
- id: hvorfor
  "question": Hvorfor?
- id: mit
  question: Hvornår?
- { id: hvor-finder-du-ro, theme: Ro,
    question: Hvor finder du ro? }
"""


def test_cards_with_danish_names_get_ids_too(call: Call, here: Path) -> None:
    path = deck(here / "a.yaml", "format: 2\ntitel: Prøve\nkort:\n  - spørgsmål: Hvad er det?\n    tema: Ro\n")
    assert call("decks", "ids", path).code == 0
    wanted = "format: 2\ntitel: Prøve\nkort:\n  - id: hvad-er-det\n    spørgsmål: Hvad er det?\n    tema: Ro\n"
    assert path.read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_no_other_byte_changes(call: Call, here: Path, end: str, mark: str) -> None:
    path = deck(here / "a.yaml", mark + LACKING.replace("\n", end))
    before = shelve(path).reading.deck
    done = call("decks", "ids", path)
    assert (done.code, done.err) == (0, "")
    assert path.read_bytes().decode() == mark + GIVEN.replace("\n", end)
    assert shelve(path).reading.deck == before, "the ids are those by which the cards were known"


def test_the_ids_are_reported_with_their_lines(call: Call, here: Path, tongue: str) -> None:
    path = deck(here / "a.yaml", LACKING)
    told = call("decks", "ids", path).out.splitlines()
    assert told[0].startswith("7 ")
    assert told[1] == f"{path}:4  hvad-er-det"
    assert told[-1].endswith("  hvor-finder-du-ro")


def test_a_deck_without_a_final_line_feed_stays_without_one(call: Call, here: Path) -> None:
    path = deck(here / "a.yaml", "format: 1\ntitle: T\ncards:\n- question: Hvad?")
    assert call("decks", "ids", path).code == 0
    assert path.read_text(encoding="utf-8") == "format: 1\ntitle: T\ncards:\n- id: hvad\n  question: Hvad?"


def test_a_deck_with_all_its_ids_is_not_written(call: Call, here: Path, tongue: str) -> None:
    path = deck(here / "a.yaml")
    before = path.stat()
    assert call("decks", "ids", path).code == 0
    assert path.stat().st_ino == before.st_ino


@symlinks
@modes
def test_mode_and_link_are_kept(call: Call, here: Path) -> None:
    path = deck(here / "a.yaml", LACKING)
    path.chmod(0o640)
    (here / "b.yaml").symlink_to(path)
    assert call("decks", "ids", here / "b.yaml").code == 0
    assert (here / "b.yaml").is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert "id: hvad-er-det" in path.read_text(encoding="utf-8")


def test_a_deck_with_errors_is_left_unchanged(call: Call, here: Path, tongue: str) -> None:
    text = GOOD.format(id="a") + "  - question: Hvad så?\n    qestion: x\n"
    path = deck(here / "a.yaml", text)
    done = call("decks", "ids", path)
    assert done.code == 1
    assert "DK102" in done.out
    assert done.err
    assert path.read_text(encoding="utf-8") == text
    assert call("decks", "ids", here / "findes-ikke.yaml").code == 1


def test_cards_with_unusual_syntax_are_left_unchanged(call: Call, here: Path, tongue: str) -> None:
    text = "format: 1\ntitle: T\ncards:\n- ? question\n  : Hvad?\n"
    path = deck(here / "a.yaml", text)
    done = call("decks", "ids", path)
    assert path.read_text(encoding="utf-8") == text or shelve(path).reading.errors == 0
    assert done.code in {0, 1}


def test_a_file_that_is_saved_in_the_meantime_is_left_unchanged(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dialogkort.decks.reading import giving_ids

    path = deck(here / "a.yaml", LACKING)
    really = giving_ids.with_ids

    def slow(data: bytes, name: str) -> object:
        path.write_text("rettet imens", encoding="utf-8")
        return really(data, name)

    monkeypatch.setattr("dialogkort.cli.decks.ids.with_ids", slow)
    assert call("decks", "ids", path).code == 1
    assert path.read_text(encoding="utf-8") == "rettet imens"


def test_a_thousand_cards_get_different_ids(call: Call, here: Path) -> None:
    text = "format: 1\ntitle: T\ncards:\n" + "- question: Hvad nu?\n" * 1_000
    path = deck(here / "a.yaml", text)
    assert call("decks", "ids", path).code == 0
    reading = shelve(path).reading
    assert reading.problems == ()
    assert len({place.id for place in reading.places}) == 1_000
