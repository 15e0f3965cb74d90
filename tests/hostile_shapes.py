"""Text that nobody writes, as long as needed, and whether reading it takes time in proportion.

A reader that is given four times as much may take four times as long. One that takes sixteen times as long hangs for
minutes on a file that fits on a floppy disk.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SOAK = bool(os.environ.get("SOAK"))

AT_ONCE = 0.004
"""Seconds. What takes no longer than that need not be measured more closely: `growth` explains why."""

MOST = 9.0
"""How many times as long four times as much may take; sixteen is what is looked for."""

ATTEMPTS = 6
LONG = 2.0
"""Seconds of the larger one, above which another attempt shows nothing new."""

Place = Callable[[str], str]
"""Puts a text at its place in a file."""

Prepared = Callable[[str], Callable[[], object]]
"""Returns what is measured, for the text of a file."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece repeated many times, with something before it and after it."""

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


KNOWN = (
    Shape(" ", "a", "#"),
    Shape(" ", '"a', '" b'),
    Shape("\t", "a", "#"),
    Shape("#\n", "\n"),
    Shape(" #", '"a', '"'),
    Shape(" #", "a"),
    Shape("\u0300\u0323", "a"),
    Shape("\u0334\u0301\u0323\u0345", '"a', '"'),
    Shape("## Historik\n\n- a\n", "\n"),
    Shape("- 22. november 2026: Aftalt\n", "a\n"),
    Shape("\\<!--", "\n", "-->"),
    Shape("om "),
)
"""What has hung a program for minutes, at each place in each file."""

PIECES = (
    *" \t\u00a0\u2003\n\r#\"'[]{}()-=\\:*_`~<>&|!?$%@+,;./^a0\u00e6\u00df\u65e5\u0000\ufffd\ufeff\u2028\u200d",
    *("\u0301", "\u0300\u0323", "\u0344\u0323", "a\u0301", "\u1100\u1161\u11a8", "\uff9e\u0334", "\u0301\ufffd\u0323"),
    *("\U0001f468\u200d", "\ufdfa", "\x1b[31m"),
    *(" #", "# ", "#\n", "\n#", " # ", "a #", "\t#", "\\#", "'\"", '\\"', "''", '"" ', "' #", '" #', "a' #'", 'a" #"'),
    *("[]", "{}", "[a", "[a, ", "{a: ", "[a](b)", "![a](b)", "[[", "](", "a]", "[x] ", "- [ ] a\n"),
    *("--", "- ", "-\n", "- a\n", "- - ", "---\n", "--- a\n", "...\n", "- a\n\n", "  - a\n", "- a\n  > b\n", "\n\n  a"),
    *("a: ", ": ", "a:\n", "a: b\n", "k{n}: b\n", "k{n}: b # c\n", "? ", "a:a", ":a ", "a: b: c\n", "&a ", "*a "),
    *(
        "!a ",
        "&#",
        "&#1",
        "&#10;",
        "&amp;",
        "&a",
        "\\\\",
        "\\\n",
        "\\<!--",
        "<!--",
        "-->",
        "<!-- -->",
        "<!--\n",
        "\\<!-- ",
    ),
    *("```\n", "~~~\n", "``` ", "` ``", "**", "*a", "_a", "a_", "~~a", "==", "$$a", "%%", "| a ", "|---|\n", "<b>"),
    *("# a\n", "## a\n", "## Historik\n", "## History\n\n- a\n", "## Anledning\n\n> a\n", "> ", "> a\n", "> > ", "# #"),
    *("a #\n", "1. ", "1. a\n", "25. august 2026: Beholdt.\n", "- 25. august 2026: Beholdt.\n", "den ", "on the "),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> a\n", "<<<<<<< a\n>>>>>>> b\n", "%YAML 1.1\n", "om ", "d. "),
    *(
        "- name: A\n  ",
        "a ",
        "a\n",
        "a  \n",
        " a\n",
        "  \n",
        "\r\n",
        "a\r",
        "\\ ",
        "ab, ",
        "a.b",
        "a. A",
        "1 ",
        "1-",
        "1.1",
    ),
)
FRAMES = (
    *(("a", "#"), ("a", "b"), ("a", " #"), ('"', '"'), ("'", "'"), ('"', ""), ("'", ""), ("[", "]"), ("{", "}")),
    *(("|\n  ", "\n"), (">-\n    ", "\n"), ("\n  - ", "\n"), ("\n  a: ", "\n"), ("a # ", ""), ('"', '" # a')),
    *(("\n", "\na: '"), ("2026-11-22", ""), ("<!--", ""), ("", "-->"), ("<!--", "-->"), ("`", "`"), ("", "\n---\n")),
)


def shapes() -> Iterator[Shape]:
    """Yield every piece bare and in one frame; in a soak, in each of them."""
    for number, piece in enumerate(PIECES):
        yield Shape(piece)
        for before, after in FRAMES if SOAK else (FRAMES[number % len(FRAMES)],):
            yield Shape(piece, before, after)


def slow(
    prepared: Prepared,
    places: Mapping[str, Place],
    size: int,
    *,
    every: int = 1,
    known: int = 1,
    more: Sequence[Shape] = (),
) -> list[tuple[str, str, float]]:
    """Return the places, shapes and growths where the time grows faster than the size.

    At each of the `places`, one in `known` of the known shapes and of `more` is tried, and one in `every` of the
    others; at the next place, those that follow. In a soak, all are tried everywhere.
    """
    found = []
    for number, (name, place) in enumerate(places.items()):
        tried = [
            *(shape for count, shape in enumerate((*KNOWN, *more)) if SOAK or (count + number) % known == 0),
            *(shape for count, shape in enumerate(shapes()) if SOAK or (count + number) % every == 0),
        ]
        for shape in tried:
            grown = growth(lambda length, place=place, shape=shape: prepared(place(shape.of(length))), size)
            if grown >= MOST:
                found.append((name, str(shape), round(grown, 1)))
    return found


def growth(prepared: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times as long four times the `size` takes, or 0 when it takes no time to speak of.

    When a file of a sixteenth of the maximum takes `AT_ONCE`, the maximum takes a second even if the time grows with
    the square. What takes longer is measured again and again, as long as it looks too slow: another program on the
    machine can only make it slower.
    """
    small, large = prepared(size), None
    least, most = _cost(small), float("inf")
    if least < AT_ONCE:
        return 0.0
    for _attempt in range(ATTEMPTS):
        large = large or prepared(4 * size)
        most = min(most, _cost(large))
        if most < MOST * least or most > LONG:
            break
        least = min(least, _cost(small))
    return most / least


def _cost(run: Callable[[], object]) -> float:
    """Return the processor time in seconds that `run` takes."""
    collects = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        run()
        return time.process_time() - start
    finally:
        if collects:
            gc.enable()
