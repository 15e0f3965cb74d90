"""What is kept of personal screens beside the journal, for a resume: port, code and key hashes, in a private file."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dialogkort.files import atomic
from dialogkort.files.failures import CannotRead, CannotSave
from dialogkort.storage.games.journal import SEATS

MOST = 100_000
"""In bytes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """`keys` are the SHA-256 hashes of the keys, each with the id of the member whose seat it opens.

    `tunnel` is the address that was given for people elsewhere, `address` and `listen` what was given at the start;
    each is empty if there was none.
    """

    code: str
    url: str
    port: int
    keys: dict[str, str] = field(default_factory=dict)
    tunnel: str = ""
    address: str = ""
    listen: str = ""


def beside(journal: Path) -> Path:
    return journal.with_suffix(SEATS)


def write(journal: Path, kept: Kept) -> bool:
    """Keep it; tell whether that was possible. Without it, everybody has to scan again after a resume."""
    try:
        atomic.write(beside(journal), json.dumps(asdict(kept)).encode(), private=True)
    except CannotSave:
        return False
    return True


def read(journal: Path) -> Kept | None:
    """Return what was kept; None if there is nothing, or something else."""
    try:
        held = json.loads(atomic.read(beside(journal), MOST))
        keys = {str(key): str(member) for key, member in held["keys"].items()}
        given = (str(held.get(name, "")) for name in ("tunnel", "address", "listen"))
        return Kept(str(held["code"]), str(held["url"]), int(held["port"]), keys, *given)
    except (CannotRead, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
