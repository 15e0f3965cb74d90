"""Every key does something: the action that a binding names exists where it is looked for."""

import pkgutil
from importlib import import_module

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import dialogkort.tui
from dialogkort.tui.app import DialogkortApp

OURS = [
    value
    for module in pkgutil.walk_packages(dialogkort.tui.__path__, "dialogkort.tui.")
    if not module.name.endswith(".driver")
    for value in vars(import_module(module.name)).values()
    if isinstance(value, type) and issubclass(value, DOMNode) and value.__module__ == module.name
]
SCREENS = tuple(owner for owner in OURS if issubclass(owner, Screen))
BOUND = [
    (owner, binding) for owner in OURS for binding in vars(owner).get("BINDINGS", ()) if isinstance(binding, Binding)
]


def _name(case: object) -> str:
    return case.__name__ if isinstance(case, type) else getattr(case, "action", "")


@pytest.mark.parametrize(("owner", "binding"), BOUND, ids=_name)
def test_the_action_of_a_key_exists(owner: type[DOMNode], binding: Binding) -> None:
    where, _, action = binding.action.partition("(")[0].rpartition(".")
    looked_in = {"app": (DialogkortApp,), "screen": SCREENS}.get(where, (owner, DialogkortApp))
    assert any(hasattr(place, f"{kind}action_{action}") for place in looked_in for kind in ("", "_"))


def test_there_are_many_keys() -> None:
    assert len(BOUND) > 100
