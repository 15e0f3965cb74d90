"""What people get, each started and played: the wheel and a clone with three tools, and the files that need no Python.

`make test-release` makes the files of a release and runs this. It installs from the network, so nothing else does.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.plain.test_plain_game import AGREED, PLAY, played
from tests.terminal.places import PROGRAMME, Places, da

from dialogkort import __version__

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
BIN = Path(sys.executable).parent
LINES = ["", "", "a", AGREED, "", "Ingen venter", "Peter", "", "", "", "j", "j", "", "l", "", "", "4", "5", "", ""]

pytestmark = pytest.mark.skipif(not os.environ.get("RELEASE"), reason="make test-release runs it")


def only(pattern: str) -> Path:
    found = [path for path in DIST.glob(pattern) if not path.name.endswith(".exe")]
    assert len(found) == 1, f"{pattern}: make release"
    return found[0]


def run(*command: object, **environment: str) -> str:
    """Run one of the tools that install, with folders as `environment` says."""
    done = subprocess.run(
        [str(word) for word in command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def is_played(places: Places) -> None:
    """A whole game in plain mode, which leaves an agreement, the poster and the minutes; and the screens open."""
    code, said = played(places, *PLAY, lines=LINES)
    assert code == 0, said
    (agreement,) = (places.folder / "team-nord" / "agreements").glob("*.md")
    assert agreement.name.endswith("-naar-det-haster-ringer-vi.md")
    assert AGREED in agreement.read_text("utf-8")
    assert list((places.folder / "team-nord" / "games").glob("*.md"))
    with places.start("play", "--team", "Team Nord") as terminal:  # it knows its members and decks
        terminal.wait_for(da("New game"), "Aisha")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The checkout as people get it."""
    run("git", "clone", "--quiet", ROOT, tmp_path / "clone")
    return tmp_path / "clone"


@pytest.fixture(params=["wheel", "clone"])
def source(request: pytest.FixtureRequest) -> Path:
    return only("*.whl") if request.param == "wheel" else Path(request.getfixturevalue("clone"))


def test_uv_tool_install_gives_a_game_that_can_be_played(source: Path, tmp_path: Path) -> None:
    folders = {"UV_TOOL_DIR": str(tmp_path / "tools"), "UV_TOOL_BIN_DIR": str(tmp_path / "bin")}
    run(BIN / "uv", "tool", "install", "--python", sys.executable, source, **folders)
    is_played(Places(tmp_path / "home", (str(tmp_path / "bin" / "dialogkort"),)))


def test_pipx_install_gives_a_game_that_can_be_played(source: Path, tmp_path: Path) -> None:
    folders = {"PIPX_HOME": str(tmp_path / "tools"), "PIPX_BIN_DIR": str(tmp_path / "bin")}
    run(BIN / "pipx", "install", "--python", sys.executable, source, **folders)
    is_played(Places(tmp_path / "home", (str(tmp_path / "bin" / "dialogkort"),)))


def test_uvx_from_a_folder_runs_the_program(source: Path) -> None:
    said = run(BIN / "uvx", "--python", sys.executable, "--from", source, "dialogkort", "--version")
    assert said.strip() == f"dialogkort {__version__}"


def test_the_single_file_for_this_system_can_be_played(tmp_path: Path) -> None:
    program = only(f"dialogkort-{__version__}-linux-*") if sys.platform == "linux" else only("dialogkort-*-macos-*")
    places = Places(tmp_path, (str(program),))
    is_played(places)
    assert "Selvledelse" in run(program, "decks", "list", **places.environment()), "the decks are included"
    run(program, "games", "export", "--output", tmp_path / "page.html", **places.environment())
    assert "</html>" in (tmp_path / "page.html").read_text("utf-8")


def test_the_single_file_for_this_system_works_in_an_old_latin_1_locale(tmp_path: Path) -> None:
    program = only(f"dialogkort-{__version__}-linux-*")
    places = Places(tmp_path, (str(program),), locale="da_DK.ISO-8859-1")
    code, said = played(places, *PLAY, lines=LINES)
    assert code == 0, said
    (agreement,) = (places.folder / "team-nord" / "agreements").glob("*.md")
    assert AGREED in agreement.read_text("utf-8")


@pytest.mark.skipif(shutil.which("wine") is None, reason="needs wine, which is not here")
def test_the_single_file_for_windows_can_be_played(tmp_path: Path) -> None:
    program = DIST / f"dialogkort-{__version__}-windows-x86_64.exe"

    def ask(*arguments: object, lines: Callable[[], list[str]] = list) -> bytes:
        done = subprocess.run(
            ["wine", str(program), "--lang", "da", "--folder", f"Z:{tmp_path}/files", *map(str, arguments)],
            input=("\r\n".join(lines()) + "\r\n").encode("cp1252"),
            env={
                "PATH": os.environ["PATH"],
                "HOME": os.environ["HOME"],
                "LC_CTYPE": "C.UTF-8",
                "WINEPREFIX": str(ROOT / ".venv-windows-release" / "wine"),
                "WINEDEBUG": "-all",
                "DISPLAY": "",
                "DIALOGKORT_STATE": f"Z:{tmp_path}/state",
                "DIALOGKORT_CONFIG": f"Z:{tmp_path}/config",
            },
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert b"Selvledelse" in ask("decks", "list")
    options = ("--team", "Team Nord", "--members", "Aisha, Peter", "--minutes", 60, "--plain")
    ask("play", f"Z:{PROGRAMME}", *options, lines=lambda: LINES)
    (agreement,) = (tmp_path / "files" / "team-nord" / "agreements").glob("*.md")
    assert agreement.name.endswith("-naar-det-haster-ringer-vi.md")
    assert AGREED in agreement.read_text("utf-8")
    assert sorted(path.name for path in (tmp_path / "files" / "team-nord").iterdir()) == [
        *("agreements", "agreements.md", "games", "team.yaml"),
    ]
    ask("games", "export", "--output", f"Z:{tmp_path}/page.html")
    assert "</html>" in (tmp_path / "page.html").read_text("utf-8")


def test_every_file_has_its_checksum_and_the_licences_are_included() -> None:
    sums = dict(line.split("  ")[::-1] for line in (DIST / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {path.name for path in DIST.iterdir() if path.is_file()} - {"SHA256SUMS", ".gitignore"}
    assert sums.keys() == files
    for name, told in sums.items():
        assert hashlib.sha256((DIST / name).read_bytes()).hexdigest() == told
    licences = (DIST / "LICENCES.txt").read_text("utf-8")
    for words in ("MIT License", "Creative Commons", "PYTHON SOFTWARE FOUNDATION", "Will McGugan", "Kirill Simonov"):
        assert words in licences
