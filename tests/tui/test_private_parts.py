"""The private parts of Textual that we rely on, named in one place.

Each must exist in the Textual that is installed, and none that is not named here is used, or overridden by chance.
"""

import ast
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from tests.systems import WINDOWS

import dialogkort.tui

MADE = {
    "_inherit_bindings",
    "_inherit_component_classes",
    "_inherit_css",
    "_abc_impl",
    "_merged_bindings",
    "_css_type_name",
    "_css_type_names",
    "_reactives",
    "_computes",
    "_decorated_handlers",
}
"""What Textual and Python add to each class."""
SOURCE = Path(dialogkort.tui.__file__).parent

INHERITED = {
    "DialogkortApp": {"_get_screen": "a screen is arranged for its window before it is drawn"},
    "WithSettings": {
        "_notifications": "a message that is still shown is not shown a second time",
        "_unnotify": "a message about a key is taken away when it has been read",
    },
    "InTerminal": {
        "_driver": "the terminal is given to the shell, and the mouse to the terminal",
        "_handle_exception": "a key for a screen that has just been left is not an error of the program",
        "_fatal_error": "no traceback reaches a person",
        "_exception": "what went wrong goes into a file",
        "_exit_renderables": "after an error of our own, it says what happened to the game",
        "_close_messages_no_wait": "the end after such an error",
    },
    "TerminalDriver": {
        "_app": "it is notified of what is lost",
        "_loop": "it is notified from the thread that reads",
        "_file": "what is written passes through us, so that a lost terminal is noticed",
        "_mouse": "whether the mouse is wanted",
        "_writer_thread": "while the shell has the terminal, nobody reads what is written",
        "_run_input_thread": "no traceback is shown",
        "_enable_mouse_support": "clicks are requested, not each movement",
        "_disable_mouse_support": "the same, the other way round",
        "_must_signal_resume": "the shell has the terminal",
        "_auto_restart": "an editor has the terminal",
        "_sigtstp_application": "the app is asked before it stops",
        "_sigcont_application": "it continues where it stopped",
    },
    "LaidOutOnce": {"_default_virtual_size": "made by Textual itself for `virtual_size`"},
    "MarkedList": {
        "_get_left_gutter_width": "the sign of the current row has a place of its own",
        "_lines": "which row is drawn",
    },
    "Palette": {
        "_action_command_list": "a page key before there is a list ends the program",
        "_placeholder": "the words of its field, which has a list with our sign below it",
    },
}
"""Our classes, what they use or override in those of Textual, and what for."""

HELD = {
    ("textual._xterm_parser.XTermParser", "_awaiting"): "whether a sequence was not understood",
    ("textual._xterm_parser.XTermParser", "_sequence_to_key_events"): "the keys of characters",
    ("textual.driver.Driver", "_mouse"): "the mouse is turned off and on while the app runs",
    ("textual.screen.Screen", "_get_breakpoint_classes"): "the arrangement for a window, before a screen is drawn",
    ("textual.app.App", "_exit"): "whoever leaves is not stopped",
    ("textual._styles_cache.StylesCache", "get_inner_outer"): "a thousand widgets that have gone stay in its cache",
}
"""What is used from elsewhere in Textual, and what for."""


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages([str(SOURCE)], "dialogkort.tui."):
        if not WINDOWS or not found.name.endswith(".driver"):
            yield found.name


@cache
def _private(owner: type) -> frozenset[str]:
    """Return the private names that a class defines, or uses on itself."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    names = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (
            (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})
            or (
                isinstance(node.value, ast.Call)
                and isinstance(node.value.func, ast.Name)
                and node.value.func.id == "super"
            )
        )
    }
    return frozenset(name for name in names | set(vars(owner)) if name.startswith("_") and not name.startswith("__"))


def _used() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for module in map(import_module, _modules()):
        for value in vars(module).values():
            if not (isinstance(value, type) and value.__module__ == module.__name__):
                continue
            theirs = set().union(
                *(_private(base) for base in value.__mro__[1:] if base.__module__.startswith("textual"))
            )
            if leaned := (_private(value) & theirs) - MADE:
                found[value.__name__] = leaned
    return found


def test_only_named_parts_are_used() -> None:
    elsewhere = {"TerminalDriver"} if WINDOWS else set()
    assert _used() == {name: set(parts) for name, parts in INHERITED.items() if name not in elsewhere}


@pytest.mark.parametrize(("owner", "part"), HELD, ids=str)
def test_the_named_parts_exist(owner: str, part: str) -> None:
    module, _dot, name = owner.rpartition(".")
    held = getattr(import_module(module), name)
    assert hasattr(held, part) or any(f"self.{part}" in inspect.getsource(base) for base in held.__mro__[:-1])


def test_private_modules_and_parts_of_others_are_named() -> None:
    known = (
        {part for parts in INHERITED.values() for part in parts}
        | {part for _owner, part in HELD}
        | {owner.rpartition(".")[0] for owner, _part in HELD}
    )
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual._"):
                assert node.module in known, path
            elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
                own = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
                assert own or isinstance(node.value, ast.Call) or node.attr in known, (path, node.lineno, node.attr)
