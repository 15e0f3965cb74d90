"""Reading a deck, checking it for problems and printing it take time in proportion to its size."""

from collections.abc import Callable

import pytest
from tests.hostile_shapes import Place, Shape, slow

from dialogkort.decks.format.schema import LIMITS
from dialogkort.decks.reading.giving_ids import CannotGive, with_ids
from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.showing.display import show_reading
from dialogkort.decks.showing.text import card_text, deck_text

SIZE = LIMITS.size // 16
HEAD = "format: 1\ntitle: T\n"
FILE = """\
format: 1
id: a
title: Tillid
description: Om tillid
language: da
authors: [Åse]
license: CC0
translation_of: b
sources:
  s: Kilde
cards:
  - id: en
    theme: Tema
    question: Hvad nu?
    follow_ups: [Og så?]
    advice: Godt råd
    source: s
    tags: [x]
  - id: to
    kind: dilemma
    question: Hvad da?
    options: [ja, nej]
  - id: tre
    kind: scale
    question: Hvor meget?
    low: lidt
    high: meget
"""


def value(line: str) -> Place:
    assert f"{line}\n" in FILE
    return lambda text: FILE.replace(line, f"{line.partition(':')[0]}: {text}")


def instead_of(old: str, new: str) -> Place:
    assert old in FILE
    return lambda text: FILE.replace(old, new.replace("{}", text))


VALUES = (
    *(
        "format: 1",
        "id: a",
        "title: Tillid",
        "description: Om tillid",
        "language: da",
        "authors: [Åse]",
        "license: CC0",
    ),
    *("s: Kilde", "- id: en", "theme: Tema", "question: Hvad nu?", "follow_ups: [Og så?]", "advice: Godt råd"),
    *("source: s", "tags: [x]", "kind: dilemma", "options: [ja, nej]", "low: lidt", "cards:"),
)
PLACES: dict[str, Place] = {
    "the whole file": lambda text: text,
    "above": lambda text: text + "\n" + FILE,
    "below": lambda text: FILE + text,
    "a line of the deck": instead_of("license:", "{}\nlicense:"),
    "a line of a card": instead_of("    theme:", "    {}\n    theme:"),
    "a card": instead_of("  - id: to", "  - {}\n  - id: to"),
    "a field of the deck": instead_of("license:", "{}:"),
    "a field of a card": instead_of("theme:", "{}:"),
    "a source": instead_of("s: Kilde", "{}: Kilde"),
    "a comment": instead_of("Hvad nu?", "Hvad nu? # {}"),
    "below a slip": instead_of("Hvad nu?", "@\n    x-a: {}"),
    **{line: value(line) for line in VALUES},
}


def reading(text: str) -> Callable[[], object]:
    data = text.encode("utf-8", "replace")

    def run() -> None:
        found = read_deck(data, "x")
        show_reading("x", found)
        if found.deck:
            deck_text(found.deck, 80)
            for card in found.deck.cards[:3]:
                card_text(card, 80)

    return run


def giving_ids(text: str) -> Callable[[], object]:
    data = text.encode("utf-8", "replace")
    if read_deck(data, "x").errors:
        return lambda: None

    def run() -> None:
        try:
            with_ids(data, "x")
        except CannotGive as error:
            str(error)

    return run


WHOLE = (
    Shape("{id: k{n}, question: a, tags: [a, b, c, d, e, f]}, ", f"{HEAD}cards: [", "] # a\n"),
    Shape("  - id: k{n}\n    question: a # b\n", f"{HEAD}cards:\n"),
    Shape("  - question: a\n", f"{HEAD}cards:\n"),
    Shape("  - question: a: b\n", f"{HEAD}cards:\n"),
    Shape("  - question: [a\n", f"{HEAD}cards:\n"),
    Shape("<<<<<<< a\n  - id: k{n}\n    qestion: a b\n>>>>>>> b\n", f"{HEAD}cards:\n  - id: a\n    question: b\n"),
    Shape("<<<<<<< a\n>>>>>>> b\n", f"{HEAD}cards:\n" + "  - qestion: a\n    id: a\n" * 300),
    Shape("    - b\n", f"{HEAD}cards:\n  - id: a\n"),
    Shape("   question: b\n", f"{HEAD}cards:\n    - id: a\n"),
    Shape("a{n}: b, ", f"{HEAD}cards:\n  - {{", "} # a\n"),
    Shape("s{n}: b\n  ", f"{HEAD}sources:\n  ", "\ncards: []"),
)


@pytest.mark.parametrize("size", [SIZE // 8, SIZE])
@pytest.mark.parametrize("prepared", [reading, giving_ids])
def test_many_cards_take_time_in_proportion_to_their_number(
    prepared: Callable[[str], Callable[[], object]], size: int
) -> None:
    """A deck has at most 5,000 cards, which even a small file can contain."""
    assert slow(prepared, {"the whole file": str}, size, known=1, every=10_000, more=WHOLE) == []


def test_no_part_of_a_deck_takes_more_time_than_its_size_allows() -> None:
    assert slow(reading, PLACES, SIZE, known=12, every=180) == []
