"""YAML as text: what a file contains, with its lines, and nothing guessed from it.

Each scalar is the text that its author wrote (`no` is "no"); `null` and `~` are none. Anchors, aliases, tags and deep
nesting are rejected before anything is built from them. What can be read before a fault is kept, with the fault.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dialogkort.core.text import clean
from dialogkort.files import yaml_events
from dialogkort.language import N_

if TYPE_CHECKING:
    import yaml

DEEPEST = 8
LARGEST = 200_000
"""Characters."""

NOTHING = frozenset({"~", "null", "Null", "NULL"})
"""Unquoted words that stand for a missing value."""

_NOT_UNDERSTOOD = N_("This cannot be understood. Write “name: value”, and put text with : or # in quotation marks.")


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. Lines and columns count from 1; `last` is the line that it ends on, `end` the column after it."""

    value: str
    line: int
    column: int
    last: int
    end: int


@dataclass(slots=True)
class Items:
    """A sequence."""

    line: int
    column: int
    last: int
    items: "list[Node]" = field(default_factory=list)
    end: int = 0


@dataclass(slots=True)
class Fields:
    """A mapping, in the order of the file. If a key is repeated, the first one counts."""

    line: int
    column: int
    last: int
    fields: "dict[str, tuple[Text, Node]]" = field(default_factory=dict)
    end: int = 0

    def text(self, key: str) -> str:
        """Return the text of `key`, or empty if it is missing or not text."""
        node = self.node(key)
        return node.value if isinstance(node, Text) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the items in the sequence `key`; a single piece of text is one; anything else is left out."""
        node = self.node(key)
        if isinstance(node, Text):
            return (node.value,) if node.value else ()
        items = node.items if isinstance(node, Items) else []
        return tuple(item.value for item in items if isinstance(item, Text))

    def node(self, key: str) -> "Node | None":
        """Return the value of `key`, or None."""
        entry = self.fields.get(key)
        return entry[1] if entry else None

    def line_of(self, key: str) -> int:
        """Return the line of `key`, or the mapping's own if it is missing."""
        entry = self.fields.get(key)
        return entry[0].line if entry else self.line


Node = Text | Items | Fields


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be read, and where. `text` is an English message to translate when it is shown."""

    text: str
    line: int
    column: int
    values: tuple[tuple[str, str], ...] = ()


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def read_fields(text: str, first_line: int = 1) -> tuple[Fields, tuple[Fault, ...]]:
    """Return the mapping in `text`, and its faults in the order of the lines; it never raises.

    `first_line` is the number of the text's first line in its file. `text` has been cleaned.
    """
    if len(text) > LARGEST:
        return Fields(first_line, 1, first_line), (Fault(N_("There is too much text here."), first_line, 1),)
    builder = _build(text, first_line)
    return builder.root, tuple(sorted(builder.faults, key=lambda fault: (fault.line, fault.column)))


def _build(text: str, first_line: int) -> "_Builder":
    builder = _Builder(first_line)

    def build(loader: Any) -> None:
        nonlocal builder
        builder = _Builder(first_line)
        while loader.check_event():
            builder.take(loader.get_event())

    try:
        yaml_events.built(text, DEEPEST, build)
    except _Refused as refused:
        builder.faults.append(refused.fault)
    except yaml_events.Stopped as stopped:
        line, column = stopped.place or (0, 0)
        builder.stop(Fault(_NOT_UNDERSTOOD, first_line + line, column + 1))
    return builder


class _Builder:
    """Builds the tree event by event. A key that waits for its value is in `_keys` beside its mapping."""

    def __init__(self, first_line: int) -> None:
        self.root = Fields(first_line, 1, first_line)
        self.faults: list[Fault] = []
        self._offset = first_line
        self._open: list[Items | Fields] = []
        self._keys: list[Text | None] = []
        self._documents = 0

    def take(self, event: "yaml.Event") -> None:
        import yaml  # noqa: PLC0415

        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._refused(event, N_("A second document begins here; only the first one is used."))
            case yaml.AliasEvent():
                raise self._refused(event, N_("Text that begins with * must be in quotation marks."))
            case yaml.ScalarEvent():
                self._refuse_marks(event)
                self._put(self._text(event))
            case yaml.SequenceStartEvent():
                self._begin(event, Items(*self._span(event)))
            case yaml.MappingStartEvent():
                self._begin(event, Fields(*self._span(event)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._end(event)
            case _:
                pass

    def stop(self, fault: Fault) -> None:
        """Record the fault at which the parser stopped; text that reaches that line is incomplete."""
        self.faults.append(fault)
        for node in self._open:
            last = node.items[-1:] if isinstance(node, Items) else [*node.fields.values()][-1:]
            match last:
                case [Text(last=line)] if isinstance(node, Items) and line >= fault.line:
                    node.items.pop()
                case [(_key, Text(last=line))] if isinstance(node, Fields) and line >= fault.line:
                    node.fields.popitem()

    def _begin(self, event: "yaml.NodeEvent", node: Items | Fields) -> None:
        self._refuse_marks(event)
        if len(self._open) >= DEEPEST:
            raise self._refused(event, N_("The lists are nested too deeply here."))
        if not self._open:
            if not isinstance(node, Fields):
                raise self._refused(event, N_("Lines of the form “name: value” are expected here."))
            self.root = node
        else:
            self._put(node)
        self._open.append(node)
        self._keys.append(None)

    def _end(self, event: "yaml.Event") -> None:
        node = self._open.pop()
        self._keys.pop()
        node.end = _place(event.end_mark)[1] + 1
        if _place(event.end_mark) > _place(event.start_mark):
            node.last = max(node.last, self._offset + _place(event.end_mark)[0])  # the bracket of [a, b]
        if self._open:
            self._open[-1].last = max(self._open[-1].last, node.last)

    def _put(self, node: Node) -> None:
        if not self._open:
            if isinstance(node, Text) and not node.value:
                return
            fault = Fault(N_("Lines of the form “name: value” are expected here."), node.line, node.column)
            raise _Refused(fault)
        parent = self._open[-1]
        parent.last = max(parent.last, node.last)
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key, self._keys[-1] = self._keys[-1], None
        if key is None:
            if not isinstance(node, Text):
                raise _Refused(Fault(N_("A name is expected here."), node.line, node.column))
            self._keys[-1] = node
        elif key.value in parent.fields:
            values = (("key", key.value),)
            self.faults.append(Fault(N_("“{key}” appears twice."), key.line, key.column, values))
        else:
            parent.fields[key.value] = (key, node)

    def _text(self, event: "yaml.ScalarEvent") -> Text:
        line, column, last = self._span(event)
        end_line, end_column = _place(event.end_mark)
        # a block of text ends where the next line begins
        last = max(last, self._offset + end_line - (1 if end_column == 0 else 0))
        value = "" if event.value in NOTHING and not event.style else clean(str(event.value))
        return Text(value, line, column, last, end_column + 1)

    def _span(self, event: "yaml.Event") -> tuple[int, int, int]:
        """Return the line and column where the event begins, and the line again: where it ends, so far."""
        line, column = _place(event.start_mark)
        return self._offset + line, column + 1, self._offset + line

    def _refuse_marks(self, event: "yaml.NodeEvent") -> None:
        if event.anchor is not None:
            raise self._refused(event, N_("Text that begins with & must be in quotation marks."))
        if getattr(event, "tag", None) is not None:
            raise self._refused(event, N_("Text that begins with ! must be in quotation marks."))

    def _refused(self, event: "yaml.Event", text: str) -> _Refused:
        line, column, _last = self._span(event)
        return _Refused(Fault(text, line, column))


def _place(mark: "yaml.error.Mark | yaml._yaml.Mark | None") -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)
