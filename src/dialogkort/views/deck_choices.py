"""The decks that a game can be set up with, each under the word by which the game finds it."""

import os
from collections.abc import Iterable
from pathlib import Path

from dialogkort.core.cards import Deck
from dialogkort.core.filtering import folded
from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.library import Library
from dialogkort.decks.shelf.shelf import ShelvedDeck
from dialogkort.language import current
from dialogkort.sessions.own_deck import OWN, own_title
from dialogkort.views.plan import deck_words

MANY = 24
"""With this many decks, people search by title instead of reading through them all."""


class DeckChoices:
    """The decks on the shelf, and which of them were named when the program was started.

    The word for a deck is its id, or the path of its file if another deck has the same id. `wanted` are the words for
    the named decks that can be played, and `lacking` are the named ones that cannot.
    """

    def __init__(self, library: Library, named: Iterable[str]) -> None:
        self.own: Deck | None = None
        """The deck of the team's own agreements, once the team has enough of them."""
        named = tuple(named)
        self.own_number = 0
        self.wants_own = OWN in named
        listed = library.decks(current())
        places = {_place(deck.path): deck for deck in listed}
        found = {word: library.find(word, current()) for word in named if word != OWN}
        given = {word: deck and places.get(_place(deck.path), deck) for word, deck in found.items()}
        paths = {deck.path for deck in listed}
        # a deck that was given by its path when the program was started comes first
        self._shelved = {str(deck.path): deck for deck in given.values() if deck and deck.path not in paths}
        for deck in listed:
            taken = deck.reading.deck is None or deck.id in self._shelved
            self._shelved[str(deck.path) if taken else deck.id] = deck
        wanted = {deck.path for deck in given.values() if deck}
        self.lacking = [clean_line(word, 60) for word, deck in given.items() if not deck or not _playable(deck)]
        self.wanted = [word for word, deck in self._shelved.items() if deck.path in wanted]

    @property
    def shelved(self) -> tuple[ShelvedDeck, ...]:
        """All files, including those that cannot be played."""
        return tuple(self._shelved.values())

    def choices(self) -> list[tuple[str, str]]:
        """Return each deck as (word, words). Decks that share an id also show their file names."""
        found = [(word, _words(deck)) for word, deck in self._shelved.items() if deck.reading.deck]
        return [*found, (OWN, own_title(self.own_number))] if self.own else found

    def shown(self, text: str, chosen: Iterable[str]) -> tuple[list[tuple[str, str]], int]:
        """Return the decks to show when there are many, and how many are left out.

        Those `chosen` come first, then the first ones that contain each word of `text`.
        """
        choices, taken = self.choices(), set(chosen)
        if len(choices) <= MANY:
            return choices, 0
        words = folded(text).split()
        alike = [name for name, title in choices if all(word in folded(title) for word in words)]
        room = max(MANY - len(taken), 1)
        seen = taken | set([name for name in alike if name not in taken][:room])
        return [choice for choice in choices if choice[0] in seen], len(choices) - len(seen)

    def chosen(self, words: Iterable[str], *, usual: bool = True) -> list[str]:
        """Return the playable decks among `words`; if there are none and `usual` is set, the first playable deck."""
        playable = [word for word, deck in self._shelved.items() if _playable(deck)] + ([OWN] if self.own else [])
        return [word for word in words if word in playable] or (playable[:1] if usual else [])

    def decks(self, words: Iterable[str]) -> tuple[Deck, ...]:
        """Return the decks with these words, in the order of the shelf."""
        wanted = set(words)
        found = (shelved.reading.deck for word, shelved in self._shelved.items() if word in wanted)
        own = (self.own,) if self.own and OWN in wanted else ()
        return (*(deck for deck in found if deck), *own)


def _place(path: Path) -> str:
    """Return where a file is: a path relative to the current folder means the same file as the one on the shelf."""
    return os.path.abspath(path)  # noqa: PTH100 - a link counts as a file of its own


def _words(shelved: ShelvedDeck) -> str:
    words = deck_words(shelved)
    return f"{words} ({clean_line(shelved.path.name, 40)})" if shelved.same_id else words


def _playable(shelved: ShelvedDeck) -> bool:
    return bool(shelved.reading.deck and shelved.reading.deck.cards)
