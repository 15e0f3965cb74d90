"""Reading minutes: what the front matter says for programs. What is missing is left out, never guessed.

People may edit minutes, and older versions wrote less: a field with an invalid value counts as missing. Numbers about
fewer than three answers in an edited file are ignored, too.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.reviews import Act
from dialogkort.core.cards import Kind
from dialogkort.core.game.answers import FEWEST
from dialogkort.core.notes import Note
from dialogkort.core.overview.meetings import Meeting, PlayedRound
from dialogkort.core.text import clean_line
from dialogkort.files import atomic, named_files
from dialogkort.files.front_matter import Page, PlainFields, decode, read_page
from dialogkort.files.problems import FileProblem, NotUnderstood, unreadable
from dialogkort.files.yaml_reading import Fields, Items, Node, Text
from dialogkort.language.dates import full_date
from dialogkort.storage.games.minutes import FOLDER

LONGEST_TEXT = 2_000


def meetings(folder: Path, problems: list[FileProblem] | None = None) -> tuple[Meeting, ...]:
    """Return the meetings of the team in `folder` that have minutes, the oldest first.

    Anything that cannot be read or understood is added to `problems`. Of two files with one id the first counts.
    """
    problems = [] if problems is None else problems
    found: dict[str, Meeting] = {}
    for _path, meeting in _read(folder, problems):
        found.setdefault(meeting.id, meeting)
    return tuple(sorted(found.values(), key=lambda meeting: (meeting.day, meeting.id)))


def files(folder: Path, problems: list[FileProblem] | None = None) -> tuple[tuple[Path, Meeting], ...]:
    """Return the minutes of the team in `folder` with their files, the newest first."""
    read = _read(folder, [] if problems is None else problems)
    return tuple(sorted(read, key=lambda pair: (pair[1].day, pair[1].id), reverse=True))


def _read(folder: Path, problems: list[FileProblem]) -> Iterator[tuple[Path, Meeting]]:
    try:
        for name, data in named_files.contents(folder / FOLDER):
            path = Path(name)
            if isinstance(data, atomic.CannotRead):
                problems.append(unreadable(data))
                continue
            try:
                meeting = meeting_of(read_page(decode(data, path), path), path)
            except NotUnderstood as error:
                problems.extend(error.problems)
                continue
            if meeting:
                yield path, meeting
    except atomic.CannotRead as error:
        problems.append(unreadable(error))


def meeting_of(page: Page, path: Path) -> Meeting | None:
    """Return the meeting that the minutes in `page` record, or None if the page is not minutes."""
    day = full_date(page.text("date")) or full_date(path.name[:10])
    if page.body_line == 1 or day is None:
        return None
    fields = page.fields
    meeting = Meeting(
        id=page.text("id") or path.stem,
        day=day,
        version=_number(page.text("version")) or 1,
        minutes=_number(page.text("minutes")),
        cards=fields.texts("cards"),
        agreements=fields.texts("agreements"),
        reviews=fields.texts("reviews"),
    )
    if isinstance(fields, PlainFields) or meeting.version < 2:
        return meeting
    return replace(
        meeting,
        acts=tuple(_acts(fields)),
        rounds=tuple(_round(row) for row in _rows(fields, "rounds")),
        average=_average(page.text("average")),
        notes=tuple(_notes(fields, day)),
        notes_dropped=fields.texts("notes_dropped"),
    )


def _rows(fields: Fields, key: str) -> Iterator[Fields]:
    node = fields.node(key)
    yield from (item for item in (node.items if isinstance(node, Items) else []) if isinstance(item, Fields))


def _acts(fields: Fields) -> Iterator[tuple[str, Act]]:
    for row in _rows(fields, "acts"):
        if row.text("act") in set(Act):
            yield row.text("agreement"), Act(row.text("act"))


def _notes(fields: Fields, day: date) -> Iterator[Note]:
    for row in _rows(fields, "notes"):
        text = clean_line(row.text("text"), LONGEST_TEXT)
        if row.text("id") and text:
            yield Note(row.text("id"), text, day)


def _round(row: Fields) -> PlayedRound:
    counts = tuple(_number(text) for text in row.texts("answers"))
    seconds = row.node("seconds")
    took = seconds.fields.items() if isinstance(seconds, Fields) else ()
    return PlayedRound(
        card=row.text("card"),
        agreement=row.text("agreement"),
        kind=Kind(row.text("kind")) if row.text("kind") in set(Kind) else None,
        fingerprint=row.text("fingerprint"),
        question=row.text("question"),
        decision=row.text("decision"),
        low=row.text("low"),
        high=row.text("high"),
        options=row.texts("options"),
        answers=counts if sum(counts) >= FEWEST else (),
        answered=bool(sum(counts)) or row.text("answered") == "true",
        seconds=tuple((phase, _seconds(node)) for phase, (_key, node) in took),
    )


def _seconds(node: Node) -> int:
    return _number(node.value) if isinstance(node, Text) else 0


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else 0


def _average(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 1 <= value <= 5 else None
