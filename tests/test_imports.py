"""What is imported when: the inner rings import no screen, and the home screen comes before anything heavy."""

import json
import subprocess
import sys

import pytest
from tests.terminal.places import Places
from tests.terminal.terminal import Terminal

MOST = 270
"""Modules beyond those of Python itself before the first frame: a bare Textual app has about 205 of them."""

HEAVY = (
    "textual.widgets._markdown",
    "textual.widgets._text_area",
    "markdown_it",
    "tree_sitter",
    "pydantic",
    "babel",
    "importlib.metadata",
    "yaml",
    "starlette",
    "uvicorn",
    "websockets",
    "segno",
    "ifaddr",
    "h11",
    "dialogkort.seats",
)

INNER = (
    "dialogkort.core.game.decide",
    "dialogkort.core.game.state",
    "dialogkort.core.game.plan",
    "dialogkort.storage.agreements.files",
    "dialogkort.storage.games.minutes",
    "dialogkort.sessions.sitting",
    "dialogkort.storage.teams",
    "dialogkort.decks.shelf.library",
    "dialogkort.decks.reading.reading",
    "dialogkort.decks.shelf.shelf",
    "dialogkort.language.words",
)

AT_FIRST_FRAME = """
import json, sys
from pathlib import Path
from dialogkort.tui import app

def at_first_frame(self):
    menu = self.screen.query("#menu")
    if menu and menu.first().region.height:
        Path(sys.argv[1]).write_text(json.dumps(sorted(sys.modules)))
        self.exit()

app.DialogkortApp.post_display_hook = at_first_frame
from dialogkort.cli import main
sys.exit(main([]))
"""
"""The program itself, from its command line on; at the first frame with the menu it prints what is loaded."""


def _loaded(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("name", INNER)
def test_the_inner_rings_import_no_screen(name: str) -> None:
    assert not {module for module in _loaded(f"import {name}") if module.split(".")[0] in {"textual", "rich"}}


@pytest.mark.parametrize("name", [name for name in INNER if ".core." in name])
def test_the_core_imports_no_yaml_and_no_other_ring(name: str) -> None:
    loaded = _loaded(f"import {name}")
    assert "yaml" not in loaded
    assert not {
        module for module in loaded if module.startswith(("dialogkort.storage", "dialogkort.decks", "dialogkort.tui"))
    }


def test_the_version_and_a_usage_error_need_no_screen() -> None:
    loaded = _loaded("from dialogkort.cli.arguments import parse\nparse(['play', 'tillid'], {})")
    assert not {module for module in loaded if module.split(".")[0] in {"textual", "rich", "asyncio", "yaml"}}


@pytest.fixture(scope="module")
def at_first_frame(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded when the home screen has been drawn for the first time, in a real terminal."""
    places = Places(tmp_path_factory.mktemp("first-frame"))
    told = places.root / "modules.json"
    with Terminal([sys.executable, "-c", AT_FIRST_FRAME, str(told)], places.environment()) as terminal:
        terminal.wait_exit()
        assert told.exists(), terminal.text
    return set(json.loads(told.read_text(encoding="utf-8")))


def test_few_modules_are_loaded_before_the_first_frame(at_first_frame: set[str]) -> None:
    ours = {module for module in at_first_frame if module.split(".")[0] not in sys.stdlib_module_names}
    assert len(ours) <= MOST


@pytest.mark.parametrize("name", HEAVY)
def test_nothing_heavy_is_loaded_before_the_first_frame(name: str, at_first_frame: set[str]) -> None:
    assert name not in at_first_frame


def test_what_is_opened_later_is_loaded_later(at_first_frame: set[str]) -> None:
    folders = ("agreements", "decks", "setup", "table")
    later = tuple(f"dialogkort.tui.{folder}" for folder in folders)
    assert not {name for name in at_first_frame if name.startswith(later)}
