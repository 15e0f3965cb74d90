"""The keys of the screens: each binding has an id, and the user's own `keymap:` in the settings changes its keys.

A screen wraps its bindings in `keyed` when it is imported, which is when it is first opened: `use` is called earlier.
An id is `screen.action`, such as `table.undo` or `agreements.keep`. Keys that move a cursor have none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from textual.binding import Binding, BindingType

from dialogkort.core.text import REPLACEMENT
from dialogkort.language import N_
from dialogkort.language import gettext as _

SCREENS = {
    "home": "home",
    "waiting": "waiting",
    "setup": "setup.screen",
    "table": "table.keys",
    "draft": "table.draft",
    "members": "table.members",
    "screens": "table.own_screens",
    "summary": "table.summary",
    "agreements": "agreements.keys",
    "board": "agreements.board",
    "form": "agreements.form",
    "slip": "agreements.slip",
    "decks": "decks.screen",
    "card": "decks.card_form",
    "preview": "decks.preview",
    "problems": "decks.problems",
    "search": "dialogs.search",
}
"""The first part of an id, and the module that contains its bindings."""

_NAMED = {
    *("enter", "space", "tab", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right", "plus", "minus", "comma"),
}
_COMBINED = re.compile(r"f(?:[1-9]|1[0-2])|(?:ctrl|alt|shift)\+[a-z0-9]+")
_ACTION = re.compile(r"(?:app\.)?(\w+)(?:\('([\w-]+)'\))?")


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """What is wrong with one line of a keymap: the id, and an English message that `values` fill in."""

    id: str
    text: str
    values: tuple[tuple[str, str], ...] = ()

    def message(self) -> str:
        """Say what is wrong and what to do, in the current language."""
        return _(self.text).format(id=self.id, **dict(self.values))


_chosen: dict[str, str] = {}
_accepted: dict[str, str] = {}
_known: dict[str, str] = {}
_clashes: list[KeyProblem] = []


def use(keymap: Mapping[str, str]) -> None:
    """Use the user's own keys, by id; several for one are separated by commas. What is not a key is left out."""
    _chosen.clear()
    _chosen.update({name: keys for name, keys in keymap.items() if all(map(_is_key, _parts(keys)))})


def keyed(screen: str, bindings: Sequence[BindingType]) -> list[BindingType]:
    """Return the bindings of `screen` with their ids, and with the keys that the user has chosen."""
    made = [given if isinstance(given, Binding) else Binding(*given) for given in bindings]
    identified = [
        replace(binding, id=_id_of(screen, binding.action)) if binding.description and not binding.id else binding
        for binding in made
    ]
    taken = {key: binding.id for binding in identified if binding.id not in _chosen for key in _parts(binding.key)}
    result: list[BindingType] = []
    changed: set[str] = set()
    for binding in identified:
        name = binding.id or ""
        if name:
            _known.setdefault(name, binding.key)
        keys = _chosen.get(name, "")
        if not keys or name in changed:
            result.append(binding)
            continue
        other = next((taken[key] for key in _parts(keys) if taken.get(key) not in {None, name}), None)
        if other:
            text = N_("{id}: the key is already used for {other}.")
            _clashes.append(KeyProblem(name, text, (("other", other or ""),)))
            result.append(binding)
            continue
        changed.add(name)
        _accepted[name] = keys
        result.append(replace(binding, key=keys))
    return result


def key_of(name: str, usual: str) -> str:
    """Return the key for the id `name` as people read it: the chosen one, or else the `usual` one.

    Ask only once the screen is loaded: a key that another action has is not used.
    """
    return _parts(_accepted[name])[0] if name in _accepted else usual


def problems(keymap: Mapping[str, str]) -> tuple[KeyProblem, ...]:
    """Return what is wrong with `keymap`. All screens are loaded for that, so call it only when there is time."""
    found = []
    for screen in dict.fromkeys(SCREENS.values()):
        import_module(f"dialogkort.tui.{screen}")
    for name, keys in keymap.items():
        wrong = next((key for key in _parts(keys) if not _is_key(key)), None)
        if name not in _known:
            found.append(
                KeyProblem(name, N_("{id} is not an action. To see the actions, run “dialogkort where --keys”."))
            )
        elif wrong is not None:
            found.append(KeyProblem(name, N_("{id}: “{key}” is not a key."), (("key", wrong),)))
    return (*found, *_clashes)


def ids() -> Iterable[tuple[str, str]]:
    """Return the ids of all actions that can get another key, each with its default keys."""
    for screen in dict.fromkeys(SCREENS.values()):
        import_module(f"dialogkort.tui.{screen}")
    return sorted(_known.items())


def _id_of(screen: str, action: str) -> str | None:
    found = _ACTION.fullmatch(action)
    return f"{screen}.{found[2] or found[1]}" if found else None


def _parts(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def _is_key(key: str) -> bool:
    return (
        (len(key) == 1 and key.isprintable() and key != REPLACEMENT)
        or key in _NAMED
        or _COMBINED.fullmatch(key) is not None
    )
