"""Decks as people write them, with the place of a mistake marked by ⟦ and ⟧."""

from dialogkort.decks.reading.reading import Reading, read_deck

HEAD = """\
format: 1
title: Prøve
sources:
  bog: "Forfatter: Bogen"
cards:
  - id: a
    question: Hvad nu?
"""
TAIL = """\
  - id: z
    question: Hvad så?
"""


def read(text: str, name: str = "proeve") -> Reading:
    return read_deck(text.encode(), name)


def card(*lines: str) -> str:
    """Return a deck whose second card consists of `lines`, and whose first and last cards are good."""
    body = "".join(f"    {line}\n" for line in lines)
    return HEAD + "  - " + body[4:] + TAIL


def marked(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """Return a text without its marks, and the line, column and end of each marked place."""
    places = []
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        while "⟦" in line:
            start = line.index("⟦")
            end = line.index("⟧") - 1
            line = line.replace("⟦", "", 1).replace("⟧", "", 1)  # noqa: PLW2901
            places.append((number, start + 1, end + 1))
        lines.append(line)
    return "\n".join(lines), places


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def ids(reading: Reading) -> list[str]:
    return [card.id for card in reading.deck.cards] if reading.deck else []
