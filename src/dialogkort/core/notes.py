"""Notes: what the team parked for another time. They come up at the start of each game until they are dropped."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Note:
    """A parked thought, with the id that its minutes give it, and the date of that game."""

    id: str
    text: str
    parked: date
