"""An app among the other programs of a terminal.

It ends in order whatever ends it, steps aside for the shell, and reports its own errors without a traceback. What there
is to keep, and how, is left to the app.
"""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
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
from textual.events import Event, Key, Paste, ScreenResume
from textual.worker import WorkerFailed

from dialogkort.core.text import clean, clean_line
from dialogkort.files import atomic
from dialogkort.files.failures import CannotSave
from dialogkort.language import gettext as _

SHOWN = 60
"""How many characters of a copied text are shown."""
HUNG_UP = 128 + 1
"""The exit code if the terminal is lost, as shells report SIGHUP."""


HELD = 0.5
"""Seconds after which the next key is handled, whatever happened to the previous one."""
REPEATED = {"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "backspace", "delete"}
"""Keys that people hold down."""
LAPS = 3
"""How many rounds to wait for what a key sets off: the key itself, its widget's messages, and a screen it opened."""


class Passed(Event, bubble=True, verbose=True):
    """Follows a key from widget to widget: once it reaches the app, the key has been handled."""

    def __init__(self, key: int, laps: int) -> None:
        super().__init__()
        self.key, self.laps = key, laps


class InTerminal(App[str]):
    """The base of the app."""

    leaving = False
    """Whether the program has started to close."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[Key | Paste] = deque()
        self._key = 0
        self._way = ""
        self._in_hand: DOMNode | None = None
        """What received the last key, until the key has been handled."""

    # What the app provides

    @property
    def error_log(self) -> Path:
        """The file for errors of the program itself."""
        raise NotImplementedError

    def leave(self, code: int = 0) -> None:
        """Close in order, with the exit code `code`."""
        raise NotImplementedError

    def closing_report(self) -> str:
        """Return what happened to the things that were to be kept, for the terminal."""
        return ""

    def pause_unattended(self) -> None:
        """Keep what there is, and stop the clock: nobody is there for a while."""

    # Input, one event after the other

    async def on_event(self, event: Event) -> None:
        """Handle input in its order.

        Textual inserts letters immediately, but passes other keys on from widget to widget: if several arrive at once,
        as from a program that expands abbreviations, the letters would overtake the other keys.
        """
        if isinstance(event, Passed):
            await self._passed(event)
        elif isinstance(event, Key | Paste) and not event.is_forwarded:
            if self._in_hand and not self._typed and self._goes_the_same_way(event):
                await self._begin(event)
                return
            self._typed.append(event)
            if self._in_hand:
                self.set_timer(HELD, partial(self._let_pass, self._key))
            else:
                await self._take_next()
        else:
            await super().on_event(event)

    async def take(self, event: Key | Paste) -> None:
        """Handle a key, or pasted text."""
        await super().on_event(event)

    async def _take_next(self) -> None:
        self._in_hand = None
        if not self._typed or self.leaving or not self.screen_stack:
            return
        await self._begin(self._typed.popleft())

    async def _begin(self, event: Key | Paste) -> None:
        self._key += 1
        self._in_hand = self.focused or self.screen
        self._way = self._way_of(event)
        if self._typed:  # they must not wait for ever if the message about this one is lost
            self.set_timer(HELD, partial(self._let_pass, self._key))
        await self.take(event)
        self._follow(LAPS)

    def _way_of(self, event: Key | Paste) -> str:
        """Return what consecutive keys have in common; empty if one may lead elsewhere."""
        if isinstance(event, Paste):
            return ""
        if self.focused is not None and self.focused.check_consume_key(event.key, event.character):
            return "written"
        return event.key if event.key in REPEATED else ""

    def _goes_the_same_way(self, event: Key | Paste) -> bool:
        """Tell whether it need not wait: letters of one text, or a key that is held down, keep their order."""
        way = self._way_of(event)
        return bool(way) and way == self._way and self._in_hand is (self.focused or self.screen)

    def _follow(self, laps: int) -> None:
        """Send a `Passed` along the path of the current key, or from the widget in front if that one is gone."""
        node = self._in_hand
        if laps == 1 or node is None or not node.is_attached or node.screen is not self.screen:
            node = self.focused or self.screen
        if not node.post_message(Passed(self._key, laps)):
            self.post_message(Passed(self._key, laps))

    async def _passed(self, event: Passed) -> None:
        if event.key != self._key or self._in_hand is None:
            return
        if event.laps > 1 and self.screen_stack and not self.leaving:
            self._follow(event.laps - 1)
        else:
            await self._take_next()

    async def _let_pass(self, key: int) -> None:
        """Continue after the `key`, if the message that would have reported it as handled is lost."""
        if key == self._key and self._in_hand:
            await self._take_next()

    # The mouse, and copying

    @property
    def has_mouse(self) -> bool:
        """Whether the program has the mouse: it may have been left to the terminal."""
        return self._driver is not None and self._driver._mouse

    def use_mouse(self, *, on: bool) -> None:
        """Take the mouse, or leave it to the terminal, which then selects text itself."""
        driver = self._driver
        if driver is None:
            return
        driver._mouse = True  # otherwise, it does nothing
        if not driver.is_headless:
            getattr(driver, "_enable_mouse_support" if on else "_disable_mouse_support")()
        driver._mouse = on

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text`, and say so. An empty text is never copied: the contents of the clipboard stay."""
        if not text.strip():
            self.tell_nothing_marked()
            return
        from dialogkort.tui.terminal.clipboard import copy_by_program  # noqa: PLC0415

        told = _("Copied: {text}").format(text=clean_line(text, SHOWN))
        super().copy_to_clipboard(text)
        if not copy_by_program(text):
            told += "\n" + _("Paste it to check that it worked: not every terminal supports this.")
        self.notify(told, markup=False, timeout=6)

    def tell_nothing_marked(self) -> None:
        """Say how to mark and copy something."""
        raise NotImplementedError

    def on_text_selected(self) -> None:
        """Say what can be done with the marked text."""
        if (self.screen.get_selected_text() or "").strip():
            self.notify(_("Selected. Press ctrl+c to copy it."), markup=False, timeout=3)

    # The way out

    async def run_action(self, *given: Any, **more: Any) -> bool:
        """Carry out an action, but none while the program is closing: keys come faster than screens close."""
        return not self.leaving and await super().run_action(*given, **more)

    async def action_quit(self) -> None:
        self.leave()

    def on_terminal_driver_lost(self) -> None:
        """End as if the window had been closed: nobody is there."""
        self.leave(HUNG_UP)

    def _handle_exception(self, error: Exception) -> None:
        # Keys come faster than screens close: a screen that is closing, or has only just opened, looks in vain for its
        # widgets. Nothing depends on it any more.
        if not (isinstance(error, NoMatches | WorkerFailed) and (self.leaving or self._has_left(error))):
            super()._handle_exception(error)

    def _has_left(self, error: Exception) -> bool:
        """Tell whether the innermost widget involved in `error` is no longer on any of our screens."""
        node: DOMNode | None = None
        cause = error.error if isinstance(error, WorkerFailed) else error
        for frame, _line in walk_tb(cause.__traceback__):
            one = frame.f_locals.get("self")
            node = one if isinstance(one, DOMNode) else node
        if node is None or node is self:
            return False
        return not any(ancestor in self.screen_stack for ancestor in node.ancestors_with_self)

    def _fatal_error(self) -> None:
        """Close in order after an error of our own: users see no traceback; it goes into a file."""
        path = self.error_log
        told = _("Something went wrong in the program.")
        with suppress(CannotSave):
            atomic.write(path, "".join(format_exception(self._exception)).encode("utf-8", "replace"), private=True)
            told += "\n" + _("The details are in {path}.").format(path=clean(str(path)))
        self._exit_renderables[:] = [Text("\n".join(filter(None, (told, self.closing_report()))))]
        self._close_messages_no_wait()

    def pop_screen(self) -> AwaitComplete:
        """Close the screen in front, and its widgets: Textual keeps a thousand of them in a cache of colours."""
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
        """The function that gives the terminal to the shell and takes it back, if the driver supports that."""
        rest: Callable[[], None] | None = getattr(self._driver, "rest", None)
        return rest

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "to_shell":
            return super().check_action(action, parameters)
        writes = self.focused is not None and self.focused.check_consume_key("z", "z")
        return self._rest is not None and not writes  # somebody who is writing means undo

    def action_to_shell(self) -> None:
        """Give the terminal to the shell until `fg`."""
        self.pause_unattended()
        if self._rest:
            self._rest()

    def on_terminal_driver_to_shell(self) -> None:
        self.action_to_shell()

    def on_driver_signal_resume(self) -> None:
        """Redraw everything, because the shell has written over it."""
        self.refresh(layout=True)
        self.screen.post_message(ScreenResume())
