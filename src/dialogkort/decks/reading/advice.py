"""Warnings: what could be improved about cards that can be dealt."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dialogkort.core.cards import Card, Kind, Order
from dialogkort.decks.reading.tree import Items, Node, Text
from dialogkort.files.cells import cells
from dialogkort.language import TONGUES

CARD_CELLS: Final = 60
CARD_ROWS: Final = 12
"""The rows for a card's text on a screen of 80×24, next to the clock, the talking stick and the footer."""
_SAME_THEME: Final = 5
_SENTENCE: Final = re.compile(r"[^.?!:\n]*\?")

_SPOKEN: Final = re.compile(r"\A\s*(?:»[^«]*«|“[^”]*”|\"[^\"]*\")\s*(?=\S)")
"""Something that somebody says at the beginning of a question, followed by more text."""


def is_yes_or_no(question: str, language: str) -> bool:
    """Tell whether "yes" answers the first sentence: it begins with a verb and offers no choice.

    A quotation at the beginning is what somebody says, not what the team is asked.
    """
    tongue = TONGUES.get(language[:2].casefold())
    if tongue is None:
        return False
    question = _SPOKEN.sub("", question)
    word = question.split(None, 1)[0].strip("»«\"'“”,…–-").casefold()
    if word not in tongue.openings:
        return False
    sentence = _SENTENCE.match(question)
    return sentence is not None and not re.search(rf"\b{tongue.choice}\b", sentence[0])


def rows_of(card: Card) -> int:
    """Return how many rows the card's own text takes up on a small screen, or 0 if it clearly fits."""
    texts = [card.question, *card.options]
    match card.kind:
        case Kind.SCALE:
            texts += [card.low, card.high]
        case Kind.DELEGATION:
            texts.append(card.decision)
        case Kind.EXERCISE:
            texts += [step.text for step in card.steps]
        case Kind.QUESTION | Kind.DILEMMA | Kind.SPOKEN | Kind.REVIEW | Kind.TALK:
            pass
    at_most = 0
    for text in texts:
        # a row is at least half full if its words are shorter than that
        at_most += 2 + text.count("\n") + len(text) * 4 // CARD_CELLS
    if at_most <= CARD_ROWS:
        return 0
    return sum(_rows(line) for text in texts for line in text.split("\n"))


def split_sentence(node: Node | None) -> Text | None:
    """Return the first text in a bracketed list that continues the one before: a comma has split a sentence.

    It begins with a small letter where the first text of the list begins with a capital.
    """
    if not isinstance(node, Items) or not node.flow:
        return None
    texts = [item for item in node.items if isinstance(item, Text) and item.value and not item.style]
    if len(texts) < 2 or not texts[0].value[0].isupper():
        return None
    return next((text for text in texts[1:] if text.value[0].islower()), None)


def one_theme(cards: Sequence[Card], order: Order) -> str:
    """Return the theme that all of the cards share, or an empty text; that is fine in a programme."""
    if len(cards) < _SAME_THEME or order is Order.FIXED:
        return ""
    theme = cards[0].theme
    return theme if all(card.theme == theme for card in cards) else ""


def _rows(line: str) -> int:
    """Count the rows of a line when it is wrapped between words."""
    if len(line) <= CARD_CELLS // 2:
        return 1
    rows = 1
    width = 0
    for word in _words(line):
        if width and width + 1 + word > CARD_CELLS:
            rows += 1
            width = 0
        width += word + (width > 0)
        rows += max(0, word - 1) // CARD_CELLS
    return rows


def _words(line: str) -> Iterator[int]:
    return (cells(word) for word in line.split())
