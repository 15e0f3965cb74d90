"""The front matter of an agreement's file, for programs: its keys, and what their values mean."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Agreement, Status
from dialogkort.core.days import months_later
from dialogkort.core.text import REPLACEMENT
from dialogkort.files.front_matter import Page, PlainFields
from dialogkort.files.named_files import own_name
from dialogkort.files.problems import FileProblem, Severity
from dialogkort.files.suggestions import likely
from dialogkort.files.yaml_reading import Text
from dialogkort.files.yaml_writing import Value
from dialogkort.language import N_
from dialogkort.language.dates import full_date

KEYS = (
    "id",
    "status",
    "decided",
    "review",
    "keeper",
    "deck",
    "card",
    "reviewed",
    "supersedes",
    "superseded_by",
    "decision",
    "level",
    "level_before",
    "levelled",
    "interval",
)
"""The keys of the front matter, named like the fields of an agreement, in the order in which they are written."""


_ALSO = (
    *((word, "status") for word in ("tilstand", "state", "gyldighed")),
    *((word, "decided") for word in ("aftalt", "besluttet", "agreed", "dato", "date")),
    *((word, "review") for word in ("gennemgang", "ses igen", "next review", "revision")),
    *((word, "reviewed") for word in ("gennemgået", "set sidst", "last reviewed")),
    *((word, "keeper") for word in ("tovholder", "ansvarlig", "owner")),
    *((word, "supersedes") for word in ("afløser", "erstatter", "replaces")),
    *((word, "superseded_by") for word in ("afløst af", "erstattet af", "replaced by")),
    *((word, "level") for word in ("niveau",)),
)
"""What people write instead of a key, in either language."""

_AT_THE_TOP = frozenset({"id", "status", "decided", "review", "reviewed", "keeper", "supersedes", "superseded_by"})
_FENCE = re.compile(r"\s*(?:-{2,}|[–—−]+|\+{3,})\s*")
_KEY = re.compile(r"\s*([^\W\d_][\w -]{0,40}?)\s*[:=]")
_NUMBER_OF_DAYS = re.compile(r"[0-9]{1,7}")  # as many as there can be between two dates
_LOOKED_AT = 40
"""How many lines, or keys, are examined for likely meanings."""

_NO_TEXT = f"\n {REPLACEMENT}"
_NEEDED = frozenset({"id", "status", "decided", "review"})
_DATE_IN_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=\D|\Z)")


def value_of(agreement: Agreement, key: str) -> Value | None:
    """Return the value of `key` in the front matter, or None if the key is left out."""
    value = getattr(agreement, key)
    if not value and key not in _NEEDED:
        return None
    return value.value if isinstance(value, Status) else value


def has_date(path: str | Path) -> bool:
    """Tell whether the name of the file begins with a date, like those that the app writes."""
    return bool(_date_in_name(path))


def misplaced(page: Page) -> tuple[int, str] | None:
    """Return the first line of front matter that is not recognised as such, and its text.

    Somebody wrote the keys, but with a fence other than `---`, without one, or with something above it.
    """
    if page.body_line > 1:
        return None
    inside = True
    for number, line in enumerate(page.body.split("\n", _LOOKED_AT)[:_LOOKED_AT], 1):
        if _FENCE.fullmatch(line):
            inside = True
        elif inside and (key := _KEY.match(line)) and meant_by(key[1]) in _AT_THE_TOP:
            return number, line.strip()
        elif line.strip():
            inside = inside and (line[0] in " -" or _KEY.match(line) is not None)
    return None


def meant_by(key: str) -> str:
    """Return the key that `key` is, regardless of case, or most likely means; or empty."""
    return likely(key, KEYS, _ALSO)


def misspelled(page: Page) -> Iterator[tuple[Text, str]]:
    """Yield the unknown keys on a page, each with the missing key that was most likely meant."""
    fields = page.fields
    if isinstance(fields, PlainFields) and fields.values.keys() <= _KEYS:
        return
    whole = fields.whole if isinstance(fields, PlainFields) else fields
    there = {key.casefold() for key in whole.fields}
    for name, (key, _node) in islice(whole.fields.items(), _LOOKED_AT):
        if name.casefold() not in _KEYS and (meant := meant_by(name)) and meant not in there:
            yield key, meant


def agreement_on(  # noqa: PLR0913 - the text of the body
    page: Page,
    path: str | Path,
    faults: list[FileProblem],
    *,
    title: str,
    rule: str = "",
    question: str = "",
    signs: str = "",
    corner_flags: str = "",
    concerns: tuple[str, ...] = (),
    objections: tuple[str, ...] = (),
    deck_title: str = "",
) -> Agreement | None:
    """Return the agreement on `page`, with text from its body; None with what is wrong added to `faults`.

    `path` supplies what is missing: the id, and the date it was decided.
    """
    words = _words(page)
    deck = words.get("deck", "")
    blank = not (title or rule.strip() or page.body.strip(_NO_TEXT))
    if hidden := _hidden(page, path, blank=blank):
        faults.append(hidden)
        return None
    try:
        decided = _day(words.get("decided") or _date_in_name(path))
        review = _day(words.get("review", ""))
        reviewed = _day(words.get("reviewed", ""))
        status = _status(words.get("status", ""))
        level = _level(words.get("level", ""))
        level_before = _level(words.get("level_before", ""))
        levelled = _day(words.get("levelled", ""))
        interval = _days(words.get("interval", ""))
    except ValueError:
        decided = None
    if decided is None:
        faults.extend(_faults(page, path))
        return None
    return Agreement(
        id=words.get("id") or own_name(path),
        title=title,
        rule=rule,
        decided=decided,
        review=review or months_later(decided, REVIEW_MONTHS),
        keeper=words.get("keeper", ""),
        signs=signs,
        corner_flags=corner_flags,
        concerns=concerns,
        objections=objections,
        deck=deck,
        deck_title=deck_title if deck and deck_title != " ".join(deck.split()) else "",
        card=words.get("card", ""),
        question=question,
        status=status,
        reviewed=reviewed,
        supersedes=words.get("supersedes", ""),
        superseded_by=words.get("superseded_by", ""),
        decision=words.get("decision", ""),
        level=level,
        level_before=level_before,
        levelled=levelled,
        interval=interval,
    )


def _hidden(page: Page, path: str | Path, *, blank: bool) -> FileProblem | None:
    """Return what prevents a page from saying whether it is in force: it must not be taken for a rule that is."""
    if page.body_line == 1 and blank:
        return FileProblem(Path(path), N_("This file is empty. Restore an older copy, or delete it."))
    if found := misplaced(page):
        line, text = found
        words = N_("“{text}” must be at the very top, between two lines of three hyphens: ---.")
        return FileProblem(Path(path), words, line, values=(("text", text),))
    for key, meant in misspelled(page):
        if meant == "status":
            return misspelling(key, meant, path)
    return None


def misspelling(key: Text, meant: str, path: str | Path, severity: Severity = Severity.ERROR) -> FileProblem:
    """Return the problem of an unknown key, with the key that was most likely meant."""
    words = N_("Unknown key “{key}”. Did you mean “{meant}”?")
    values = (("key", key.value), ("meant", meant))
    return FileProblem(Path(path), words, key.line, key.column, values, severity)


def _faults(page: Page, path: str | Path) -> list[FileProblem]:
    """Return what is wrong in the front matter of a page, in line order."""
    readers: dict[str, tuple[Callable[[str], object], str]] = {
        "status": (_status, N_("Unknown status “{text}”. Write in-force, retired or superseded.")),
        "decided": (_day, N_("“{text}” is not a date. Write it like 2026-11-22.")),
        "review": (_day, N_("“{text}” is not a date. Write it like 2026-11-22.")),
        "reviewed": (_day, N_("“{text}” is not a date. Write it like 2026-11-22.")),
        "level": (_level, N_("“{text}” is not a level. Write a number from 1 to 7.")),
        "level_before": (_level, N_("“{text}” is not a level. Write a number from 1 to 7.")),
        "levelled": (_day, N_("“{text}” is not a date. Write it like 2026-11-22.")),
        "interval": (_days, N_("“{text}” is not a number of days. Write it like 14.")),
    }
    faults = []
    words = _words(page)
    for key, (reader, message) in readers.items():
        text = words.get(key, "")
        try:
            reader(text)
        except ValueError:
            written = page.written(key)
            node = page.fields.node(written)
            place = (node.line, node.column) if node else (page.fields.line_of(written), 0)
            faults.append(FileProblem(Path(path), message, *place, values=(("text", text),)))
    if not words.get("decided") and not _day(_date_in_name(path)):
        missing = N_("It does not say when this was agreed. Write “decided: 2026-11-22” between --- and ---.")
        faults.append(FileProblem(Path(path), missing, 1))
    return sorted(faults, key=lambda problem: (problem.line, problem.column))


def _words(page: Page) -> Mapping[str, str]:
    """Return the values of the front matter by their keys."""
    fields = page.fields
    if isinstance(fields, PlainFields):
        return fields.values
    return {key: page.text(key) for key in KEYS}


_KEYS = frozenset(KEYS)


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    """Return the date in `text`, or None if it is empty. Raises ValueError."""
    day = full_date(text) if text else None
    if text and day is None:
        raise ValueError(text)
    return day


def _status(text: str) -> Status:
    """Return the status that `text` names; if it is empty, in force. Raises ValueError."""
    return _STATUSES.get(text) or Status("-".join(text.casefold().replace("_", "-").split()))


_STATUSES = {"": Status.IN_FORCE} | {status.value: status for status in Status}


def _level(text: str) -> int:
    """Return the level that `text` names, or 0 if it is empty. Raises ValueError."""
    if text and not (len(text) == 1 and text in "1234567"):
        raise ValueError(text)
    return int(text or 0)


def _days(text: str) -> int:
    """Return a number of days, 0 if it is empty. Raises ValueError."""
    if not text:
        return 0
    if not _NUMBER_OF_DAYS.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _date_in_name(path: str | Path) -> str:
    """Return the date at the beginning of a file name, or empty."""
    found = _DATE_IN_NAME.match(own_name(path))
    return found[0] if found and full_date(found[0]) else ""
