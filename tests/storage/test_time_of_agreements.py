"""Reading and changing an agreement takes time in proportion to its size, whatever is in which part of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.hostile_shapes import Place, Prepared, Shape, slow

from dialogkort.core.agreements.agreement import Status
from dialogkort.core.agreements.filter import searched_text
from dialogkort.files.atomic import LARGEST
from dialogkort.files.front_matter import decode, read_page
from dialogkort.files.problems import NotUnderstood
from dialogkort.storage.agreements.editing import edited
from dialogkort.storage.agreements.front import KEYS
from dialogkort.storage.agreements.reading import found_in
from dialogkort.storage.agreements.text import outline, parse

SIZE = LARGEST // 16
PATH = Path("2026-11-22-ring.md")
FILE = """\
---
id: a
status: in-force
decided: 2026-11-22
review: 2027-02-22
keeper: Åse
---

# Ring, når det haster

Når det haster, ringer vi.

## Anledning

> Hvornår ringer du?

Kortsæt: tillid

## Tegn på at det virker

Ingen skriver efter kl. 17.

## Hjørneflag

Hviletid.

## Betænkeligheder

- Nattevagten

## Historik

- 22. november 2026: Aftalt
"""


def instead_of(old: str, frame: str = "{}") -> Place:
    assert old in FILE
    return lambda text: FILE.replace(old, frame.replace("{}", text))


def field(key: str) -> Place:
    """The place after a key, possibly with a value already there."""
    lines = [line for line in FILE.split("\n") if not line.startswith(f"{key}:")]
    return lambda text: "\n".join([lines[0], f"{key}: {text}", *lines[1:]])


PLACES = {
    "the whole file": lambda text: text,
    "above": lambda text: text + "\n" + FILE,
    "below": lambda text: FILE + text,
    "a file without front matter": lambda text: "# A\n\n" + text,
    "a key": instead_of("keeper", "{}"),
    "a line of the front matter": instead_of("keeper:", "{}\nkeeper:"),
    **{key: field(key) for key in (*KEYS, "unknown")},
    "the title": instead_of("Ring, når"),
    "the rule": instead_of("Når det haster, ringer vi."),
    "a heading": instead_of("Anledning"),
    "the question": instead_of("Hvornår ringer du?"),
    "the deck": instead_of("Kortsæt: tillid", "Kortsæt: {}"),
    "the signs": instead_of("Ingen skriver efter kl. 17."),
    "the corner flags": instead_of("Hviletid."),
    "the concerns": instead_of("Nattevagten"),
    "the history": instead_of("22. november 2026: Aftalt"),
}


def reading(text: str) -> Callable[[], object]:
    data = text.encode("utf-8", "replace")

    def run() -> None:
        try:
            found_in(data, PATH)
        except NotUnderstood as error:
            str(error)

    return run


def listing(text: str) -> Callable[[], object]:
    data = text.encode("utf-8", "replace")

    def run() -> None:
        try:
            page = read_page(decode(data, PATH), PATH)
        except NotUnderstood as error:
            str(error)
            return
        if one := outline(page, PATH, []):
            searched_text(one, page.body)

    return run


def changing(text: str) -> Callable[[], object]:
    text = text.encode("utf-8", "replace").decode()
    try:
        now = parse(text, PATH)
    except NotUnderstood:
        return lambda: None

    wanted = replace(
        now,
        title="Ny",
        rule=f"{now.rule}\nMere.",
        keeper="Bo",
        status=Status.RETIRED,
        review=date(2027, 5, 5),
        signs=f"x\n{now.signs}",
        corner_flags="",
        concerns=(*now.concerns, "ny"),
    )
    return lambda: edited(text, PATH, wanted, add="5. maj 2027: Beholdt.")


def undoing(text: str) -> Callable[[], object]:
    text = text.encode("utf-8", "replace").decode()
    try:
        now = parse(text, PATH)
    except NotUnderstood:
        return lambda: None
    told = ("22. november 2026: Aftalt", "25. august 2026: Beholdt.\n\n> a\n> b", "a")
    return lambda: edited(text, PATH, replace(now, keeper="Bo"), drop=told)


MORE = (
    Shape("- 22. november 2026: Aftalt\n\n  > a\n  > b\n", "a\n"),
    Shape("- 25. august 2026: Beholdt.\n\n  > a\n", "a\n"),
    Shape("a\n<!-- b -->\n", "\n"),
    Shape("a{n}\n\nb\n", "\n"),
)


@pytest.mark.parametrize(
    ("prepared", "known", "every"),
    [(reading, 2, 18), (listing, 6, 72), (changing, 12, 144), (undoing, 12, 144)],
    ids=lambda function: getattr(function, "__name__", ""),
)
def test_no_part_of_an_agreement_takes_more_time_than_its_size_allows(
    prepared: Prepared, known: int, every: int
) -> None:
    assert slow(prepared, PLACES, SIZE, known=known, every=every, more=MORE) == []
