"""How two decks with the same id differ: cards that were added, removed or changed."""

from dataclasses import dataclass, fields

from dialogkort.core.cards import Card, Deck


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of cards that are new, gone or changed, and whether the deck itself has changed."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    of_deck: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed or self.of_deck)


def changes(before: Deck, after: Deck) -> Changes:
    """Compare two decks, card by card."""
    old, new = _by_id(before), _by_id(after)
    return Changes(
        tuple(name for name in new if name not in old),
        tuple(name for name in old if name not in new),
        tuple(name for name, card in new.items() if name in old and old[name] != card),
        any(
            getattr(before, field.name) != getattr(after, field.name) for field in fields(Deck) if field.name != "cards"
        ),
    )


def _by_id(deck: Deck) -> dict[str, Card]:
    return {card.id: card for card in deck.cards}
