"""Who sits at the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogkort.core.filtering import folded

MOST_MEMBERS = 40
LONGEST_NAME = 40
LONGEST_TEAM_NAME = 60


@dataclass(frozen=True, slots=True)
class Member:
    """A person at the table. `name` may be empty: then the screens show the seat's number instead.

    `id` is unique within a game; `remote` is true for someone who takes part on a call.
    """

    id: str
    name: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A team and its latest choices, as stored in its file."""

    name: str
    members: tuple[Member, ...] = ()
    language: str = ""
    minutes: int = 0
    format: str = ""
    dealing: str = ""
    answering: str = ""
    decks: tuple[str, ...] = ()


def members_named(names: tuple[str, ...]) -> tuple[Member, ...]:
    """Return members with ids in the order of `names`."""
    return tuple(Member(f"m{number}", name) for number, name in enumerate(names, 1))


def begun_with(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the `names` that begin with `text`; none if it is empty, or is itself one of them."""
    typed = " ".join(folded(text).split())
    known = {" ".join(folded(name).split()): name for name in names}
    if not typed or typed in known:
        return ()
    return tuple(name for whole, name in known.items() if whole.startswith(typed))
