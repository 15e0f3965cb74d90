"""Which cards somebody looks for: by theme, kind, level and text."""

from dataclasses import dataclass

from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.core.text import composed


@dataclass(frozen=True, slots=True)
class Filter:
    """What is empty lets every card through. Each word of `text` has to stand somewhere on a card."""

    themes: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    levels: tuple[int, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.themes or self.kinds or self.levels or self.text.split())

    def lets_through(self, card: Card) -> bool:
        """Tell whether `card` is one of those that are looked for."""
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
        """Return the cards of `deck` that are let through, in its order."""
        return tuple(card for card in deck.cards if self.lets_through(card)) if self else deck.cards


def _texts(card: Card) -> tuple[str, ...]:
    choices = (*card.options, card.low, card.high, card.decision)
    return (card.question, card.theme, *choices, *card.follow_ups, card.advice, card.source, *card.tags)


def folded(text: str) -> str:
    """Return `text` as it is compared: case and the ways to write an accent do not matter."""
    return composed(text).casefold()
