"""CONTRIBUTING names the right places: where a kind, a phase, a language or a face has to be added, and no others."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.test_import_graph import GRAPH, RINGS
from tests.test_tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dialogkort"
TEXT = ROOT.joinpath("CONTRIBUTING.md").read_text("utf-8")


def section(heading: str) -> str:
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^##|\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def listed(heading: str) -> set[str]:
    """The paths in the first column of a section's table."""
    rows = re.findall(r"^\| (.*?) \|", section(heading), re.MULTILINE)
    return {path for row in rows for path in re.findall(r"`([^`]+)`", row)}


def in_source(paths: Iterable[str]) -> set[str]:
    """Those of the paths that are modules of the program."""
    return {path for path in paths if path.endswith(".py") and SOURCE.joinpath(path).exists()}


def naming(pattern: str) -> set[str]:
    """The modules whose text contains the pattern."""
    return {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(pattern, path.read_text("utf-8"))
    }


@pytest.mark.parametrize("heading", ["### A card kind", "### A phase", "### A language", "### A face"])
def test_every_place_in_the_lists_exists(heading: str) -> None:
    for path in listed(heading):
        assert SOURCE.joinpath(path).exists() or ROOT.joinpath(path).exists(), path


@pytest.mark.parametrize(("heading", "enum"), [("### A card kind", "Kind"), ("### A phase", "Phase")])
def test_the_lists_contain_every_place_that_names_a_member(heading: str, enum: str) -> None:
    assert in_source(listed(heading)) == naming(rf"\b{enum}\.[A-Z]")
    assert {table.path for table in TABLES if table.enum.__name__ == enum} <= listed(heading)


def test_no_other_module_refers_to_a_language_by_name() -> None:
    """The meaning of a deck, a game or a file without a language is a contract, and the same for every language."""
    contract = {"core/cards.py", "core/game/setup.py", "decks/reading/building.py", "storage/journal_words.py"}
    named = naming(r"""["'](?:da|en)["']|\b(?:DANISH|ENGLISH)\b""")
    assert named - contract == in_source(listed("### A language")) - {"language/tongue.py"}


def test_no_other_module_starts_a_face() -> None:
    faces = {face for face in RINGS[-2] if SOURCE.joinpath(face).is_dir()}
    assert {"tui", "plain"} <= faces
    starting = {
        name.removeprefix("dialogkort.").replace(".", "/") + ".py"
        for name, others in GRAPH.items()
        if name.startswith("dialogkort.cli") and faces & {(*other.split("."), "")[1] for other in others}
    }
    assert starting == in_source(listed("### A face")) - {"cli/terminal.py"}


def test_every_path_on_the_page_exists() -> None:
    paths = re.findall(r"`((?:[\w.]+/)+[\w.]*)(?: [\w-]+)*`", TEXT)
    assert len(paths) > 40
    for path in paths:
        assert SOURCE.joinpath(path).exists() or ROOT.joinpath(path).exists(), path


@pytest.mark.parametrize("ring", sorted(folder for folder in set.union(*RINGS) if SOURCE.joinpath(folder).is_dir()))
def test_every_ring_is_in_the_diagram(ring: str) -> None:
    assert re.search(rf"^(?:\w+ \| )*{ring}\b", section("## The rings"), re.MULTILINE)


def test_the_glossary_has_one_line_per_word() -> None:
    _head, *words = re.findall(r"^\| (.*?) \|", section("## What we call things"), re.MULTILINE)
    names = [name for row in words for name in row.split(", ")]
    assert len(names) == len(set(names)) > 25
    assert {"sitting", "face", "surroundings", "phase", "diagnosis", "seat", "place", "present", "move"} <= set(names)
