"""YAML events → a tree of texts with positions.

The tree is built iteratively from the events of libyaml, never deeper than the limit, and every scalar is the
text that the author wrote. Anchors, aliases, merge keys, tags and further documents are found here and never
followed.
"""

import re
from typing import Any, Final, cast

from dialogkort.decks.findings import Findings
from dialogkort.decks.schema import Limits
from dialogkort.decks.tree import (
    Fields,
    Items,
    LibyamlMissing,
    Node,
    Refused,
    SyntaxSlip,
    Text,
    TooDeep,
    TooMuch,
)

_MERGE: Final = "<<"
_WORD: Final = re.compile(r"\S{1,200}")


def parse(text: str, findings: Findings, limits: Limits, *, above: int = 0, within: int = 0) -> Node | None:
    """Build the tree of the first document in `text`, which begins after `above` lines of its file,
    `within` so many lists and fields.

    Returns None where there is no document. Raises `SyntaxSlip` where YAML ends, `TooDeep` and `TooMuch`
    (both already in `findings`) at the limits, and `LibyamlMissing`.
    """
    import yaml  # noqa: PLC0415 - 20 ms that only reading a deck should cost

    if not yaml.__with_libyaml__:
        raise LibyamlMissing
    first = above + 1
    try:
        return _Builder(findings, limits, first, within).build(yaml.CSafeLoader(text), yaml)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        context = error.context_mark or mark
        if mark is None or context is None:
            raise SyntaxSlip(str(error), (first, 1), (first, 1)) from None
        words = f"{error.problem or ''} {error.context or ''}"
        place = (mark.line + first, mark.column + 1)
        raise SyntaxSlip(words, place, (context.line + first, context.column + 1)) from None
    except yaml.YAMLError as error:
        raise SyntaxSlip(str(error), (first, 1), (first, 1)) from None


class _Frame:
    """A collection that is still open: its children so far (keys and values in turn) and where it began.

    `odd` says that a key is something else than a text.
    """

    __slots__ = ("children", "column", "flow", "keyed", "line", "odd")

    def __init__(self, line: int, column: int, *, keyed: bool, flow: bool) -> None:
        self.children: list[Node] = []
        self.line = line
        self.column = column
        self.keyed = keyed
        self.flow = flow
        self.odd = False


class _Builder:
    """The stack machine of `parse`, one for each text."""

    def __init__(self, findings: Findings, limits: Limits, first_line: int, within: int) -> None:
        self._findings = findings
        self._limits = limits
        self._first = first_line
        self._depth = limits.depth - within
        self._stack: list[_Frame] = []
        self._nodes = 0

    def build(self, loader: Any, yaml: Any) -> Node | None:
        """Take the loader's events one by one; the texts, which are most of them, by a short cut."""
        get_event = loader.get_event
        scalar, stream_end = yaml.ScalarEvent, yaml.StreamEndEvent
        stack, first = self._stack, self._first
        most_items, most_nodes = self._limits.items, self._limits.nodes
        documents: list[Node] = []
        make = tuple.__new__
        while (kind := type(event := get_event())) is not stream_end:
            if kind is scalar and event.anchor is None and event.tag is None and event.value != _MERGE:
                start, end = event.start_mark, event.end_mark
                node: Node = make(
                    Text,
                    (
                        event.value,
                        start.line + first,
                        start.column + 1,
                        end.line + first,
                        end.column + 1,
                        event.style or "",
                    ),
                )
            elif kind is yaml.DocumentStartEvent and documents:
                mark = event.start_mark
                self._findings.add("DK044", mark.line + first, mark.column + 1, mark.column + 4)
                break
            else:
                unusual = self._unusual(event, kind, yaml)
                if unusual is None:
                    continue
                node = unusual
            if not stack:
                documents.append(node)
                continue
            children = stack[-1].children
            children.append(node)
            self._nodes += 1
            if len(children) > most_items or self._nodes > most_nodes:
                self._too_much(node)
        return documents[0] if documents else None

    def _unusual(self, event: Any, kind: type, yaml: Any) -> Node | None:
        """Take an event that is no plain text; return the node that it completes, if any."""
        node: Node
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, keyed=kind is yaml.MappingStartEvent)
            return None
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node = self._close(self._stack.pop(), event)
        elif kind is yaml.ScalarEvent:
            node = self._odd_text(event)
        elif kind is yaml.AliasEvent:
            node = self._refuse("DK041", event)
        else:
            return None
        if self._stack and self._stack[-1].keyed and len(self._stack[-1].children) % 2 == 0:
            self._stack[-1].odd = True
        return node

    def _odd_text(self, event: Any) -> Node:
        if event.anchor is not None:
            return self._refuse("DK040", event)
        if event.tag is not None:
            return self._refuse("DK043", event)
        start, end, first = event.start_mark, event.end_mark, self._first
        place = (start.line + first, start.column + 1, end.line + first, end.column + 1)
        return Text(event.value, *place, event.style or "")

    def _too_much(self, node: Node) -> None:
        """Report and stop, unless what has grown is a mapping, which has two children an entry."""
        frame = self._stack[-1]
        entries = len(frame.children) // 2 if frame.keyed else len(frame.children)
        place = (node.line, node.column, node.column + 1)
        if self._nodes > self._limits.nodes:
            self._findings.add("DK012", *place, limit=self._limits.nodes)
        elif entries <= self._limits.items:
            return
        elif self._is_cards():
            self._findings.add("DK010", *place, limit=self._limits.items)
        else:
            self._findings.add("DK011", *place, limit=self._limits.items)
        raise TooMuch

    def _is_cards(self) -> bool:
        if len(self._stack) != 2 or not self._stack[0].children:
            return False
        key = self._stack[0].children[-1]
        return isinstance(key, Text) and key.value == "cards"

    def _refuse(self, code: str, event: Any) -> Refused:
        start, end, first = event.start_mark, event.end_mark, self._first
        node = Refused(start.line + first, start.column + 1, end.line + first, end.column + 1)
        self._report_word(code, node.line, node.column)
        return node

    def _report_word(self, code: str, line: int, column: int) -> None:
        """Report what is not allowed and show the author's own word, which may be an abbreviation."""
        match = _WORD.match(self._findings.line(line), column - 1)
        word = match[0] if match else ""
        self._findings.add(code, line, column, column + len(word), word=word)

    def _open(self, event: Any, *, keyed: bool) -> None:
        mark = event.start_mark
        line, column = mark.line + self._first, mark.column + 1
        if event.anchor is not None:
            self._report_word("DK040", line, column)
        if event.tag is not None:
            self._report_word("DK043", line, column)
        if len(self._stack) >= self._depth:
            self._findings.add("DK045", line, column, column + 1, limit=self._limits.depth)
            raise TooDeep
        self._stack.append(_Frame(line, column, keyed=keyed, flow=bool(event.flow_style)))

    def _close(self, frame: _Frame, event: Any) -> Items | Fields:
        mark = event.end_mark
        place = (frame.line, frame.column, mark.line + self._first, mark.column + 1, frame.flow)
        children = frame.children
        if not frame.keyed:
            return Items(tuple(children), *place)
        keys, values = cast("list[Text]", children[::2]), children[1::2]
        pairs = zip(keys, values, strict=True)
        if frame.odd:
            return Fields(tuple(pair for pair in pairs if self._is_key(pair[0])), *place)
        return Fields(tuple(pairs), *place)

    def _is_key(self, key: Node) -> bool:
        """Tell whether a key can be the name of a field, and report it if it cannot."""
        match key:
            case Text(value=value, style="") if value == _MERGE:
                self._findings.add("DK042", key.line, key.column, key.end_column)
                return False
            case Text():
                return True
            case Refused():
                return False
            case Items() | Fields():
                self._findings.add("DK036", key.line, key.column, key.column + 1)
                return False
