"""The bag for the ratings of a meeting: in memory only, until all are in or the table continues.

It knows who has given one and, separately, the numbers in order of size. Nothing shows who gave which.
"""

from bisect import insort

HIGHEST = 5


class RatingBag:
    """The ratings of the meeting, for as long as the game stays at one `place`."""

    def __init__(self) -> None:
        self._place = ""
        self._open = False
        self._givers: set[str] = set()
        self._numbers: list[int] = []
        self._asked: tuple[str, ...] = ()

    def open_at(self, place: str, present: tuple[str, ...]) -> None:
        """Accept numbers while the game is at `place`; wait for those who are here when it gets there.

        The bag keeps what is in it while a latecomer has the stick, and is emptied for another place.
        """
        self._open = bool(place)
        if place and place != self._place:
            self._place, self._asked = place, present
            self.empty()

    @property
    def place(self) -> str:
        """The place that numbers are meant for; empty while there is nothing to rate."""
        return self._place if self._open else ""

    @property
    def begun(self) -> bool:
        """Whether some numbers are in and others can still come: not once they are all in the game."""
        return self._open and bool(self._numbers)

    def put(self, member: str, number: int) -> bool:
        """Put in a member's number, once; tell whether it was accepted."""
        if not self._open or member in self._givers or not 1 <= number <= HIGHEST:
            return False
        self._givers.add(member)
        insort(self._numbers, number)
        return True

    def empty(self) -> None:
        """Forget all ratings, so that everyone is asked again."""
        self._givers.clear()
        self._numbers.clear()

    def has(self, member: str) -> bool:
        return member in self._givers

    def missing(self, present: tuple[str, ...]) -> tuple[str, ...]:
        """Return those here whose number is being waited for."""
        return tuple(member for member in present if member in self._asked and member not in self._givers)

    def without(self, present: tuple[str, ...]) -> tuple[str, ...]:
        """Return those here who have not given a number: first those who are being waited for."""
        late = (member for member in present if member not in self._asked and member not in self._givers)
        return (*self.missing(present), *late)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
