"""Reviews outside a game: carried out on the files one by one, and undone in reverse order."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import Change
from dialogkort.files import atomic
from dialogkort.files.failures import CannotRead, CannotSave
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements import versions


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A change that is on file in `path` of the team's `folder`, with the new agreement if it made one.

    `beside` means that somebody else had changed the same lines, so that there are now two versions. `was` is the
    previous content of the file.
    """

    folder: Path
    change: Change
    path: Path
    made: Agreement | None = None
    made_path: Path | None = None
    beside: bool = False
    was: bytes | None = None

    @property
    def title(self) -> str:
        """The agreement's title now."""
        return self.change.after.title


@dataclass(frozen=True, slots=True)
class VersionsSettled:
    """Which of two files of the agreement with this `title` in the team's `folder` counts, or that both do."""

    folder: Path
    title: str
    settled: versions.Settled


@dataclass(frozen=True, slots=True)
class Recorded:
    """An agreement that was made outside a game and put on file in the team's `folder`."""

    folder: Path
    agreement: Agreement

    @property
    def title(self) -> str:
        """The agreement's title."""
        return self.agreement.title


Done = Reviewed | VersionsSettled | Recorded


class Reviewing:
    """The changes made to agreements since it was created."""

    def __init__(self) -> None:
        self._done: list[Done] = []

    @property
    def last(self) -> Done | None:
        """The change that would be undone next."""
        return self._done[-1] if self._done else None

    def carry_out(self, folder: Path, change: Change, path: Path, made: Agreement | None = None) -> Reviewed:
        """Put `change` on file, and before it the agreement that was `made` to replace it. Raises CannotSave.

        `path` is where the agreement was last seen. If this raises, neither has taken effect, as far as the disk
        allows that; in any case, one of the two is in force.
        """
        was = None
        try:
            was_there = atomic.exists(path)
            with suppress(CannotRead):
                was = atomic.read(path)
        except OSError as error:
            raise CannotSave(path, error) from error
        made_path = agreement_files.add(folder, made) if made else None
        try:
            now = agreement_files.change(folder, change, path)
        except CannotSave:
            if made:
                _give_up(folder, change, path, made, was)
            raise
        beside = was_there and now != path
        done = Reviewed(folder, change, now, made, made_path, beside, was if now == path else None)
        self._done.append(done)
        return done

    def record(self, folder: Path, agreement: Agreement) -> None:
        """Put an agreement that was made outside a game on file. Raises CannotSave."""
        agreement_files.add(folder, agreement, outside=True)
        self._done.append(Recorded(folder, agreement))

    def settle(self, folder: Path, title: str, settled: versions.Settled) -> None:
        """Remember which version counts, so that the choice can be undone."""
        self._done.append(VersionsSettled(folder, title, settled))

    def undo(self) -> bool:
        """Undo the last change, and tell whether all of it was undone. Raises CannotSave, and can be tried again.

        What somebody has changed since stays as it is.
        """
        done = self._done[-1]
        match done:
            case VersionsSettled():
                whole = versions.undo(done.folder, done.settled)
            case Recorded():
                whole = agreement_files.withdraw(done.folder, done.agreement)
            case Reviewed():
                whole = agreement_files.undo(done.folder, done.change, done.path, done.was)
                if whole and done.made:
                    whole = agreement_files.withdraw(done.folder, done.made)
        self._done.pop()
        return whole


def _give_up(folder: Path, change: Change, path: Path, made: Agreement, was: bytes | None) -> None:
    """Undo whatever part of `change` was written; remove `made` only if the old rule is certainly in force again.

    Whatever fails on the way, and wherever it is interrupted, one of the two is in force.
    """
    with suppress(CannotSave):
        if not agreement_files.in_force(folder, change.id):
            agreement_files.undo(folder, change, path, was)
        if agreement_files.in_force(folder, change.id):
            agreement_files.withdraw(folder, made)
