"""Where decks are found: the bundled ones, the user's, and a deck given by its path.

A folder is a place for strangers' files. Only ordinary files are opened (a link to one may be followed), no
more is read than a deck may have, and whatever cannot be read stands on the shelf with its problem.
"""

import errno
import os
import stat
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dialogkort.files import atomic, filesystem, links
from dialogkort.language import N_, TONGUES, gettext

if TYPE_CHECKING:  # reading is loaded with the first deck, not before the first frame
    from dialogkort.decks.reading.reading import Reading

SUFFIXES: Final = frozenset({".yaml", ".yml"})
_MOST: Final = 5_000

_REASONS: Final = {
    errno.ENOENT: N_("there is no such file"),
    errno.ENOTDIR: N_("there is no such file"),
    errno.EACCES: N_("you do not have permission to read it"),
    errno.EPERM: N_("you do not have permission to read it"),
    errno.ELOOP: N_("the link leads round in a circle"),
}
"""What the system says most often, in the language in use."""

_Stamp = tuple[int, int, int, int]


def bundled_folder() -> Path:
    """Return the folder of the decks that come with the program: in the package, or in the checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "_decks"
    return inside if inside.is_dir() else package.parents[1] / "decks"


@dataclass(frozen=True, slots=True)
class ShelvedDeck:
    """A deck's file and what came of reading it. `bundled` decks come with the program."""

    path: Path
    reading: "Reading"
    bundled: bool

    @property
    def id(self) -> str:
        """The deck's id; for a file without a deck, its name."""
        return self.reading.deck.id if self.reading.deck else self.path.stem


class Shelf:
    """The decks in some folders, and in a subfolder for each language, `da` and `en`.

    `folders` are listed in the order in which they are given: the bundled folder first, then the user's.
    Where two folders hold a deck of the same id and language, the one of the later folder stands in front and
    the other one is not seen. A file is read again only when it has changed.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._bundled = bundled_folder()
        links.follow_from(self._bundled)  # some packagings make a folder of links to all that they install
        self._read: dict[Path, tuple[_Stamp, ShelvedDeck]] = {}

    def decks(self, language: str = "") -> tuple[ShelvedDeck, ...]:
        """Return every deck, each folder's by the names of its files, and the files that cannot be read.

        With a `language` (of `TONGUES`), the bundled decks of the other languages are not even read.
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
        return tuple(shelved for number, shelved in found if _is_seen(number, shelved, in_front))

    def find(self, word: str) -> ShelvedDeck | None:
        """Return the deck with the id `word`, or the one in the file `word`; None where there is neither.

        A word that looks like a path (with a separator or a suffix) is only a path. A deck that can be played
        is preferred to a file of that name which cannot.
        """
        path = Path(word)
        if path.suffix.lower() in SUFFIXES or path.name != word:
            links.name_file(path)
            return shelve(path) if _exists(path) else None
        decks = [shelved for shelved in self.decks() if shelved.id == word]
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


def shelve(path: Path, *, bundled: bool = False) -> ShelvedDeck:
    """Read the deck in the file `path`; why it cannot be read is told in the reading."""
    return ShelvedDeck(path, _reading(path), bundled)


def content(path: Path, most: int = 0) -> "bytes | Reading":
    """Return the bytes of an ordinary file, at most one more than `most`, or why it cannot be read.

    Without `most`, it is what a deck may have.
    """
    from dialogkort.decks.format.schema import LIMITS  # noqa: PLC0415

    try:
        with links.entry(path) as entry:
            facts = filesystem.link_facts(entry)
            if facts and not stat.S_ISREG(facts.st_mode):
                return _unreadable("DK002")
            descriptor = filesystem.open_to_read(entry)
        try:
            # what stood there a moment ago may have been replaced by something else
            if not stat.S_ISREG(filesystem.facts(descriptor).st_mode):
                return _unreadable("DK002")
            return filesystem.read_beginning(descriptor, (most or LIMITS.size) + 1)
        finally:
            filesystem.close(descriptor)
    except OSError as error:
        return unreadable(error)
    except ValueError as error:
        return _unreadable("DK001", reason=str(error))


def unreadable(error: OSError) -> "Reading":
    """Return the reading of a file that the system does not give."""
    if isinstance(error, links.LeadsOut):
        return _unreadable("DK013", target=str(error.target))
    words = _REASONS.get(error.errno or 0)
    return _unreadable("DK001", reason=gettext(words) if words else error.strerror or type(error).__name__)


def too_many_folders(most: int) -> "Reading":
    """Return the reading of a folder that has more below it than is looked into."""
    words = gettext("more than {most} folders lie below it; name the one with the decks")
    return _unreadable("DK001", reason=words.format(most=most))


def _reading(path: Path) -> "Reading":
    from dialogkort.decks.reading.reading import read_deck  # noqa: PLC0415

    found = content(path)
    return read_deck(found, path.stem) if isinstance(found, bytes) else found


def _unreadable(code: str, **parts: str) -> "Reading":
    from dialogkort.decks.reading.findings import Findings  # noqa: PLC0415
    from dialogkort.decks.reading.reading import Reading  # noqa: PLC0415

    findings = Findings([])
    findings.add(code, 1, 1, 2, **parts)
    return Reading(None, findings.in_order())


def _files(folder: Path, passed_over: Container[Path]) -> Iterator[Path | ShelvedDeck]:
    """Yield the deck files of a folder and of its languages; a folder that is not there has none.

    One that cannot be read stands on the shelf with its problem.
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
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 - a name


def _is_seen(number: int, shelved: ShelvedDeck, in_front: dict[tuple[str, str], tuple[int, Path]]) -> bool:
    deck = shelved.reading.deck
    return deck is None or in_front[deck.id, deck.language][0] == number


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False
