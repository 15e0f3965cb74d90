"""A new member of an enum cannot hide: each table over an enum has a row for each, each `match` names each.

All tables and matches in the source are found by their text, so that a new one is checked too.
"""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest

import dialogkort

SOURCE = Path(dialogkort.__file__).parent

PARTIAL = {
    ("decks/format/field_types.py", "Form"): "a source and a line of text have no pattern",
    ("decks/importing/filling.py", "Form"): "only an id has letters of its own",
    ("decks/importing/collecting.py", "Kind"): "what a stranger's list can say about a card",
    ("decks/importing/proposal.py", "Unit"): "the places that have a number",
    ("views/overview.py", "Act"): "the outcomes of a review: a new keeper and a new date are not among them",
    ("plain/table.py", "Thumb"): "a thumb up is shown before anything is asked",
    ("tui/table/screen.py", "Thumb"): "a thumb up is shown before anything is asked",
    ("tui/look/styled.py", "Role"): "roles without a look of their own look like the text",
}
"""Tables that are not complete, and why that is right."""


@dataclass(frozen=True)
class Table:
    """A dict or a match over the members of an enum."""

    path: str
    line: int
    enum: type[Enum]
    members: frozenset[str]
    wild: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.enum.__name__}"


def enums_in(path: Path) -> dict[str, type[Enum]]:
    """Return the enums that a module refers to by name."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    module = importlib.import_module(".".join(part for part in parts if part != "__init__"))
    return {name: value for name, value in vars(module).items() if isinstance(value, type) and issubclass(value, Enum)}


def member(node: ast.expr | None, enums: dict[str, type[Enum]]) -> tuple[type[Enum], str] | None:
    """Return the member of an enum that an expression names."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if name in enums and attr in enums[name].__members__:
            return enums[name], attr
    return None


def tables() -> Iterator[Table]:
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        enums = enums_in(path) if "Enum" in text or "import" in text else {}
        if not enums:
            continue
        name = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Dict):
                named = [found for key in node.keys if (found := member(key, enums))]
                yield from _table(name, node.lineno, named, wild=False)
            elif isinstance(node, ast.Match):
                values = [
                    pattern.value
                    for case in node.cases
                    for pattern in ast.walk(case.pattern)
                    if isinstance(pattern, ast.MatchValue)
                ]
                named = [found for value in values if (found := member(value, enums))]
                wild = any(
                    isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and not case.guard
                    and "assert_never" not in ast.unparse(case)
                    for case in node.cases
                )  # fmt: skip
                yield from _table(name, node.lineno, named, wild=wild)


def _table(path: str, line: int, named: list[tuple[type[Enum], str]], *, wild: bool) -> Iterator[Table]:
    for enum in dict.fromkeys(kind for kind, _attr in named):
        yield Table(path, line, enum, frozenset(attr for kind, attr in named if kind is enum), wild)


TABLES = list(tables())


def place(table: Table) -> tuple[str, str]:
    return table.path, table.enum.__name__


def test_the_tables_are_found() -> None:
    found = {place(table) for table in TABLES}
    assert {
        ("core/game/phases.py", "Phase"),
        ("language/words.py", "Phase"),
        ("language/words.py", "Reason"),
        ("sessions/moves.py", "Phase"),
        ("views/table.py", "Stage"),
        ("core/cards.py", "Kind"),
    } <= found
    assert set(PARTIAL) <= found, "an exception that is no longer needed"
    assert len(TABLES) > 30


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_table_has_a_row_for_each_member(table: Table) -> None:
    if place(table) in PARTIAL:
        return
    assert not table.wild, "a new member would be taken by `case _`: name those that it is for"
    assert table.members == set(table.enum.__members__), "some member has no row"
