"""A starting deck: a card of each kind with explanations, in the author's language.

The text is in `starting_decks/`, one deck for each language, which can be played as it is.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from dialogkort.core.cards import Kind

_FOLDER: Final = Path(__file__).with_name("starting_decks")
_NAME: Final = "dit-id"
_TITLE: Final = "Din titel"


def new_deck(deck_id: str, language: str, kinds: Collection[Kind]) -> str:
    """Return the text of a new deck with the cards of `kinds`, in `language` if there is a starting deck in it."""
    try:
        whole = _FOLDER.joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    except FileNotFoundError:
        whole = _FOLDER.joinpath("en.yaml").read_text(encoding="utf-8")
    head, *cards = whole.split("\n\n  #")
    wanted = [card for card in cards if any(f"\n    kind: {kind}\n" in f"{card}\n" for kind in kinds)]
    text = "\n\n  #".join([head, *(card.rstrip("\n") for card in wanted)]) + "\n"
    title = deck_id.replace("-", " ").capitalize()
    if Kind.SPOKEN in kinds:
        text = text.replace("format: 1\n", "format: 2\n", 1)
    return text.replace(_NAME, deck_id).replace(_TITLE, title)
