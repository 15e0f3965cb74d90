"""The decks that a game can be set up with, each under the word that the game finds it with."""

from collections.abc import Iterable

from dialogkort.core.cards import Deck
from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.library import Library
from dialogkort.decks.shelf.shelf import ShelvedDeck
from dialogkort.language import current
from dialogkort.views.plan import deck_words


class DeckChoices:
    """What lies on the shelf, and which of it the start of the program named.

    The word of a deck is its id, or the path of its file where another has the id. `wanted` are the words of
    the named ones that can be played, and `lacking` what was named and cannot.
    """

    def __init__(self, library: Library, named: Iterable[str]) -> None:
        given = {word: library.find(word, current()) for word in named}
        listed = library.decks(current())
        paths = {one.path for one in listed}
        # a deck that the start of the program named by its path comes first
        self._shelved = {str(one.path): one for one in given.values() if one and one.path not in paths}
        for one in listed:
            taken = one.reading.deck is None or one.id in self._shelved
            self._shelved[str(one.path) if taken else one.id] = one
        wanted = {one.path for one in given.values() if one}
        self.lacking = [clean_line(word, 60) for word, one in given.items() if not one or not _playable(one)]
        self.wanted = [word for word, one in self._shelved.items() if one.path in wanted]

    @property
    def shelved(self) -> tuple[ShelvedDeck, ...]:
        """All files, also those that cannot be played."""
        return tuple(self._shelved.values())

    def choices(self) -> list[tuple[str, str]]:
        """Return each deck as (word, words)."""
        return [(word, deck_words(one)) for word, one in self._shelved.items() if one.reading.deck]

    def chosen(self, words: Iterable[str], *, usual: bool = True) -> list[str]:
        """Return which of `words` can be played; else, as is `usual`, the first deck that can."""
        playable = [word for word, one in self._shelved.items() if _playable(one)]
        return [word for word in words if word in playable] or (playable[:1] if usual else [])

    def decks(self, words: Iterable[str]) -> tuple[Deck, ...]:
        """Return the decks with these words, in the order of the shelf."""
        wanted = set(words)
        found = (one.reading.deck for word, one in self._shelved.items() if word in wanted)
        return tuple(deck for deck in found if deck)


def _playable(shelved: ShelvedDeck) -> bool:
    return bool(shelved.reading.deck and shelved.reading.deck.cards)
