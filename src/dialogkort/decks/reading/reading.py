"""The bytes of a deck's file → the deck and every problem of the file, in one pass.

`read_deck` never raises because of the bytes. Cards with errors are left out of the deck; the others can be played. The
checks are derived from `dialogkort.decks.format.schema`; how a problem looks is left to
`dialogkort.decks.showing.display`.
"""

import gc
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from dialogkort.core.cards import Deck
from dialogkort.decks.format.schema import LIMITS, Limits
from dialogkort.decks.problems.problem import Problem, Severity
from dialogkort.decks.reading.building import DeckReader, Place
from dialogkort.decks.reading.diagnosis import diagnose, silent_slip
from dialogkort.decks.reading.findings import Findings
from dialogkort.decks.reading.parsing import parse
from dialogkort.decks.reading.recovery import mend
from dialogkort.decks.reading.repair import is_known, repaired
from dialogkort.decks.reading.source import open_source
from dialogkort.decks.reading.tree import (
    Fields,
    Items,
    Mark,
    Node,
    Refused,
    SyntaxSlip,
    Text,
    TooDeep,
    TooMuch,
)
from dialogkort.files.yaml_events import LibyamlMissing

__all__ = ["LibyamlMissing", "Place", "Reading", "read_deck"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a file: the deck, if at least one card can be played, and everything that is wrong.

    `places` has one entry for every card of the file, in its order.
    """

    deck: Deck | None
    problems: tuple[Problem, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.errors

    @property
    def unread(self) -> bool:
        """Tell whether the content of the file is unknown."""
        return any(problem.code in _UNREAD for problem in self.problems)

    def problems_at(self, place: Place) -> tuple[Problem, ...]:
        """Return the problems of one card in line order."""
        first = bisect_left(self.problems, place.line, key=_line)
        return self.problems[first : bisect_right(self.problems, place.last_line, key=_line)]


_UNREAD: Final = frozenset({"DK001", "DK013"})


def _line(problem: Problem) -> int:
    return problem.line


def read_deck(data: bytes, name: str, limits: Limits = LIMITS) -> Reading:
    """Read a deck from the bytes of its file; `name` is the file's stem, the default id.

    Raises `LibyamlMissing` if PyYAML has no libyaml, and nothing else, whatever the bytes.
    """
    with _without_collecting():
        return _read(data, name, limits)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Disable the garbage collector, which would traverse a growing tree without cycles again and again.

    This saves a third of the time for a large deck; the idea is that of `nogc` in Mercurial.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read(data: bytes, name: str, limits: Limits) -> Reading:
    source = open_source(data, limits)
    findings = source.findings
    if source.text is None:
        return Reading(None, findings.in_order())
    try:
        root = _tree(source.text, findings, limits) if not source.text.isspace() else None
    except TooMuch:
        return Reading(None, findings.in_order())
    if not isinstance(root, Fields):
        _report_no_fields(root, findings)
        return Reading(None, findings.in_order())
    deck, places = DeckReader(source, root, name).read()
    findings.drop_between(source.conflicts, "DK009")
    return Reading(deck, findings.in_order(), places)


def _tree(text: str, findings: Findings, limits: Limits) -> Node | None:
    """Parse the text, in parts if it cannot be parsed as a whole."""
    text = repaired(text, findings)
    mark = findings.mark()
    try:
        return _whole(parse(text, findings, limits), findings)
    except SyntaxSlip as error:
        slip: SyntaxSlip | None = error
    except TooDeep:
        slip = None
    until = findings.mark()
    root = mend(text, findings, limits)
    if slip and not findings.found_since(until):
        diagnose(findings, 1, len(findings.lines), slip)
    if root is not None and findings.found_since(until):
        findings.forget(mark, until)
    return root


def _whole(root: Node | None, findings: Findings) -> Node | None:
    """Return the deck; a list of cards alone lacks the line above it, and is read as if that line were there."""
    if not isinstance(root, Items) or not root.items:
        return root
    first = root.items[0]
    if not (isinstance(first, Fields) and first.entries and is_known(first.entries[0][0].value)):
        return root
    findings.add("DK039", root.line, root.column, root.column + 1)
    name = Text("cards", "", Mark(root.line - 1, root.column - 1), Mark(root.line - 1, root.column))
    return Fields(((name, root),), root.line, root.column, root.end_line, root.end_column, flow=False)


def _report_no_fields(root: Node | None, findings: Findings) -> None:
    if root is None:
        if not findings.has_errors():
            findings.add("DK007", 1, 1, 2)
        return
    if isinstance(root, Refused):
        return
    slip = silent_slip(findings.line(root.line), root.column) if isinstance(root, Text) else None
    if slip:
        findings.add(slip.code, root.line, slip.column, slip.end_column, **dict(slip.parts))
    else:
        findings.add("DK101", root.line, root.column, root.column + 1)
