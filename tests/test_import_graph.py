"""Who imports whom: no cycles, and no import upward, including late imports and those for types."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import dialogkort

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(dialogkort.__file__).parent
RINGS = (
    {"core"},
    {"language"},
    {"files"},
    {"storage", "decks"},
    {"sessions"},
    {"views"},
    {"tui", "seats", "plain"},
    {"cli", "__main__"},
)
"""The folders of the program from the inside out. Those of one ring do not know each other."""


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imported(name: str) -> Iterator[tuple[str, int]]:
    """Yield the modules of ours that a module imports anywhere in its text, with the line."""
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        match node:
            case ast.Import():
                for alias in node.names:
                    if alias.name in MODULES:
                        yield alias.name, node.lineno
            case ast.ImportFrom():
                assert node.level == 0, f"{name}:{node.lineno} imports from where it happens to lie"
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    if (found := inner if inner in MODULES else node.module) in MODULES:
                        yield str(found), node.lineno


GRAPH = {name: dict(imported(name)) for name in MODULES}


def ring_of(name: str) -> int | None:
    """Return the number of a module's ring; the package itself, with the version, has none."""
    folder = (*name.split("."), "")[1]
    return next((number for number, folders in enumerate(RINGS) if folder in folders), None)


def circles() -> list[tuple[str, ...]]:
    """Return the strongly connected parts of the graph that have more than one module (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[tuple[str, ...]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in GRAPH[name]:
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            place = stack.index(name)
            if len(stack) - place > 1 or name in GRAPH[name]:
                found.append(tuple(sorted(stack[place:])))
            del stack[place:]

    for name in GRAPH:
        if name not in index:
            visit(name)
    return found


def test_the_graph_includes_late_imports_and_those_for_types() -> None:
    assert "dialogkort.cli.app" in GRAPH["dialogkort.cli.terminal"], "imported late"
    assert "dialogkort.sessions.beginning" in GRAPH["dialogkort.cli.terminal"], "imported for types"


def test_every_folder_belongs_to_a_ring() -> None:
    folders = {name.split(".")[1] for name in MODULES if "." in name}
    assert folders <= set.union(*RINGS)


def test_there_are_no_cycles() -> None:
    assert circles() == []


def test_no_import_points_upward_or_to_a_neighbour() -> None:
    wrong = []
    for name, others in GRAPH.items():
        mine = ring_of(name)
        for other, line in others.items():
            theirs = ring_of(other)
            if theirs is None or {name, other} == {"dialogkort.__main__", "dialogkort.cli"}:
                continue
            aside = theirs == mine and name.split(".")[1] != other.split(".")[1]
            if mine is None or theirs > mine or aside:
                wrong.append(f"{name}:{line} imports {other}")
    assert wrong == []


def test_the_rings_match_the_contract_of_the_linter() -> None:
    import tomllib

    contracts = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    [layers] = [contract["layers"] for contract in contracts["contracts"] if contract["type"] == "layers"]
    named = [{part.strip().removeprefix("dialogkort.") for part in layer.split("|")} for layer in reversed(layers)]
    assert [ring for ring in named if ring] == [
        {module for module in ring if any(module in other for other in named)} for ring in RINGS
    ]
    assert all(inner != outer for inner, outer in pairwise(named))
