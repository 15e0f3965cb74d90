"""Which files are versions of one agreement, whatever they are called, and which of them is the original.

An id decides. A file without one may be a copy of any other file: it is one if it was decided on the same day, has the
same title and question, and the same rule, or else a name that contains the name of the other. Two agreements that
only share a title are two.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.files.front_matter import Page
from dialogkort.files.named_files import own_name
from dialogkort.storage.agreements.body import body_parts
from dialogkort.storage.agreements.text import whole


@dataclass(frozen=True, slots=True)
class _Seen:
    path: str
    id: str
    page: Page


class Originals:
    """The files seen so far, in the order of `pages`: the first of those of one agreement is the original."""

    def __init__(self) -> None:
        self._by_id: dict[str, str] = {}
        self._alike: dict[tuple[date, str, str], list[_Seen]] = {}

    def original_of(self, path: str, page: Page, agreement: Agreement) -> str:
        """Return the file that the one in `path` is a version of: `path` itself if it is the first."""
        if (first := self._by_id.get(agreement.id)) is not None:
            return first
        about = (agreement.decided, folded(agreement.title), folded(agreement.decision))
        alike = self._alike.setdefault(about, [])
        if alike and not page.text("id"):
            for seen in alike:
                if _is_copy(path, page, seen):
                    return seen.path
        alike.append(_Seen(path, agreement.id, page))
        self._by_id[agreement.id] = path
        return path


def folded(text: str) -> str:
    """Return `text` without what does not make it another text: capitals, line breaks, and repeated spaces."""
    return " ".join(text.split()).casefold()


def _is_copy(path: str, page: Page, seen: _Seen) -> bool:
    """Tell whether a file without an id is a copy of the one that was `seen`; what both are about is equal."""
    if page.body == seen.page.body:
        return True
    mine, theirs = _whole(path, page), _whole(seen.path, seen.page)
    if mine is None or theirs is None or folded(mine.question) != folded(theirs.question):
        return False
    return folded(mine.rule) == folded(theirs.rule) or _contains(path, seen)


def _whole(path: str, page: Page) -> Agreement | None:
    return whole(page, body_parts(page), Path(path), [])


def _contains(path: str, seen: _Seen) -> bool:
    """Tell whether the name of the file contains the name of the other one, or the id that it got from its name."""
    name = own_name(path).casefold()
    return any(one.casefold() in name for one in (own_name(seen.path), seen.id))
