"""Lines out and lines in: messages, questions, and reminders of the time that appear while text is being typed."""

from collections.abc import Callable
from contextlib import contextmanager
from getpass import getpass
from threading import Timer
from typing import TextIO

from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _
from dialogkort.plain.heard import heard

LONGEST = 20_000
"""Characters of a line: far more than anybody types. A longer line is shortened, with a message saying so."""
KEEP = "."
"""What is typed to keep the existing text."""


class InputEnded(Exception):
    """There is nobody to ask any more: the pipe is empty, or the terminal is gone."""


class Console:
    """`show` prints a line safely. Only if a person sits at a `terminal` is anything timed or hidden."""

    def __init__(self, source: TextIO, show: Callable[[str], None], *, terminal: bool) -> None:
        self._source = source
        self._show = show
        self.terminal = terminal

    def say(self, *lines: str) -> None:
        """Say some lines; empty ones are left out."""
        for line in lines:
            if line:
                self._show(heard(line))

    def ask(self, question: str = "") -> str:
        """Ask for one line, and return it cleaned."""
        self.say(question)
        text = self._source.readline()
        if not text:
            raise InputEnded
        return self._line(text)

    def ask_unseen(self, question: str) -> str:
        """Ask for one line that nobody sees while it is typed; on a terminal it is scrolled out of view afterwards."""
        if not self.terminal:
            return self.ask(question)
        self.say(question)
        try:
            text = getpass("")
        except EOFError:
            raise InputEnded from None
        return self._line(text)

    def _line(self, text: str) -> str:
        line = clean_line(text, len(text) + 1)
        if len(line) > LONGEST:
            words = _("That was {number} characters. The first {most} are used.")
            self.say(words.format(number=len(line), most=LONGEST))
        return clean_line(text, LONGEST)

    def ask_text(self, label: str, question: str, before: str = "") -> str:
        """Ask for text, showing the existing one; a full stop alone keeps it."""
        self.say(f"{label}: {question}" if question else f"{label}:")
        self.say(f"  {before}" if before else "")
        text = self.ask()
        return before if text == KEEP else text

    @contextmanager
    def remarks(self, later: list[tuple[float, str]]):  # type: ignore[no-untyped-def]
        """Say each line of `later` after its delay, while the block runs; nothing if nobody is listening."""
        timers = [Timer(seconds, self.say, (line,)) for seconds, line in later] if self.terminal else []
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            yield
        finally:
            for timer in timers:
                timer.cancel()
