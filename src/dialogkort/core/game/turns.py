"""The talking stick: who has the floor, who is next, and whether everyone has been asked."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Turns:
    """One go-round. Members, by id, move from `waiting` through `speaking` to `spoken`.

    Those who pass are asked again after the others have spoken (`asked_again`); those who pass again have `declined`.
    """

    waiting: tuple[str, ...] = ()
    speaking: str = ""
    spoken: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    asked_again: bool = False

    @classmethod
    def begin(cls, order: tuple[str, ...]) -> Self:
        """Give the stick to the first in `order`."""
        return cls(waiting=order)._hand_on()

    @property
    def over(self) -> bool:
        """Everyone has been asked, and those who passed have been asked twice."""
        return not self.speaking

    @property
    def next(self) -> str:
        """The id of the person who is next, or empty."""
        if self.waiting:
            return self.waiting[0]
        if self.asked_again:
            return ""
        return self.passed[0] if self.passed else ""

    @property
    def left(self) -> int:
        """How many turns are left, including the current one."""
        return bool(self.speaking) + len(self.waiting) + (0 if self.asked_again else len(self.passed))

    def done(self) -> Self:
        """The speaker has spoken; the stick moves on."""
        return replace(self, spoken=(*self.spoken, self.speaking))._hand_on()

    def pass_on(self) -> Self:
        """The speaker passes; the stick moves on, and comes back once, but not straight back to the only one left."""
        if self.asked_again or not (self.waiting or self.passed):
            return replace(self, declined=(*self.declined, self.speaking))._hand_on()
        return replace(self, passed=(*self.passed, self.speaking))._hand_on()

    def join(self, member: str) -> Self:
        """Someone who comes late, or comes back, gets the stick last; not again if they have spoken."""
        if member in (self.speaking, *self.waiting, *self.spoken, *self.passed, *self.declined):
            return self
        late = replace(self, waiting=(*self.waiting, member))
        return late if self.speaking else late._hand_on()

    def leave(self, member: str) -> Self:
        """Someone who leaves is no longer asked; if they had the stick, it moves on."""
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
    """Return the order of the go-round in a round, counted from 1.

    The start moves on by one place each round and the direction alternates, so that nobody always speaks first, last,
    or after the same neighbour. People on a screen are asked before those in the room: they cannot see when it would
    be their turn to begin.
    """
    if not present:
        return ()
    start = round_number % len(present)
    step = 1 if round_number % 2 else -1
    order = (present[(start + step * place) % len(present)] for place in range(len(present)))
    return tuple(sorted(order, key=lambda member: member not in on_screen))


def reader_of(present: tuple[str, ...], round_number: int) -> str:
    """Return who reads the card aloud: someone new each round, and not the first to speak."""
    return present[(round_number - 1) % len(present)] if present else ""
