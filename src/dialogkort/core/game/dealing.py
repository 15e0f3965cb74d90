"""Dealing: the order of the cards. Randomness is an argument and is used once, when the pile is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random
from typing import Self

from dialogkort.core.cards import Card, Deck, Kind, Order

CHOICE = 3
"""How many cards are face up to choose from."""

LEVELS = 3


class Dealing(StrEnum):
    """The three ways to deal."""

    BLIND = "blind"
    CHOOSE = "choose"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Pile:
    """The cards that are left. A programme comes first, in its own order, then `fresh`, then `seen`.

    `seen` holds what this team played recently, longest ago first, and what was put aside in this game. `talk` are
    cards about the conversation that has just taken place: they are dealt only on request.
    """

    programme: tuple[Card, ...] = ()
    fresh: tuple[Card, ...] = ()
    seen: tuple[Card, ...] = ()
    talk: tuple[Card, ...] = ()

    def __len__(self) -> int:
        return len(self.programme) + len(self.fresh) + len(self.seen)

    def top(self, number: int, level: int, avoid: Kind | None = None) -> tuple[Card, ...]:
        """Return the `number` cards that come next for a round at `level`; fewer if the pile is short.

        Cards at that level come first, and among them cards of another kind than `avoid`, the previous round's.
        Several face-up cards of one level have different themes if the pile allows it.
        """
        ranked = [
            *self.programme,
            *sorted(self.fresh, key=lambda card: (abs(card.level - level), card.kind is avoid)),
            *self.seen,
        ]
        chosen: list[Card] = []
        while ranked and len(chosen) < number:
            themes = {card.theme for card in chosen}
            card = ranked[0]
            if card in self.fresh:
                away = abs(card.level - level)
                others = (dealt for dealt in ranked if abs(dealt.level - level) == away and dealt in self.fresh)
                card = next((other for other in others if other.theme not in themes), card)
            ranked.remove(card)
            chosen.append(card)
        return tuple(chosen)

    def without(self, cards: Iterable[Card]) -> Self:
        """Return the pile without `cards`."""
        keys = {card.key for card in cards}

        def keep(part: tuple[Card, ...]) -> tuple[Card, ...]:
            return tuple(card for card in part if card.key not in keys)

        parts = {"programme": keep(self.programme), "fresh": keep(self.fresh), "seen": keep(self.seen)}
        return replace(self, **parts, talk=keep(self.talk))

    def put_aside(self, cards: Iterable[Card]) -> Self:
        """Return the pile with `cards` at its very end; cards about the conversation stay in their own part."""
        cards = tuple(cards)
        rest = self.without(cards)
        talk = tuple(card for card in cards if card.kind is Kind.TALK)
        seen = tuple(card for card in cards if card.kind is not Kind.TALK)
        return replace(rest, seen=(*rest.seen, *seen), talk=(*rest.talk, *talk))


def make_pile(decks: Iterable[Deck], played: Mapping[str, int], rng: Random) -> Pile:
    """Shuffle the decks' cards into a pile.

    `played` maps the key of each card that this team played recently to how many games ago that was. The same decks,
    history and state of `rng` give the same pile. A deck that is given twice is dealt once.
    """
    decks = tuple({deck.id: deck for deck in decks}.values())
    programme = tuple(card for deck in decks if deck.order is Order.FIXED for card in deck.cards)
    loose = sorted(
        (card for deck in decks if deck.order is Order.SHUFFLED for card in deck.cards),
        key=lambda card: card.key,
    )
    rng.shuffle(loose)
    seen = sorted((card for card in loose if card.key in played), key=lambda card: -played[card.key])
    return Pile(programme, tuple(card for card in loose if card.key not in played), tuple(seen))


def level_of(round_number: int, rounds: int) -> int:
    """Return the level of a round, counted from 1: a game starts light and gets deeper, evenly over `rounds`."""
    return min(LEVELS, 1 + (round_number - 1) * LEVELS // max(rounds, LEVELS))
