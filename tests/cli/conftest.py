"""Scratch folders for the commands, and both languages."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.calling import Call, Done

from dialogkort import language
from dialogkort.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the user's own, in which the program is called; the shelf is elsewhere."""
    before, told = language.current(), os.environ.get("LANGUAGE")
    folder = tmp_path / "her"
    folder.mkdir()
    for name in ("FOLDER", "STATE", "CONFIG"):
        monkeypatch.setenv(f"DIALOGKORT_{name}", str(tmp_path / name.lower()))
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.chdir(folder)
    yield folder
    language.use(before)
    if told is None:
        os.environ.pop("LANGUAGE", None)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The user's shelf."""
    return tmp_path / "config" / "decks"


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Call:
    """Call the program; it never raises."""

    def called(*arguments: object) -> Done:
        capfd.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(str(ended.code))
        return Done(code, *capfd.readouterr())

    return called


@pytest.fixture(params=["en", "da"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each language, as requested by the locale."""
    monkeypatch.setenv("LANG", {"en": "en_GB.UTF-8", "da": "da_DK.UTF-8"}[request.param])
    return str(request.param)
