"""Own screens, as the faces know them: what can be asked of them, and what they tell. `seats` has them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a game is loaded with it, not before
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
    """Where the page is: its `url` without the code, whom that can reach, and the network card that it belongs to."""

    url: str
    reach: Reach
    card: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A device that waits for a key at the table: for a new name, or for the taken seat of `member`."""

    number: int
    name: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that a member suggests for a note or for the draft; the table takes them or not."""

    member: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table shows of own screens, and what is no step of the game."""

    joined: int = 0
    asleep: frozenset[str] = frozenset()
    marks: tuple[tuple[str, str], ...] = ()
    ready: int = 0
    hands: frozenset[str] = frozenset()
    writing: int = 0
    slow: bool = False
    """Whether nothing has come for so long that those who are missing are named."""
    without_last: int = 0
    """How many seats have not got the last page yet."""
    opened: int = 0
    """How many devices have come through the door and have no seat."""
    reached: int = 0
    """How many lines have been opened to us at all."""


class CannotOpen(Exception):
    """Own screens could not be turned on; the text says why and what to do."""


class OwnScreens(Protocol):
    """Own screens for one game at a time. Nothing listens on any network before `open`."""

    @property
    def is_open(self) -> bool: ...

    @property
    def code(self) -> str:
        """The code as it is shown, such as *K7QF 2MXR*."""

    @property
    def address(self) -> Address: ...

    @property
    def here(self) -> Address:
        """Where this computer listens, which is not where a tunnel begins."""

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All addresses of this computer where it could listen, the likeliest first; none where one was given."""

    @property
    def system_asks(self) -> bool:
        """Tell whether the system is likely to ask if it may listen: then the table says so before."""

    @property
    def link(self) -> str:
        """The address with the code in it."""

    @property
    def moved(self) -> bool:
        """Tell whether everybody must scan again, as the address is another than before a resume."""

    @property
    def facts(self) -> Facts: ...

    @property
    def asking(self) -> tuple[Asking, ...]: ...

    @property
    def suggestions(self) -> tuple[Suggestion, ...]: ...

    async def open(self, sitting: "Sitting", today: date, folder: str = "") -> None:
        """Listen, and let people join `sitting`, of the team in `folder`. Raises CannotOpen."""

    async def next_address(self) -> None:
        """Listen at the next of this computer's addresses instead. Raises CannotOpen."""

    async def move_to(self, address: Address) -> None:
        """Listen at another one of `addresses` instead. Raises CannotOpen."""

    def use_address(self, url: str) -> str:
        """Be known at the address of a tunnel, too, or no more when it is empty; return what is wrong, or nothing."""

    def picture(self) -> tuple[str, ...]:
        """Return the rows of the QR code, black on white; none where nobody could use it."""

    def let_in(self, number: int) -> str:
        """Let a device that is asking have its seat; return why that cannot be, or nothing."""

    def turn_away(self, number: int) -> None: ...

    def new_code(self) -> None:
        """Make a new code, and end all seats."""

    def drop(self, suggestion: Suggestion) -> None: ...

    def stop(self, *, over: bool = False) -> None:
        """Listen no more, at once. When all is `over`, pages are told so; else they wait until it goes on."""

    def turn_off(self) -> None:
        """Stop because the team does not want them any more; nothing is kept of them."""
