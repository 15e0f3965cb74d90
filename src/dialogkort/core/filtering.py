"""Filters for cards: by theme, kind, level and text."""

from dataclasses import dataclass

from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.core.text import composed


@dataclass(frozen=True, slots=True)
class Filter:
    """A field that is empty matches every card. Each word of `text` has to occur somewhere on a card."""

    themes: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    levels: tuple[int, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.themes or self.kinds or self.levels or self.text.split())

    def lets_through(self, card: Card) -> bool:
        """Tell whether `card` matches."""
        if self.themes and card.theme not in self.themes:
            return False
        if self.kinds and card.kind not in self.kinds:
            return False
        if self.levels and card.level not in self.levels:
            return False
        words = folded(self.text).split()
        if not words:
            return True
        written = folded("\n".join(_texts(card)))
        return all(word in written for word in words)

    def cards_of(self, deck: Deck) -> tuple[Card, ...]:
        """Return the cards of `deck` that match, in the deck's order."""
        return tuple(card for card in deck.cards if self.lets_through(card)) if self else deck.cards


def _texts(card: Card) -> tuple[str, ...]:
    choices = (*card.options, card.low, card.high, card.decision)
    return (card.question, card.theme, *choices, *card.follow_ups, card.advice, card.source, *card.tags)


def folded(text: str) -> str:
    """Return `text` in the form used for comparison: case and the way an accent is encoded do not matter."""
    return composed(text).casefold()
