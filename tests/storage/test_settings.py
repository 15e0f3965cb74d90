"""Settings and folders."""

import json
from pathlib import Path

import pytest

from dialogkort.files.atomic import CannotSave
from dialogkort.storage import settings
from dialogkort.storage.locations import Locations, locations
from dialogkort.storage.settings import Settings


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.yaml"
    path.write_bytes(text.encode())
    return path


def test_without_a_file_the_defaults_apply(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == (Settings(), ())
    settings.save(tmp_path / "config", Settings())
    assert not (tmp_path / "config").exists()


def test_saved_settings_are_loaded(tmp_path: Path) -> None:
    chosen = Settings(Path("/Fælles drev/Dialogkort: 2 #1"), "da", "felt")
    settings.save(tmp_path / "config", chosen)
    assert settings.load(tmp_path / "config") == (chosen, ())
    settings.save(tmp_path / "config", Settings(language="en"))
    assert (tmp_path / "config" / "settings.yaml").read_text("utf-8") == "language: en\n"


def test_other_lines_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "# mine\nlanguage: dansk\n\nx: [1, 2]  # keep\ntheme: felt\n")
    now, [problem] = settings.load(tmp_path)
    assert (now, problem.line) == (Settings(theme="felt"), 2)
    settings.save(tmp_path, Settings(Path("/x"), theme="light"))
    there = json.dumps(str(Path("/x")))  # a backslash is written as two
    assert path.read_text("utf-8") == f"# mine\nlanguage: dansk\n\nx: [1, 2]  # keep\ntheme: light\nfolder: {there}\n"
    settings.save(tmp_path, Settings(Path("/x"), "da", "light"))
    assert "language: da\n" in path.read_text("utf-8")


@pytest.mark.parametrize("text", ["- a", "language: [da]", "theme: *x", "language: klingon", "folder: {a: b}"])
def test_problems_are_reported(tmp_path: Path, text: str) -> None:
    written(tmp_path, text)
    now, [problem] = settings.load(tmp_path)
    assert now == Settings()
    assert problem.line == 1
    assert problem.message()


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").mkdir()
    now, [problem] = settings.load(tmp_path)
    assert now == Settings()
    assert "cannot be read" in str(problem)
    with pytest.raises(CannotSave):
        settings.save(tmp_path, Settings(language="da"))
    (tmp_path / "file").write_bytes(b"\xff")
    with pytest.raises(CannotSave):
        settings.save(tmp_path / "file", Settings(language="da"))


def test_a_file_in_another_encoding_is_kept_beside(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_bytes(b"\xff")
    assert "UTF-8" in str(settings.load(tmp_path)[1][0])
    settings.save(tmp_path, Settings(language="da"))
    assert settings.load(tmp_path) == (Settings(language="da"), ())
    assert (tmp_path / "settings.old.yaml").read_bytes() == b"\xff"


def test_the_folders_follow_the_platform() -> None:
    usual = locations({})
    assert usual.documents.name == "Dialogkort"
    assert "dialogkort" in usual.state.parts
    assert "dialogkort" in usual.config.parts


def test_the_folders_can_be_set_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    home = {"HOME": "/home/x", "USERPROFILE": "/home/x"}
    for name, path in home.items():
        monkeypatch.setenv(name, path)
    given = {"DIALOGKORT_FOLDER": "/a", "DIALOGKORT_STATE": "~/b", "DIALOGKORT_CONFIG": "c", **home}
    there = Locations(Path("/a").absolute(), Path("/home/x/b").absolute(), tmp_path / "c")
    assert locations(given) == there
    usual = locations({"DIALOGKORT_FOLDER": " "})
    assert usual == locations({})
    assert list(tmp_path.iterdir()) == []
