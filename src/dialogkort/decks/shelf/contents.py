"""What the shelf holds, in figures, as the first screen tells it.

Reading every deck in order to count its cards costs more than all else that the first screen does. The bundled
decks were counted when they were written (`scripts/deck_contents.py`), and that count holds for as long as their
files have the sizes that they had then.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.files import atomic

NAME: Final = "contents.json"
"""The file beside the bundled decks in which they are counted."""
_SHORT: Final = 120
"""Characters up to which a question is shown on the first screen."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How many decks and cards there are, and short questions that a team can begin with."""

    decks: int
    cards: int
    openers: tuple[Card, ...]


def counted(decks: Iterable[Deck], first: int) -> Contents:
    """Return the contents of `decks`; the openers are from the `first` ones."""
    known = tuple(decks)
    openers = tuple(
        Card(card.id, card.deck, card.kind, card.question, card.theme)
        for deck in known[:first]
        for card in deck.cards
        if card.kind is Kind.QUESTION and card.level == 1 and len(card.question) < _SHORT and card.together is None
    )
    return Contents(len(known), sum(len(deck.cards) for deck in known), openers)


def written(contents: Contents, sizes: Mapping[str, int]) -> dict[str, Any]:
    """Return what is written of one language: `sizes` are those of the decks' files by name, in bytes."""
    openers = [[card.deck, card.id, card.theme, card.question] for card in contents.openers]
    return {"files": dict(sizes), "cards": contents.cards, "openers": openers}


def counted_before(folder: Path, language: str) -> Contents | None:
    """Return what was counted of the decks in `folder` / `language`; None where the files are no longer those."""
    try:
        known = json.loads(atomic.read(folder / NAME))[language]
        names = [name for name in atomic.names(folder / language) if not name.startswith(".")]
        facts = {name: atomic.facts(folder / language / name) for name in names}
        if {name: fact.st_size for name, fact in facts.items() if fact} != known["files"]:
            return None
        openers = tuple(Card(id_, deck, Kind.QUESTION, words, theme) for deck, id_, theme, words in known["openers"])
        return Contents(len(names), int(known["cards"]), openers)
    except (OSError, atomic.CannotRead, ValueError, KeyError, TypeError):
        return None  # then they are read
