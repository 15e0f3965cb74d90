"""Where decks are found: the bundled ones, the user's, and a deck given by its path.

A folder may contain files from strangers. Only ordinary files are opened (a link to one may be followed), no more is
read than a deck may have, and whatever cannot be read is on the shelf with its problem.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dialogkort.core.text import composed
from dialogkort.files import atomic, filesystem, links
from dialogkort.language import N_, TONGUES, gettext

if TYPE_CHECKING:  # reading is loaded with the first deck, not before the first frame
    from dialogkort.decks.reading.reading import Reading

SUFFIXES: Final = frozenset({".yaml", ".yml"})
FOREIGN: Final = {
    **dict.fromkeys((".docx", ".doc", ".docm", ".odt", ".rtf", ".pages"), N_("a document")),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods", ".numbers"), N_("a workbook")),
    **dict.fromkeys((".csv", ".tsv", ".tab"), N_("a table")),
    **dict.fromkeys((".txt", ".text"), N_("a plain text file")),
    **dict.fromkeys((".md", ".markdown"), N_("a Markdown file")),
    **dict.fromkeys((".json", ".jsonl"), N_("a JSON file")),
    **dict.fromkeys((".pdf", ".html", ".htm", ".pptx"), N_("a file from another program")),
}
"""The suffixes of files that may contain questions but are not decks."""
_SAVED_AS: Final = {
    **dict.fromkeys((".doc", ".docm", ".odt", ".rtf", ".pages"), ".docx"),
    **dict.fromkeys((".xls", ".xlsm", ".ods", ".numbers"), ".xlsx"),
    **dict.fromkeys((".pdf", ".html", ".htm", ".pptx"), ".txt"),
}
"""The suffixes of those that cannot be imported, and what they can be saved as."""
_BEGINNING: Final = 64_000
_TEXTS: Final = frozenset({".txt", ".text", ".json"})
_DECK: Final = re.compile(rb"^[ \t\"{,]*(?:cards|kort)\"? *:", re.MULTILINE)
_ADDED: Final = re.compile(
    r"(?i:\s*\(.*(?:conflict|konflikt|kopi|copy).*\)|\.sync-conflict-[\w-]+|[\s_-]+(?:conflict|konflikt|kopi|copy)\b.*)"
    r"|\s*\(\d{1,3}\)|-[A-Z][A-Z0-9]{2,}(?:-[A-Z0-9]+)*(?:-\d+)?"
)
"""What sync programs add to the name of a file that two people saved at once."""
_MOST: Final = 5_000
LINKED: Final = "linked-decks.txt"
"""The list of the decks that were played from their own location, in the folder of the settings."""
MOST_LINKED: Final = 200
_LONGEST_PATH: Final = 4_096

_REASONS: Final = {
    errno.ENOENT: N_("the file does not exist"),
    errno.ENOTDIR: N_("the file does not exist"),
    errno.EACCES: N_("you do not have permission to read it"),
    errno.EPERM: N_("you do not have permission to read it"),
    errno.ELOOP: N_("the link leads back to itself"),
}
"""The most frequent system errors, in the current language."""

_Stamp = tuple[int, int, int, int]


def bundled_folder() -> Path:
    """Return the folder of the decks that come with the program: in the package, or in the checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "_decks"
    return inside if inside.is_dir() else package.parents[1] / "decks"


@dataclass(frozen=True, slots=True)
class ShelvedDeck:
    """A deck's file and the result of reading it. `bundled` decks come with the program.

    A `linked` deck is where it was played from. `copies` are the names of copies that a sync program made beside it
    when two people saved at once; `same_id` are the names of the user's other files with a deck of the same id.
    """

    path: Path
    reading: "Reading"
    bundled: bool
    linked: bool = False
    copies: tuple[str, ...] = ()
    same_id: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The deck's id; for a file without a deck, its name."""
        return self.reading.deck.id if self.reading.deck else self.path.stem


class Shelf:
    """The decks in some folders, and in a subfolder for each language, `da` and `en`.

    `folders` are listed in the given order: the bundled folder first, then the user's. If two folders have a deck with
    the same id and language, the one in the later folder hides the other; the files that `linked` names come last. A
    file is read again only if it has changed.
    """

    def __init__(self, folders: Sequence[Path], linked: Callable[[], Sequence[Path]] = tuple) -> None:
        self._folders = tuple(folders)
        self._linked = linked
        self._bundled = bundled_folder()
        links.follow_from(self._bundled)  # some packaging systems create a folder of links to all installed files
        self._read: dict[Path, tuple[_Stamp, ShelvedDeck]] = {}

    def decks(self, language: str = "") -> tuple[ShelvedDeck, ...]:
        """Return every deck, in each folder by file name, and the files that cannot be read.

        With a `language` (of `TONGUES`), the bundled decks in other languages are not even read.
        """
        others = {self._bundled / name for name in TONGUES if language and name != language}
        in_front: dict[tuple[str, str], tuple[int, Path]] = {}
        found: list[tuple[int, ShelvedDeck]] = []
        for number, folder in enumerate(self._folders):
            bundled = folder == self._bundled
            for there in _files(folder, others):
                shelved = self._shelved(there, bundled=bundled) if isinstance(there, Path) else there
                found.append((number, shelved))
                if deck := shelved.reading.deck:
                    key = (deck.id, deck.language)
                    if key not in in_front or in_front[key][0] < number:
                        in_front[key] = (number, shelved.path)
        for place, path in enumerate(self._linked(), len(self._folders)):
            links.name_file(path)
            if not _exists(path) or any(shelved.path == path for _number, shelved in found):
                continue  # it was moved or removed; what cannot be read is reported only when it is requested
            shelved = replace(self._shelved(path, bundled=False), linked=True)
            if deck := shelved.reading.deck:
                found.append((place, shelved))
                in_front[deck.id, deck.language] = (place, path)
        seen = [shelved for number, shelved in found if _is_seen(number, shelved, in_front)]
        return _with_same_id(_without_copies(seen))

    def only_bundled(self) -> Path | None:
        """Return the folder of the bundled decks if there is no other deck on the shelf, else None."""
        others = (there for folder in self._folders if folder != self._bundled for there in _files(folder, ()))
        if self._bundled not in self._folders or next(others, None) or any(map(_exists, self._linked())):
            return None
        return self._bundled

    def find(self, word: str) -> ShelvedDeck | None:
        """Return the deck with the id `word`, or the one in the file `word`; None if there is neither.

        A word that looks like a path (with a separator or a suffix) is only a path. A deck that can be played takes
        precedence over a file of that name that cannot.
        """
        path = Path(word)
        if path.suffix.lower() in SUFFIXES or path.suffix.lower() in FOREIGN or path.name != word:
            links.name_file(path)
            return shelve(path) if _exists(path) else None
        decks = [shelved for shelved in self.decks() if composed(shelved.id) == composed(word)]
        for shelved in reversed(decks):
            if shelved.reading.deck:
                return shelved
        return decks[-1] if decks else None

    def _shelved(self, path: Path, *, bundled: bool) -> ShelvedDeck:
        try:
            status = atomic.facts(path)
        except (OSError, ValueError):
            status = None
        if status is None:
            return shelve(path, bundled=bundled)
        stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        before = self._read.get(path)
        if before and before[0] == stamp:
            return before[1]
        shelved = shelve(path, bundled=bundled)
        self._read[path] = (stamp, shelved)
        return shelved


def linked_files(config: Path) -> tuple[Path, ...]:
    """Return the linked files in the order in which they were added; none if the list cannot be read."""
    try:
        text = atomic.read(config / LINKED).decode("utf-8", "replace")
    except atomic.CannotRead:
        return ()
    lines = (line.strip() for line in text.splitlines())
    paths = [Path(line) for line in lines if line and "\0" not in line and len(line) <= _LONGEST_PATH]
    return tuple(dict.fromkeys(path for path in paths if path.is_absolute()))[:MOST_LINKED]


def shelve(path: Path, *, bundled: bool = False) -> ShelvedDeck:
    """Read the deck in the file `path`; if it cannot be read, the reading says why."""
    return ShelvedDeck(path, _reading(path), bundled)


def content(path: Path, most: int = 0) -> "bytes | Reading":
    """Return the bytes of an ordinary file, at most one more than `most`, or why it cannot be read.

    Without `most`, the limit is that of a deck, and other kinds of files are reported as such.
    """
    if not most and (reading := _of_another_kind(path)):
        return reading
    from dialogkort.decks.format.schema import LIMITS  # noqa: PLC0415

    try:
        with links.entry(path) as entry:
            facts = filesystem.link_facts(entry)
            if facts and not stat.S_ISREG(facts.st_mode):
                return _unreadable("DK002")
            descriptor = filesystem.open_to_read(entry)
        try:
            # the file may have been replaced by something else since
            if not stat.S_ISREG(filesystem.facts(descriptor).st_mode):
                return _unreadable("DK002")
            return filesystem.read_beginning(descriptor, (most or LIMITS.size) + 1)
        finally:
            filesystem.close(descriptor)
    except OSError as error:
        return unreadable(error)
    except ValueError as error:
        return _unreadable("DK001", reason=str(error))


def _of_another_kind(path: Path) -> "Reading | None":
    """Report that a document, table or list is not a deck, judging by its name; a deck saved as text is one."""
    suffix = path.suffix.lower()
    kind = FOREIGN.get(suffix)
    found = content(path, _BEGINNING) if kind else None
    if kind is None or not isinstance(found, bytes) or (suffix in _TEXTS and _DECK.search(found)):
        return None
    better = {"suggestion": _SAVED_AS[suffix]} if suffix in _SAVED_AS else {}
    return _unreadable("DK014", kind=gettext(kind), file=path.name, **better)


def unreadable(error: OSError) -> "Reading":
    """Return the reading of a file that the system does not let us read."""
    if isinstance(error, links.LeadsOut):
        return _unreadable("DK013", target=str(error.target))
    words = _REASONS.get(error.errno or 0)
    return _unreadable("DK001", reason=gettext(words) if words else error.strerror or type(error).__name__)


def too_many_folders(most: int) -> "Reading":
    """Return the reading of a folder with more subfolders than are searched."""
    words = gettext("it contains more than {most} folders; give the path of the one with the decks")
    return _unreadable("DK001", reason=words.format(most=most))


def _reading(path: Path) -> "Reading":
    from dialogkort.decks.reading.reading import read_deck  # noqa: PLC0415

    found = content(path)
    name = path.stem if path.suffix.lower() in SUFFIXES else path.with_suffix("").stem  # `deck.yaml.txt`
    return read_deck(found, name) if isinstance(found, bytes) else found


def _unreadable(code: str, **parts: str) -> "Reading":
    from dialogkort.decks.reading.findings import Findings  # noqa: PLC0415
    from dialogkort.decks.reading.reading import Reading  # noqa: PLC0415

    findings = Findings([])
    findings.add(code, 1, 1, 2, **parts)
    return Reading(None, findings.in_order())


def _files(folder: Path, passed_over: Container[Path]) -> Iterator[Path | ShelvedDeck]:
    """Yield the deck files of a folder and of its languages; a missing folder has none.

    A folder that cannot be read is on the shelf with its problem.
    """
    for place in (folder, *(folder / language for language in TONGUES)):
        if place in passed_over:
            continue
        try:
            names = sorted(name for name in atomic.names(place) if _is_deck(name))
        except OSError as error:
            if error.errno not in {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}:
                yield ShelvedDeck(place, unreadable(error), bundled=False)
            continue
        except ValueError:  # a null byte in the name
            continue
        for name in names[:_MOST]:
            yield place / name


def _is_deck(name: str) -> bool:
    return not name.startswith(".") and is_named_as_deck(name)


def is_named_as_deck(name: str) -> bool:
    """Tell whether a file has the name of a deck; an editor may have appended a hidden `.txt`."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - a name
    if suffix.lower() == ".txt":
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122
    return suffix.lower() in SUFFIXES


def _is_seen(number: int, shelved: ShelvedDeck, in_front: dict[tuple[str, str], tuple[int, Path]]) -> bool:
    deck = shelved.reading.deck
    return deck is None or in_front[deck.id, deck.language][0] == number


def _without_copies(decks: Sequence[ShelvedDeck]) -> tuple[ShelvedDeck, ...]:
    """Show a deck that a sync program has copied only once, with the names of the copies."""
    originals: dict[tuple[Path, str, str], Path] = {}
    copies: dict[Path, list[str]] = {}
    for shelved in sorted(decks, key=lambda one: len(one.path.name)):
        if not (deck := shelved.reading.deck):
            continue
        key = (shelved.path.parent, deck.id, deck.language)
        original = originals.setdefault(key, shelved.path)
        if original != shelved.path and _is_copy(shelved.path.stem, original.stem):
            copies.setdefault(original, []).append(shelved.path.name)
    hidden = {original.with_name(name) for original, names in copies.items() for name in names}
    return tuple(
        replace(one, copies=tuple(sorted(copies[one.path]))) if one.path in copies else one
        for one in decks
        if one.path not in hidden
    )


def _with_same_id(decks: Sequence[ShelvedDeck]) -> tuple[ShelvedDeck, ...]:
    """Give each deck the names of the others with the same id: nobody can see which of them an id means."""
    names: dict[tuple[str, str], list[str]] = {}
    for shelved in decks:
        if (deck := shelved.reading.deck) and not shelved.bundled:
            names.setdefault((deck.id, deck.language), []).append(shelved.path.name)
    told = []
    for shelved in decks:
        deck = shelved.reading.deck
        alike = names.get((deck.id, deck.language), []) if deck and not shelved.bundled else []
        others = [name for name in alike if name != shelved.path.name]
        told.append(replace(shelved, same_id=tuple(others)) if others else shelved)
    return tuple(told)


def _is_copy(name: str, original: str) -> bool:
    """Tell whether a name is another file's plus what Dropbox, OneDrive, Syncthing or a drive adds to it."""
    rest = name.removeprefix(original)
    return rest != name and _ADDED.fullmatch(rest) is not None


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False
