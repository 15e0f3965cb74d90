"""The agreements known to the review screen: all that were read, and those that match, in their order."""

from datetime import date
from pathlib import Path

from dialogkort.core.agreements.filter import AgreementFilter, Standing
from dialogkort.core.agreements.reviews import list_order
from dialogkort.files.problems import FileProblem
from dialogkort.sessions.agreement_entries import Batch, Entry, Listed, key_of
from dialogkort.sessions.reviewing import Reviewed

WAITING = frozenset({Standing.DUE, Standing.SLEEPING})


class AgreementShelf:
    """`found` is what the list shows: the matches, those due first, and at the end the faulty files.

    Its order does not change while reviews are carried out. `complete` is true once everything has been read.
    """

    def __init__(self, wanted: AgreementFilter) -> None:
        self.wanted = wanted
        self.entries: list[Entry] = []
        self.problems: list[FileProblem] = []
        self.found: list[Listed] = []
        self.complete = False
        self._coming = Batch()
        self._titles: dict[tuple[Path, str], str] = {}
        self._due: set[Path] = set()
        self.several_teams = False
        self.has_levels = False

    def begin(self) -> None:
        """Treat the next batches as a new reading from the beginning."""
        self._coming = Batch()

    def take(self, batch: Batch) -> bool:
        """Take a batch. On the first reading the list grows; later it stays as it is until everything has arrived.

        Tell whether there is anything new to show.
        """
        self._coming.entries.extend(batch.entries)
        self._coming.problems.extend(batch.problems)
        if self.complete and not batch.last:
            return False
        self.complete = self.complete or batch.last
        self.entries = list(self._coming.entries)
        self.problems = list(self._coming.problems)
        self.look_for(self.wanted)
        return True

    def look_for(self, wanted: AgreementFilter) -> None:
        """Find the entries that match `wanted`, in their order."""
        self.wanted = wanted
        self.entries.sort(key=lambda entry: list_order(entry.agreement))
        self.found = [*wanted.found_in(self.entries), *([] if wanted else self.problems)]
        self._know()

    def _know(self) -> None:
        """Compute once what is needed for many lines."""
        self._titles = {entry.key: entry.agreement.title for entry in self.entries}
        self._due = {entry.folder for entry in self.entries if entry.standing in WAITING}
        self.has_levels = any(entry.agreement.in_force and entry.agreement.level for entry in self.entries)
        self.several_teams = len({entry.folder for entry in self.entries}) > 1

    @property
    def waiting(self) -> int:
        """How many are due."""
        return sum(entry.standing in WAITING for entry in self.entries)

    def has_due(self, folder: Path) -> bool:
        """Tell whether the team in `folder` has anything to review."""
        return folder in self._due

    def place_of(self, key: object) -> int | None:
        """Return the place in `found` of the line with this key."""
        return next((place for place, entry in enumerate(self.found) if key_of(entry) == key), None)

    def before(self, entry: Entry) -> str:
        """Return the title of the agreement it replaced, or its id if that is not on file; else empty."""
        name = entry.agreement.supersedes
        return self._titles.get((entry.folder, name), name)

    def after(self, entry: Entry) -> str:
        """Return the title of the agreement that replaced it, or its id if that is not on file; else empty."""
        name = entry.agreement.superseded_by
        return self._titles.get((entry.folder, name), name)

    def put_in_place(self, old: Entry, *new: Entry) -> int:
        """Put `new` where `old` was, or first if that is no longer shown; return the place of the last one."""
        place = self.place_of(old.key)
        if place is None:  # another reading or search came in between
            place = 0
            self.found.insert(place, old)
        self.found[place : place + 1] = new
        self.entries = [*(entry for entry in self.entries if entry.key != old.key), *new]
        self._know()
        return place + len(new) - 1

    def undo(self, done: Reviewed, today: date) -> int | None:
        """Put the agreement back as it was before `done`, and return its place; None if it is unknown."""
        old = next((entry for entry in self.entries if entry.key == (done.folder, done.change.id)), None)
        if old is None:
            return None
        gone = (done.folder, done.made.id) if done.made else None
        self.entries = [entry for entry in self.entries if entry.key != gone]
        self.found = [entry for entry in self.found if key_of(entry) != gone]
        return self.put_in_place(old, old.become(done.change.before, done.path, today))
