"""The letters of the plain face are the keys of the table, so that nobody has to learn them twice."""

from textual.binding import Binding

from dialogkort.plain.letters import LETTERS, move_meant
from dialogkort.sessions.moves import MOVES
from dialogkort.tui.table.keys import BINDINGS

SIGNS = {"plus": "+"}


def _keys() -> dict[str, set[str]]:
    found = {}
    for binding in BINDINGS:
        assert isinstance(binding, Binding)
        _screen, _dot, move = (binding.id or "").partition(".")
        if move in MOVES:
            letters = {SIGNS.get(key, key) for key in binding.key.split(",")}
            found[move] = {key for key in letters if len(key) == 1 and not key.isdigit()}
    return {move: letters for move, letters in found.items() if letters and move != "own_screens"}


def test_the_letters_are_the_keys_of_the_table() -> None:
    assert {move: set(letters) for move, letters in LETTERS.items()} == _keys()


def test_words_in_both_languages_and_a_persons_own_keys_are_understood() -> None:
    assert move_meant("fortryd", MOVES, {}) == "undo"
    assert move_meant("Undo", MOVES, {}) == "undo"
    assert move_meant("park", MOVES, {}) == "note"
    assert move_meant("z", MOVES, {"table.undo": "z"}) == "undo"
    assert move_meant("u", ["undo"], {"table.undo": "z"}) == ""
    assert move_meant("nonsense", MOVES, {}) == ""
