"""The wheel, built and installed alone: with what it requires and nothing else, away from the checkout."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.terminal import game
from tests.terminal.places import Places, da

from dialogkort import __version__

pytestmark = pytest.mark.xdist_group("wheel")

ROOT = Path(__file__).resolve().parents[2]
CORE_DECKS = {"tillid", "selvledelse", "kontrol", "digital-kommunikation"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and what it requires; the latter are links, so that no network is needed."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    asked = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*asked, str(wheel)], check=True)
    place = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    for needed in _needed(wheel):
        _link(needed, Path(place.stdout.strip()))
    return folder


def _needed(wheel: Path) -> Iterator[Distribution]:
    """Yield what the wheel requires, and what that requires, in versions that it accepts."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(metadata).decode().splitlines()
    asked = [line.removeprefix("Requires-Dist: ") for line in lines if line.startswith("Requires-Dist: ")]
    known: set[str] = set()
    while asked:
        wanted = Requirement(asked.pop())
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        found = distribution(wanted.name)
        assert wanted.specifier.contains(found.version), f"{wanted}: there is {found.version}"
        # typing_extensions and typing-extensions are one
        name = canonicalize_name(wanted.name)
        if name not in known:
            known.add(name)
            asked += [*(found.requires or ()), *_extras(found, wanted.extras)]
            yield found


def _extras(found: Distribution, extras: set[str]) -> list[str]:
    """Return what `found` requires with these extras, without the condition."""
    asked = [Requirement(text) for text in found.requires or ()]
    return [
        str(requirement).partition(";")[0]
        for requirement in asked
        if requirement.marker and any(requirement.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def _link(found: Distribution, place: Path) -> None:
    for top in {Path(file.parts[0]) for file in found.files or () if file.parts[0] not in {"..", "__pycache__"}}:
        place.joinpath(top).symlink_to(Path(str(found.locate_file(top))))


@pytest.fixture
def elsewhere(installed: Path, places: Places) -> Places:
    places.program = (str(installed / "bin" / "dialogkort"),)
    return places


def _run(places: Places, *arguments: str) -> str:
    command = [*places.program, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=places.environment(), cwd=places.root
    )
    assert not done.stderr
    return done.stdout


def test_the_decks_and_the_catalogue_are_included(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for needed in ("py.typed", "tui/app.tcss", "language/locale/da/LC_MESSAGES/dialogkort.mo"):
        assert f"dialogkort/{needed}" in names
    for deck in CORE_DECKS:
        assert f"dialogkort/_decks/da/{deck}.yaml" in names
    assert {path.name for path in ROOT.joinpath("decks", "da").glob("*.yaml")} == {
        Path(name).name for name in names if name.startswith("dialogkort/_decks/da/")
    }
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests", "bench", "docs", "scripts")) for name in names)


def test_the_version_is_printed(elsewhere: Places) -> None:
    assert _run(elsewhere, "--version") == f"dialogkort {__version__}\n"


def test_where_names_only_the_installation(elsewhere: Places, installed: Path) -> None:
    told = _run(elsewhere, "where")
    assert str(installed) in told
    assert str(ROOT) not in told
    assert str(elsewhere.folder) in told


def test_nothing_is_imported_from_the_checkout(elsewhere: Places, installed: Path) -> None:
    program = "import json, sys, dialogkort.cli; print(json.dumps([sys.path, dialogkort.cli.__file__]))"
    command = [str(installed / "bin" / "python"), "-c", program]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=elsewhere.environment(), cwd=elsewhere.root
    )
    path, file = json.loads(done.stdout)
    assert not any(str(ROOT) in folder for folder in path)
    assert file.startswith(str(installed))


def test_a_short_game_can_be_played(elsewhere: Places) -> None:
    with elsewhere.start("play", "tillid", "--members", "3", "--minutes", "15", "--format", "kort") as terminal:
        terminal.wait_for(da("Welcome to the table"))
        game.step(terminal, "enter", da("The card is face down."))
        game.step(terminal, "enter", da("The rest of us listen."))
        game.step(terminal, "l", da("What will you take with you from this conversation?"))
        game.step(terminal, "s", da("Rate the meeting"))
        game.step(terminal, "s", da("Thank you for the conversation"), da("Saved:"))
        game.step(terminal, "enter", da("New game"))
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert terminal.left_behind == []
    assert list(elsewhere.folder.glob("*/games/*.md"))
