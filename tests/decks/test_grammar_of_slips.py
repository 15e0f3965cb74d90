"""As in a grammar book: each mistake, in each place, with English and with Danish names.

The first message is on the right line, and doing what it says, mechanically, leads to a clean deck in at most three
rounds, without losing a card. “Doing” means what `decks mend` does, or what the message says.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS
from dialogkort.decks.problems.problem import Problem
from dialogkort.decks.reading.mending import mended, obeyed
from dialogkort.decks.reading.reading import read_deck

ROUNDS = 3
NBSP = "\u00a0"
CARDS = 4

DECK = """\
format: 2
title: Prøve
language: da
description: Et sæt til prøve
authors:
  - Anna
sources:
  bog: Forfatteren
cards:
  - id: a
    question: Hvad er det første?
    theme: Ro
    follow_ups:
      - Hvornår var det?
      - Hvem var med?
  - id: b
    kind: dilemma
    question: Hvad gør du, når det haster?
    theme: Mod
    options:
      - Jeg ringer
      - Jeg venter
    advice: Giv det tid
  - id: c
    kind: scale
    question: Hvor meget er nok?
    low: Lidt
    high: Meget
    source: bog
  - id: z
    question: Hvad er det sidste?
    tags:
      - ro
      - mod
"""
DANISH = {field.name: field.danish for field in (*DECK_FIELDS, *CARD_FIELDS) if field.danish}


def in_danish(text: str) -> str:
    """Return the deck with the Danish names of the fields."""
    lines = []
    for line in text.split("\n"):
        name, colon, rest = line.partition(":")
        bare = name.strip(" -")
        if colon and bare in DANISH:
            name = name.replace(bare, DANISH[bare])
        lines.append(name + colon + rest)
    return "\n".join(lines)


class Slip(NamedTuple):
    """A mistake: from a deck's lines and the number of one (from 0) to lines; and where it can be made."""

    name: str
    make: Callable[[list[str], int], list[str]]
    fits: Callable[[list[str], int], bool]
    line: Callable[[int], int] = lambda number: number + 1
    """The line of the first message, from 1."""


def is_card(lines: list[str], number: int) -> bool:
    return lines[number].startswith("  - ") and ":" in lines[number]


def is_later_card(lines: list[str], number: int) -> bool:
    return is_card(lines, number) and "id: a" not in lines[number]


def is_point(lines: list[str], number: int) -> bool:
    return lines[number].startswith("      - ")


def is_first_point(lines: list[str], number: int) -> bool:
    return is_point(lines, number) and not is_point(lines, number - 1)


def is_text(lines: list[str], number: int) -> bool:
    """Tell whether a line holds free text from a card."""
    name, _colon, rest = lines[number].strip().partition(": ")
    free = {"question", "theme", "advice", "low", "high"}
    return bool(rest) and lines[number].startswith("    ") and name in free | {DANISH[field] for field in free}


def is_question(lines: list[str], number: int) -> bool:
    return is_text(lines, number) and lines[number].strip().split(":")[0] in {"question", "spørgsmål"}


def is_prose(lines: list[str], number: int) -> bool:
    return is_text(lines, number) and lines[number].count(" ") > 6


def is_field(lines: list[str], number: int) -> bool:
    return lines[number].startswith("    ") and not lines[number].startswith("     ") and ":" in lines[number]


def is_inner_field(lines: list[str], number: int) -> bool:
    """Tell whether a field is between two others of its card."""
    return is_field(lines, number) and is_field(lines, number - 1) and lines[number].rstrip()[-1] != ":"


def is_head(lines: list[str], number: int) -> bool:
    return 0 < number < lines.index(next(line for line in lines if line in {"cards:", "kort:"}))


def is_head_text(lines: list[str], number: int) -> bool:
    return is_head(lines, number) and lines[number][0] != " " and not lines[number].endswith(":")


def is_cards(lines: list[str], number: int) -> bool:
    return lines[number] in {"cards:", "kort:"}


def change(pattern: Callable[[str], str]) -> Callable[[list[str], int], list[str]]:
    def make(lines: list[str], number: int) -> list[str]:
        return [*lines[:number], *pattern(lines[number]).split("\n"), *lines[number + 1 :]]

    return make


def value(pattern: Callable[[str], str]) -> Callable[[list[str], int], list[str]]:
    def changed(line: str) -> str:
        if line.startswith("      - "):
            return "      - " + pattern(line[8:])
        name, _colon, rest = line.partition(": ")
        return f"{name}: {pattern(rest)}"

    return change(changed)


def without_cards(lines: list[str], number: int) -> list[str]:
    return lines[:number] + lines[number + 1 :]


def flat_without_cards(lines: list[str], number: int) -> list[str]:
    return lines[:number] + [line.removeprefix("  ") for line in lines[number + 1 :]]


def all_points(sign: str) -> Callable[[list[str], int], list[str]]:
    def make(lines: list[str], number: int) -> list[str]:
        made = list(lines)
        while is_point(made, number):
            made[number] = made[number].replace("- ", f"{sign} ", 1)
            number += 1
        return made

    return make


def without_dashes(lines: list[str], number: int) -> list[str]:
    made = list(lines)
    while is_point(made, number):
        made[number] = "    " + made[number].removeprefix("      - ")
        number += 1
    return made


def all_cards(sign: str) -> Callable[[list[str], int], list[str]]:
    def make(lines: list[str], number: int) -> list[str]:
        del number
        return [f"  {sign} " + line[4:] if line.startswith("  - ") and ":" in line else line for line in lines]

    return make


def first_of(fits: Callable[[list[str], int], bool]) -> Callable[[list[str], int], bool]:
    return lambda lines, number: fits(lines, number) and not any(fits(lines, place) for place in range(1, number))


SLIPS = [
    Slip("no dash before a card", change(lambda line: "    " + line[4:]), is_later_card),
    Slip("no dash, in its column", change(lambda line: "  " + line[4:]), is_later_card),
    Slip("no line for the cards", without_cards, is_cards),
    Slip("no line for the cards, which begin at the margin", flat_without_cards, is_cards),
    Slip("no colon after cards", change(lambda line: line.rstrip(":")), is_cards),
    Slip("a dash before cards", change(lambda line: f"- {line}"), is_cards),
    Slip("cards in capitals", change(str.capitalize), is_cards),
    Slip("a word for cards", change(lambda _line: "kortene:"), is_cards),
    Slip("a tab after a dash", change(lambda line: line.replace("- ", "-\t", 1)), is_card),
    Slip("a tab after the dash of a point", change(lambda line: line.replace("- ", "-\t", 1)), is_point),
    Slip("no blank after a dash", change(lambda line: line.replace("- ", "-", 1)), is_card),
    Slip("no blank after the dash of a point", change(lambda line: line.replace("- ", "-", 1)), is_first_point),
    Slip("a tab as indentation", change(lambda line: "\t" + line.lstrip()), is_field),
    Slip("two tabs as indentation", change(lambda line: "\t\t" + line.lstrip()), is_field),
    Slip("a tab before a point", change(lambda line: "\t" + line.lstrip()), is_point),
    Slip("no-break spaces as indentation", change(lambda line: NBSP * 4 + line.lstrip()), is_field),
    Slip("a no-break space in the indentation", change(lambda line: f"  {NBSP} " + line.lstrip()), is_field),
    Slip("no-break spaces before a card", change(lambda line: NBSP * 2 + line.lstrip()), is_card),
    Slip("no-break spaces before a point", change(lambda line: NBSP * 6 + line.lstrip()), is_point),
    Slip("a no-break space after the dash", change(lambda line: line.replace("- ", f"-{NBSP}", 1)), is_card),
    Slip("a no-break space after the colon", change(lambda line: line.replace(": ", f":{NBSP}", 1)), is_text),
    Slip("no blank after the colon", change(lambda line: line.replace(": ", ":", 1)), is_text),
    Slip("no blank after the colon of the deck", change(lambda line: line.replace(": ", ":", 1)), is_head_text),
    Slip("no colon", change(lambda line: line.replace(":", "", 1)), is_question),
    Slip("an equals sign", change(lambda line: line.replace(":", " =", 1)), is_question),
    Slip("a colon in the text", value(lambda text: f"Det haster: {text}"), is_text),
    Slip("a colon in a point", value(lambda text: f"Husk: {text}"), is_point),
    Slip("a colon in a point like a field", value(lambda text: f"tid: {text}"), is_point),
    Slip("typographic quotes and a colon", value(lambda text: f"“Det haster: {text}”"), is_text),
    Slip("Danish quotes and a colon", value(lambda text: f"»Det haster: {text}«"), is_text),
    Slip("low quotes and a colon", value(lambda text: f"„Det haster: {text}“"), is_text),
    Slip("a quote that is closed too early", value(lambda text: f'"Straks" {text}'), is_text),
    Slip("a quote that is not closed", value(lambda text: f'"{text}'), is_text),
    Slip("a single quote that is not closed", value(lambda text: f"'{text}"), is_text),
    Slip("a quote of a point that is not closed", value(lambda text: f'"{text}'), is_point),
    Slip("a bracket", value(lambda text: f"[Navn] {text}"), is_text),
    Slip("a brace", value(lambda text: f"{{navn}} {text}"), is_text),
    Slip("an at sign", value(lambda text: f"@anna {text}"), is_text),
    Slip("a percent sign", value(lambda text: f"% {text}"), is_text),
    Slip("a star", value(lambda text: f"*{text}"), is_text),
    Slip("an ampersand", value(lambda text: f"&co {text}"), is_text),
    Slip("an exclamation mark", value(lambda text: f"!{text}"), is_text),
    Slip("a backslash", value(lambda text: f'"C:\\mappe {text}"'), is_text),
    Slip("a hash before the text", value(lambda text: f"#{text}"), is_question),
    Slip("a star for a dash", change(lambda line: line.replace("- ", "* ", 1)), is_later_card),
    Slip("a bullet for a dash", change(lambda line: line.replace("- ", "• ", 1)), is_later_card),
    Slip("a long dash for a dash", change(lambda line: line.replace("- ", "– ", 1)), is_later_card),
    Slip("stars for dashes", all_points("*"), is_first_point),
    Slip("bullets for dashes", all_points("•"), is_first_point),
    Slip("long dashes for dashes", all_points("–"), is_first_point),
    Slip("no dashes, in the column of the field", without_dashes, is_first_point),
    Slip("one star among dashes", change(lambda line: line.replace("- ", "* ", 1)), is_point),
    Slip("one bullet among dashes", change(lambda line: line.replace("- ", "• ", 1)), is_point),
    Slip("stars for the dashes of all cards", all_cards("*"), first_of(is_card)),
    Slip("bullets for the dashes of all cards", all_cards("•"), first_of(is_card)),
    Slip(
        "text that continues at the margin",
        change(lambda line: line + " og\nså videre"),
        is_prose,
        lambda number: number + 2,
    ),
    Slip(
        "text that continues in the column of its field",
        change(lambda line: line + " og\n    så videre"),
        is_prose,
        lambda number: number + 2,
    ),
    Slip(
        "text with a colon that continues at the margin",
        change(lambda line: line + " og\nså: videre"),
        is_prose,
        lambda number: number + 2,
    ),
    Slip("a field one to the left", change(lambda line: line[1:]), is_inner_field),
    Slip("a field one to the right", change(lambda line: " " + line), is_inner_field),
    Slip("a field two to the left", change(lambda line: line[2:]), is_inner_field),
    Slip("a misspelled field", change(lambda line: line.replace("stion", "ston").replace("rgs", "rs")), is_question),
    Slip("a field in capitals", change(lambda line: "    " + line.strip().capitalize()), is_question),
    Slip("an id that is taken", change(lambda line: line[:8] + "a"), is_later_card),
    Slip("an id with capitals", change(lambda line: line.upper().replace("ID", "id")), is_card),
    Slip("a soft hyphen", value(lambda text: text[:3] + "\u00ad" + text[3:]), is_text),
    Slip("a zero-width space", value(lambda text: text[:3] + "\u200b" + text[3:]), is_text),
]  # fmt: skip


def _cases():
    for tongue, text in (("en", DECK), ("da", in_danish(DECK))):
        lines = text.split("\n")
        for slip in SLIPS:
            for number in range(1, len(lines) - 1):
                if slip.fits(lines, number):
                    made = "\n".join(slip.make(lines, number))
                    if made != text:
                        yield pytest.param(made, slip.line(number), id=f"{tongue}-{slip.name}-{number + 1}")


CASES = list(_cases())


def done(data: bytes, problem: Problem) -> bytes:
    """Do what a message says: with `decks mend` if possible, otherwise by following its words."""
    changed = obeyed(data, problem)
    if changed != data:
        return changed
    lines = data.decode().split("\n")
    parts = dict(problem.parts)
    match problem.code:
        case "DK104":
            lines.insert(problem.line - 1, f"{parts['field']}: Noget")
        case "DK106" | "DK107":
            head, _colon, text = lines[problem.line - 1].partition(":")
            lines[problem.line - 1] = f"{head}:\n{' ' * (len(head) - len(head.lstrip()) + 2)}- {text.strip()}"
    return "\n".join(lines).encode()


@pytest.mark.parametrize(("text", "line"), CASES)
def test_following_the_first_message_each_time_leads_to_a_clean_deck(text, line):
    data = text.encode()
    for number in range(ROUNDS + 1):
        reading = read_deck(data, "proeve")
        problems = [problem for problem in reading.problems if problem.code != "DK305"]
        if not problems:
            break
        first = problems[0]
        if number == 0:
            assert first.line == line, (first.code, first.line, first.message())
        assert number < ROUNDS, [(problem.line, problem.code, problem.message()) for problem in problems]
        data = done(data, first)
    assert reading.deck is not None
    assert len(reading.deck.cards) == CARDS, data.decode()
    whole = read_deck(DECK.encode(), "proeve").deck
    assert [len(card.follow_ups) + len(card.options) + len(card.tags) for card in reading.deck.cards] == [
        len(card.follow_ups) + len(card.options) + len(card.tags) for card in whole.cards
    ]


@pytest.mark.parametrize(("text", "line"), CASES[::3])
def test_mend_fixes_each_mistake_by_itself(text, line):
    found = mended(text.encode(), "proeve")
    assert not found.reading.errors, [
        (problem.line, problem.code, problem.message()) for problem in found.reading.problems
    ]
    assert found.fixed
    assert len(found.reading.deck.cards) == CARDS


def test_the_danish_deck_reads_the_same_as_the_english_one():
    english, danish = read_deck(DECK.encode(), "p"), read_deck(in_danish(DECK).encode(), "p")
    assert english.problems == danish.problems == ()
    assert english.deck == danish.deck


def test_there_are_many_mistakes_to_test():
    assert len(CASES) > 400
