"""Reading the agreements of a team: one by one, all of them, or only what a list shows.

A team's folder has them in the folder `FOLDER`. What cannot be understood is a problem to show; of several files of
one agreement (copies made by sync programs, versions kept beside) the original counts.
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
from dialogkort.storage.agreements.originals import Originals
from dialogkort.storage.agreements.text import outline, whole

FOLDER = team_folder.AGREEMENTS
ANOTHER_VERSION = N_("another version")


@dataclass(frozen=True, slots=True)
class Found:
    """An agreement and the file that it was read from.

    `history` has the items of its history, in the order of the file; people write there too. `parts` are the parts of
    its body as they are written.
    """

    path: Path
    agreement: Agreement
    history: tuple[str, ...] = ()
    parts: Parts = field(default_factory=dict, repr=False, compare=False)

    def written(self, part: str) -> str:
        """Return a part of the body as Markdown, as it is in the file."""
        return "\n".join(lines_of(self.parts, part)).strip("\n")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list shows of an agreement: `outline` has its title and front matter; the rest is empty.

    `body` is the unchanged text below the front matter, for searching.
    """

    file: str
    outline: Agreement
    body: str = ""

    @property
    def path(self) -> Path:
        """The file that it was read from."""
        return Path(self.file)

    def read(self) -> Found:
        """Return the whole agreement, as the file is now. Raises CannotRead or NotUnderstood."""
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
    """Yield what a list shows of each agreement in the team's `folder`, in the order of file names.

    Anything that cannot be understood is added to `problems` along the way.
    """
    problems = [] if problems is None else problems
    originals = Originals()
    for path, page in pages(folder, problems):
        agreement = outline(page, path, problems)
        if agreement and _is_original(originals, path, page, agreement, problems):
            yield Heading(path, agreement, page.body)


def with_history(folder: Path, problems: list[FileProblem]) -> Iterator[tuple[Agreement, tuple[str, ...]]]:
    """Yield each agreement in the team's `folder` as `scan` does, with the items of its history."""
    originals = Originals()
    for path, page in pages(folder, problems):
        agreement = outline(page, path, problems)
        if agreement and _is_original(originals, path, page, agreement, problems):
            yield agreement, history_of(body_parts(page))


def load_all(folder: Path) -> tuple[tuple[Found, ...], tuple[FileProblem, ...]]:
    """Return the agreements in the team's `folder`, the oldest first, and what could not be understood.

    Of two files of one agreement the original counts; the other is a problem, never a second agreement.
    """
    problems: list[FileProblem] = []
    originals = Originals()
    found = []
    for path, page in pages(folder, problems):
        parts = body_parts(page)
        agreement = whole(page, parts, path, problems)
        if agreement and _is_original(originals, path, page, agreement, problems):
            found.append(Found(Path(path), agreement, history_of(parts), parts))
    found.sort(key=lambda file: (file.agreement.decided, sorting_key(file.agreement.title)))
    return tuple(found), tuple(problems)


def path_of(folder: Path, name: str) -> Path | None:
    """Return the file of the agreement with the id `name` in the team's `folder`, if there is one."""
    return next(iter(named_files.with_id(folder / FOLDER, name)), None)


def pages(folder: Path, problems: list[FileProblem]) -> Iterator[tuple[str, Page]]:
    """Yield each file in the team's `folder` that may contain an agreement.

    A page for people (`README.md`), with neither front matter nor a date in its name, is skipped. Those that state no
    id come last: any of them may be a copy.
    """
    without_id: list[tuple[str, Page]] = []
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
            if not (page.body_line > 1 or has_date(path) or misplaced(page)):
                continue
            if page.text("id"):
                yield path, page
            else:
                without_id.append((path, page))
        yield from without_id
        problems.extend(not_looked_into(folder))
    except atomic.CannotRead as error:
        problems.append(unreadable(error))


def not_looked_into(folder: Path) -> list[FileProblem]:
    """Return a problem for each folder among the agreements of the team's `folder`: these are not read."""
    words = N_("Files in this folder are not read. Move them up to the others, or somewhere else.")
    return [FileProblem(path, words, severity=Severity.WARNING) for path in named_files.subfolders(folder / FOLDER)]


def another_version(path: Path, first: Path) -> FileProblem:
    """Return the problem of a file that is a version of the `first` one."""
    words = N_("This is another version of the agreement in {file}. Keep the right one.")
    return FileProblem(path, words, values=(("file", first.name),), short=ANOTHER_VERSION, other=first)


def _is_original(
    originals: Originals, path: str, page: Page, agreement: Agreement, problems: list[FileProblem]
) -> bool:
    """Tell whether the file is the first of its agreement; else add what to do about it to `problems`."""
    original = originals.original_of(path, page, agreement)
    if original == path:
        return True
    problems.append(another_version(Path(path), Path(original)))
    return False
