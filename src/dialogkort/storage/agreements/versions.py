"""Two files of one agreement: which of them counts, or whether both do. Neither is ever discarded.

The version that does not count is kept beside, unchanged, under a name that is not read as an agreement.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.files import atomic, named_files
from dialogkort.files.failures import CannotRead, CannotSave
from dialogkort.files.folder_lock import alone_in
from dialogkort.files.front_matter import raw_text
from dialogkort.files.problems import FileProblem, NotUnderstood
from dialogkort.language import N_
from dialogkort.storage.agreements.editing import edited
from dialogkort.storage.agreements.merging import differing
from dialogkort.storage.agreements.reading import FOLDER, found_in, read

ASIDE = ".old"
"""What is appended to the name of a version that does not count."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done to the two files: those that were `written`, and then those that were `moved`, from where to where.

    `written` has each file, its old content, and its new content. `path` is the file that counts now.
    """

    path: Path
    moved: tuple[tuple[Path, Path], ...] = ()
    written: tuple[tuple[Path, bytes, bytes], ...] = ()


def let_count(folder: Path, path: Path, other: Path, original: Path) -> Settled:
    """Let the version in `path` in the team's `folder` count, and put the one in `other` aside.

    It gets the name and the id of the `original`, one of the two, so that nobody takes it for a copy, and what refers
    to the agreement still finds it. Raises CannotSave, or NotUnderstood if one of them is no longer an agreement.
    """
    with alone_in(folder / FOLDER):
        names = {place: _agreement(place).id for place in (path, other)}
        by_content = names[path] != names[other]
        moved: list[tuple[Path, Path]] = []
        written: list[tuple[Path, bytes, bytes]] = []
        with _all_or_nothing(moved, written):
            if path != original and by_content:
                written.append(_with_id(path, names[original]))
            moved.append((other, _put_aside(other)))
            called_a_copy = by_content or named_files.own_name(path) != path.stem
            if path != original and called_a_copy and named_files.own_name(other) == other.stem:
                moved.append((path, other))
                _move(path, other)
        return Settled(moved[-1][1] if len(moved) > 1 else path, tuple(moved), tuple(written))


def keep_both(folder: Path, path: Path, other: Path, name: str) -> Settled:
    """Make the version in `path` an agreement of its own, with the id `name`. Only that line changes.

    If the `other` states no id, it gets the one that it goes by, so that neither is taken for a copy. Raises
    CannotSave, or NotUnderstood if that cannot be done.
    """
    with alone_in(folder / FOLDER):
        theirs = _agreement(other).id
        written: list[tuple[Path, bytes, bytes]] = []
        with _all_or_nothing((), written):
            if not _states_id(other):
                written.append(_with_id(other, theirs))
            written.append(_with_id(path, name))
        return Settled(path, written=tuple(written))


def undo(folder: Path, settled: Settled) -> bool:
    """Undo what was settled, and tell whether everything is as before; later edits stay.

    Raises CannotSave; then it can be called again, and does what is left.
    """
    with alone_in(folder / FOLDER):
        return _undone(settled.moved, settled.written)


@contextmanager
def _all_or_nothing(moved: Sequence[tuple[Path, Path]], written: Sequence[tuple[Path, bytes, bytes]]) -> Iterator[None]:
    """Undo what was done to the files if the rest cannot be done: whoever tries again starts from the beginning."""
    try:
        yield
    except (CannotSave, NotUnderstood):
        with suppress(CannotSave):
            _undone(moved, written)
        raise


def _undone(moved: Sequence[tuple[Path, Path]], written: Sequence[tuple[Path, bytes, bytes]]) -> bool:
    for old, new in () if _are_back(moved) else reversed(moved):
        if _exists(old) and not _exists(new):
            continue  # it was moved back before, or never moved
        if _exists(old) or not _exists(new):
            return False
        _move(new, old)
    undone = [_taken_back(*one) for one in reversed(written)]  # each of them, whatever became of another
    return all(undone)


def _are_back(moved: Sequence[tuple[Path, Path]]) -> bool:
    """Tell whether all files have their old names: the first one's new name is the only one that was not taken."""
    return all(_exists(old) for old, _new in moved) and not any(_exists(new) for _old, new in moved[:1])


def _exists(path: Path) -> bool:
    try:
        return atomic.exists(path)
    except OSError as error:
        raise CannotSave(path, error) from error


def _taken_back(path: Path, was: bytes, now: bytes) -> bool:
    """Restore the content of a file, and tell whether it has it: nobody had changed it since."""
    try:
        content = atomic.read(path)
    except CannotRead:
        return False
    if content == now:
        atomic.write(path, was)
    return content in (was, now)


def _agreement(path: Path) -> Agreement:
    """Return the agreement in a file. Raises CannotSave or NotUnderstood if it has none: then nothing is done."""
    try:
        return read(path).agreement
    except CannotRead as error:
        raise CannotSave(path, error.error) from error


def _states_id(path: Path) -> bool:
    try:
        return bool(named_files.read(path).text("id"))
    except CannotRead as error:
        raise CannotSave(path, error.error) from error


def _with_id(path: Path, name: str) -> tuple[Path, bytes, bytes]:
    """Write the id `name` into a file, and return the file with its old and new content."""
    try:
        was = atomic.read(path)
        text = raw_text(was, path)
        new = edited(text, path, replace(found_in(was, path).agreement, id=name))
    except CannotRead as error:
        raise CannotSave(path, error.error) from error
    if new is None:
        words = N_("An id cannot be added here. Open the file and give it its own id.")
        raise NotUnderstood(FileProblem(path, words))
    now = new.encode()
    atomic.write(path, now)
    return path, was, now


def different_fields(path: Path, other: Path) -> tuple[tuple[str, object, object], ...]:
    """Return the fields in which two versions differ, with their values; empty if one cannot be read."""
    try:
        agreement, another = read(path).agreement, read(other).agreement
    except (CannotRead, NotUnderstood):
        return ()
    names = (name for name in differing(agreement, another) if name != "id")  # a copy without one has that of its name
    return tuple((name, getattr(agreement, name), getattr(another, name)) for name in names)


def _put_aside(path: Path) -> Path:
    number = 1
    while True:
        target = path.with_name(f"{path.name}{ASIDE}{'' if number == 1 else f'-{number}'}")
        try:
            atomic.move(path, target)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise CannotSave(path, error) from error
        else:
            return target


def _move(path: Path, target: Path) -> None:
    try:
        atomic.move(path, target)
    except OSError as error:
        raise CannotSave(path, error) from error
