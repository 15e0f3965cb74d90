"""The members at the table, each with a symbol and a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

DONE, NOW, TO_COME, ASIDE = "✓", "●", "○", "·"
BACK = "▮"
"""The back of a card that lies face down beside a name."""


MARKS = ("▲", "■", "◆", "★", "✚", "◈", "♥", "♣")
"""For personal screens; none of them is a symbol of the go-round."""


@dataclass(frozen=True, slots=True)
class Place:
    """A member at the table: a symbol, the name, a word about them, and whether it is their turn now, or they are done.

    Those who sit together have the same `group` number, from 1; 0 means everyone together. The `mark` belongs to a
    personal screen: its shape and colour are the same there and on the table.
    """

    sign: str
    name: str
    note: str = ""
    group: int = 0
    mark: str = ""


def groups_of(places: Sequence[Place]) -> tuple[tuple[Place, ...], ...]:
    """Return those who sit together, group by group; empty if everyone sits together."""
    if not places or not places[0].group:
        return ()
    return tuple(tuple(group) for _number, group in groupby(places, lambda place: place.group))
