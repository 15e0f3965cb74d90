"""The fingerprint of a card: its question and choices. Only answers to cards with equal ones are compared."""

from hashlib import sha256

from dialogkort.core.cards import Card


def fingerprint(card: Card) -> str:
    """Return 16 hexadecimal digits that are the same for cards with the same question, kind and choices."""
    asked = (card.kind.value, card.question, card.decision, card.low, card.high, *card.options)
    words = (" ".join(text.split()) for text in asked)
    return sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()[:16]
