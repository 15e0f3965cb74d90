"""The body of an agreement's file, for people: its parts, under headings in any of the languages.

Unknown headings are left alone. What the parts contain is left to `agreement_text`.
"""

from collections.abc import Mapping
from functools import cache

from dialogkort.files import markdown
from dialogkort.files.front_matter import Page
from dialogkort.language import TONGUES, current
from dialogkort.language.tongue import Tongue

PARTS = ("title", "rule", "occasion", "signs", "corner_flags", "concerns", "objections", "history")
"""The parts of the body in the order in which they are written."""


Parts = Mapping[str, tuple[markdown.Section, ...]]
"""The sections of each part of a body, by the names in `PARTS`."""


def history_of(parts: Parts) -> tuple[str, ...]:
    """Return the items of the history as they are written."""
    return markdown.read_items(lines_of(parts, "history"))


def body_parts(page: Page) -> Parts:
    """Return the sections of each part of the body, by the names in `PARTS`.

    A repeated heading continues the part that the first one began. Without a title, everything above the first heading
    is the rule.
    """
    parts: dict[str, list[markdown.Section]] = {}
    for section in markdown.sections(page.body, page.body_line):
        if section.level == 1 and "title" not in parts:
            parts["title"] = parts["rule"] = [section]
        elif section.level == 0:
            parts["rule"] = [section]
        elif name := part_named(section.heading):
            parts.setdefault(name, []).append(section)
    return {name: tuple(found) for name, found in parts.items()}


def lines_of(parts: Parts, name: str) -> tuple[str, ...]:
    """Return the lines of a part, without its headings."""
    sections = parts.get(name, ())
    if len(sections) < 2:
        return sections[0].lines if sections else ()
    lines: list[str] = []
    for section in sections:
        lines += ["", *section.lines] if lines else section.lines
    return tuple(lines)


def text_of(parts: Parts, name: str) -> str:
    """Return the text of a part."""
    return markdown.read_text(lines_of(parts, name))


def part_named(heading: str) -> str:
    """Return the part that a heading in any language begins, or empty. Commas do not matter."""
    return _parts_by_heading().get(_plain(heading), ("", ""))[0]


def language_of(parts: Parts) -> str:
    """Return the language of the headings, looking at the last one first, or else the current one."""
    for name in reversed(PARTS[2:]):
        for section in parts.get(name, ()):
            return _parts_by_heading()[_plain(section.heading)][1]
    return current()


def _plain(heading: str) -> str:
    return heading.casefold().replace(",", "").rstrip(": ")


def _parts_by_heading() -> Mapping[str, tuple[str, str]]:
    """Return the part and the language that each heading identifies."""
    return _by_heading(tuple(TONGUES.values()))


@cache
def _by_heading(tongues: tuple[Tongue, ...]) -> Mapping[str, tuple[str, str]]:
    earlier = {_plain(heading): (name, tongue.code) for tongue in tongues for heading, name in tongue.earlier_headings}
    return earlier | {
        _plain(getattr(tongue.headings, name)): (name, tongue.code) for tongue in tongues for name in PARTS[2:]
    }
