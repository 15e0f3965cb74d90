"""Texts that nobody writes, as long as one likes, and whether what reads them takes time in proportion.

A reader that is given four times as much may take four times as long. One that takes sixteen times as long hangs
for minutes on a file that fits on a floppy disk.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SOAK = bool(os.environ.get("SOAK"))

AT_ONCE = 0.004
"""Seconds. What takes no longer than that need not be measured more closely: `measured` tells why."""

MOST = 7.0
"""How much longer four times as much may take; sixteen times is what is looked for."""

ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece over and over, with something before it and after it."""

    piece: str
    before: str = ""
    after: str = ""

    def of(self, size: int) -> str:
        """Return the shape in about `size` characters."""
        count = max(1, size // len(self.piece))
        if "{n}" in self.piece:
            return self.before + "".join(self.piece.replace("{n}", str(number)) for number in range(count)) + self.after
        return self.before + self.piece * count + self.after

    def __str__(self) -> str:
        return ascii(f"{self.before}({self.piece})*{self.after}")


PIECES = (
    *" \t\u00a0\u2003\n\r#\"'[]{}()-=\\:*_`~<>&|!?$%@+,;./^a0\u00e6\u00df\u65e5\u0000\ufffd\ufeff\u2028\u200d",
    *("\u0301", "\u0300\u0323", "\u0323\u0300", "\u0344\u0323", "a\u0301", "\u1100\u1161\u11a8", "\uff9e\u0334"),
    *("\u0301\ufffd\u0323", "\U0001f468\u200d", "\ufdfa", "\x1b[31m"),
    *(" #", "# ", "#\n", "\n#", " # ", "a #", "\t#", "\\#", "'\"", '\\"', "''", '"" ', "' #", '" #', "a' #'", 'a" #"'),
    *("[]", "{}", "[a", "[a, ", "{a: ", "[a](b)", "![a](b)", "[[", "](", "a]", "[x] ", "- [ ] a\n"),
    *("--", "- ", "-\n", "- a\n", "- - ", "---\n", "--- a\n", "...\n", "- a\n\n", "  - a\n", "- a\n  > b\n", "\n\n  a"),
    *("a: ", ": ", "a:\n", "a: b\n", "k{n}: b\n", "k{n}: b # c\n", "? ", "a:a", ":a ", "a: b: c\n", "&a ", "*a ", "!a "),
    *("&#", "&#1", "&#10;", "&amp;", "&a", "\\\\", "\\\n", "\\<!--", "<!--", "-->", "<!-- -->", "<!--\n", "\\<!-- "),
    *("```\n", "~~~\n", "``` ", "` ``", "**", "*a", "_a", "a_", "~~a", "==", "$$a", "%%", "| a ", "|---|\n", "<b>"),
    *("# a\n", "## a\n", "# ", "## Historik\n", "## History\n\n- a\n", "## Anledning\n\n> a\n", "> ", "> a\n", "> > "),
    *("# #", "a #\n", "1. ", "1. a\n", "25. august 2026: Beholdt.\n", "- 25. august 2026: Beholdt.\n"),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> a\n", "<<<<<<< a\n>>>>>>> b\n", "%YAML 1.1\n", "om ", "den ", "d. ", "on the "),
    *("a ", "a\n", "a b\n", "a  \n", " a\n", "  \n", "\r\n", "a\r", "\\ ", "ab, ", "a.b", "a. A", "1 ", "1-", "1.1", "0x"),
)
FRAMES = (
    *(("", ""), ("a", "#"), ("a", "b"), ("a", " #"), ('"', '"'), ("'", "'"), ('"', ""), ("'", ""), ("[", "]"), ("{", "}")),
    *(("|\n  ", "\n"), (">-\n    ", "\n"), ("\n  - ", "\n"), ("\n  a: ", "\n"), ("a # ", ""), ('"', '" # a'), ("\n", "\na: '")),
    *(("2026-11-22", ""), ("<!--", ""), ("", "-->"), ("<!--", "-->"), ("`", "`"), ("", "\n---\n")),
)


def shapes() -> Iterator[Shape]:
    """Yield every piece in one frame after the other, or, in a soak, in each of them."""
    for number, piece in enumerate(PIECES):
        for place, (before, after) in enumerate(FRAMES):
            if SOAK or place == 0 or place == 1 + number % (len(FRAMES) - 1):
                yield Shape(piece, before, after)


def cost(run: Callable[[], object]) -> float:
    """Return the seconds of the processor that `run` takes."""
    collects = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        run()
        return time.process_time() - start
    finally:
        if collects:
            gc.enable()


def growth(prepared: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how much longer it takes for four times the `size`, or 0 when it takes no time to speak of.

    `prepared` makes what is measured. When a file of a sixteenth of the largest takes `AT_ONCE`, the
    largest takes a second even if the time grows with the square. The rest is measured again and again, as
    long as it looks too slow: another program on the machine can only make it slower.
    """
    small, large = prepared(size), None
    least = cost(small)
    if least < AT_ONCE:
        return 0.0
    most = ratio = float("inf")
    for _attempt in range(ATTEMPTS):
        large = large or prepared(4 * size)
        most = min(most, cost(large))
        least = min(least, cost(small))
        ratio = most / least
        if ratio < MOST:
            break
    return ratio
