"""Collecting the cards: what cannot be a card, or is a duplicate, is put aside with the reason."""

from dataclasses import replace
from typing import Final

from dialogkort.core.cards import Card, Kind
from dialogkort.decks.format.field_types import NumberType, TextType
from dialogkort.decks.format.schema import CARD_FIELDS, LIMITS, QUESTION_LIMIT
from dialogkort.decks.importing.filling import changed, filled
from dialogkort.decks.importing.proposal import Column, LeftOut, Place, Proposal, Refused, Why
from dialogkort.decks.importing.words import tidy
from dialogkort.language import gettext as _
from dialogkort.language.words import kind_name

_SHOWN: Final = 2_000
_TEXT: Final = TextType().limit
_MINUTES: Final = next(field.type for field in CARD_FIELDS if field.name == "minutes")
_MOST_LEFT: Final = 1_000
_LINES: Final = ("theme", "low", "high", "decision", "source", "advice")
_LISTS: Final = ("options", "follow_ups", "tags")


class Collection:
    """Takes cards one by one; each is a card that the deck reader accepts as well."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.left_out: list[LeftOut] = []
        self._places: list[Place] = []
        self._known: set[str] = set()

    def leave(self, place: Place, text: str, why: Why) -> None:
        if (text := tidy(text)) and len(self.left_out) < _MOST_LEFT:
            self.left_out.append(LeftOut(place, text[:_SHOWN], why))

    def add(self, place: Place, card: Card) -> bool:
        """Add a card; tell whether it was taken. Raises Refused if there are more than a deck can have."""
        question = tidy(card.question)
        if not any(map(str.isalnum, question)):
            self.leave(place, question or card.theme, Why.NO_QUESTION)
            return False
        if len(question) > QUESTION_LIMIT:
            self.leave(place, question, Why.TOO_LONG)
            return False
        if (key := question.casefold()) in self._known:
            self.leave(place, question, Why.TWICE)
            return False
        self._known.add(key)
        if len(self.cards) >= LIMITS.items:
            raise Refused(too_many())
        self.cards.append(self._fitting(place, replace(card, question=question)))
        self._places.append(place)
        return True

    def amend(self, place: Place, field: str, text: str) -> None:
        """Add text to the last card, if there is a card and the text fits."""
        card = filled(self.cards[-1], field, text) if self.cards else None
        if card is None:
            self.leave(place, text, Why.NOT_FITTING if self.cards else Why.PROSE)
        else:
            self.cards[-1] = self._fitting(place, card, (field,))

    def proposal(self, title: str = "", columns: tuple[Column, ...] = ()) -> Proposal:
        """Return what was collected, each card with the kind that its fields imply."""
        cards = []
        for place, card in zip(self._places, self.cards, strict=True):
            kept, unused = of_its_kind(card)
            for text in unused:
                self.leave(place, text, Why.NOT_FITTING)
            cards.append(kept)
        left = sorted(self.left_out, key=lambda left_out: left_out.place.number)
        return Proposal(tuple(cards), tidy(title), columns, tuple(left))

    def _fitting(self, place: Place, card: Card, fields: tuple[str, ...] = (*_LINES, *_LISTS)) -> Card:
        """Return the card without text in these fields that is too long, which is left out with the reason."""
        for name in filter(_LINES.__contains__, fields):
            text = tidy(getattr(card, name))
            if len(text) > _TEXT:
                self.leave(place, text, Why.NOT_FITTING)
                text = ""
            card = changed(card, name, text)
        for name in filter(_LISTS.__contains__, fields):
            texts = tuple(one for text in getattr(card, name) if (one := tidy(text)))
            for text in texts:
                if len(text) > _TEXT:
                    self.leave(place, text, Why.NOT_FITTING)
            card = changed(card, name, tuple(text for text in texts if len(text) <= _TEXT))
        return card


def too_many() -> str:
    """Return a text that says that a file has more cards than a deck can have."""
    return _("The file has more than {limit} cards. Split it into several files.").format(limit=LIMITS.items)


def of_its_kind(card: Card) -> tuple[Card, tuple[str, ...]]:
    """Return the card with the kind that its fields allow, and the text that this kind does not use."""
    can = {
        Kind.SPOKEN: card.kind is Kind.SPOKEN,
        Kind.DILEMMA: 2 <= len(card.options) <= 5,
        Kind.SCALE: bool(card.low and card.high),
        Kind.DELEGATION: bool(card.decision),
        Kind.EXERCISE: isinstance(_MINUTES, NumberType) and _MINUTES.low <= card.minutes <= _MINUTES.high,
    }
    kind = card.kind
    if not can.get(kind, False):
        kind = next((name for name, possible in can.items() if possible), Kind.QUESTION)
    unused = [kind_name(card.kind)] if card.kind not in {kind, Kind.QUESTION} else []
    if kind is not Kind.DILEMMA:
        unused += card.options
        card = replace(card, options=())
    if kind is not Kind.SCALE:
        unused += filter(None, (card.low, card.high))
        card = replace(card, low="", high="")
    if kind is not Kind.DELEGATION:
        unused += filter(None, (card.decision,))
        card = replace(card, decision="")
    if kind is not Kind.EXERCISE:
        unused += [str(card.minutes)] if card.minutes else []
        card = replace(card, minutes=0)
    return replace(card, kind=kind), tuple(unused)
