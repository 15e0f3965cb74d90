"""Reading the agreements of a team: one by one, all of them, or only what a list shows.

`team` folders hold them in the folder `FOLDER`. What is not understood is a problem to show; of several
files with one id (copies that sync programs make, versions kept beside) the first counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.files import atomic, named_files
from dialogkort.files.front_matter import Page, decode, read_page
from dialogkort.files.problems import FileProblem, NotUnderstood, Severity, unreadable
from dialogkort.language import N_
from dialogkort.language.names import sorting_key
from dialogkort.storage import team_folder
from dialogkort.storage.agreements.body import Parts, body_parts, history_of, lines_of
from dialogkort.storage.agreements.front import has_date, misplaced
from dialogkort.storage.agreements.text import outline, whole

FOLDER = team_folder.AGREEMENTS
ANOTHER_VERSION = N_("another version")


@dataclass(frozen=True, slots=True)
class Found:
    """An agreement and the file that it was read from.

    `history` is what its history says, an item each, in the order of the file; people write there too. `parts` are
    the parts of its body as they are written.
    """

    path: Path
    agreement: Agreement
    history: tuple[str, ...] = ()
    parts: Parts = field(default_factory=dict, repr=False, compare=False)

    def written(self, part: str) -> str:
        """Return a part of the body as markdown, as it stands in the file."""
        return "\n".join(lines_of(self.parts, part)).strip("\n")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list shows of an agreement: `outline` has its title and front matter, the other texts are empty.

    `body` is what stands below the front matter, as it stands there, to look for words in.
    """

    file: str
    outline: Agreement
    body: str = ""

    @property
    def path(self) -> Path:
        """The file that it was read from."""
        return Path(self.file)

    def read(self) -> Found:
        """Return the whole, as the file is now. Raises CannotRead or NotUnderstood."""
        return read(Path(self.file))


def read(path: Path) -> Found:
    """Return the agreement in the file `path`. Raises CannotRead or NotUnderstood."""
    return found_in(atomic.read(path), path)


def found_in(data: bytes, path: Path) -> Found:
    """Return the agreement in `data`, read from `path`. Raises NotUnderstood."""
    page = read_page(decode(data, path), path)
    faults: list[FileProblem] = []
    parts = body_parts(page)
    agreement = whole(page, parts, path, faults)
    if agreement is None:
        raise NotUnderstood(faults[0])
    return Found(path, agreement, history_of(parts), parts)


def scan(folder: Path, problems: list[FileProblem] | None = None) -> Iterator[Heading]:
    """Yield what a list shows of each agreement in the team's `folder`, in the order of the files' names.

    What could not be understood is added to `problems` on the way.
    """
    problems = [] if problems is None else problems
    first: dict[str, str] = {}
    for path, page in pages(folder, problems):
        agreement = outline(page, path, problems)
        if agreement and _is_first(first, agreement.id, path, problems):
            yield Heading(path, agreement, page.body)


def load_all(folder: Path) -> tuple[tuple[Found, ...], tuple[FileProblem, ...]]:
    """Return the agreements in the team's `folder`, the oldest first, and what could not be understood.

    Of two files with one id the first counts; the other is a problem, never a second agreement.
    """
    problems: list[FileProblem] = []
    first: dict[str, str] = {}
    found = []
    for path, page in pages(folder, problems):
        parts = body_parts(page)
        agreement = whole(page, parts, path, problems)
        if agreement and _is_first(first, agreement.id, path, problems):
            found.append(Found(Path(path), agreement, history_of(parts), parts))
    found.sort(key=lambda file: (file.agreement.decided, sorting_key(file.agreement.title)))
    return tuple(found), tuple(problems)


def path_of(folder: Path, name: str) -> Path | None:
    """Return the file of the agreement with the id `name` in the team's `folder`, if it is there."""
    return next(iter(named_files.with_id(folder / FOLDER, name)), None)


def pages(folder: Path, problems: list[FileProblem]) -> Iterator[tuple[str, Page]]:
    """Yield each file of the team's `folder` that may hold an agreement.

    A page for people (`README.md`), with neither front matter nor a date in its name, is passed over.
    """
    try:
        for path, data in named_files.contents(folder / FOLDER):
            if isinstance(data, atomic.CannotRead):
                problems.append(unreadable(data))
                continue
            try:
                page = read_page(decode(data, path), path)
            except NotUnderstood as error:
                problems.extend(error.problems)
                continue
            if page.body_line > 1 or has_date(path) or misplaced(page):
                yield path, page
        problems.extend(not_looked_into(folder))
    except atomic.CannotRead as error:
        problems.append(unreadable(error))


def not_looked_into(folder: Path) -> list[FileProblem]:
    """Return the folders among the agreements of the team's `folder`: that they are not read is said."""
    words = N_("Files in this folder are not read. Move them up to the others, or somewhere else.")
    return [FileProblem(path, words, severity=Severity.WARNING) for path in named_files.subfolders(folder / FOLDER)]


def another_version(path: Path, first: Path) -> FileProblem:
    """Return the problem of a file that has the id of the `first` one."""
    words = N_("This is another version of the agreement in {file}. Keep the right one.")
    return FileProblem(path, words, values=(("file", first.name),), short=ANOTHER_VERSION, other=first)


def _is_first(first: dict[str, str], name: str, path: str, problems: list[FileProblem]) -> bool:
    """Tell whether no file before had the id `name`; else add what is to be done about it to `problems`."""
    other = first.setdefault(name, path)
    if other is path:
        return True
    problems.append(another_version(Path(path), Path(other)))
    return False
