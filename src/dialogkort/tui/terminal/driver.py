"""The terminal in situations where Textual's own driver would fail.

It is lost, sends something that is not text, or wants the shell back. Only for systems with such terminals; Windows
uses Textual's driver as it is.
"""

import os
import re
import selectors
import signal
import time
from collections.abc import Callable, Iterable
from typing import Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from dialogkort.language import gettext as _
from dialogkort.tui.terminal.incoming import LONE, Incoming, Piece, Sequence, Translator

LOOK = LONE / 2
"""Seconds between checks whether a lone Esc was the key, and whether the shell has given the terminal back."""
CALM = 0.1
"""Seconds between checks whether to end while nothing comes, as in Textual."""
AT_ONCE = 4096
"""The number of bytes read at a time."""
_MOUSE = (1000, 1002, 1006)
"""Clicks and the wheel, movement while a button is held, and all of it in decimals."""
_KEY_REPORTS = re.compile(r"\x1b\[>\d+u")
_FEWER_REPORTS = "\x1b[>1u"
"""Reports for keys that would otherwise be ambiguous.

Textual also asks for reports of letters, and kitty 0.26 sends those of capitals without the letter.
"""
_WHO_ARE_YOU = "\x1b[>c"
_GNU_SCREEN = re.compile(r"\x1b\[>83;[\d;]*c")
_CLEAR = "\x1b[m\x1b[2J\x1b[H"
"""On terminals without an alternate screen (mosh, GNU screen), the last picture would remain."""


class TerminalDriver(LinuxDriver):
    """Textual's driver with a different ending: it tells the app when the terminal is lost.

    A terminal is lost when its window is closed and the signal that says so is ignored (nohup), or was sent to another
    process (setsid). Textual's driver then reads nothing forever, as fast as it can, and waits forever to write.
    """

    class Lost(Message):
        """Nobody can see the screen any more."""

    class ToShell(Message):
        """The shell wants the terminal for a while: somebody has sent SIGTSTP."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._screen = _Screen(self._file, self._lost)
        self._file = self._screen  # type: ignore[assignment]  # it is only written to and flushed

    def _lost(self) -> None:
        self.send_message(self.Lost())

    def write(self, data: str) -> None:
        """Write, except while the shell has the terminal: nothing takes from the queue then, and it would fill up."""
        if self._writer_thread and self._writer_thread.is_alive():
            super().write(_KEY_REPORTS.sub(_FEWER_REPORTS, data))

    # What the terminal is asked for

    def _enable_mouse_support(self) -> None:
        """Ask for clicks, drags and the wheel. Textual also asks for every movement: far more that can be cut off."""
        if self._mouse:
            self._set_modes(*_MOUSE, on=True)

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self._set_modes(*reversed(_MOUSE), on=False)

    def start_application_mode(self) -> None:
        if os.environ.get("STY"):  # GNU screen sets this where it runs, and answers from a distance
            self._mouse = False
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write(_WHO_ARE_YOU)
        self.flush()

    def _set_modes(self, *modes: int, on: bool) -> None:
        self.write("".join(f"\x1b[?{mode}{'h' if on else 'l'}" for mode in modes))
        self.flush()

    # Input

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:  # such as EIO: the program is in the background, and the shell has gone
            self._lost()
        except Exception as error:  # noqa: BLE001 - the app has to report it, and no traceback may be shown
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read keys until the program ends or the terminal is lost. Anything that is not UTF-8 becomes U+FFFD."""
        incoming, translator = Incoming(time.monotonic), Translator()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(LOOK if incoming.is_begun else CALM):
                    content = os.read(self.fileno, AT_ONCE)
                    if not content:
                        self._lost()
                        return
                    pieces = incoming.take(content)
                    if self._mouse and any(map(_is_gnu_screen, pieces)):
                        self._spare_the_mouse()
                    self._process(translator.messages(pieces))
                self._process(translator.messages(incoming.tick()))

    def _spare_the_mouse(self) -> None:
        """Do without the mouse: while it is on, GNU screen holds Esc back until the next key."""
        self._disable_mouse_support()
        self._mouse = False

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    # To the shell and back

    def rest(self) -> None:
        """Give the shell the terminal until it continues this program and the rest of the job (such as `make play`).

        If no shell could do so, the system ignores the signal, and the program continues immediately.
        """
        self.suspend_application_mode()
        self._must_signal_resume = True  # as Textual marks it
        self._screen.write(_("To come back, type fg and press Enter.") + "\n")
        self._screen.flush()
        self._stop()

    def _stop(self) -> None:
        if self._app._exit:
            return
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        os.killpg(0, signal.SIGTSTP)  # the others of the job
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)  # returns when the program is continued
        signal.signal(signal.SIGTSTP, self._sigtstp_application)
        if not self._is_in_front():  # stop again, after handling anything else, such as a request to end
            self._loop.call_later(LOOK, self._stop)
            return
        self.resume_application_mode()
        if self._must_signal_resume:  # the terminal could not be taken back
            self._lost()

    def _is_in_front(self) -> bool:
        """Tell whether the terminal is ours to draw on."""
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:  # it is lost, or no shell has it
            return True

    def disable_input(self) -> None:
        if not self._must_signal_resume:  # else the shell has the terminal, and would stop us for touching it
            super().disable_input()

    def stop_application_mode(self) -> None:
        if not self._must_signal_resume:
            self.write(_CLEAR)
            super().stop_application_mode()

    def _sigtstp_application(self, *signalled: object) -> None:
        if self._auto_restart:
            self.send_message(self.ToShell())
        else:  # an editor has the terminal, and stops as well
            super()._sigtstp_application(*signalled)

    def _sigcont_application(self, *_signalled: object) -> None:
        """Do nothing: the program continues where it stopped. Textual would start again what had not ended."""


def _is_gnu_screen(piece: Piece) -> bool:
    return isinstance(piece, Sequence) and _GNU_SCREEN.fullmatch(piece.text) is not None


class _Screen:
    """The terminal as a file to write to; writing to a lost one fails silently, and is reported."""

    def __init__(self, file: Any, lost: Callable[[], None]) -> None:
        self._file, self._tell = file, lost

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except OSError:
            self._tell()

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError:
            self._tell()

    def fileno(self) -> int:
        return int(self._file.fileno())
