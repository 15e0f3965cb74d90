"""What YAML took for something else than the author meant: a list for a text, a text for a list."""

from dialogkort.decks.findings import Findings
from dialogkort.decks.slips import silent_slip
from dialogkort.decks.tree import Fields, Items, Node, Text


def report_no_text(findings: Findings, name: str, node: Node, *, item: bool = False) -> None:
    """Report a list or fields where one text should stand, most often a text that YAML misreads.

    `name` is the field's, and `item` says that the text is one of a list.
    """
    match node:
        case Items(flow=True) | Fields(flow=True):
            character = "[" if isinstance(node, Items) else "{"
            findings.add("DK024", node.line, node.column, node.column + 1, character=character)
        case Fields(entries=((key, _), *_)) if item:
            findings.add("DK021", key.end_line, key.end_column, key.end_column + 1)
        case Items() | Fields():
            findings.add("DK106", node.line, node.column, node.column + 1, field=name)


def report_no_list(findings: Findings, name: str, key: Text, node: Node) -> None:
    """Report a text or fields where a list should stand; `key` and `name` are the field's."""
    match node:
        case Text() if slip := silent_slip(findings.line(node.line), node.column):
            findings.add(slip.code, node.line, slip.column, slip.end_column, **dict(slip.parts))
        case Text() | Fields():
            findings.add("DK107", key.line, key.column, key.end_column, field=name)
