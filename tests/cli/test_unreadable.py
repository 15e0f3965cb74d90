"""What cannot be read is never reported as empty: every command says so, and exits with 2."""

import errno
import json
from pathlib import Path

import pytest
from tests.cli.calling import Call
from tests.cli.on_file import agreement, lay
from tests.storage.unreadable import ERRORS, Break, breaking


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "folder"


@pytest.fixture(params=ERRORS, ids=lambda number: errno.errorcode[number])
def broken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Break:
    """Make a path, and everything below it, unreadable."""
    return breaking(monkeypatch, request.param)


COMMANDS = (
    ["list"],
    ["list", "--format", "json"],
    ["list", "--format", "markdown"],
    ["check"],
    ["check", "--format", "json"],
    ["show", "findes-ikke"],
    ["review", "findes-ikke", "--keep"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("what", ["", "team-nord", "team-nord/agreements", "team-nord/agreements/file"])
def test_every_command_says_so_and_exits_with_2(
    call: Call, root: Path, broken: Break, command: list[str], what: str
) -> None:
    path = lay(root, agreement())
    lay(root, agreement("spil-2"), team="Team Syd")
    broken(path if what.endswith("file") else root / what if what else root)
    done = call("agreements", *command)
    assert done.code == 2
    name = path.name if what.endswith("file") else what.rsplit("/", maxsplit=1)[-1] or str(root)
    assert name in done.out + done.err
    if "json" in command and what:
        assert json.loads(done.out)["problems"] != []
    assert "Traceback" not in done.err


def test_if_the_settings_cannot_be_read_the_folder_is_unknown(
    call: Call, tmp_path: Path, root: Path, broken: Break
) -> None:
    config = tmp_path / "config"
    config.mkdir()
    config.joinpath("settings.yaml").write_text(f"folder: {tmp_path}/other\n", encoding="utf-8")
    broken(config / "settings.yaml")
    for command in COMMANDS:
        done = call("agreements", *command)
        assert done.code == 2
        assert "settings.yaml" in done.err
    given = call("agreements", "list", "--folder", root.parent)
    assert "settings.yaml" not in given.err, "naming a folder needs no settings"


def test_a_missing_folder_from_the_settings_does_not_count_as_empty(call: Call, tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    config.joinpath("settings.yaml").write_text(f"folder: {tmp_path}/drev/Dialogkort\n", encoding="utf-8")
    done = call("agreements", "list")
    assert done.code == 2
    assert str(tmp_path / "drev") in done.err


def test_decks_that_cannot_be_read_are_reported(call: Call, shelf: Path, broken: Break) -> None:
    shelf.mkdir(parents=True)
    broken(shelf)
    done = call("decks", "list")
    assert done.code == 2
    assert str(shelf) in done.out
    done = call("decks", "show", "findes-ikke")
    assert done.code == 2
    assert str(shelf) in done.err
