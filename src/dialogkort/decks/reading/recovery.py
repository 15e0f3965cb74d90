"""A file that YAML cannot read → the parts of it that can be read.

libyaml stops at the first error. So the file is split wherever its own lines say that a field of the deck, a card, or a
field of a card begins; each part is parsed separately, with its position in the file. One slip then costs one field or
one card, and every slip is found in one pass.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS, Limits, names, words_for
from dialogkort.decks.reading.diagnosis import Slip, diagnose, missing_colon, point_without_dash, silent_slip
from dialogkort.decks.reading.findings import Findings
from dialogkort.decks.reading.parsing import parse
from dialogkort.decks.reading.repair import NAMES, is_known
from dialogkort.decks.reading.tree import Fields, Items, Mark, Node, Refused, SyntaxSlip, Text, TooDeep, TooMuch
from dialogkort.files.suggestions import likely

_MOST_PARTS: Final = 3_000
"""How many parts are parsed at most; a file with more slips than that is not read to its end."""
_BATCH: Final = 64
_CONTENT: Final = re.compile(r"( *)(?![\s#])")
_CARDS: Final = re.compile(rf" *((?:{'|'.join(sorted(words_for('cards')))})) *: *(?:#.*)?$", re.IGNORECASE)
_KEY: Final = re.compile(r"(\w[\w-]*) *:(?=\s|$)")
_ID: Final = re.compile(r"id *:\s")
_OF_DECK: Final = frozenset(word.casefold() for field in DECK_FIELDS for word in (*field.names, *field.also)) - {
    word.casefold() for field in CARD_FIELDS for word in (*field.names, *field.also) if field.name != "id"
}
_ONLY_CARD: Final = frozenset(names(CARD_FIELDS)) - frozenset(names(DECK_FIELDS))
"""Only in exactly this spelling: “- Time: …” is more likely a list point with a colon in it."""
_DASH: Final = re.compile(r"( *)-( *)(?=\S|$)")


class _Part(NamedTuple):
    """Some lines, counted from 0, the last one not included; `indent` is that of the first line."""

    first: int
    last: int
    indent: int


class _TooManyParts(Exception):
    pass


def mend(text: str, findings: Findings, limits: Limits) -> Fields | None:
    """Read whatever can be read of text that cannot be parsed as a whole; None if it has no fields."""
    return _Mender(text.split("\n"), findings, limits).mend()


def _indent(line: str) -> int:
    """Return the number of spaces before the content of a line, or -1 for an empty line or a comment."""
    match = _CONTENT.match(line)
    return match.end() if match and match.end() < len(line) else -1


class _Mender:
    def __init__(self, lines: list[str], findings: Findings, limits: Limits) -> None:
        self._lines = lines
        self._findings = findings
        self._limits = limits
        self._parts = 0
        self._broken = False
        self._unnamed = -1
        """The line on which cards begin without a line `cards:` above them."""
        self._entries: list[tuple[Text, Node]] = []

    def mend(self) -> Fields | None:
        first: _Part | None = None
        try:
            for section in self._sections():
                if first is None:
                    first = section
                    if self._lines[section.first].lstrip()[:1] in {"{", "["}:
                        return None
                self._section(section)
        except _TooManyParts:
            pass
        if first is None:
            return None
        place = (first.first + 1, first.indent + 1, len(self._lines), 1)
        return Fields(tuple(self._entries), *place, flow=False, broken=self._broken)

    def _sections(self) -> Iterator[_Part]:
        """Split the file at the fields of the deck."""
        base = -1
        start = -1
        in_cards = False
        for number, line in enumerate(self._lines):
            indent = _indent(line)
            if indent < 0 or line.startswith("%"):
                continue
            if line.startswith(("---", "...")):
                if base < 0 and line.rstrip() == "---":
                    continue
                if not line[3:].strip():
                    self._second_document(number)
                    break
            if base < 0:
                base = indent
            begins = indent <= base and not _is_dash(line, indent) and (not in_cards or _is_of_deck(line, indent))
            if not in_cards and _is_card(line, indent) and start >= 0:
                self._unnamed = number
                above = missing_colon(self._lines[start])
                if above is None or dict(above.parts)["field"] not in words_for("cards"):
                    self._findings.add("DK039", number + 1, indent + 1, indent + 2)
                begins = True
            elif indent <= base and _is_dashed_field_of_deck(line, indent):
                self._lines[number] = _without_dash(line, indent, number, self._findings)
                line, begins = self._lines[number], True  # noqa: PLW2901 - intentional
            if begins:
                in_cards = bool(_CARDS.match(line)) or number == self._unnamed
                if start >= 0:
                    yield _Part(start, number, base)
                start = number
        else:
            number = len(self._lines)
        if start >= 0:
            yield _Part(start, number, base)

    def _second_document(self, number: int) -> None:
        if self._lines[number].startswith("---"):
            self._findings.add("DK044", number + 1, 1, 4)

    def _section(self, part: _Part) -> None:
        named = _CARDS.match(self._lines[part.first])
        if not named and part.first != self._unnamed:
            self._entries.extend(self._fields(part, within=0))
            return
        word = named[1] if named else "cards"
        name = Text(word, "", Mark(part.first, part.indent), Mark(part.first, part.indent + len(word)))
        cards: list[Node] = []
        try:
            for card in self._cards(part):
                cards.append(card)
                if len(cards) > self._limits.items:
                    self._findings.add("DK010", card.line, 1, 2, limit=self._limits.items)
                    raise TooMuch
        finally:
            if cards:
                place = (cards[0].line, cards[0].column, part.last + 1, 1)
                self._entries.append((name, Items(tuple(cards), *place, flow=False)))
        if not cards:
            self._entries.extend(self._fields(part, within=0))

    def _cards(self, section: _Part) -> Iterator[Node]:
        """Read the cards, many at a time as long as nothing is wrong with them."""
        batch: list[_Part] = []
        for item in self._items(section):
            batch.append(item)
            if len(batch) == _BATCH:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, items: list[_Part]) -> Iterator[Node]:
        """Read some cards at once, or each half of them separately if that fails."""
        if not items:
            return
        if len(items) == 1:
            yield self._card(items[0])
            return
        mark = self._findings.mark()
        try:
            whole = _Part(items[0].first, items[-1].last, items[0].indent)
            node = self._parse(whole, self._lines[whole.first], within=1)
        except (SyntaxSlip, TooDeep):
            node = None
        if isinstance(node, Items) and len(node.items) == len(items):
            yield from node.items
            return
        self._findings.forget(mark, self._findings.mark())
        half = len(items) // 2
        yield from self._batch(items[:half])
        yield from self._batch(items[half:])

    def _items(self, section: _Part) -> Iterator[_Part]:
        """Split the cards at their dashes."""
        base = -1
        start = -1
        for number in range(section.first + (section.first != self._unnamed), section.last):
            line = self._lines[number]
            indent = _indent(line)
            if indent < 0:
                continue
            if base < 0:
                if not _is_dash(line, indent):
                    return
                base = indent
            if (indent <= base and line[indent] == "-") or _is_card(line, indent):
                if start >= 0:
                    yield _Part(start, number, _indent(self._lines[start]))
                start = number
                if indent != base:
                    self._findings.add("DK030", number + 1, indent + 1, indent + 2)
            elif indent == base > section.indent and _ID.match(line, indent):
                if start >= 0:
                    yield _Part(start, number, _indent(self._lines[start]))
                start = number
                self._findings.add("DK038", number + 1, indent + 1, len(line) + 1)
        if start >= 0:
            yield _Part(start, section.last, _indent(self._lines[start]))

    def _card(self, part: _Part) -> Node:
        """Read one card, field by field if necessary."""
        place = (part.first + 1, part.indent + 1, part.last + 1, 1)
        mark = self._findings.mark()
        try:
            node = self._parse(part, self._lines[part.first], within=1)
        except SyntaxSlip as error:
            self._findings.forget(mark, self._findings.mark())
            slip: SyntaxSlip | None = error
        except TooDeep:
            self._findings.forget(mark, self._findings.mark())
            slip = None
        else:
            if isinstance(node, Items) and len(node.items) == 1:
                return node.items[0]
            self._report_plain(part)
            return Refused(*place)
        entries: list[tuple[Text, Node]] = []
        for piece in self._pieces(part):
            entries.extend(self._fields(piece, within=2))
        if slip and not self._findings.found_since(mark) and not self._findings.latest_is_on(part.first + 1):
            diagnose(self._findings, part.first + 1, part.last, slip)
        return Fields(tuple(entries), *place, flow=False, broken=True)

    def _pieces(self, part: _Part) -> Iterator[_Part]:
        """Split a card at its fields; those indented less than the others are reported."""
        dash = _DASH.match(self._lines[part.first])
        first = part.first
        indent = dash.end() if dash and dash.end() < len(self._lines[first]) else -1
        start = first if indent >= 0 else -1
        for number in range(first + 1, part.last):
            here = _indent(self._lines[number])
            if here < 0:
                continue
            if indent < 0:
                indent, start = here, number
            elif here < indent and not _is_field(self._lines[number], here):
                # text that continues too far to the left: its lines are left out of the field that it belongs to
                yield _Part(start, number, indent)
                start = -1
                if not self._findings.latest_is_on(number):
                    self._findings.add("DK034", number + 1, here + 1, len(self._lines[number]) + 1)
            elif start < 0 and not _is_field(self._lines[number], here):
                continue
            elif start < 0:
                start = number
            elif here < indent or (here == indent and not _is_dash(self._lines[number], here)):
                yield _Part(start, number, indent)
                start = number
                if here < indent and not self._lines[number][here].isspace():
                    text = self._lines[number]
                    self._findings.add("DK030", number + 1, here + 1, len(text) + 1)
        if start >= 0:
            yield _Part(start, part.last, indent)

    def _fields(self, part: _Part, *, within: int) -> tuple[tuple[Text, Node], ...]:
        """Read the lines of one field; what is wrong with them is reported once."""
        line = self._lines[part.first]
        if (dash := _DASH.match(line)) and part.indent == dash.end() > dash.start(2):
            line = " " * dash.end() + line[dash.end() :]
        mark = self._findings.mark()
        try:
            node = self._parse(part, line, within=within)
        except SyntaxSlip as error:
            self._findings.forget(mark, self._findings.mark())
            if not self._findings.latest_is_on(part.first + 1):
                diagnose(self._findings, part.first + 1, part.last, error)
        except TooDeep:
            pass
        else:
            if isinstance(node, Fields):
                return node.entries
            self._report_plain(part)
        self._broken = self._broken or not within
        return ()

    def _report_plain(self, part: _Part) -> None:
        """Report lines that are not fields."""
        number = part.first + 1
        if self._findings.latest_is_on(number):
            return
        line = self._findings.line(number)
        indent = max(_indent(line), 0)
        slip = silent_slip(line, indent + 1) or missing_colon(line) or point_without_dash(self._findings, number)
        slip = slip or Slip("DK034", indent + 1, len(line) + 1)
        self._findings.add(slip.code, number, slip.column, slip.end_column, **dict(slip.parts))

    def _parse(self, part: _Part, first_line: str, *, within: int) -> Node | None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            self._findings.add("DK008", part.first + 1, 1, 2)
            raise _TooManyParts
        text = "\n".join([first_line, *self._lines[part.first + 1 : part.last]])
        return parse(text, self._findings, self._limits, above=part.first, within=within)


def _is_card(line: str, indent: int) -> bool:
    """Tell whether a line begins a card, wherever its dash is: no list in a card contains fields."""
    dash = _DASH.match(line)
    return (
        dash is not None
        and line[indent] == "-"
        and (_is_of_card(line, dash.end()) or _ID.match(line, dash.end()) is not None)
    )


def _is_of_deck(line: str, indent: int) -> bool:
    """Tell whether a line below the cards has a field of the deck, or a word that people use for one."""
    key = _KEY.match(line, indent)
    return key is not None and (key[1].casefold() in _OF_DECK or key[1].startswith("x-"))


def _is_field(line: str, indent: int) -> bool:
    """Tell whether a line begins with a dash, or with a word that names a field or resembles one that does."""
    key = _KEY.match(line, indent)
    if key is None:
        return _is_dash(line, indent)
    return is_known(key[1]) or key[1].startswith("x-") or bool(likely(key[1], NAMES))


def _is_dashed_field_of_deck(line: str, indent: int) -> bool:
    """Tell whether there is a dash before a field that only a deck has."""
    dash = _DASH.match(line)
    key = _KEY.match(line, dash.end()) if dash and line[indent] == "-" else None
    return key is not None and key[1].casefold() in _OF_DECK - {"id"}


def _without_dash(line: str, indent: int, number: int, findings: Findings) -> str:
    dash = _DASH.match(line)
    end = dash.end() if dash else indent
    key = _KEY.match(line, end)
    findings.add("DK047", number + 1, indent + 1, indent + 2, field=key[1] if key else "")
    return " " * indent + line[end:]


def _is_of_card(line: str, indent: int) -> bool:
    """Tell whether a line has a field that only a card has."""
    key = _KEY.match(line, indent)
    return key is not None and key[1] in _ONLY_CARD


def _is_dash(line: str, indent: int) -> bool:
    """Tell whether a line begins a list item."""
    return line[indent] == "-" and line[indent + 1 : indent + 2] in {"", " ", "\t"}
