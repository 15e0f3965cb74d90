"""The decks to choose from: those in the language of the interface, and the user's own."""

from typing import TYPE_CHECKING

from dialogkort.core.text import composed
from dialogkort.decks.shelf.shelf import Shelf, ShelvedDeck
from dialogkort.language.names import sorting_key

if TYPE_CHECKING:
    from dialogkort.core.cards import Deck
    from dialogkort.decks.shelf.contents import Contents

FIRST = ("tillid", "selvledelse", "kontrol", "digital-kommunikation")
"""The bundled decks that a new team sees first; the others follow by title."""


class Library:
    """The shelf as people see it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def decks(self, language: str) -> tuple[ShelvedDeck, ...]:
        """Return the decks in `language`, then the user's own in other languages, and files with faults."""
        return tuple(sorted(self._shelf.decks(language), key=lambda deck: _place(deck, language)))

    def contents(self, language: str) -> "Contents":
        """Return how much there is; the decks are read for this only if there are others than the bundled ones."""
        from dialogkort.decks.shelf import contents  # noqa: PLC0415 - after the first frame

        folder = self._shelf.only_bundled()
        before = contents.counted_before(folder, language) if folder else None
        if before:
            return before
        decks = (shelved.reading.deck for shelved in self.decks(language))
        return contents.counted((deck for deck in decks if deck), len(FIRST))

    def find(self, word: str, language: str) -> ShelvedDeck | None:
        """Return the deck with the id `word`, the one that translates it, or the one in the file `word`."""
        wanted = composed(word)
        for shelved in self.decks(language):
            deck = shelved.reading.deck
            if deck and wanted in {composed(deck.id), composed(deck.translation_of)}:
                return shelved
        return self._shelf.find(word)


def _place(shelved: ShelvedDeck, language: str) -> tuple[int, object]:
    deck = shelved.reading.deck
    if deck is None:
        return 3, sorting_key(shelved.path.name)
    core = [place for place, name in enumerate(FIRST) if name in {deck.id, deck.translation_of}]
    if core:
        return 0, core[0]
    return 1 if _language(deck) == language else 2, sorting_key(deck.title or deck.id)


def _language(deck: "Deck | None") -> str:
    return deck.language.split("-")[0] if deck else ""
