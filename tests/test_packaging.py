"""What is installed and what is distributed: the lock, the ranges, the licences, the source distribution."""

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK: dict[str, Any] = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
LOCKED = {package["name"]: package for package in LOCK["package"]}
PINNED = ("play.txt", "dev.txt", "oldest.txt")
INDEX, FILES = "https://pypi.org/simple", "https://files.pythonhosted.org/"


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", Requirement(requirement).name).lower()


def group(name: str) -> list[str]:
    """What a dependency group requires, with the groups in it."""
    found: list[str] = []
    for entry in PROJECT["dependency-groups"][name]:
        found += [entry] if isinstance(entry, str) else group(entry["include-group"])
    return found


def pins(file: str) -> dict[str, Requirement]:
    lines = (ROOT / "requirements" / file).read_text("utf-8").splitlines()
    asked = (line.removesuffix(" \\") for line in lines if line and not line.startswith((" ", "#")))
    return {name_of(requirement): Requirement(requirement) for requirement in asked}


def test_the_lock_has_what_is_required_and_nothing_of_the_machine_that_made_it() -> None:
    others = {name: package for name, package in LOCKED.items() if name != "dialogkort"}
    assert len(others) > 20
    assert {other["source"]["registry"] for other in others.values()} == {INDEX}
    files = [
        file["url"] for other in others.values() for file in (*other.get("wheels", ()), other.get("sdist", {})) if file
    ]
    assert [url for url in files if not url.startswith(FILES)] == []
    for asked in (*PROJECT["project"]["dependencies"], *group("dev")):
        version = LOCKED[name_of(asked)]["version"]
        assert Requirement(asked).specifier.contains(version), f"{asked}: {version} is locked; run make lock"


@pytest.mark.parametrize(("file", "groups"), [("play.txt", ["backend"]), ("dev.txt", ["dev"])])
def test_pip_installs_what_is_locked_and_every_file_has_its_hash(file: str, groups: list[str]) -> None:
    pinned = pins(file)
    for name, requirement in pinned.items():
        assert str(requirement.specifier) == f"=={LOCKED[name]['version']}", "run make lock"
    asked = [*PROJECT["project"]["dependencies"], *(requirement for name in groups for requirement in group(name))]
    assert {name_of(requirement) for requirement in asked} <= pinned.keys()
    text = (ROOT / "requirements" / file).read_text("utf-8")
    hashes = set(re.findall(r"--hash=(sha256:[0-9a-f]{64})", text))
    known = {file["hash"] for name in pinned for file in (*LOCKED[name]["wheels"], LOCKED[name].get("sdist")) if file}
    assert hashes
    assert hashes <= known
    assert all(f"{name}==" in text and "\\\n" in text.split(f"{name}==", 1)[1][:120] for name in pinned)


def test_the_oldest_versions_are_the_lower_bounds() -> None:
    oldest = pins("oldest.txt")
    for asked in (*PROJECT["project"]["dependencies"], *group("test")):
        lower = [specifier.version for specifier in Requirement(asked).specifier if specifier.operator == ">="]
        [pinned] = oldest[name_of(asked)].specifier
        assert pinned.version == lower[0] or pinned.version.startswith(f"{lower[0]}."), f"{asked}; run make lock"


@pytest.mark.parametrize("file", PINNED)
def test_pip_installs_from_nowhere_else(file: str) -> None:
    text = (ROOT / "requirements" / file).read_text("utf-8")
    assert not re.search(r"://|--index|--find-links|--extra|^/|@ ", text, re.MULTILINE)


def test_every_version_range_of_the_program_has_a_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    start = lines.index("dependencies = [")
    end = lines.index("]", start)
    asked = [number for number in range(start, end) if lines[number].startswith('    "')]
    assert len(asked) == len(PROJECT["project"]["dependencies"])
    assert [lines[number] for number in asked if not lines[number - 1].startswith("    # ")] == []


def test_the_classifiers_start_with_the_required_python() -> None:
    language = "Programming Language :: Python :: 3."
    named = [
        classifier.removeprefix(language)
        for classifier in PROJECT["project"]["classifiers"]
        if classifier.startswith(language)
    ]
    assert PROJECT["project"]["requires-python"] == f">=3.{named[0]}"
    assert [int(version) for version in named] == list(range(int(named[0]), int(named[0]) + len(named)))


def test_both_licences_are_included_and_every_bundled_deck_names_its_own() -> None:
    assert PROJECT["project"]["license"] == "MIT AND CC-BY-4.0"
    texts = [(ROOT / file).read_text("utf-8") for file in PROJECT["project"]["license-files"]]
    assert texts[0].startswith("MIT License")
    assert texts[1].startswith("Creative Commons Attribution 4.0 International")
    decks = list((ROOT / "decks").glob("*/*.yaml"))
    assert decks
    assert [deck.name for deck in decks if "\nlicense: CC-BY-4.0\n" not in deck.read_text("utf-8")] == []


def unpacking() -> ModuleType:
    spec = importlib.util.spec_from_file_location("unpack_sdist", ROOT / "scripts" / "unpack_sdist.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


QUICK = (
    "tests/core/test_fold.py",
    "tests/language",
    "tests/decks/test_bundled.py",
    "tests/docs/test_promises.py",
    "tests/storage/test_golden_journals.py",
    "tests/test_readme.py",
)
"""Tests that look at everything in the folder: `make test-sdist` runs every one."""


@pytest.mark.sdist
def test_the_unpacked_sdist_has_all_tests_and_passes_them(tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    unpacking().unpack_sdist(folder)
    for top in ("src", "tests", "decks", "docs", "scripts", "bench", "requirements", ".ci", ".github"):
        there = {path.relative_to(folder) for path in (folder / top).rglob("*") if path.is_file()}
        wanted = {path.relative_to(ROOT) for path in (ROOT / top).rglob("*") if path.is_file()}
        wanted = {path for path in wanted if path.suffix != ".pyc" and not path.name.endswith(".egg-info")}
        assert wanted <= there, sorted(wanted - there)[:5]
        assert wanted
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *QUICK]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    told = subprocess.run(
        [sys.executable, "-c", "import dialogkort; print(dialogkort.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    ).stdout
    assert told.startswith(str(folder))
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"\d+ passed", done.stdout)
