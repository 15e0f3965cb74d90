"""What a typed line means: the letters of the table's keys, full words in each language, and the user's own keys."""

from collections.abc import Iterable, Mapping

from dialogkort.language import TONGUES, tongue, using
from dialogkort.language import gettext as _
from dialogkort.sessions.moves import MOVES

LETTERS = {
    "consent": "jy",
    "concern": "bc",
    "objection": "io",
    "change_draft": "re",
    "keep": "bk",
    "adjust": "j",
    "retire": "vr",
    "replace": "s",
    "add_minute": "+",
    "pass_stick": "p",
    "draft": "a",
    "clear_answers": "v",
    "redraw": "tr",
    "follow_ups": "f",
    "advice": "g",
    "undo": "u",
    "note": "n",
    "drop_note": "ko",
    "list_line": "i",
    "talk_card": "o",
    "drop_draft": "x",
    "skip_phase": "s",
    "next_round": "e",
    "begin_closing": "lc",
    "members": "dw",
    "minutes": "m",
    "leave": "q",
}
"""The letters of a move, the Danish one first. They are the keys of the table: a test compares them."""


def move_meant(typed: str, live: Iterable[str], keymap: Mapping[str, str]) -> str:
    """Return which of the `live` moves was typed, as a letter or in words, or empty."""
    words, live = typed.casefold(), tuple(live)
    for move in live:
        own = keymap.get(f"table.{move}", "")
        letters = own.split(",") if own else list(LETTERS.get(move, ""))
        if typed in letters or words in letters:
            return move
    for move in live:
        if words in _names_of(move):
            return move
    begun = [move for move in live if len(words) > 1 and any(name.startswith(words) for name in _names_of(move))]
    return begun[0] if len(begun) == 1 else ""


def letter_of(move: str, keymap: Mapping[str, str]) -> str:
    """Return the letter to show for a move: the user's own, or else the one for the current language, or empty."""
    if own := keymap.get(f"table.{move}", ""):
        return own.split(",")[0]
    letters = LETTERS.get(move, "")
    return letters[min(tongue().letter, len(letters) - 1)] if letters else ""


def _names_of(move: str) -> list[str]:
    names = [move.replace("_", " ")]
    for spoken in TONGUES:
        with using(spoken):
            names.append(_(MOVES[move].label).casefold())
    return names
