"""Personal screens, as the interfaces see them: what they can be asked for, and what they report. `seats` has them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # it would load a game
    from dialogkort.sessions.sitting import Sitting


class Reach(StrEnum):
    """Whom an address can reach."""

    SAME_NETWORK = "same-network"
    VPN = "vpn"
    VIRTUAL = "virtual"
    GIVEN = "given"
    NOBODY = "nobody"
    """Only this computer."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is: its `url` without the code, who can reach it, and the network card it belongs to."""

    url: str
    reach: Reach
    card: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A device waiting for somebody at the table to press a key: for a new name, or for `member`'s taken seat."""

    number: int
    name: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Text that a member suggests for a note or for the draft; the table decides whether to use it."""

    member: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table shows of personal screens apart from the steps of the game."""

    joined: int = 0
    asleep: frozenset[str] = frozenset()
    marks: tuple[tuple[str, str], ...] = ()
    ready: int = 0
    hands: frozenset[str] = frozenset()
    writing: int = 0
    slow: bool = False
    """Whether nothing has arrived for so long that those who are missing are named."""
    without_last: int = 0
    """How many seats have not received the last page yet."""
    opened: int = 0
    """How many devices have entered the code and have no seat."""
    reached: int = 0
    """How many connections have been opened to this computer in all."""


class CannotOpen(Exception):
    """Personal screens could not be turned on; the text says why and what to do."""


class OwnScreens(Protocol):
    """Personal screens for one game at a time. Nothing listens on any network before `open`."""

    @property
    def is_open(self) -> bool: ...

    @property
    def code(self) -> str:
        """The code as it is shown, such as *K7QF 2MXR*."""

    @property
    def address(self) -> Address: ...

    @property
    def here(self) -> Address:
        """The address where this computer listens, which differs from that of a tunnel."""

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All addresses of this computer where it could listen, the most likely first; none if one was given."""

    @property
    def system_asks(self) -> bool:
        """Tell whether the system is likely to ask for permission to listen; the table then says so first."""

    @property
    def link(self) -> str:
        """The address with the code in it."""

    @property
    def moved(self) -> bool:
        """Tell whether everybody must scan again because the address has changed since before a resume."""

    @property
    def facts(self) -> Facts: ...

    @property
    def asking(self) -> tuple[Asking, ...]: ...

    @property
    def suggestions(self) -> tuple[Suggestion, ...]: ...

    async def open(self, sitting: "Sitting", today: date, folder: str = "") -> None:
        """Listen, and let people join `sitting`, of the team in `folder`. Raises CannotOpen."""

    async def next_address(self) -> None:
        """Listen on the next of this computer's addresses instead. Raises CannotOpen."""

    async def move_to(self, address: Address) -> None:
        """Listen on another one of `addresses` instead. Raises CannotOpen."""

    def use_address(self, url: str) -> str:
        """Also accept the address of a tunnel, or stop doing so if it is empty; return what is wrong, or nothing."""

    def picture(self) -> tuple[str, ...]:
        """Return the rows of the QR code, black on white; none if nobody could use it."""

    def let_in(self, number: int) -> str:
        """Give a waiting device its seat; return why that is not possible, or nothing."""

    def turn_away(self, number: int) -> None: ...

    def new_code(self) -> None:
        """Make a new code, and end all seats."""

    def drop(self, suggestion: Suggestion) -> None: ...

    def stop(self, *, over: bool = False) -> None:
        """Stop listening at once. If the game is `over`, they are told; else they wait until it continues."""

    def turn_off(self) -> None:
        """Stop because the team no longer wants personal screens; nothing about them is kept."""
