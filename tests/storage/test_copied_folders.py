"""A copied team folder: the same team twice, told apart, and never mistaken for the original."""

import os
import shutil
from pathlib import Path

import pytest

from dialogkort.core.team import Team
from dialogkort.files.problems import FileProblem, Severity
from dialogkort.storage import teams as team_files

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def original(tmp_path: Path) -> Path:
    folder = team_files.folder_of(tmp_path, "Team Nord")
    team_files.save(folder, Team("Team Nord"))
    return folder


@pytest.mark.parametrize("name", ["{} - Kopi", "{} (2)", "Kopi af {}", "{} copy", "{}-2", "a-{}", "backup 2026"])
def test_a_copy_is_named_after_its_folder_and_the_original_is_the_team(
    tmp_path: Path, original: Path, name: str
) -> None:
    copy = tmp_path / name.format(original.name)
    shutil.copytree(original, copy)
    os.utime(original / "team.yaml", (1, 1))  # the copy was changed last
    problems: list[FileProblem] = []
    found = team_files.teams(tmp_path, problems)
    assert [(path, team.name) for path, team in found] == [
        (original, "Team Nord"),
        (copy, f"Team Nord ({copy.name})"),
    ]
    [problem] = problems
    assert (problem.path, problem.severity, problem.unread) == (copy / "team.yaml", Severity.WARNING, False)
    assert "team-nord" in problem.message()
    assert team_files.copies_in(problems) == {copy}
    assert team_files.folder_of(tmp_path, "team nord") == original
    assert team_files.folder_of(tmp_path, f"Team Nord ({copy.name})") == copy
    assert team_files.name_on_file(copy, f"Team Nord ({copy.name})") == "Team Nord"
    shutil.rmtree(original)
    assert team_files.folder_of(tmp_path, "Team Nord") == copy
    assert team_files.folder_of(tmp_path, f"Team Nord ({copy.name})") == copy, "a saved game finds it again"


def test_a_renamed_original_is_still_the_original_beside_its_copies(tmp_path: Path, original: Path) -> None:
    renamed = original.rename(tmp_path / "vores")
    for name in ("vores - Kopi", "vores - Kopi (2)"):
        shutil.copytree(renamed, tmp_path / name)
    assert team_files.folder_of(tmp_path, "Team Nord") == renamed
    names = [team.name for _path, team in team_files.teams(tmp_path)]
    assert names[0] == "Team Nord"
    assert sorted(names[1:]) == ["Team Nord (vores - Kopi (2))", "Team Nord (vores - Kopi)"]


def test_teams_with_other_names_are_not_copies(tmp_path: Path, original: Path) -> None:
    team_files.save(team_files.folder_of(tmp_path, "Team-Nord"), Team("Team-Nord"))
    problems: list[FileProblem] = []
    assert len(team_files.teams(tmp_path, problems)) == 2
    assert not problems
