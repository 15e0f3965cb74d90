"""The keys that matter now, made from the live bindings, in plain words."""

import re
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from textual.actions import parse
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Static

from dialogkort.language import N_, tongue
from dialogkort.language import gettext as _
from dialogkort.tui.look.typography import Signs, in_use
from dialogkort.tui.widgets.words import Clickable, pressed_by_click

_KEYS = {
    "enter": "⏎",
    "space": N_("space"),
    "plus": "+",
    "question_mark": "?",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "tab": "tab",
    "backspace": "⌫",
    "pageup": "pgup",
    "pagedown": "pgdn",
}
_IN_WORDS = {
    "enter": "Enter",
    "up": N_("up"),
    "down": N_("down"),
    "left": N_("left"),
    "right": N_("right"),
    "backspace": "backspace",
}
"""For terminals that may lack their symbols."""


@runtime_checkable
class Situation(Protocol):
    """A screen whose keys change their meaning during a game."""

    def label_of(self, action: str) -> str:
        """Return a better label for an action than its binding's own, or an empty text."""

    def on_bar(self) -> tuple[str, ...]:
        """Return the actions that matter now, the most important first, before help and the way out."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that can be pressed now, its action, its short and long descriptions, and whether it is on the bar.

    `names` are those of a group, such as the numbers; otherwise there is only one.
    """

    name: str
    action: str
    words: str
    explanation: str
    on_bar: bool
    names: tuple[str, ...] = ()


def live_keys(screen: Screen[object]) -> list[Key]:
    """Return the keys that do something on `screen` right now: the focused widget's first, in binding order.

    Only our own bindings are listed: those of Textual's widgets move a cursor, as people expect. A binding with two
    letters names the Danish one first; the one for the current language is shown. The bindings of a group, such as the
    numbers, are shown as one.
    """
    names: dict[str, list[str]] = {}
    bindings: dict[str, Binding] = {}
    taken: set[str] = set()
    for node in _our_nodes(screen):
        for binding in Binding.make_bindings(_own_bindings(node)):
            if binding.description and binding.key not in taken and _is_live(node, binding):
                what = binding.group.description if binding.group else binding.action
                names.setdefault(what, []).append(binding.key)
                bindings.setdefault(what, binding)
                taken.add(binding.key)
    return [_key(bindings[what], names[what], screen) for what in bindings]


def _own_bindings(node: DOMNode) -> list[BindingType]:
    """Return the bindings that our own classes define, and not those inherited from Textual."""
    own = (one for one in type(node).__mro__ if one.__module__.startswith("dialogkort") and "BINDINGS" in vars(one))
    found = next(own, None)
    return vars(found)["BINDINGS"] if found else []


def _our_nodes(screen: Screen[object]) -> list[DOMNode]:
    nodes = [*(screen.focused.ancestors_with_self if screen.focused else (screen,)), screen.app]
    unique = dict.fromkeys(nodes)
    return [node for node in unique if type(node).__module__.startswith("dialogkort")]


def _is_live(node: DOMNode, binding: Binding) -> bool:
    namespace, name, parameters = parse(binding.action)
    return bool(namespace) or bool(node.check_action(name, parameters))


def _key(binding: Binding, names: list[str], screen: Screen[object]) -> Key:
    group = tuple(names) if binding.group else (_named(names),)
    name = f"{names[0]}–{names[-1]}" if binding.group and len(names) > 1 else group[0]
    words = screen.label_of(binding.action) if isinstance(screen, Situation) else ""
    explanation = _(binding.tooltip) if binding.tooltip else ""
    return Key(name, binding.action, words or _(binding.description), explanation, binding.show, group)


def keys_on_bar(screen: Screen[object]) -> list[Key]:
    """Return the live keys that the bar shows, the most important first; help and the way out are last."""
    keys = live_keys(screen)
    if not isinstance(screen, Situation):
        return [key for key in keys if key.on_bar]
    wanted = (*screen.on_bar(), "app.help", "leave")
    return sorted((key for key in keys if key.action in wanted), key=lambda key: wanted.index(key.action))


def _named(names: list[str]) -> str:
    """Return the name to show: of two letters, the one of the current language."""
    letters = len(names) == 2 and all(len(name) == 1 for name in names)
    return names[tongue().letter] if letters else names[0]


def shown_key(name: str) -> str:
    """Return how a key is shown to people."""
    keys = _KEYS if in_use() is Signs.FULL else _KEYS | _IN_WORDS
    return _(keys[name]) if name in keys else name


_ASIDE = re.compile(r" \(|, ")
SHORTEST = 3
"""The fewest cells of a hint that is cut."""


class KeyBar(Static, Clickable):
    """One line of keys; those that do not fit are left to the help. The last ones always stay."""

    ALLOW_SELECT = False

    KEPT = 2
    """How many keys at the end of the line are never left out: help, and the way out."""

    def __init__(self, *, essential: int = 0, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Help is brief if that makes room for more of the `essential` first keys."""
        super().__init__(id=id)
        self._essential = essential

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.draw())
        self.draw()

    def on_resize(self, event: Resize) -> None:
        del event
        self.draw()

    def draw(self) -> None:
        """Redraw the keys."""
        if not self.is_attached or not self.size.width:
            return
        gap = 3 if self.size.width >= 90 else 2
        keys = _last_ones_fitting(keys_on_bar(self.screen), self.size.width, gap)
        brief = _brief_help(keys) if self._essential else None
        hints = [_hint(key) for key in keys]
        shown = _fitting(hints, self.size.width, gap, self.KEPT, brief, self._essential)
        self.update(Content(" " * gap).join(shown), layout=False)


def _last_ones_fitting(keys: list[Key], width: int, gap: int) -> list[Key]:
    """Return the keys; the last ones without what their words say in brackets or after a comma, if they do not fit."""
    head, tail = keys[: -KeyBar.KEPT], keys[-KeyBar.KEPT :]
    if sum(_hint(key).cell_length + gap for key in tail) - gap <= width:
        return keys
    return [*head, *(replace(key, words=_ASIDE.split(key.words)[0]) for key in tail)]


def key_content(key: Key) -> Content:
    """Return a key as it is shown: a click presses it. Each key of a group can be clicked separately."""
    parts = [pressed_by_click(Content.styled(shown_key(name), "bold $text"), name) for name in key.names]
    return Content(" ").join(parts)


def _hint(key: Key) -> Content:
    words = Content.assemble(key_content(key), " ", (key.words, "$dim"))
    return words if len(key.names) > 1 else pressed_by_click(words, key.name)


def _more() -> Content:
    """Return the hint for keys that do not fit: the help lists them."""
    return pressed_by_click(Content.styled("…", "bold $text"), "f1")


def _brief_help(keys: list[Key]) -> Content | None:
    """Return a hint for help that also tells that keys are left out, if help is the last key but one."""
    if len(keys) < KeyBar.KEPT or keys[-KeyBar.KEPT].action != "app.help":
        return None
    key = keys[-KeyBar.KEPT]
    return pressed_by_click(Content.assemble(key_content(key), " …"), key.name)


def _fitting(
    hints: list[Content], width: int, gap: int, kept: int, brief: Content | None = None, essential: int = 0
) -> list[Content]:
    """Return the first hints that fit in `width` together with the last `kept`.

    The first of them stays, too, cut to the available room. A symbol shows that others are left out. If `brief` makes
    room for more of the `essential` first ones, it replaces that symbol and the first of the last ones.
    """
    head, tail = hints[:-kept], hints[-kept:]
    shown, more = _shown(head, tail, width, gap, _more())
    if brief is not None and len(shown) < min(essential, len(head)):
        shorter = [brief, *tail[1:]]
        with_brief, _sign = _shown(head, shorter, width, gap, None)
        if len(with_brief) > len(shown):
            return [*with_brief, *shorter]
    return [*shown, *more, *tail]


def _shown(
    head: list[Content], tail: list[Content], width: int, gap: int, sign: Content | None
) -> tuple[list[Content], list[Content]]:
    """Return the first hints of `head` that fit before `tail`, and `sign` if others are left out and it fits."""
    left = width - sum(hint.cell_length + gap for hint in tail) + gap
    shown: list[Content] = []
    for place, hint in enumerate(head):
        rest = len(head) - place - 1
        room = left - gap - (sign.cell_length + gap if sign and rest else 0)
        if hint.cell_length > room:
            break
        left -= hint.cell_length + gap
        shown.append(hint)
    if head and not shown and left - gap >= SHORTEST:
        first = head[0].truncate(left - gap, ellipsis=True)
        left -= first.cell_length + gap
        shown.append(first)
    return shown, [sign] if sign and len(shown) < len(head) and left > gap else []
