"""A file that somebody is editing is read again when it has changed, and only then."""

import os

from tests.decks.written import HEAD, TAIL, codes, ids

from dialogkort.decks.shelf import watching
from dialogkort.decks.shelf.watching import WatchedDeck

GOOD = HEAD + TAIL


def test_the_first_look_reads_the_file(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    watched = WatchedDeck(path)
    assert ids(watched.look()) == ["a", "z"]
    assert [watched.look() for _ in range(30)] == [None] * 30


def test_each_save_is_noticed(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    watched = WatchedDeck(path)
    watched.look()
    path.write_text(GOOD.replace("nu", "da"), encoding="utf-8")
    assert watched.look().deck.cards[0].question == "Hvad da?"
    assert watched.look() is None
    other = tmp_path / "b"
    other.write_text("cards: @", encoding="utf-8")
    other.replace(path)
    assert codes(watched.look()) == ["DK025"]
    path.unlink()
    assert codes(watched.look()) == ["DK001"]
    assert watched.look() is None
    path.write_text(GOOD, encoding="utf-8")
    assert ids(watched.look()) == ["a", "z"]


def test_a_save_with_the_same_size_and_time_is_noticed(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    watched = WatchedDeck(path)
    monkeypatch.setattr(watched, "_stamp_now", lambda: (1,))  # a stopped clock
    watched.look()
    path.write_text(GOOD.replace("nu", "da"), encoding="utf-8")
    assert watched.look().deck.cards[0].question == "Hvad da?"


def test_an_old_file_is_only_checked_and_not_read(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    watched = WatchedDeck(path)
    for _ in range(30):
        watched.look()
    monkeypatch.setattr(watching, "content", lambda path: 1 / 0)
    assert watched.look() is None
    os.utime(path, (1, 1))
    monkeypatch.undo()
    assert watched.look() is None, "saved again without a change"


def test_something_that_is_not_a_file_is_reported(tmp_path):
    assert codes(WatchedDeck(tmp_path).look()) == ["DK002"]
    assert codes(WatchedDeck(tmp_path / "nul\0.yaml").look()) == ["DK001"]
