"""Answers that are revealed together: how far apart they are, and who speaks first."""

from collections.abc import Mapping
from enum import StrEnum
from statistics import median

from dialogkort.core.cards import Card, Kind

FEWEST = 3
"""With fewer answers than this, counts would point at individuals, so only the fact that there were any is kept."""


class Spread(StrEnum):
    """How far apart the answers are."""

    NONE = "none"
    SAME = "same"
    NEAR = "near"
    APART = "apart"


def kept_counts(card: Card, values: tuple[int, ...]) -> tuple[int, ...]:
    """Return the part of `counts` to keep when a round is over: none if there are fewer than `FEWEST` answers."""
    return counts(card, values if len(values) >= FEWEST else ())


def counts(card: Card, values: tuple[int, ...]) -> tuple[int, ...]:
    """Return how many people gave each of the card's choices, in their order."""
    return tuple(values.count(choice) for choice in card.choices)


def spread(card: Card, values: tuple[int, ...]) -> Spread:
    """Return how far apart the answers are. A dilemma's options have no order: they are the same, or far apart."""
    if not values:
        return Spread.NONE
    if len(set(values)) == 1:
        return Spread.SAME
    if card.kind is Kind.DILEMMA:
        return Spread.APART
    return Spread.NEAR if max(values) - min(values) == 1 else Spread.APART


def outermost_first(card: Card, answers: Mapping[str, int], order: tuple[str, ...]) -> tuple[str, ...]:
    """Return `order` with those first whose answers are furthest from the rest.

    On a scale, that is the distance from the median, and the second person comes from the other side of it; in a
    dilemma, the rarest answer comes first. Members without an answer come last. Ties keep their place in `order`.

    Source: outliers speak first, as in planning poker (J. Grenning, 2002).
    """
    given = tuple(answers[member] for member in order if member in answers)
    if len(set(given)) < 2:
        return order
    middle = median(given)

    def distance(member: str) -> float:
        value = answers.get(member)
        if value is None:
            return float("inf")
        return given.count(value) if card.kind is Kind.DILEMMA else -abs(value - middle)

    first, *rest = sorted(order, key=distance)
    if card.kind is Kind.DILEMMA:
        return (first, *rest)
    side = answers[first] - middle
    second = next(member for member in rest if member in answers and (answers[member] - middle) * side <= 0)
    return (first, second, *(member for member in rest if member != second))
