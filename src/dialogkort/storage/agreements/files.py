"""Agreements on file: one Markdown file each in a team's folder, which people read, edit, rename and copy.

They are created and changed here, by one program at a time; reading them is left to `agreement_reading`, the text to
`agreement_text`, and the choice of lines to `agreement_editing`. Nothing that a person wrote is overwritten: what
cannot be merged is kept in a file beside, and both are shown.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import Change
from dialogkort.core.text import clean
from dialogkort.files import atomic, named_files
from dialogkort.files.failures import CannotRemove, TooLarge
from dialogkort.files.folder_lock import alone_in
from dialogkort.files.front_matter import raw_text
from dialogkort.files.links import LeadsOut
from dialogkort.files.problems import NotUnderstood
from dialogkort.language import TONGUES, using
from dialogkort.language.names import slug
from dialogkort.storage.agreements.check import check
from dialogkort.storage.agreements.editing import edited, language_in
from dialogkort.storage.agreements.history import as_read, history_item, history_items, outside_item
from dialogkort.storage.agreements.merging import brought, differing
from dialogkort.storage.agreements.reading import FOLDER, Found, Heading, found_in, load_all, path_of, read, scan
from dialogkort.storage.agreements.text import parse, render
from dialogkort.storage.teams import in_language_of

__all__ = [
    "FOLDER",
    "Found",
    "Heading",
    "add",
    "change",
    "change_again",
    "check",
    "history_item",
    "in_force",
    "load_all",
    "parse",
    "path_of",
    "read",
    "render",
    "scan",
    "undo",
    "withdraw",
]


def add(folder: Path, agreement: Agreement, *, outside: bool = False) -> Path:
    """Save a new agreement in the team's `folder` and return its file. Raises CannotSave.

    The history of one that was made `outside` a game says so.

    An identical file is left as it is. Any other file with the same id is kept, and the agreement gets a file of its
    own.
    """
    place = folder / FOLDER
    agreement = _cleaned(agreement)
    with alone_in(place), in_language_of(folder):
        for path in _files(place, agreement.id):
            if (version := _version(path)) and version.agreement == agreement:
                atomic.settle(path)
                return path
        return _save_new(place, _stem(agreement), _new_text(agreement, outside=outside))


def change(folder: Path, change: Change, path: Path | None = None) -> Path:
    """Apply a review to the file of its agreement in the team's `folder`, and return that file.

    `path` saves the search if the file is still there. Only the fields that the change affects matter: each must be as
    it was before the change, or already as it is after it. Their lines are changed, and the history gets its item; so
    two reviews of different fields are both kept, and of two values of `reviewed` the later one is. A change that the
    history mentions counts as applied, unless somebody has undone all of it by hand: then nothing is written. If
    somebody has set one of the fields to something else, or the lines cannot be changed one by one, the file is left
    unchanged, and our version is kept beside it under the same id. If the file is gone or invalid, our version is
    written from scratch. Raises CannotSave.
    """
    place = folder / FOLDER
    change = _cleaned_change(change)
    with alone_in(place), in_language_of(folder):
        first = fitting = None
        for version in _versions(place, change.id, path):
            if version.has_had(change):
                atomic.settle(version.path)
                return version.path
            first = first or version
            if fitting is None and brought(version.agreement, change.before, change.after, onward=True):
                fitting = version
                if version.path == path:
                    break
        return (fitting and _write_joined(fitting, change)) or _write_beside(place, change, first)


def change_again(folder: Path, changes: Sequence[Change], paths: dict[str, Path]) -> None:
    """Apply the reviews of a resumed game, in their order. Raises CannotSave.

    Those that the histories mention, in this order, were applied before; they are skipped, whatever has happened to
    them since. `paths` gets the files by the ids of their agreements.
    """
    for name in dict.fromkeys(one.id for one in changes):
        mine = [_cleaned_change(one) for one in changes if one.id == name]
        told = 0
        for version in _versions(folder / FOLDER, name, paths.get(name)):
            if told := version.number_mentioned(mine):
                paths[name] = version.path
                atomic.settle(version.path)
                break
        for one in mine[told:]:
            paths[name] = change(folder, one, paths.get(name))


def undo(folder: Path, change: Change, path: Path | None = None, was: bytes | None = None) -> bool:
    """Undo a review in the file of its agreement, and tell whether the agreement is as it was before.

    The fields are restored, and the item of the history is removed if it is still there as it was written. If somebody
    has since set one of the fields to something else, or the file is gone, nothing is touched. A file that was created
    for this change alone, beside another, is removed. `path` is as for `change`. `was` is the content of the file
    before the change, if known: all of it is restored if nobody has touched the file since. Raises CannotSave.
    """
    place = folder / FOLDER
    if not _exists(place):
        return False
    change = _cleaned_change(change)
    with alone_in(place), in_language_of(folder):
        versions = []
        for version in _versions(place, change.id, path):
            versions.append(version)
            if version.path == path and version.mentions(change):
                break
        told = [version for version in versions if version.mentions(change)]
        return any(_taken_back(place, version, change, was) for version in told or versions)


def in_force(folder: Path, name: str) -> bool:
    """Tell whether the agreement with the id `name` is in force according to its file. Raises CannotSave."""
    first = next(_versions(folder / FOLDER, name, None), None)
    return first is not None and first.agreement.in_force


def withdraw(folder: Path, agreement: Agreement) -> bool:
    """Remove the file of `agreement` from the team's `folder`, and tell whether it is gone.

    A file that somebody has changed since is left as it is. Raises CannotRemove.
    """
    place = folder / FOLDER
    if not _exists(place):
        return True
    gone = True
    with alone_in(place):
        paths = _files(place, agreement.id)
        if not paths:
            _refuse_unread(place)
        for path in paths:
            if _is_rendered(path, agreement):
                atomic.remove(path)
            else:
                gone = False
    return gone


@dataclass(frozen=True, slots=True)
class _Version:
    """A valid file, with its text as it is."""

    path: Path
    text: str
    agreement: Agreement
    history: tuple[str, ...]

    def mentions(self, change: Change) -> bool:
        """Tell whether the history has the item of `change`, in any language."""
        return any(as_read(item) in self.history for item in history_items(change.review, change.after))

    def number_mentioned(self, changes: Sequence[Change]) -> int:
        """Return how many of `changes`, from the first on, the history mentions in their order."""
        place = told = 0
        while told < len(changes):
            change = changes[told]
            items = {as_read(item) for item in history_items(change.review, change.after)}
            found = next((number for number, one in enumerate(self.history[place:], place) if one in items), None)
            if found is None:
                break
            place, told = found + 1, told + 1
        return told

    def has_had(self, change: Change) -> bool:
        """Tell whether `change` was applied: its item is there, and its changes have not all been reverted."""
        changed = set(differing(change.before, change.after))
        undone = bool(changed) and changed.isdisjoint(differing(change.before, self.agreement))
        return self.mentions(change) and not undone


def _exists(place: Path) -> bool:
    """Tell whether the folder exists. Raises CannotSave if the disk cannot tell."""
    try:
        return atomic.is_folder(place)
    except OSError as error:
        raise atomic.CannotSave(place, error) from error


def _files(place: Path, name: str) -> tuple[Path, ...]:
    """Return the files of the agreement with the id `name`. Raises CannotSave if that cannot be determined."""
    try:
        return named_files.find(place, name)
    except atomic.CannotRead as error:
        raise atomic.CannotSave(error.path, error.error) from error


def _version(path: Path, *, known: bool = False) -> _Version | None:
    """Return the content of a file, or None. One that is `known` and cannot be read raises CannotSave."""
    try:
        return _understood(atomic.read(path), path)
    except atomic.CannotRead as error:
        if known and not error.missing:
            raise atomic.CannotSave(path, error.error) from error
        return None


def _understood(data: bytes, path: Path) -> _Version | None:
    """Return `data` as the content of the file `path`, or None if it is not an agreement."""
    try:
        found = found_in(data, path)
    except NotUnderstood:
        return None
    return _Version(path, raw_text(data, path), found.agreement, found.history)


def _versions(place: Path, name: str, path: Path | None) -> Iterator[_Version]:
    """Yield the valid files of the agreement with the id `name`, `path` first if it is one.

    Raises CannotSave if that cannot be determined, so that nothing is written twice.
    """
    hint = _version(path, known=True) if path and path.parent == place else None
    if hint and hint.agreement.id == name:
        yield hint
    for file in _files(place, name):
        if not (hint and hint.path == file) and (version := _version(file)):
            yield version


def _write_joined(version: _Version, change: Change) -> Path | None:
    """Write the change into a file that it fits; None if that cannot be done line by line."""
    new = _joined(version, change)
    if new is None:
        return None
    atomic.write(version.path, _data(new, version.path))
    return version.path


def _joined(version: _Version, change: Change) -> str | None:
    """Return the text of a file with the change, or None if it does not fit line by line."""
    wanted = brought(version.agreement, change.before, change.after, onward=True)
    with using(language_in(version.text, version.path)):
        item = history_item(change.review, change.after)
    return edited(version.text, version.path, wanted, add=item) if wanted else None


def _write_beside(place: Path, change: Change, first: _Version | None) -> Path:
    """Keep the agreement, as the change leaves it, in a new file that sorts after the existing one."""
    stem = first.path.stem if first else _stem(change.after)
    with using(language_in(first.text, first.path)) if first else nullcontext():
        return _save_new(place, stem, _text_beside(change), first.path if first else None)


def _save_new(place: Path, stem: str, text: str, like: Path | None = None) -> Path:
    return named_files.save_new(place, stem, _data(text, place / f"{stem}{named_files.SUFFIX}"), like=like)


def _data(text: str, path: Path) -> bytes:
    """Return the bytes of a file with `text`. Raises TooLarge if it could not be read again."""
    data = text.encode()
    if len(data) > atomic.LARGEST:
        raise TooLarge(path)
    return data


def _text_beside(change: Change) -> str:
    return render(change.after, [history_item(change.review, change.after)])


def _in_each_language(rendered: Callable[[], str]) -> Iterator[str]:
    """Yield a file in each language, and as earlier versions wrote it: whoever wrote the file decided that."""
    for language, spoken in TONGUES.items():
        with using(language):
            text = rendered()
        yield text
        for heading, name in spoken.earlier_headings:
            text = text.replace(f"\n## {getattr(spoken.headings, name)}\n", f"\n## {heading}\n")
        for was in ("", *spoken.earlier_was):
            yield text.replace(f" {spoken.phrases.was}\n", f" {was or spoken.phrases.was}\n")


def _taken_back(place: Path, version: _Version, change: Change, was: bytes | None) -> bool:
    if was is not None and (before := _understood(was, version.path)) and _joined(before, change) == version.text:
        atomic.write(version.path, was)
        return True
    wanted = brought(version.agreement, change.after, change.before)
    if wanted is None:
        return False
    path = version.path
    ours = _in_each_language(lambda: _text_beside(change))
    if version.text in ours and _has_number(path) and path != next(iter(_files(place, change.id)), path):
        atomic.remove(path)
        return True
    new = edited(version.text, path, wanted, drop=history_items(change.review, change.after))
    if new is not None:
        atomic.write_if_changed(path, new.encode())
    return new is not None


def _has_number(path: Path) -> bool:
    """Tell whether the name is one that `save_new` gives if the plain one is taken."""
    name, _hyphen, number = path.stem.rpartition("-")
    return number.isdecimal() and atomic.exists(path.with_stem(name))


def _refuse_unread(place: Path) -> None:
    """Raise CannotRemove if a file cannot be read: it may be the one to remove."""
    try:
        for path, data in named_files.contents(place):
            if isinstance(data, atomic.CannotRead) and not isinstance(data.error, LeadsOut):
                raise CannotRemove(Path(path), data.error)
    except atomic.CannotRead as error:
        raise CannotRemove(place, error.error) from error


def _is_rendered(path: Path, agreement: Agreement) -> bool:
    """Tell whether the file is exactly what we write for `agreement`. Raises CannotRemove if it cannot be read."""
    try:
        data = atomic.read(path)
    except atomic.CannotRead as error:
        if error.missing:
            return False
        raise CannotRemove(path, error.error) from error
    return any(
        text.encode() == data
        for outside in (False, True)
        for text in _in_each_language(partial(_new_text, agreement, outside=outside))
    )


def _new_text(agreement: Agreement, *, outside: bool) -> str:
    """Return the content of a new agreement's file."""
    return render(agreement, reviews=[outside_item(agreement)] if outside else [])


def _stem(agreement: Agreement) -> str:
    return f"{agreement.decided.isoformat()}-{slug(agreement.title or agreement.rule)}"


def _cleaned(agreement: Agreement) -> Agreement:
    """Return the agreement as its file will state it: without anything that does not pass the gate for text."""
    values: dict[str, Any] = {field.name: getattr(agreement, field.name) for field in fields(agreement)}
    values = {name: clean(value) if type(value) is str else value for name, value in values.items()}
    return Agreement(
        **values | {name: tuple(map(clean, getattr(agreement, name))) for name in ("concerns", "objections")}
    )


def _cleaned_change(change: Change) -> Change:
    return replace(change, before=_cleaned(change.before), after=_cleaned(change.after))
