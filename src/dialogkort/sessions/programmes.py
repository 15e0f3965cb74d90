"""Where to continue a programme that a team stopped in. It is never done silently; the face offers it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dialogkort.core.cards import Deck, Order
from dialogkort.core.game.lists import Collected
from dialogkort.storage.games.minutes import Stopped


@dataclass(frozen=True, slots=True)
class Going:
    """Where a programme continues: the key of the card and its `number` in the deck, since `day`.

    The key and the number are empty if the card that was to be next, `missing`, is no longer in the deck.
    """

    deck: str
    title: str
    day: date
    key: str = ""
    number: int = 0
    missing: str = ""
    lists: tuple[Collected, ...] = ()


def going_on(stopped: Mapping[str, Stopped], decks: Iterable[Deck]) -> Going | None:
    """Return where to continue the first programme among `decks` that a team has stopped in; None if there is none.

    `stopped` is where it stopped, by deck id.
    """
    for deck in decks:
        where = stopped.get(deck.id) if deck.order is Order.FIXED else None
        if where is None:
            continue
        title = deck.title or deck.id
        number = next((place for place, card in enumerate(deck.cards, 1) if card.id == where.next), 0)
        if not number:
            return Going(deck.id, title, where.day, missing=where.next, lists=where.lists)
        return Going(deck.id, title, where.day, deck.cards[number - 1].key, number, lists=where.lists)
    return None
