"""Agreements on file: one markdown file each in a team's folder, which people read, edit, rename and copy.

This is where they are made and changed, by one program at a time; reading them is left to `agreement_reading`,
the text to `agreement_text`, and which lines are touched to `agreement_editing`. Nothing that a person wrote is
overwritten: what cannot be joined is kept in a file beside, and both are shown.
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
    "take_back",
    "withdraw",
]


def add(folder: Path, agreement: Agreement, *, outside: bool = False) -> Path:
    """Save a new agreement in the team's `folder` and return its file. Raises CannotSave.

    The history of one that was made `outside` a game says so.

    One that is there already, word for word, is left. Any other file of the same id is kept, and the agreement
    gets a file of its own.
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

    `path` saves the search while the file is there. Only the fields that the change changes count: each must
    be as before it, or already as after it. Their lines are changed, and the history gets its item; so two
    reviews that change different fields both stand, and of two days of `reviewed` the later one does. A
    change that the history tells of, unless all of it has been made undone by hand, is there already: then
    nothing is written. When somebody has made something else of one of the fields, or the lines cannot be
    changed one by one, the file is left, and ours is kept beside it under the same id. When the file is gone,
    or is not understood, ours is written anew. Raises CannotSave.
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
    """Apply the reviews of a game that is resumed, in their order. Raises CannotSave.

    Those that the histories tell of, in this order, were applied before; they are left, whatever has become of
    them since. `paths` gets the files by the ids of their agreements.
    """
    for name in dict.fromkeys(one.id for one in changes):
        mine = [_cleaned_change(one) for one in changes if one.id == name]
        told = 0
        for version in _versions(folder / FOLDER, name, paths.get(name)):
            if told := version.told_of(mine):
                paths[name] = version.path
                atomic.settle(version.path)
                break
        for one in mine[told:]:
            paths[name] = change(folder, one, paths.get(name))


def take_back(folder: Path, change: Change, path: Path | None = None, was: bytes | None = None) -> bool:
    """Undo a review in the file of its agreement, and tell whether the agreement is as before it.

    The fields go back, and the item of the history goes when it stands as it was written. When somebody has
    made something else of one of the fields since, or the file is gone, nothing is touched. A file that was
    made for this change alone, beside another, is removed. `path` as for `change`. `was` is what stood in the
    file before the change, if that is known: all of it comes back when nobody has touched the file since.
    Raises CannotSave.
    """
    place = folder / FOLDER
    if not _is_there(place):
        return False
    change = _cleaned_change(change)
    with alone_in(place), in_language_of(folder):
        versions = []
        for version in _versions(place, change.id, path):
            versions.append(version)
            if version.path == path and version.tells_of(change):
                break
        told = [version for version in versions if version.tells_of(change)]
        return any(_taken_back(place, version, change, was) for version in told or versions)


def in_force(folder: Path, name: str) -> bool:
    """Tell whether the agreement with the id `name` is in force, as its file says. Raises CannotSave."""
    first = next(_versions(folder / FOLDER, name, None), None)
    return first is not None and first.agreement.in_force


def withdraw(folder: Path, agreement: Agreement) -> bool:
    """Remove the file of `agreement` from the team's `folder`, and tell whether it is gone.

    A file that somebody has changed since is left. Raises CannotRemove.
    """
    place = folder / FOLDER
    if not _is_there(place):
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
    """A file that is understood, with its text as it stands."""

    path: Path
    text: str
    agreement: Agreement
    history: tuple[str, ...]

    def tells_of(self, change: Change) -> bool:
        """Tell whether the history has the item of `change`, in whichever language."""
        return any(as_read(item) in self.history for item in history_items(change.review, change.after))

    def told_of(self, changes: Sequence[Change]) -> int:
        """Return how many of `changes`, from the first, the history tells of in their order."""
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
        """Tell whether `change` was applied: its item is there, and not all that it changed is as before it."""
        changed = set(differing(change.before, change.after))
        undone = bool(changed) and changed.isdisjoint(differing(change.before, self.agreement))
        return self.tells_of(change) and not undone


def _is_there(place: Path) -> bool:
    """Tell whether the folder is there. Raises CannotSave when the disk does not say."""
    try:
        return atomic.is_folder(place)
    except OSError as error:
        raise atomic.CannotSave(place, error) from error


def _files(place: Path, name: str) -> tuple[Path, ...]:
    """Return the files of the agreement with the id `name`. Raises CannotSave when that cannot be told."""
    try:
        return named_files.find(place, name)
    except atomic.CannotRead as error:
        raise atomic.CannotSave(error.path, error.error) from error


def _version(path: Path, *, known: bool = False) -> _Version | None:
    """Return what stands in a file, or None. One that is `known` and cannot be read raises CannotSave."""
    try:
        return _understood(atomic.read(path), path)
    except atomic.CannotRead as error:
        if known and not error.missing:
            raise atomic.CannotSave(path, error.error) from error
        return None


def _understood(data: bytes, path: Path) -> _Version | None:
    """Return `data` as what stands in the file `path`, or None when it is no agreement."""
    try:
        found = found_in(data, path)
    except NotUnderstood:
        return None
    return _Version(path, raw_text(data, path), found.agreement, found.history)


def _versions(place: Path, name: str, path: Path | None) -> Iterator[_Version]:
    """Yield the files of the agreement with the id `name` that are understood, `path` first if it is one.

    Raises CannotSave when that cannot be told, so that nothing is written twice.
    """
    hint = _version(path, known=True) if path and path.parent == place else None
    if hint and hint.agreement.id == name:
        yield hint
    for file in _files(place, name):
        if not (hint and hint.path == file) and (version := _version(file)):
            yield version


def _write_joined(version: _Version, change: Change) -> Path | None:
    """Write the change into a file that it fits; None when that cannot be done line by line."""
    new = _joined(version, change)
    if new is None:
        return None
    atomic.write(version.path, _data(new, version.path))
    return version.path


def _joined(version: _Version, change: Change) -> str | None:
    """Return the text of a file with the change, or None when it does not fit line by line."""
    wanted = brought(version.agreement, change.before, change.after, onward=True)
    with using(language_in(version.text, version.path)):
        item = history_item(change.review, change.after)
    return edited(version.text, version.path, wanted, add=item) if wanted else None


def _write_beside(place: Path, change: Change, first: _Version | None) -> Path:
    """Keep the agreement as the change leaves it in a new file, which sorts after the one that there is."""
    stem = first.path.stem if first else _stem(change.after)
    with using(language_in(first.text, first.path)) if first else nullcontext():
        return _save_new(place, stem, _text_beside(change), first.path if first else None)


def _save_new(place: Path, stem: str, text: str, like: Path | None = None) -> Path:
    return named_files.save_new(place, stem, _data(text, place / f"{stem}{named_files.SUFFIX}"), like=like)


def _data(text: str, path: Path) -> bytes:
    """Return the bytes of a file with `text`. Raises TooLarge for one that could not be read again."""
    data = text.encode()
    if len(data) > atomic.LARGEST:
        raise TooLarge(path)
    return data


def _text_beside(change: Change) -> str:
    return render(change.after, [history_item(change.review, change.after)])


def _in_each_language(rendered: Callable[[], str]) -> Iterator[str]:
    """Yield a text in each language: which one a file has is the matter of whoever wrote it."""
    for language in TONGUES:
        with using(language):
            text = rendered()
        yield text


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
    """Tell whether the name is one that `save_new` gives when the plain one is taken."""
    name, _hyphen, number = path.stem.rpartition("-")
    return number.isdecimal() and atomic.is_there(path.with_stem(name))


def _refuse_unread(place: Path) -> None:
    """Raise CannotRemove where a file cannot be read: it may be the one that is to go."""
    try:
        for path, data in named_files.contents(place):
            if isinstance(data, atomic.CannotRead) and not isinstance(data.error, LeadsOut):
                raise CannotRemove(Path(path), data.error)
    except atomic.CannotRead as error:
        raise CannotRemove(place, error.error) from error


def _is_rendered(path: Path, agreement: Agreement) -> bool:
    """Tell whether the file is what we write for `agreement`, byte for byte. Raises CannotRemove if it is unread."""
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
    """Return what a new agreement's file says."""
    return render(agreement, reviews=[outside_item(agreement)] if outside else [])


def _stem(agreement: Agreement) -> str:
    return f"{agreement.decided.isoformat()}-{slug(agreement.title or agreement.rule)}"


def _cleaned(agreement: Agreement) -> Agreement:
    """Return the agreement as its file will say it: what does not pass the gate for text is not there either."""
    values: dict[str, Any] = {field.name: getattr(agreement, field.name) for field in fields(agreement)}
    values = {name: clean(value) if type(value) is str else value for name, value in values.items()}
    return Agreement(
        **values | {name: tuple(map(clean, getattr(agreement, name))) for name in ("concerns", "objections")}
    )


def _cleaned_change(change: Change) -> Change:
    return replace(change, before=_cleaned(change.before), after=_cleaned(change.after))
