"""What the shelf has, in numbers, for the first screen.

Reading every deck just to count its cards would cost more than everything else that the first screen does. The bundled
decks were counted when they were written (`scripts/deck_contents.py`), and that count is valid as long as their files
have the same sizes as then.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.files import atomic

NAME: Final = "contents.json"
"""The file beside the bundled decks with their counts."""
_SHORT: Final = 120
"""The most characters of a question shown on the first screen."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How many decks and cards there are, and short questions for a team to begin with."""

    decks: int
    cards: int
    openers: tuple[Card, ...]


def counted(decks: Iterable[Deck], first: int) -> Contents:
    """Return the contents of `decks`; the openers come from the `first` ones."""
    known = tuple(decks)
    openers = tuple(
        Card(card.id, card.deck, card.kind, card.question, card.theme)
        for deck in known[:first]
        for card in deck.cards
        if card.kind is Kind.QUESTION and card.level == 1 and len(card.question) < _SHORT and card.together is None
    )
    return Contents(len(known), sum(len(deck.cards) for deck in known), openers)


def written(contents: Contents, sizes: Mapping[str, int]) -> dict[str, Any]:
    """Return the stored form for one language: `sizes` are those of the decks' files by name, in bytes."""
    openers = [[card.deck, card.id, card.theme, card.question] for card in contents.openers]
    return {"files": dict(sizes), "cards": contents.cards, "openers": openers}


def counted_before(folder: Path, language: str) -> Contents | None:
    """Return the stored counts of the decks in `folder` / `language`; None if the files have changed since."""
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
