"""A test that needs a program is skipped with a reason where it is missing, and in CI it fails."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.needed_programs import MARKERS

ROOT = Path(__file__).resolve().parents[1]
TESTS = """
import pytest

@pytest.mark.browser
def test_in_a_browser():
    pass

@pytest.mark.real_terminal("tmux", "no-such-terminal")
def test_in_a_terminal():
    pass

@pytest.mark.real_terminal("sh")
def test_with_what_is_here():
    pass

@pytest.mark.sdist
def test_that_skips_by_itself():
    pytest.skip("there is no room")

def test_of_another_kind():
    pytest.skip("for another reason")
"""


def run(folder: Path, *, ci: bool) -> str:
    """What pytest prints for `TESTS` where there is no program but the shell."""
    folder.joinpath("test_it.py").write_text(TESTS)
    programs = folder / "bin"
    programs.mkdir()
    programs.joinpath("sh").symlink_to("/bin/sh")
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]["markers"]
    folder.joinpath("pytest.ini").write_text(
        "[pytest]\nmarkers =\n" + "".join(f"    {marker}\n" for marker in declared)
    )
    command = [sys.executable, "-m", "pytest", "-rs", "--strict-markers", "-p", "tests.needed_programs"]
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    environment |= {"PYTHONPATH": str(ROOT), "PATH": str(programs)} | ({"CI": "true"} if ci else {})
    command += ["-p", "no:cacheprovider", "-p", "no:xdist"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def test_without_the_program_a_test_is_skipped_with_a_reason(tmp_path: Path) -> None:
    told = run(tmp_path, ci=False)
    assert re.search(r"1 passed, 4 skipped", told), told
    assert "needs Chromium, which is not here" in told
    assert "needs tmux, which is not here" in told


def test_in_ci_such_a_skip_fails_with_the_same_reason_and_other_skips_are_allowed(tmp_path: Path) -> None:
    told = run(tmp_path, ci=True)
    assert re.search(r"1 failed, 1 passed, 1 skipped, 2 errors", told), told
    for why in ("needs Chromium, which is not here", "needs tmux, which is not here", "there is no room"):
        assert f"skipped, which CI does not take: {why}" in told
    assert "for another reason" in told


@pytest.mark.parametrize("marker", MARKERS)
def test_every_marker_is_declared(marker: str, pytestconfig: pytest.Config) -> None:
    assert any(line.startswith(f"{marker}:") for line in pytestconfig.getini("markers"))


def test_ci_installs_the_programs_and_runs_the_two_commands() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("make ")] == ["make lint", "make test"]
    assert any("scripts/install_test_programs.sh" in line for line in lines)
