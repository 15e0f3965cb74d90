"""What has been shown once on this machine, so that nobody sees it at every start."""

from contextlib import suppress
from pathlib import Path

from dialogkort.files import atomic
from dialogkort.files.failures import CannotSave

NAME = "told.txt"


def is_new(state: Path, what: str) -> bool:
    """Tell whether `what` has never been shown, and record that it has been now.

    If that cannot be recorded, it is shown again next time: nothing depends on it.
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
