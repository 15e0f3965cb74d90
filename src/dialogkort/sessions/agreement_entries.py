"""The entries in the list of agreements: the agreements of all teams, and files that cannot be understood."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.filter import Standing, searched_text, standing_of
from dialogkort.files.problems import FileProblem
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements.reading import scan
from dialogkort.storage.team_folder import refused_links

FIRST, LATER = 0.02, 1.0
"""Seconds of reading until the first batch is handed over, and until each later one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreement of `team`, whose folder is `folder`; `text` is its searchable text.

    `agreement` has what a list shows of it: its text, except the title, may be empty.
    """

    folder: Path
    team: str
    path: Path
    agreement: Agreement
    standing: Standing
    text: str = ""

    @property
    def keeper(self) -> str:
        return self.agreement.keeper

    @property
    def deck(self) -> str:
        return self.agreement.deck

    @property
    def key(self) -> tuple[Path, str]:
        """The key that identifies it, whatever happens to it."""
        return self.folder, self.agreement.id

    def become(self, agreement: Agreement, path: Path, today: date) -> "Entry":
        """Return the entry for what it has become, now that all of it is known."""
        texts = (agreement.rule, agreement.question, agreement.signs, agreement.corner_flags, *agreement.concerns)
        return entry(self.folder, self.team, path, agreement, today, "\n".join(texts))


Listed = Entry | FileProblem


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of what is on the disk; nothing comes after the `last` batch."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    last: bool = False


def batches(root: Path, today: date, *, known: bool = False) -> Iterator[Batch]:
    """Read the agreements of all teams in `root` and yield them as they come: the first few at once.

    `known` means that the root has to exist. What cannot be read or understood comes with the last batch.
    """
    problems: list[FileProblem] = []
    entries, end = [], time.monotonic() + FIRST
    for folder, team in team_files.teams(root, problems, known=known):
        for heading in scan(folder, problems):
            entries.append(entry(folder, team.name, heading.path, heading.outline, today, heading.body))
            if time.monotonic() > end:
                yield Batch(entries)
                entries, end = [], time.monotonic() + LATER
        problems += refused_links(folder, problems)
    yield Batch(entries, problems, last=True)


def entry(folder: Path, team: str, path: Path, agreement: Agreement, today: date, body: str = "") -> Entry:
    """Return the entry of an agreement; `body` is the content of its file."""
    return Entry(folder, team, path, agreement, standing_of(agreement, today), searched_text(agreement, body))


def key_of(listed: object) -> object:
    """Return the key that identifies a line of the list from one reading to the next."""
    if isinstance(listed, Entry):
        return listed.key
    return listed.path if isinstance(listed, FileProblem) else None
