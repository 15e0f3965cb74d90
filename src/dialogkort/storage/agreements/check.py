"""Everything that is wrong in the agreements of a team, for those who keep the files in order.

What cannot be understood is an error. What can be understood but will surprise somebody some day is a warning.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.files import atomic, named_files
from dialogkort.files.front_matter import Page, decode, read_page
from dialogkort.files.problems import FileProblem, NotUnderstood, Severity, unreadable
from dialogkort.language import N_
from dialogkort.storage.agreements.body import body_parts
from dialogkort.storage.agreements.front import has_date, misplaced, misspelled, misspelling
from dialogkort.storage.agreements.originals import Originals
from dialogkort.storage.agreements.reading import FOLDER, another_version, not_looked_into
from dialogkort.storage.agreements.text import whole


def check(folder: Path) -> tuple[FileProblem, ...]:
    """Return everything that is wrong in the agreements of the team's `folder`, file by file and in line order."""
    read: dict[Path, tuple[Page, Agreement]] = {}
    faults: dict[Path, list[FileProblem]] = {}
    try:
        for name, data in named_files.contents(folder / FOLDER):
            path = Path(name)
            faults[path] = []
            if isinstance(data, atomic.CannotRead):
                faults[path].append(unreadable(data))
            elif found := _read(path, data, faults[path]):
                read[path] = found
    except atomic.CannotRead as error:
        return (unreadable(error),)
    originals = Originals()
    original: dict[Path, Path] = {}
    for path in sorted(read, key=lambda path: not read[path][0].text("id")):
        page, agreement = read[path]
        original[path] = Path(originals.original_of(str(path), page, agreement))
    there = {agreement.id for path, (_page, agreement) in read.items() if original[path] == path}
    for path, (page, agreement) in read.items():
        faults[path] += _remarks(path, page, agreement, original[path], there)
    for problem in not_looked_into(folder):
        faults[problem.path] = [problem]
    return tuple(one for those in faults.values() for one in sorted(those, key=lambda one: (one.line, one.column)))


def _read(path: Path, data: bytes, faults: list[FileProblem]) -> tuple[Page, Agreement] | None:
    """Return the content of the file; None with what is wrong added to `faults`, if anything is."""
    try:
        page = read_page(decode(data, path), path)
    except NotUnderstood as error:
        faults += error.problems
        return None
    if page.body_line == 1 and not has_date(path) and not misplaced(page):
        return None
    agreement = whole(page, body_parts(page), path, faults)
    return (page, agreement) if agreement else None


def _remarks(
    path: Path, page: Page, agreement: Agreement, original: Path, there: Collection[str]
) -> Iterator[FileProblem]:
    """Yield what is wrong in a file. `there` are the ids of the team's agreements."""
    if original != path:
        yield another_version(path, original)
    for written, meant in misspelled(page):
        yield misspelling(written, meant, path, Severity.WARNING)
    if original == path and not page.text("id"):  # an id would make a copy an agreement of its own
        words = N_(
            "It has no id, so renaming the file would make it a different agreement. Write “id: {id}”"
            " between --- and ---."
        )
        yield _warning(path, words, 0, 0, id=agreement.id)
    if not agreement.rule.strip():
        line = body_parts(page)["rule"][0].line
        yield _warning(path, N_("There is no rule. Write what you have agreed below the title."), line, 0)
    for key, other in (("supersedes", agreement.supersedes), ("superseded_by", agreement.superseded_by)):
        if other and other not in there:
            node = page.fields.node(key)
            line, column = (node.line, node.column) if node else (0, 0)
            if key == "superseded_by" and not agreement.in_force:
                words = N_(
                    "“{id}”, which replaced it, is not here, so neither of the two is in force. Bring this"
                    " one back, or put the other file here."
                )
                yield FileProblem(path, words, line, column, (("id", other),))
            else:
                words = N_("There is no agreement with the id “{id}” here.")
                yield _warning(path, words, line, column, id=other)


def _warning(path: Path, words: str, line: int, column: int, **values: str) -> FileProblem:
    return FileProblem(path, words, line, column, tuple(values.items()), Severity.WARNING)
