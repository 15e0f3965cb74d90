"""The talking stick: who has the word, who is next, and that everyone has been asked."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Turns:
    """One go-round. Members, by id, move from `waiting` through `speaking` to `spoken`.

    Who passes is asked again when the others have spoken (`asked_again`); who then passes too has `declined`.
    """

    waiting: tuple[str, ...] = ()
    speaking: str = ""
    spoken: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    asked_again: bool = False

    @classmethod
    def begin(cls, order: tuple[str, ...]) -> Self:
        """Give the stick to the first of `order`."""
        return cls(waiting=order)._hand_on()

    @property
    def over(self) -> bool:
        """Everyone has been asked, and those who passed twice."""
        return not self.speaking

    @property
    def next(self) -> str:
        """The id of the one who is next, or empty."""
        if self.waiting:
            return self.waiting[0]
        if self.asked_again:
            return ""
        return self.passed[0] if self.passed else ""

    @property
    def left(self) -> int:
        """How many turns are still to come, the present one included."""
        return bool(self.speaking) + len(self.waiting) + (0 if self.asked_again else len(self.passed))

    def done(self) -> Self:
        """The speaker has spoken; the stick goes on."""
        return replace(self, spoken=(*self.spoken, self.speaking))._hand_on()

    def pass_on(self) -> Self:
        """The speaker passes; the stick goes on, and comes back once; not at once, to the last and only one."""
        if self.asked_again or not (self.waiting or self.passed):
            return replace(self, declined=(*self.declined, self.speaking))._hand_on()
        return replace(self, passed=(*self.passed, self.speaking))._hand_on()

    def join(self, member: str) -> Self:
        """One who comes late, or comes back, gets the stick last; not again if they have spoken."""
        if member in (self.speaking, *self.waiting, *self.spoken, *self.passed, *self.declined):
            return self
        late = replace(self, waiting=(*self.waiting, member))
        return late if self.speaking else late._hand_on()

    def leave(self, member: str) -> Self:
        """One who leaves is no longer asked; when they had the stick, it goes on."""
        rest = replace(
            self,
            waiting=tuple(name for name in self.waiting if name != member),
            passed=tuple(name for name in self.passed if name != member),
        )
        return rest._hand_on() if member == self.speaking else rest

    def _hand_on(self) -> Self:
        waiting, passed, asked_again = self.waiting, self.passed, self.asked_again
        if not waiting and passed and not asked_again:
            waiting, passed, asked_again = passed, (), True
        speaking = waiting[0] if waiting else ""
        return replace(self, waiting=waiting[1:], speaking=speaking, passed=passed, asked_again=asked_again)


def order_of(present: tuple[str, ...], round_number: int, on_screen: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the order of the go-round in a round, from 1.

    The start moves on by one place each round and the direction changes every time, so that nobody always
    speaks first, last, or after the same neighbour. Those who are on a screen are asked before those in the room:
    they cannot see when it would be their turn to begin.
    """
    if not present:
        return ()
    start = round_number % len(present)
    step = 1 if round_number % 2 else -1
    order = (present[(start + step * place) % len(present)] for place in range(len(present)))
    return tuple(sorted(order, key=lambda member: member not in on_screen))


def reader_of(present: tuple[str, ...], round_number: int) -> str:
    """Return who reads the card aloud: a new one each round, and not the one who speaks first."""
    return present[(round_number - 1) % len(present)] if present else ""
