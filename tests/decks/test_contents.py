"""The bundled decks are counted beforehand; the count is correct, and everything else on the shelf is read."""

import json
import shutil

import pytest
from tests.decks.written import HEAD, TAIL

from dialogkort.decks.shelf import contents
from dialogkort.decks.shelf import shelf as module
from dialogkort.decks.shelf.contents import NAME, counted, counted_before
from dialogkort.decks.shelf.library import FIRST, Library
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.language import TONGUES


@pytest.mark.parametrize("language", TONGUES)
def test_the_count_equals_what_reading_every_deck_gives(language):
    read = [shelved.reading.deck for shelved in Library(Shelf((bundled_folder(),))).decks(language)]
    assert counted_before(bundled_folder(), language) == counted(read, len(FIRST))


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A copy of the Danish decks, and an empty folder for the user's own."""
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    shutil.copytree(bundled_folder() / "da", bundled / "da")
    shutil.copy(bundled_folder() / NAME, bundled)
    own.mkdir()
    monkeypatch.setattr(module, "bundled_folder", lambda: bundled)
    return bundled, own


def test_no_deck_is_read_for_the_count_as_long_as_there_are_only_bundled_ones(shelf, monkeypatch):
    monkeypatch.setattr(module, "shelve", lambda *given, **more: pytest.fail(f"{given} was read"))
    found = Library(Shelf(shelf)).contents("da")
    assert found.decks == len(list(shelf[0].glob("da/*.yaml")))
    assert found.cards > 0
    assert found.openers


def test_a_deck_of_the_users_own_is_counted_with_the_others(shelf):
    before = Library(Shelf(shelf)).contents("da")
    (shelf[1] / "egen.yaml").write_text(HEAD + TAIL, encoding="utf-8")
    after = Library(Shelf(shelf)).contents("da")
    assert (after.decks, after.openers) == (before.decks + 1, before.openers)
    assert after.cards > before.cards


def test_a_linked_deck_is_counted_too(shelf, tmp_path):
    linked = tmp_path / "linked.yaml"
    linked.write_text(HEAD + TAIL, encoding="utf-8")
    found = Library(Shelf(shelf, lambda: (linked,))).contents("da")
    assert found.decks == len(list(shelf[0].glob("da/*.yaml"))) + 1


@pytest.mark.parametrize("change", ["gone", "changed", "more"])
def test_bundled_decks_that_have_changed_since_they_were_counted_are_read(shelf, change):
    bundled, _own = shelf
    first = bundled / "da" / "tillid.yaml"
    match change:
        case "gone":
            first.unlink()
        case "changed":
            first.write_bytes(first.read_bytes() + b"# a line\n")
        case "more":
            (bundled / "da" / "ny.yaml").write_text(HEAD + TAIL, encoding="utf-8")
    assert counted_before(bundled, "da") is None
    assert Library(Shelf(shelf)).contents("da").decks == len(list(bundled.glob("da/*.yaml")))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"da": 1}', '{"da": {"files": {}, "cards": "x", "openers": []}}', "\xff"]
)
def test_an_unreadable_count_is_made_again(shelf, text):
    bundled, _own = shelf
    (bundled / NAME).write_text(text, encoding="latin-1")
    assert Library(Shelf(shelf)).contents("da").decks == len(list(bundled.glob("da/*.yaml")))


def test_what_is_written_reads_back_the_same(tmp_path):
    read = [shelved.reading.deck for shelved in Library(Shelf((bundled_folder(),))).decks("da")]
    known = counted(read, 4)
    (tmp_path / "da").mkdir()
    (tmp_path / "da" / "x.yaml").write_bytes(b"12345")
    (tmp_path / NAME).write_text(json.dumps({"da": contents.written(known, {"x.yaml": 5})}), encoding="utf-8")
    assert counted_before(tmp_path, "da") == contents.Contents(1, known.cards, known.openers)
