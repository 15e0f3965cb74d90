"""`decks new`: a deck that can be played at once; nothing is overwritten."""

import json
from pathlib import Path

import pytest
from tests.cli.calling import Call
from tests.decks.json_schema_check import load, valid
from tests.systems import shows_links

from dialogkort.core.cards import DECK_KINDS, Kind
from dialogkort.decks.format.json_schema import json_schema
from dialogkort.decks.shelf.shelf import shelve


def test_a_new_deck_passes_the_strictest_check(call: Call, here: Path, tongue: str) -> None:
    done = call("decks", "new", "tirsdag")
    assert (done.code, done.err) == (0, "")
    assert "decks preview tirsdag.yaml" in done.out
    assert call("decks", "check", "--strict", ".").code == 0
    deck = shelve(here / "tirsdag.yaml").reading.deck
    assert deck is not None
    assert (deck.id, deck.title, deck.language) == ("tirsdag", "Tirsdag", tongue)
    assert [card.kind for card in deck.cards] == list(DECK_KINDS)


def test_both_editors_find_the_schema(call: Call, here: Path) -> None:
    call("decks", "new", "tirsdag")
    text = (here / "tirsdag.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=deck.schema.json\n# $schema: deck.schema.json\n")
    schema = json.loads((here / "deck.schema.json").read_text(encoding="ascii"))
    assert schema == json_schema()
    assert valid(load(text), schema)


@pytest.mark.parametrize("kind", list(DECK_KINDS))
def test_a_deck_can_start_with_one_kind_of_card(call: Call, here: Path, kind: Kind, tongue: str) -> None:
    assert call("decks", "new", "a", "--kind", kind).code == 0
    assert call("decks", "check", "--strict", ".").code == 0
    deck = shelve(here / "a.yaml").reading.deck
    assert deck is not None
    assert [card.kind for card in deck.cards] == [kind]


def test_a_deck_can_start_with_two_kinds_of_card(call: Call, here: Path) -> None:
    call("decks", "new", "a", "--kind", "scale", "--kind", "dilemma", "--lang", "da")
    deck = shelve(here / "a.yaml").reading.deck
    assert deck is not None
    assert [card.kind for card in deck.cards] == [Kind.DILEMMA, Kind.SCALE]
    assert deck.language == "da"


def test_nothing_is_overwritten(call: Call, here: Path, tongue: str) -> None:
    for name in ("a.yaml", "deck.schema.json"):
        (here / name).write_text("mit", encoding="utf-8")
    done = call("decks", "new", "a")
    assert done.code == 1
    assert "a.yaml" in done.err
    done = call("decks", "new", "b")
    assert done.code == 0
    assert "deck.schema.json" in done.out
    assert (
        (here / "a.yaml").read_text(encoding="utf-8")
        == (here / "deck.schema.json").read_text(encoding="utf-8")
        == "mit"
    )
    if shows_links():
        (here / "c.yaml").symlink_to(here / "intet")
        assert call("decks", "new", "c").code == 1
        assert not (here / "intet").exists()


@pytest.mark.parametrize("name", ["Min Ting", "../ude", "a/b", "con", "x" * 81, "æ", "\x1b[31m", "-a"])
def test_an_invalid_id_is_a_usage_error(call: Call, here: Path, name: str, tongue: str) -> None:
    done = call("decks", "new", "--", name)
    assert done.code == 2
    assert "\x1b" not in done.err
    assert list(here.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_reported(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dialogkort.files import atomic

    def full(path: Path, *_rest: object, **_more: object) -> None:
        raise atomic.CannotSave(path, OSError(28, "No space left on device"))

    monkeypatch.setattr(atomic, "write", full)
    done = call("decks", "new", "a")
    assert done.code == 1
    assert "the disk is full" in done.err
