"""All problems in the files of a team, each with its position."""

from pathlib import Path

import pytest
from tests.storage.texts import agreement

from dialogkort.files.problems import Severity
from dialogkort.storage.agreements.files import FOLDER, add, check, render

pytestmark = pytest.mark.usefixtures("no_waiting")


def put(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    text = render(agreement(id=name))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / FOLDER / f"2026-11-22-{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def told(folder: Path) -> list[tuple[str, int, int, str]]:
    return [(problem.path.name, problem.line, problem.column, problem.severity) for problem in check(folder)]


def test_no_problems_are_found_where_there_are_none(tmp_path: Path) -> None:
    add(tmp_path, agreement())
    add(tmp_path, agreement(id="spil-2", supersedes="spil-1"))
    (tmp_path / FOLDER / "README.md").write_text("# Hos os\n\nIngen dato.\n", "utf-8")
    assert check(tmp_path) == ()
    assert check(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "words"),
    [
        ("decided: 2026-11-22", "decided: snart", 4, 10, "not a date"),
        ("review: 2027-02-22", "review:   snart", 5, 11, "not a date"),
        ("status: in-force", "status: 'x'", 3, 9, "Write in-force, retired or superseded"),
        ("keeper: Åse", "level: 12", 6, 8, "is not a level"),
        ("keeper: Åse", "reviewed: x", 6, 11, "not a date"),
        ("keeper: Åse", "keeper: Åse: leder", 6, 12, "cannot be understood"),
        ("keeper: Åse", "keeper: Åse\nkeeper: Bo", 7, 1, "twice"),
        ("Alt andet", "<<<<<<< HEAD\nAlt", 14, 0, "Two versions"),
    ],
)
def test_what_cannot_be_understood_is_an_error(
    tmp_path: Path, old: str, new: str, line: int, column: int, words: str
) -> None:
    put(tmp_path, "god")
    path = put(tmp_path, "skidt", (old, new), *(() if "Alt" in old else (("card: mail-eller-opkald\n", ""),)))
    [problem] = check(tmp_path)
    assert (problem.path, problem.line, problem.column, problem.severity) == (path, line, column, Severity.ERROR)
    assert words in problem.message()


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "words"),
    [
        ("id: x\n", "", 0, 0, "Write “id: 2026-11-22-x”"),
        ("card: mail-eller-opkald", "supersedes: 'spil-0'", 8, 13, "no agreement with the id “spil-0”"),
        ("card: mail-eller-opkald", "superseded_by: spil-0", 8, 16, "no agreement with the id “spil-0”"),
        ("Når det haster, ringer vi.  \nAlt andet kan vente til i morgen.\n", "<!-- kommer -->\n", 11, 0, "no rule"),
    ],
)
def test_what_may_surprise_people_is_a_warning(
    tmp_path: Path, old: str, new: str, line: int, column: int, words: str
) -> None:
    path = put(tmp_path, "x", (old, new))
    [problem] = check(tmp_path)
    assert (problem.path, problem.line, problem.column, problem.severity) == (path, line, column, Severity.WARNING)
    assert words in problem.message()


def test_all_problems_are_found_in_one_pass_file_by_file_and_in_line_order(tmp_path: Path) -> None:
    put(tmp_path, "a", ("2027-02-22", "x"), ("in-force", "y"))
    put(tmp_path, "bb", ("id: bb\n", "id: spil-1\n"))
    put(tmp_path, "ccc", ("id: ccc\n", "id: spil-1\n"), ("card:", "supersedes: nix\ncard:"))
    put(tmp_path, "dddd").write_bytes(b"\xff")
    assert told(tmp_path) == [
        ("2026-11-22-a.md", 3, 9, "error"),
        ("2026-11-22-a.md", 5, 9, "error"),
        ("2026-11-22-ccc.md", 0, 0, "error"),
        ("2026-11-22-ccc.md", 8, 13, "warning"),
        ("2026-11-22-dddd.md", 1, 0, "error"),
    ]
    assert "2026-11-22-bb.md" in check(tmp_path)[2].message()


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_bytes(b"")
    [problem] = check(tmp_path)
    assert "cannot be read" in problem.message()
