"""An app among the other programs of a terminal: it ends in order whatever ends it, steps aside for the shell,
and tells of its own errors without a traceback. What there is to keep, and how, is left to the app.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from traceback import format_exception, walk_tb
from typing import Any

from rich.text import Text
from textual._styles_cache import StylesCache
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import ScreenResume
from textual.worker import WorkerFailed

from dialogkort.core.text import clean, clean_line
from dialogkort.files import atomic
from dialogkort.files.failures import CannotSave
from dialogkort.language import gettext as _

SHOWN = 60
"""Characters that are shown of what has been copied."""
HUNG_UP = 128 + 1
"""The exit code where the terminal is lost, as shells tell of SIGHUP."""


class InTerminal(App[str]):
    """The base of the app."""

    leaving = False
    """Whether the way out has begun."""

    # What the app gives

    @property
    def error_log(self) -> Path:
        """The file for an error of our own."""
        raise NotImplementedError

    def leave(self, code: int = 0) -> None:
        """Leave in order, with the exit code `code`."""
        raise NotImplementedError

    def what_became(self) -> str:
        """Return what became of what there was to keep, for the terminal."""
        return ""

    def stand_still(self) -> None:
        """Keep what there is, and let time stand: nobody is there for a while."""

    # The mouse, and copying

    def use_mouse(self, *, on: bool) -> None:
        """Take the mouse, or leave it to the terminal, which then marks text by itself."""
        driver = self._driver
        if driver is None or driver.is_headless:
            return
        if on:
            driver._mouse = True
        getattr(driver, "_enable_mouse_support" if on else "_disable_mouse_support")()
        driver._mouse = on

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text`, and tell so. Nothing is never copied: what is in the clipboard stays there."""
        if not text.strip():
            self.tell_nothing_marked()
            return
        from dialogkort.tui.terminal.clipboard import copy_by_program  # noqa: PLC0415

        told = _("Copied: {text}").format(text=clean_line(text, SHOWN))
        super().copy_to_clipboard(text)
        if not copy_by_program(text):
            told += "\n" + _("Paste it to see whether it came: not every terminal takes it.")
        self.notify(told, markup=False, timeout=6)

    def tell_nothing_marked(self) -> None:
        """Say how something is marked, and copied."""
        raise NotImplementedError

    def on_text_selected(self) -> None:
        """Say what can be done with what has been marked."""
        if (self.screen.get_selected_text() or "").strip():
            self.notify(_("Selected. Press ctrl+c to copy it."), markup=False, timeout=3)

    # The way out

    async def run_action(self, *given: Any, **more: Any) -> bool:
        """Carry out an action, but no more of them on the way out: keys come faster than screens close."""
        return not self.leaving and await super().run_action(*given, **more)

    async def action_quit(self) -> None:
        self.leave()

    def on_terminal_driver_lost(self) -> None:
        """End as when the window is closed: nobody is there."""
        self.leave(HUNG_UP)

    def _handle_exception(self, error: Exception) -> None:
        # Keys come faster than screens close: one that is taken down, or was just being opened, looks for its widgets
        # in vain. Nothing hangs on it any more.
        if not (isinstance(error, NoMatches | WorkerFailed) and (self.leaving or self._has_left(error))):
            super()._handle_exception(error)

    def _has_left(self, error: Exception) -> bool:
        """Tell whether the innermost widget that had to do with `error` is on no screen of ours any more."""
        node: DOMNode | None = None
        cause = error.error if isinstance(error, WorkerFailed) else error
        for frame, _line in walk_tb(cause.__traceback__):
            one = frame.f_locals.get("self")
            node = one if isinstance(one, DOMNode) else node
        if node is None or node is self:
            return False
        return not any(one in self.screen_stack for one in node.ancestors_with_self)

    def _fatal_error(self) -> None:
        """Leave in order after an error of our own: no traceback reaches a person, it goes into a file."""
        path = self.error_log
        told = _("Something went wrong in the program.")
        with suppress(CannotSave):
            atomic.write(path, "".join(format_exception(self._exception)).encode("utf-8", "replace"), private=True)
            told += "\n" + _("The details are in {path}.").format(path=clean(str(path)))
        self._exit_renderables[:] = [Text("\n".join(filter(None, (told, self.what_became()))))]
        self._close_messages_no_wait()

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen in front, and its widgets: Textual keeps a thousand of them in a cache of colours."""
        StylesCache.get_inner_outer.cache_clear()
        return super().pop_screen()

    # To the shell and back

    def get_driver_class(self) -> type[Driver]:
        chosen = super().get_driver_class()
        if chosen.__name__ != "LinuxDriver":  # Windows has another
            return chosen
        from dialogkort.tui.terminal.driver import TerminalDriver  # noqa: PLC0415

        return TerminalDriver

    @property
    def _rest(self) -> Callable[[], None] | None:
        """What gives the terminal to the shell and takes it back, where the driver can do that."""
        rest: Callable[[], None] | None = getattr(self._driver, "rest", None)
        return rest

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "to_shell":
            return super().check_action(action, parameters)
        writes = self.focused is not None and self.focused.check_consume_key("z", "z")
        return self._rest is not None and not writes  # who writes means to undo

    def action_to_shell(self) -> None:
        """Let the shell have the terminal until `fg`."""
        self.stand_still()
        if self._rest:
            self._rest()

    def on_terminal_driver_to_shell(self) -> None:
        self.action_to_shell()

    def on_driver_signal_resume(self) -> None:
        """Draw all, as the shell has written over it."""
        self.refresh(layout=True)
        self.screen.post_message(ScreenResume())
