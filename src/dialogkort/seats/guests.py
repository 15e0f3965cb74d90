"""Those who have opened the page: a guest has a connection, and perhaps a seat; a seat stays when its page sleeps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from dialogkort.seats.pace import Pace
from dialogkort.seats.written import Message
from dialogkort.sessions.own_screens import Asking

MOST_MESSAGES = 10
"""Per second, from one page and for one member: a member who connects again gets no more."""


class Wire(Protocol):
    """A page's connection to us."""

    def push(self, message: Message) -> None:
        """Send a message; if two lists of names are waiting, only the newer one is sent."""

    def renew(self, make: Callable[[], str]) -> None:
        """Send the view that `make` returns as soon as the connection is free; of several, only the newest is made."""

    def end(self, message: Message | None = None) -> None:
        """Send a last message, and close the connection."""

    def settle(self, *, seated: bool) -> None:
        """Say whether the person on this connection has a seat."""


@dataclass
class Seat:
    """A member's seat. `away` is the time since when none of their pages has been connected, or None."""

    member: str
    print: str
    mark: str
    wire: Wire | None = None
    away: float | None = None
    language: str = ""
    said: int = -1
    gave: bool = False
    has_last: bool = False
    writing: bool = False
    changes: dict[str, int] = field(default_factory=dict)


@dataclass
class Guest:
    """A page that has joined, or is waiting to join."""

    wire: Wire
    language: str
    code_known: bool = False
    seat: Seat | None = None
    asking: Asking | None = None
    wrong: str = ""
    pace: Pace = field(default_factory=lambda: Pace(MOST_MESSAGES))
