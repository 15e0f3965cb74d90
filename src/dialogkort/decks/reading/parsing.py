"""YAML events → a tree of text with positions.

The tree is built from the events of libyaml, never deeper than the limit, and every scalar is the text that the author
wrote. Anchors, aliases, merge keys, tags and further documents are detected here and never followed.
"""

import re
from collections.abc import Callable
from typing import Any, Final, NoReturn

from dialogkort.decks.format.schema import Limits
from dialogkort.decks.reading.findings import Findings
from dialogkort.decks.reading.tree import (
    Fields,
    Items,
    Node,
    Refused,
    SyntaxSlip,
    Text,
    TooDeep,
    TooMuch,
)
from dialogkort.files import yaml_events

_MERGE: Final = "<<"
_new: Final = tuple.__new__
"""Creates a named tuple in half the time that calling its class takes."""
_WORD: Final = re.compile(r"\S{1,200}")


def parse(text: str, findings: Findings, limits: Limits, *, above: int = 0, within: int = 0) -> Node | None:
    """Build the tree of the first document in `text`.

    The text begins after `above` lines of its file, nested in `within` lists and fields. Returns None if there is no
    document. Raises `SyntaxSlip` where YAML ends, `TooDeep` and `TooMuch` (both already in `findings`) at the limits,
    and LibyamlMissing.
    """
    first = above + 1
    before = findings.mark()

    def build(loader: Any) -> Node | None:
        import yaml  # noqa: PLC0415 - 20 ms that only reading a deck should cost

        findings.forget(before, findings.mark())
        return _Builder(findings, limits, above, within, yaml).document(loader)

    try:
        return yaml_events.built(text, limits.depth - within, build, large=True)
    except yaml_events.Stopped as stopped:
        line, column = stopped.place or (0, 0)
        context_line, context_column = stopped.context or (0, 0)
        place = (line + first, column + 1)
        raise SyntaxSlip(stopped.words, place, (context_line + first, context_column + 1)) from None


class _Builder:
    """Handles the events of one text in order; a nested list is a nested call."""

    def __init__(self, findings: Findings, limits: Limits, above: int, within: int, yaml: Any) -> None:
        self._findings = findings
        self._most_items = limits.items
        self._most_nodes = limits.nodes
        self._most_open = limits.depth - within
        self._depth = limits.depth
        self._above = above
        self._yaml = yaml
        self._next: Callable[[], Any]
        self._open = 0
        self._nodes = 0
        self._odd_keys = False
        """Whether there was anything that cannot be the name of a field."""

    def document(self, loader: Any) -> Node | None:
        """Return the first document, and report where a second one begins."""
        self._next = loader.get_event
        self._next()  # the stream begins
        if type(self._next()) is self._yaml.StreamEndEvent:
            return None
        root = self._node(self._next(), "")
        self._next()  # the document ends
        event = self._next()
        if type(event) is self._yaml.DocumentStartEvent:
            line, column, *_ = self._place(event, event)
            self._findings.add("DK044", line, column, column + 3)
        return root

    def _node(self, event: Any, name: str) -> Node:
        """Build the node that begins with `event`; `name` is the field that contains it, or empty."""
        kind = type(event)
        if kind is self._yaml.MappingStartEvent:
            return self._fields(event, name)
        if kind is self._yaml.SequenceStartEvent:
            return self._items(event, name)
        if kind is self._yaml.ScalarEvent:
            return self._text(event)
        return self._refuse("DK041", event)

    def _inner(self, event: Any, name: str = "") -> Node:
        """Build and count a node in a list or in fields that is more than text."""
        node = self._node(event, name)
        self._count(node)
        return node

    def _text(self, event: Any) -> Text | Refused:
        """Build and count text by the shortest path, because most events are ordinary text."""
        value = event.value
        if event.anchor is not None or event.tag is not None or value == _MERGE:
            return self._odd_text(event)
        node: Text = _new(Text, (value, event.style, event.start_mark, event.end_mark, self._above))
        self._nodes += 1
        if self._nodes > self._most_nodes:
            self._too_many_nodes(node)
        return node

    def _odd_text(self, event: Any) -> Text | Refused:
        node: Text | Refused
        if event.anchor is not None:
            node = self._refuse("DK040", event)
        elif event.tag is not None:
            node = self._refuse("DK043", event)
        else:
            node = Text(event.value, event.style, event.start_mark, event.end_mark, self._above)
            self._odd_keys = True
        self._count(node)
        return node

    def _fields(self, start: Any, name: str) -> Fields:
        self._begin(start)
        next_event, text, most = self._next, self._text, self._most_items
        scalar, end = self._yaml.ScalarEvent, self._yaml.MappingEndEvent
        entries: list[tuple[Any, Node]] = []  # once the odd keys are removed, the keys are text
        while type(event := next_event()) is not end:
            if type(event) is scalar:
                key: Node = text(event)
            else:
                key = self._inner(event)
                self._odd_keys = True
            event = next_event()
            if type(event) is scalar:
                value: Node = text(event)
            else:
                value = self._inner(event, key.value if type(key) is Text else "")
            entries.append((key, value))
            if len(entries) > most:
                self._too_long(name, value)
        self._open -= 1
        if self._odd_keys:
            entries = [entry for entry in entries if self._is_key(entry[0])]
        return Fields(tuple(entries), *self._place(start, event), bool(start.flow_style))

    def _items(self, start: Any, name: str) -> Items:
        self._begin(start)
        next_event, text, most = self._next, self._text, self._most_items
        scalar, end = self._yaml.ScalarEvent, self._yaml.SequenceEndEvent
        items: list[Node] = []
        while type(event := next_event()) is not end:
            item = text(event) if type(event) is scalar else self._inner(event)
            items.append(item)
            if len(items) > most:
                self._too_long(name, item)
        self._open -= 1
        return Items(tuple(items), *self._place(start, event), bool(start.flow_style))

    def _begin(self, event: Any) -> None:
        """Enter a list or fields; report what is written before them, and stop if they are nested too deeply."""
        if event.anchor is not None:
            self._report_word("DK040", event)
        if event.tag is not None:
            self._report_word("DK043", event)
        if self._open >= self._most_open:
            line, column, *_ = self._place(event, event)
            self._findings.add("DK045", line, column, column + 1, limit=self._depth)
            raise TooDeep
        self._open += 1

    def _count(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > self._most_nodes:
            self._too_many_nodes(node)

    def _too_many_nodes(self, node: Node) -> NoReturn:
        self._findings.add("DK012", node.line, node.column, node.column + 1, limit=self._most_nodes)
        raise TooMuch

    def _too_long(self, name: str, node: Node) -> NoReturn:
        """Report the first entry of the field `name` beyond the limit."""
        code = "DK010" if name == "cards" and self._open == 2 else "DK011"
        self._findings.add(code, node.line, node.column, node.column + 1, limit=self._most_items)
        raise TooMuch

    def _refuse(self, code: str, event: Any) -> Refused:
        self._report_word(code, event)
        self._odd_keys = True
        return Refused(*self._place(event, event))

    def _report_word(self, code: str, event: Any) -> None:
        """Report what is not allowed and show the author's own word, which may be an abbreviation."""
        line, column, *_ = self._place(event, event)
        match = _WORD.match(self._findings.line(line), column - 1)
        word = match[0] if match else ""
        self._findings.add(code, line, column, column + len(word), word=word)

    def _place(self, first: Any, last: Any) -> tuple[int, int, int, int]:
        """Return where the first event begins and the last one ends, each as line and column from 1."""
        start, end, below = first.start_mark, last.end_mark, self._above + 1
        return start.line + below, start.column + 1, end.line + below, end.column + 1

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
