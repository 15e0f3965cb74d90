"""What the READMEs show is true: the commands, the keys, the pictures."""

import re
from pathlib import Path

import pytest
from textual.binding import Binding

from dialogkort.cli import main
from dialogkort.tui.table.screen import TableScreen

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.da.md")
NAMED = {"Enter": "enter", "space": "space", "mellemrum": "space", "+": "plus"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_makefile_has_the_two_commands(name: str) -> None:
    block = re.search(r"```sh\n(.*?)```", text_of(name), re.DOTALL)
    assert block
    targets = re.findall(r"^make (\w+)", block[1], re.MULTILINE)
    assert targets == ["play", "test"]
    makefile = text_of("Makefile")
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    assert "make test" in text_of(".ci/run")


@pytest.mark.parametrize("name", READMES)
def test_every_key_in_the_table_is_bound_at_the_table(name: str) -> None:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", text_of(name), re.MULTILINE)
    shown = [key.strip("` ") for row in rows[1:] for key in re.split(r",|–", row) if key.strip("`- ")]
    bound = {binding.key for binding in Binding.make_bindings(TableScreen.BINDINGS)}
    assert len(shown) >= 12
    assert [key for key in shown if NAMED.get(key, key) not in bound] == []


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_every_picture_and_page_that_is_named_exists(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(name))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_shown_has_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    shown = re.findall(r"^dialogkort (\w+)", text_of("README.md"), re.MULTILINE)
    assert shown
    for command in shown:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
    with pytest.raises(SystemExit):
        main(["--help"])
    help_text = capsys.readouterr().out.rsplit("usage", 1)[-1]
    commands = re.findall(r"^    (\w+) ", help_text, re.MULTILINE)
    assert set(commands) <= set(shown), "what the help lists is in the README"


def test_the_options_shown_for_play_exist(capsys: pytest.CaptureFixture[str]) -> None:
    [line] = re.findall(r"^dialogkort play .*$", text_of("README.md"), re.MULTILINE)
    with pytest.raises(SystemExit):
        main(["play", "--help"])
    told = capsys.readouterr().out
    assert all(option in told for option in re.findall(r"--\w+", line))
