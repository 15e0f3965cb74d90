"""The bag for the numbers that a meeting is given: in memory only, until all are in or the table goes on.

It knows who has given one and, apart from that, the numbers in order of size. Nothing tells who gave which.
"""

from bisect import insort

HIGHEST = 5


class RatingBag:
    """Numbers for the meeting, for as long as the game stands at one `place`."""

    def __init__(self) -> None:
        self._place = ""
        self._open = False
        self._givers: set[str] = set()
        self._numbers: list[int] = []
        self._asked: tuple[str, ...] = ()

    def open_at(self, place: str, present: tuple[str, ...]) -> None:
        """Let numbers come in while the game stands at `place`; those who are here when it comes there are waited for.

        The bag keeps what is in while the stick goes to one who comes late, and is emptied for another place.
        """
        self._open = bool(place)
        if place and place != self._place:
            self._place, self._asked = place, present
            self.empty()

    @property
    def place(self) -> str:
        """The place that numbers are meant for; empty while there is nothing to rate."""
        return self._place if self._open else ""

    def put(self, member: str, number: int) -> bool:
        """Put a member's number in, once; tell whether it was taken."""
        if not self._open or member in self._givers or not 1 <= number <= HIGHEST:
            return False
        self._givers.add(member)
        insort(self._numbers, number)
        return True

    def empty(self) -> None:
        """Forget all that is in, so that everyone is asked again."""
        self._givers.clear()
        self._numbers.clear()

    def has(self, member: str) -> bool:
        return member in self._givers

    def missing(self, present: tuple[str, ...]) -> tuple[str, ...]:
        """Return those here whose number is waited for."""
        return tuple(member for member in present if member in self._asked and member not in self._givers)

    def without(self, present: tuple[str, ...]) -> tuple[str, ...]:
        """Return those here who have given none: first those who are waited for."""
        late = (member for member in present if member not in self._asked and member not in self._givers)
        return (*self.missing(present), *late)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
