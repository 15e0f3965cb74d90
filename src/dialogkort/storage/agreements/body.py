"""The body of an agreement's file, for people: its parts, under headings in Danish or English.

Headings that are not known are let be. What stands in the parts is left to `agreement_text`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dialogkort.files import markdown
from dialogkort.files.front_matter import Page
from dialogkort.language import current

PARTS = ("title", "rule", "occasion", "signs", "corner_flags", "concerns", "history")
"""The parts of the body in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Words:
    """The headings and fixed words of the body in one language."""

    occasion: str
    signs: str
    corner_flags: str
    concerns: str
    history: str
    deck: str


WORDS = {
    "da": Words(
        occasion="Anledning",
        signs="Tegn på at det virker",
        corner_flags="Hjørneflag",
        concerns="Betænkeligheder",
        history="Historik",
        deck="Kortsæt",
    ),
    "en": Words(
        occasion="Occasion",
        signs="Signs that it works",
        corner_flags="Corner flags",
        concerns="Concerns",
        history="History",
        deck="Deck",
    ),
}
Parts = Mapping[str, tuple[markdown.Section, ...]]
"""The sections of each part of a body, by the names in `PARTS`."""


def history_of(parts: Parts) -> tuple[str, ...]:
    """Return the items of the history as they stand there."""
    return markdown.read_items(lines_of(parts, "history"))


def body_parts(page: Page) -> Parts:
    """Return the sections of each part of the body, by the names in `PARTS`.

    A heading that stands twice goes on where the first one ended. Without a title all above the first
    heading is the rule.
    """
    parts: dict[str, tuple[markdown.Section, ...]] = {}
    for section in markdown.sections(page.body, page.body_line):
        if section.level == 1 and "title" not in parts:
            parts["title"] = parts["rule"] = (section,)
        elif section.level == 0:
            parts["rule"] = (section,)
        elif name := part_named(section.heading):
            parts[name] = (*parts.get(name, ()), section)
    return parts


def lines_of(parts: Parts, name: str) -> tuple[str, ...]:
    """Return the lines of a part, without its headings."""
    lines: tuple[str, ...] = ()
    for section in parts.get(name, ()):
        lines = (*lines, "", *section.lines) if lines else section.lines
    return lines


def text_of(parts: Parts, name: str) -> str:
    """Return the text of a part."""
    return markdown.read_text(lines_of(parts, name))


def part_named(heading: str) -> str:
    """Return which part a heading begins, in either language, or empty. Commas do not matter."""
    return _PARTS_BY_HEADING.get(_plain(heading), ("", ""))[0]


def language_of(parts: Parts) -> str:
    """Return the language of the headings, the last one first, or else the one in use."""
    for name in reversed(PARTS[2:]):
        for section in parts.get(name, ()):
            return _PARTS_BY_HEADING[_plain(section.heading)][1]
    return current()


def _plain(heading: str) -> str:
    return heading.casefold().replace(",", "").rstrip(": ")


_PARTS_BY_HEADING = {
    _plain(getattr(words, name)): (name, language) for language, words in WORDS.items() for name in PARTS[2:]
}
