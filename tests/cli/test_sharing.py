"""Decks that change: added again, linked to their own folder, shared in folders, and copied by a sync program."""

from pathlib import Path

import pytest
from tests.cli.calling import GOOD, Call, deck

from dialogkort.decks.shelf.changes import Changes, changes
from dialogkort.decks.shelf.library import Library
from dialogkort.decks.shelf.linked import link, unlink
from dialogkort.decks.shelf.shelf import Shelf, linked_files, shelve
from dialogkort.language import preferred
from dialogkort.views.deck_choices import DeckChoices

NEXT = GOOD.format(id="a").replace("Hvad nu?", "Hvad nu, når det haster?") + "  - id: c\n    question: Hvem mangler?\n"


@pytest.fixture
def added(call: Call, here: Path, shelf: Path) -> Path:
    """A deck that is on the shelf, and has since been changed where it was written."""
    path = deck(here / "a.yaml", GOOD.format(id="a") + "  - id: d\n    question: Hvad tager vi ud?\n")
    assert call("decks", "add", "a.yaml").code == 0
    deck(path, NEXT)
    return shelf / "a.yaml"


def test_adding_a_deck_again_says_what_changed_and_changes_nothing(call: Call, added: Path) -> None:
    before = added.read_bytes()
    done = call("decks", "add", "a.yaml")
    assert done.code == 1
    assert "new: c" in done.out
    assert "changed: a" in done.out
    assert "removed: d" in done.out
    assert "--replace" in done.err
    assert added.read_bytes() == before


def test_replace_installs_the_new_deck_and_keeps_the_old_one(call: Call, added: Path, tongue: str) -> None:
    before = added.read_bytes()
    assert call("decks", "add", "a.yaml", "--replace").code == 0
    assert added.read_text(encoding="utf-8") == NEXT
    assert (added.parent / "removed" / "a.yaml").read_bytes() == before
    assert call("decks", "add", "a.yaml", "--replace").code == 0  # there is nothing left to do
    assert not (added.parent / "removed" / "a-2.yaml").exists()


def test_a_deck_in_another_language_is_another_deck(call: Call, added: Path, here: Path) -> None:
    deck(here / "a.yaml", NEXT.replace("language: da", "language: en"))
    before = added.read_bytes()
    assert call("decks", "add", "a.yaml").code == 0
    assert added.read_bytes() == before
    assert added.with_name("a-en.yaml").read_bytes() == (here / "a.yaml").read_bytes()
    assert call("decks", "add", "a.yaml").code == 0  # the same again
    deck(here / "a.yaml", NEXT.replace("language: da", "language: en") + "# and a note\n")
    assert call("decks", "add", "a.yaml").code == 1
    assert call("decks", "add", "a.yaml", "--replace").code == 0
    assert added.with_name("a-en.yaml").read_bytes() == (here / "a.yaml").read_bytes()
    assert added.read_bytes() == before


def test_a_deck_without_an_id_in_another_language_is_found_by_its_file(call: Call, here: Path) -> None:
    text = GOOD.format(id="none").replace("id: none\n", "")
    deck(here / "b.yaml", text)
    assert call("decks", "add", "b.yaml").code == 0
    for again in (False, True):
        deck(here / "b.yaml", text.replace("language: da", "language: en") + "# note\n" * again)
        done = call("decks", "add", "b.yaml", *(["--replace"] if again else []))
        assert done.code == 0
        assert "dialogkort play b-en" in done.out
        assert call("decks", "show", "b-en").code == 0


def test_the_differences_between_two_decks_are_listed() -> None:
    def read(text: str):
        from dialogkort.decks.reading.reading import read_deck

        found = read_deck(text.encode(), "a").deck
        assert found is not None
        return found

    good = GOOD.format(id="a")
    assert not changes(read(good), read(good + "# en note\n"))
    assert changes(read(good), read(NEXT)) == Changes(("c",), (), ("a",))
    assert changes(read(good), read(good.replace("Prøve", "Test"))) == Changes(of_deck=True)


def test_a_deck_that_is_played_from_its_file_stays_linked(call: Call, here: Path, tmp_path: Path) -> None:
    path = deck(here / "min.yaml", deck_id="min")
    call("play", "min.yaml")
    assert str(path) in call("decks", "list").out
    deck(path, GOOD.format(id="min").replace("Prøve", "Nyt navn"))
    assert "Nyt navn" in call("decks", "list").out
    assert call("decks", "show", "min").code == 0
    done = call("decks", "remove", "min")
    assert done.code == 0
    assert path.exists()
    assert str(path) not in call("decks", "list").out


def test_a_linked_deck_given_by_its_file_name_is_listed_once(here: Path, tmp_path: Path) -> None:
    path = deck(here / "min.yaml", deck_id="min")
    shelf = Shelf([], lambda: (path,))
    choices = DeckChoices(Library(shelf), ["min.yaml"])
    assert choices.wanted == ["min"]
    assert [word for word, _words in choices.choices()] == ["min"]


def test_links_that_lead_nowhere_are_skipped(tmp_path: Path) -> None:
    config = tmp_path / "config"
    path = deck(tmp_path / "x" / "min.yaml", deck_id="min")
    assert link(config, path)
    assert not link(config, path)
    assert linked_files(config) == (path,)
    shelf = Shelf([], lambda: linked_files(config))
    assert [shelved.id for shelved in shelf.decks()] == ["min"]
    path.unlink()
    assert shelf.decks() == ()
    unlink(config, path)
    assert linked_files(config) == ()
    (config / "linked-decks.txt").write_bytes(b"\xff\n\nx\0y\nrelativ.yaml\n")
    assert linked_files(config) == ()


def test_a_shared_folder_is_read_along_with_the_others(call: Call, here: Path, tmp_path: Path, tongue: str) -> None:
    shared = tmp_path / "fælles"
    deck(shared / "f.yaml", deck_id="faelles")
    done = call("decks", "share", shared)
    assert (done.code, done.err) == (0, "")
    assert str(shared / "f.yaml") in call("decks", "list").out
    assert str(shared) in call("decks", "share").out
    assert str(shared) in call("where").out
    assert call("decks", "remove", "faelles").code == 1
    assert (shared / "f.yaml").exists()
    assert call("decks", "share", shared, "--stop").code == 0
    assert str(shared / "f.yaml") not in call("decks", "list").out
    assert call("decks", "share", shared, "--stop").code == 1
    assert call("decks", "share", tmp_path / "findes-ikke").code == 2


def test_the_users_own_deck_takes_precedence_over_a_shared_one(call: Call, shelf: Path, tmp_path: Path) -> None:
    deck(tmp_path / "s" / "f.yaml", GOOD.format(id="x").replace("Prøve", "Fælles"))
    deck(shelf / "x.yaml", GOOD.format(id="x").replace("Prøve", "Egen"))
    call("decks", "share", tmp_path / "s")
    listed = call("decks", "list").out
    assert "Egen" in listed
    assert "Fælles" not in listed


COPIES = [
    "tillid (Annas modstridende kopi 2026-11-22).yaml",
    "tillid (Anna's conflicted copy 2026-11-22).yaml",
    "tillid-LAPTOP-7F3.yaml",
    "tillid.sync-conflict-20261122-101010-ABCDEFG.yaml",
    "tillid (1).yaml",
    "tillid - Kopi.yaml",
    "tillid_conflict-20261122.yaml",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_conflict_copy_is_shown_once_and_reported(call: Call, shelf: Path, name: str, tongue: str) -> None:
    deck(shelf / "tillid.yaml", GOOD.format(id="vores"))
    deck(shelf / name, GOOD.format(id="vores").replace("Prøve", "Anden"))
    lines = [line for line in call("decks", "list").out.splitlines() if line.startswith("vores")]
    assert len(lines) == 1
    assert "Prøve" in lines[0]
    assert name in lines[0]


def test_two_decks_that_only_share_an_id_are_both_shown(tmp_path: Path) -> None:
    deck(tmp_path / "a.yaml", GOOD.format(id="x"))
    deck(tmp_path / "b.yaml", GOOD.format(id="x"))
    deck(tmp_path / "a-ny.yaml", GOOD.format(id="x"))
    assert len(Shelf([tmp_path]).decks()) == 3
    assert shelve(tmp_path / "a.yaml").copies == ()


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("da_DK.UTF-8", "da"), ("nb_NO.UTF-8", "da"), ("nn_NO", "da"), ("no_NO", "da"), ("sv_SE.UTF-8", "da"),
        ("fo_FO", "da"), ("en_US.UTF-8", "en"), ("de_DE.UTF-8", "en"), ("nds_DE", "en"), ("C", "en"), ("sv-SE", "da"),
    ],
)  # fmt: skip
def test_readers_of_norwegian_or_swedish_get_danish(locale: str, language: str) -> None:
    assert preferred({"LANG": locale}) == language
