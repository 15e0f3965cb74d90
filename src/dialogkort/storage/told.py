"""What has been told once on this machine, so that nobody hears it at every start."""

from contextlib import suppress
from pathlib import Path

from dialogkort.files import atomic
from dialogkort.files.failures import CannotSave

NAME = "told.txt"


def is_new(state: Path, what: str) -> bool:
    """Tell whether `what` has never been told, and keep that it has been now.

    Where that cannot be kept, it is told again the next time: nothing hangs on it.
    """
    path = state / NAME
    try:
        told = atomic.read(path).decode("utf-8", "replace").splitlines()
    except atomic.CannotRead as error:
        if not error.missing:
            return False
        told = []
    if what in told:
        return False
    with suppress(CannotSave):
        atomic.write(path, "".join(f"{line}\n" for line in (*told, what)).encode())
    return True
