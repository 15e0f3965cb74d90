"""`agreements check`: what cannot be understood, for people, for programs and for GitHub."""

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.calling import Call, is_safe
from tests.cli.on_file import TODAY, agreement, lay
from tests.systems import as_nasty_as_possible


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the teams."""
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY.isoformat())
    return tmp_path / "folder"


@pytest.fixture
def bad(root: Path) -> Path:
    """A file with an invalid date, on line 5 from column 9 on, beside a good one."""
    lay(root, agreement("god"))
    path = lay(root, agreement("skidt"), name="2026-11-22-skidt.md")
    path.write_text(path.read_text("utf-8").replace("review: 2027-02-22", "review: engang"), encoding="utf-8")
    return path


def test_a_copied_folder_is_reported_and_told_apart_from_the_original(call: Call, root: Path) -> None:
    original = lay(root, agreement())
    copy = root / "team-nord - Kopi"
    shutil.copytree(root / "team-nord", copy)
    done = call("agreements", "check")
    assert done.code == 0
    assert f"{copy / 'team.yaml'}  warning: This is the same team as in the folder team-nord: Team Nord." in done.out
    assert call("agreements", "check", "--strict").code == 1
    done = call("agreements", "list")
    assert done.out.count("spil-1") == 2
    assert done.out.count("Team Nord (team-nord - Kopi)") == 1
    assert "the same team as in the folder team-nord" in done.err
    teams = [load["team"] for load in json.loads(call("agreements", "list", "--format", "json").out)["agreements"]]
    assert teams == ["Team Nord", "Team Nord (team-nord - Kopi)"]
    done = call("agreements", "review", "spil-1", "--keep")
    assert done.code == 1
    assert "spil-1 (Team Nord), spil-1 (Team Nord (team-nord - Kopi))" in done.err
    before = original.read_bytes()
    for name in ("team-nord - Kopi", "Team Nord (team-nord - Kopi)"):
        assert call("agreements", "review", "spil-1", "--keep", "--reason", name, "--team", name).code == 0
    assert original.read_bytes() == before
    assert "Team Nord\n" in (copy / "agreements.md").read_text("utf-8"), "the poster is the team's"
    assert call("agreements", "review", "spil-1", "--keep", "--team", "Team Nord").code == 0
    assert original.read_bytes() != before


def test_nothing_is_reported_when_all_is_well(call: Call, root: Path, tongue: str) -> None:
    lay(root, agreement())
    lay(root, agreement(), team="Team Syd")
    done = call("agreements", "check")
    assert (done.code, done.err) == (0, "")
    said = {"en": "0 errors, 0 warnings in 2 files.\n", "da": "0 fejl, 0 advarsler i 2 filer.\n"}[tongue]
    assert done.out == said


def test_a_problem_looks_as_expected(call: Call, bad: Path) -> None:
    done = call("agreements", "check")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        f"{bad}:5:9  “engang” is not a date. Write it like 2026-11-22.",
        "   5 │ review: engang",
        "     │         ^",
        "1 error, 0 warnings in 2 files.",
    ]


def test_json_has_the_promised_shape(call: Call, bad: Path) -> None:
    done = call("agreements", "check", "--format", "json")
    assert (done.code, done.out.isascii()) == (1, True)
    report = json.loads(done.out)
    assert {key: report[key] for key in ("files", "errors", "warnings")} == {"files": 2, "errors": 1, "warnings": 0}
    [problem] = report["problems"]
    assert list(problem) == ["path", "severity", "line", "column", "message"]
    assert list(problem.values())[:4] == [str(bad), "error", 5, 9]


def test_github_annotations_have_the_promised_shape(call: Call, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bad.parents[1])
    bad.rename(bad.with_name("2026-11-22 a, b: 100%.md"))
    done = call("agreements", "check", "--format", "github", "--folder", ".")
    assert done.code == 1
    place = "file=agreements/2026-11-22 a%2C b%3A 100%25.md,line=5,col=9"
    assert done.out.splitlines() == [
        f"::error {place}::“engang” is not a date. Write it like 2026-11-22.",
        "1 error, 0 warnings in 2 files.",
    ]


def test_two_versions_of_one_agreement_are_a_problem_with_the_whole_file(call: Call, root: Path) -> None:
    path = lay(root, agreement())
    copy = path.with_name(f"{path.stem} (Mettes conflicted copy 2027-01-01).md")
    copy.write_bytes(path.read_bytes())
    done = call("agreements", "check", "--strict")
    assert done.code == 1
    assert done.out.startswith(f"{copy}  ")
    assert path.name in done.out.splitlines()[0]
    [problem] = json.loads(call("agreements", "check", "--format", "json").out)["problems"]
    assert (problem["line"], problem["column"]) == (None, None)


def test_the_check_can_be_limited_to_one_team(call: Call, bad: Path, root: Path) -> None:
    lay(root, agreement(), team="Team Syd")
    assert call("agreements", "check", "--team", "Team Syd").code == 0
    assert call("agreements", "check", "--team", "Team Nord").code == 1
    assert call("agreements", "check", "--team", "Team Vest").code == 2


def test_before_anybody_has_played_nothing_is_wrong(call: Call, root: Path, tongue: str) -> None:
    for there in (False, True):
        if there:
            root.mkdir()
        for form in ("text", "json", "github"):
            done = call("agreements", "check", "--format", form)
            assert done.code == 0
            assert ("har spillet" if tongue == "da" else "has played") in done.err
            assert str(root) in done.err
    assert json.loads(call("agreements", "check", "--format", "json").out)["files"] == 0


def test_an_explicit_folder_without_a_team_is_a_usage_error(call: Call, root: Path, tongue: str) -> None:
    root.mkdir()
    for folder in (root, root / "x"):
        done = call("agreements", "check", "--folder", folder)
        assert (done.code, done.out) == (2, "")
        assert str(folder) in done.err
    assert call("agreements", "check", "--format", "xml").code == 2


NASTY = {
    "escapes": b"---\nid: a\ndecided: \x1b[31m\xe2\x80\xaex\n---\n# A\n",
    "invalid": b"---\nid: a\ndecided: \xff\n---\n# A\n",
    "open": b"---\nid: a\ndecided: 2026-11-22\n",
    "conflict": b"---\nid: a\n<<<<<<< HEAD\ndecided: 2026-11-22\n=======\n>>>>>>> b\n---\n# A\n",
    "separators": b"---\nid: a\n\x0b\xe2\x80\xa8\xc2\x85\x1c\ndecided: x\n---\n",
    "wide": b"---\nid: a\ndecided: " + "日".encode() * 500 + b"\n---\n# A\n",
    "bomb": b"---\na: &a [x, x]\nb: &b [*a, *a]\ndecided: 2026-11-22\n---\n# A\n",
    "nul": b"\x00" * 300_000,
}


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("name", NASTY)
def test_a_hostile_file_is_an_error_and_its_text_is_cleaned(call: Call, root: Path, name: str, form: str) -> None:
    path = lay(root, agreement(), name=as_nasty_as_possible("2026-11-22-\x1b[31m\u202e\n.md"))
    path.write_bytes(NASTY[name])
    done = call("agreements", "check", "--format", form)
    assert (done.code, done.err) == (2 if name == "nul" else 1, ""), "2 because one is too large to read"
    assert is_safe(done.out)
    assert "Traceback" not in done.out
