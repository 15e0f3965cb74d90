"""A real pseudo-terminal around a program: what it shows, what is typed into it, and what it leaves behind.

Nothing here sleeps for a fixed time: each wait is for something on the screen, in a file, or for the end of the
program, and a wait in vain raises with the whole screen in its message.
"""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 20.0
"""Seconds before a wait fails. A machine that does other work too may be slow."""

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "ctrl+q": "\x11",
    "ctrl+p": "\x10",
    "ctrl+z": "\x1a",
    "backspace": "\x7f",
}
_COLOURS = re.compile(r"\x1b\[[\d;:]*m")
_MODES = re.compile(r"\x1b\[[?<>=]?[\d;]*[a-zA-Z]")
_UNKNOWN_TO_PYTE = re.compile(r"\x1b\[[<=][\d;]*[a-z]")
_OTHER_SCREEN = re.compile(r"\x1b\[\?1049[hl]")
_TORN = re.compile(r"\x1b(\[[^@-~]*)?$")
_CLOCK = re.compile(r"[▘▝▀▖▌▞▛▗▚▐▜▄▙▟█━]+|\b\d?\d:\d\d\b")
_OPEN = 'exec "$@" <"$TERMINAL" >"$TERMINAL" 2>"$TERMINAL"'
"""A shell opens the terminal, so that it becomes the controlling one, and then becomes the program."""


class InVain(AssertionError):
    """What was waited for did not appear."""


REST = 0.2
"""Seconds before Enter and space alone: longer than the table ignores them."""


class Terminal:
    """A program in a terminal that answers no queries. Leave it with `close`, or use it in a `with`."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], columns: int = 100, rows: int = 30) -> None:
        self.raw = b""
        self.columns, self.rows = columns, rows
        self._torn = ""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._screen = pyte.Screen(columns, rows)
        self._lines: list[str] | None = None
        self._stream = pyte.Stream(self._screen)
        self._master, slave = pty.openpty()
        self._set_size()
        self._before = termios.tcgetattr(slave)
        self._slave: int | None = slave
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", _OPEN, "sh", *command],
            env={**environ, "TERMINAL": os.ttyname(slave)},
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What is typed

    def type(self, text: str) -> None:
        """Type `text` unchanged."""
        self.send(text.encode())

    def press(self, *keys: str) -> None:
        """Press keys: letters as they are, others by the names in `KEYS`."""
        for key in keys:
            self.type(KEYS.get(key, key))

    def rub_out(self, number: int) -> None:
        """Delete the text before the cursor, and wait until that is done before anything else is typed."""
        self.press(*["backspace"] * number)
        self.settle()

    def paste(self, text: str) -> None:
        """Paste `text` as terminals do."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def send(self, content: bytes) -> None:
        if content in {b"\r", b" "}:
            # as a person would: after one of these keys has moved the game, the table ignores them for a moment
            time.sleep(REST)
        os.write(self._master, content)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is notified."""
        self.read()
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._lines = None
        self._set_size()

    def _set_size(self) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    # What is shown

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        if self._lines is None:
            self._lines = [row.rstrip() for row in self._screen.display]
        return self._lines

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def still(self) -> str:
        """The screen without anything that a clock changes, and without the time of day."""
        return "\n".join(_CLOCK.sub(lambda found: " " * len(found[0]), row).rstrip() for row in self.lines)

    def shows(self, *texts: str) -> bool:
        """Tell whether all `texts` are on the screen, each on one row."""
        shown = self.text
        return all(text in shown for text in texts)

    def wait_for(self, *texts: str, timeout: float = PATIENCE) -> None:
        """Wait until all `texts` are on the screen, each on one row."""
        self.wait_until(lambda: self.shows(*texts), f"on the screen: {texts}", timeout)

    def wait_gone(self, *texts: str, timeout: float = PATIENCE) -> None:
        """Wait until none of `texts` is on the screen."""
        gone = f"gone from the screen: {texts}"
        self.wait_until(lambda: not any(text in self.text for text in texts), gone, timeout)

    def wait_until(self, come: Callable[[], bool], what: str, timeout: float = PATIENCE) -> None:
        """Read what the program writes until `come` returns True. Raises InVain with the screen."""
        end = time.monotonic() + timeout
        while not come():
            if time.monotonic() > end:
                raise InVain(f"Not within {timeout:g} s {what}\n{self._picture()}")
            if not self.read(0.05) and self.process.poll() is not None and not self.read() and not come():
                raise InVain(f"The program ended with {self.process.returncode} before {what}\n{self._picture()}")

    def wait_at(self, text: str, timeout: float = PATIENCE) -> None:
        """Wait until the cursor is on a row with `text`: until typed text goes there."""
        self.wait_until(lambda: text in self.lines[self._screen.cursor.y], f"the cursor at {text!r}", timeout)

    def settle(self, quiet: float = 0.3, timeout: float = PATIENCE) -> None:
        """Read until nothing has come for `quiet` seconds. A clock that ticks each second leaves room for that."""
        end = time.monotonic() + timeout
        while self.read(quiet):
            if time.monotonic() > end:
                raise InVain(f"It never rests\n{self._picture()}")

    def wait_stuck(self, quiet: float = 0.5, timeout: float = PATIENCE) -> None:
        """Read nothing until the program cannot write any more: what waits here has not grown for `quiet` seconds."""
        end = time.monotonic() + timeout
        before, since = self._unread(), time.monotonic()
        while before == 0 or time.monotonic() - since < quiet:
            if time.monotonic() > end:
                raise InVain(f"It writes on\n{self._picture()}")
            time.sleep(0.02)
            if (now := self._unread()) != before:
                before, since = now, time.monotonic()

    def _unread(self) -> int:
        """Return how many bytes are waiting to be read."""
        return int.from_bytes(fcntl.ioctl(self._master, termios.FIONREAD, bytes(4)), sys.byteorder)

    def read(self, patience: float = 0.0) -> bool:
        """Read what the program has written, after `patience` seconds at most; False if nothing came."""
        came = False
        while select.select([self._master], [], [], 0 if came else patience)[0]:
            try:
                content = os.read(self._master, 65536)
            except OSError:  # Linux says so when nobody has the other end open any more
                break
            if not content:
                break
            self._show(content)
            came = True
        return came

    def _show(self, content: bytes) -> None:
        self.raw += content
        self._lines = None
        text = self._torn + self._decode(content)
        torn = _TORN.search(text)
        self._torn = text[torn.start() :] if torn else ""
        text = text[: torn.start()] if torn else text
        text = _OTHER_SCREEN.sub("\x1b[2J\x1b[H", text)  # pyte has only one: nothing of the other shows through
        self._stream.feed(_UNKNOWN_TO_PYTE.sub("", _COLOURS.sub("", text)))

    def _picture(self) -> str:
        edge = "+" + "-" * self.columns + "+"
        return "\n".join([edge, *(f"|{row:<{self.columns}}|" for row in self.lines), edge])

    # How it ends

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        """Kill the program as a power cut would, with no chance to tidy up."""
        self.process.kill()
        self.process.wait(PATIENCE)
        self._read_out()

    def _read_out(self) -> None:
        """Read everything that an ended program wrote: the system may deliver it a moment late."""
        while self.read(0.1):
            pass

    def hang_up(self) -> None:
        """Remove the terminal, as when its window is closed."""
        self._let_go()
        os.close(self._master)
        self._master = -1

    def wait_exit(self, timeout: float = PATIENCE, *, reading: bool = True) -> int:
        """Wait until the program ends, and return its exit code; negative if a signal ended it.

        What it writes is read in the meantime, unless `reading` is false: then the terminal is stuck.
        """
        end = time.monotonic() + timeout
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise InVain(f"The program has not ended within {timeout:g} s\n{self._picture()}")
            if self._master >= 0 and reading:
                self.read(0.05)
            else:
                self._wait_a_little()
        if self._master >= 0:
            self._read_out()
        return self.process.returncode

    def _wait_a_little(self) -> None:
        try:
            self.process.wait(0.05)
        except subprocess.TimeoutExpired:
            return

    @property
    def afterwards(self) -> str:
        """What was written after the program returned the screen."""
        return _MODES.sub("", self.raw.rpartition(b"\x1b[?1049l")[2].decode()).replace("\r\n", "\n")

    @property
    def left_behind(self) -> list[str]:
        """What the terminal would still be set to: empty if the program restored it."""
        assert self._slave is not None
        kept = [] if termios.tcgetattr(self._slave) == self._before else ["the modes of the line"]
        for mode, usual in ((b"1049", b"l"), (b"25", b"h"), (b"1000", b"l"), (b"1002", b"l"), (b"2004", b"l")):
            found = re.findall(rb"\x1b\[\?" + mode + rb"([hl])", self.raw)
            if found and found[-1] != usual:
                kept.append(mode.decode())
        return kept

    def _let_go(self) -> None:
        if self._slave is not None:
            os.close(self._slave)
            self._slave = None

    def close(self) -> None:
        """End the program if it is still running, and close the terminal."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        self._let_go()
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
