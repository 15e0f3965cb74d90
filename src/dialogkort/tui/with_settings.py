"""The app as its settings make it: language, colours, letters, symbols, keys and mouse."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import time

from textual import work
from textual.events import Key, Paste, ScreenResume
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor

from dialogkort import language
from dialogkort.core.text import clean
from dialogkort.files.failures import CannotSave
from dialogkort.language import gettext as _
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage import settings
from dialogkort.tui import keymap
from dialogkort.tui.look import typography
from dialogkort.tui.look.theme import COLOURS, NAMES, USUAL, Depth, depth_of, themes
from dialogkort.tui.look.typography import Signs
from dialogkort.tui.terminal.app_in_terminal import InTerminal

READ = 1.5
"""Seconds that a refusal stays at least, whatever is pressed."""
LONG = 20
"""How long a message that is shown only once stays, in seconds."""


def larger_type() -> str:
    """Return how to make the type larger."""
    return _("On a projector: Ctrl and + make the text larger in most terminals (on a Mac, Cmd and +).")


class WithSettings(InTerminal):
    """An app in a terminal that looks and behaves as its settings say, and in which they can be changed."""

    depth: Depth | None = None
    """How many colours the terminal shows, once it is known."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._refused: set[str] = set()
        self.surroundings = surroundings
        keymap.use(dict(surroundings.settings.keymap))
        typography.use(typography.signs_for(surroundings.settings.signs, os.environ))
        self.depth = depth_of(os.environ, self.console.color_system)
        for theme in themes(self.depth):
            self.register_theme(theme)
        name = surroundings.settings.theme if surroundings.settings.theme in NAMES else USUAL
        if name == USUAL and self.depth is Depth.ALL:
            # dark, as the app is when it starts: a change that is watched parses the stylesheet twice
            self.set_reactive(WithSettings.theme, name)
            self.add_class(f"-theme-{name}", update=False)
        else:
            self.theme = name

    @property
    def large_letters(self) -> bool:
        """Whether a large window shows questions and the clock in large letters."""
        return self.surroundings.settings.large_letters and typography.in_use() is not Signs.BARE

    def tell(self, message: str, *, warning: bool = False) -> None:
        """Show a message for a while; never through markup. The same message is not shown twice at once."""
        if any(shown.message == message and not shown.has_expired for shown in self._notifications):
            return
        self.notify(
            message, severity="warning" if warning else "information", markup=False, timeout=8 if warning else 4
        )

    def refuse(self, message: str) -> None:
        """Say why a key did nothing. The next key takes it away, once there was time to read it."""
        self.tell(message, warning=True)
        self._refused.add(message)

    def _take_refusals_away(self) -> None:
        """Take away what was refused before: whoever presses another key has read it, and may have done it by then."""
        for shown in tuple(self._notifications):
            if shown.message in self._refused and time() - shown.raised_at >= READ:
                self._refused.discard(shown.message)
                self._unnotify(shown)

    async def take(self, event: Key | Paste) -> None:
        if self._refused:
            self._take_refusals_away()
        await super().take(event)

    def use_settings(
        self,
        *,
        folder: Path | None = None,
        theme: str = "",
        tongue: str = "",
        mouse: bool | None = None,
        large_letters: bool | None = None,
        chosen_signs: str = "",
    ) -> None:
        """Change settings, now and for the next time."""
        now = self.surroundings.settings
        changed = replace(
            now,
            folder=folder or now.folder,
            theme=theme or now.theme,
            language=tongue or now.language,
            mouse=now.mouse if mouse is None else mouse,
            signs=chosen_signs or now.signs,
            large_letters=now.large_letters if large_letters is None else large_letters,
        )
        given = None if folder else self.surroundings.given_folder
        self.surroundings = replace(self.surroundings, settings=changed, given_folder=given)
        try:
            settings.save(self.surroundings.locations.config, changed)
        except CannotSave as error:
            self.tell(str(error), warning=True)

    @work(thread=True)
    def check_keys(self) -> None:
        """Report problems with the user's own keys, once the first screen has been drawn."""
        found = [problem.message() for problem in keymap.problems(dict(self.surroundings.settings.keymap))]
        if found:
            told = f"settings.yaml, keymap: {clean(' '.join(found))}"
            self.call_from_thread(self.tell, told, warning=True)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return COLOURS[USUAL][self.depth or Depth.ALL]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters that are applied to a line before it is drawn.

        Textual chooses its own before it knows the theme: the terminal's own colours would become different ones.
        """
        filters = super().get_line_filters()
        if self.native_ansi_color:
            filters = [one for one in filters if not isinstance(one, ANSIToTruecolor | Monochrome)]
        if typography.in_use() is not Signs.FULL:
            from dialogkort.tui.look.signs import InSigns  # noqa: PLC0415 - for terminals that lack some

            filters = [*filters, InSigns(typography.in_use())]
        if self.depth is Depth.TWO:
            return (*filters, NoColor())
        if self.depth is Depth.FEW:
            from dialogkort.tui.look.few_colours import NoPaleInk  # noqa: PLC0415 - for terminals with few colours

            return (*filters, NoPaleInk())
        return filters

    def action_switch_language(self) -> None:
        """Switch to the next language, now and for the next time."""
        other = language.following().code
        language.use(other)
        self.use_settings(tongue=other)
        self.refresh_bindings()
        self.screen.post_message(ScreenResume())

    def action_use_theme(self, name: str) -> None:
        self.theme = name
        self.use_settings(theme=name)

    def action_use_large_letters(self, wanted: bool) -> None:  # noqa: FBT001 - the signature that an action has
        self.use_settings(large_letters=wanted)
        self.screen.post_message(ScreenResume())

    def action_use_signs(self, wanted: str) -> None:
        """Redraw everything with the wanted symbols, and use them from now on."""
        self.use_settings(chosen_signs=wanted)
        typography.use(typography.signs_for(wanted, os.environ))
        self.refresh_css()
        self.refresh_bindings()
        self.screen.post_message(ScreenResume())

    def action_turn_mouse(self) -> None:
        """Take the mouse, or leave it to the terminal, now and for the next time."""
        on = not self.has_mouse
        self.use_mouse(on=on)
        self.use_settings(mouse=on)
        self.tell(_("The mouse is on.") if on else _("The mouse is off: the terminal selects text itself."))

    def tell_of_type(self) -> None:
        """Say how to make the type larger, once per machine: nothing else tells people that the terminal can do it."""
        from dialogkort.storage.told import is_new  # noqa: PLC0415 - for large windows

        if is_new(self.surroundings.locations.state, "larger type"):
            self.notify(larger_type(), markup=False, timeout=LONG)
