"""All commands, by name: the live keys of the screen, and the colours."""

from contextlib import suppress
from functools import partial
from typing import cast

from textual.app import App, ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.types import IgnoreReturnCallbackType
from textual.widgets import LoadingIndicator

from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.host import Host
from dialogkort.tui.look.typography import Signs, in_use
from dialogkort.tui.widgets.key_bar import live_keys, shown_key
from dialogkort.tui.widgets.words import MarkedList

_COLOURS = {
    "felt": N_("Colours: green felt"),
    "light": N_("Colours: light, for a bright room"),
    "contrast": N_("Colours: high contrast"),
    "ansi": N_("Colours: the terminal's own"),
}


class Found(CommandList, MarkedList, can_focus=False):
    """Textual's list of commands, with our sign at the marked row. Textual finds and styles it by its first base."""


class Palette(CommandPalette, DismissOnce[None]):
    """Textual's palette, which would be closed twice if Enter comes twice, and end the program on a fast page key."""

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield Found()
                yield LoadingIndicator()

    def _action_command_list(self, action: str) -> None:
        with suppress(LookupError, NoMatches):  # the list has no lines yet, but Textual looks for them anyway
            super()._action_command_list(action)


class Commands(Provider):
    """What can be done on the screen where the palette was opened."""

    def _commands(self) -> list[tuple[str, str, IgnoreReturnCallbackType]]:
        app = cast("Host", self.app)
        found: list[tuple[str, str, IgnoreReturnCallbackType]] = []
        said: set[str] = set()
        for key in live_keys(self.screen):
            if key.name != "ctrl+p" and "–" not in key.name and key.words not in said:
                said.add(key.words)
                name = f"{key.words[:1].upper()}{key.words[1:]}  ({shown_key(key.name)})"
                found.append((name, key.explanation, partial(app.simulate_key, key.name)))
        for theme, words in _COLOURS.items():
            found.append((_(words), "", partial(app.action_use_theme, theme)))
        mouse = _("Mouse: off") if app.has_mouse else _("Mouse: on")
        found.append((mouse, _("When it is off, the terminal selects and copies text itself."), app.action_turn_mouse))
        if in_use() is Signs.FULL:
            found.append(
                (
                    _("Symbols: plain"),
                    _("For terminals that show boxes instead of symbols."),
                    partial(app.action_use_signs, "plain"),
                )
            )
        else:
            found.append((_("Symbols: all"), "", partial(app.action_use_signs, "full")))
        large = app.large_letters
        words = N_("Large letters in a large window: off") if large else N_("Large letters in a large window: on")
        found.append((_(words), "", partial(app.action_use_large_letters, not large)))
        return found

    async def discover(self) -> Hits:
        for name, words, run in self._commands():
            yield DiscoveryHit(name, run, help=words or None)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for name, words, run in self._commands():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), run, help=words or None)


def open_palette(app: Host) -> None:
    """Open the palette on top of the current screen."""
    if not CommandPalette.is_open(cast("App[object]", app)):
        palette = Palette(providers=[Commands], placeholder=_("Search for a command …"), id="--command-palette")
        app.push_screen(palette)
