"""Large letters made of block characters, so that the far end of a room can read a question and a clock.

Pure: text in, rows of signs out. The words themselves stay unchanged for anyone who copies or hears them.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from dialogkort.tui.look.letter_shapes import ACCENTS, LETTERS
from dialogkort.tui.look.typography import Signs, breathe

TALL = 10
"""Dots from the ring of an Å to the tail of a g: a line of text."""
FIGURES = slice(1, 9)
"""The dots of a line that figures fill; the rest is left out if there are only figures."""
SPACE = 3
"""Dots of a space, in addition to the one that follows each letter."""
BETWEEN = 2
"""Rows between text and what is below it."""
ACCENT, LOWER_CAPITAL = 5, (1, 2, 4, 5, 7)
"""The maximum width of an accent in dots, and the rows that remain of a capital below one."""
_BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""A character for each way to ink the four quarters of a cell: upper left and right, then lower left and right."""
_COMBINING = {"`": "\u0300", "´": "\u0301", "^": "\u0302", "~": "\u0303", "¨": "\u0308", "ˇ": "\u030c"}

Dots = tuple[str, ...]
"""Rows of `#` and `.`, all of the same length."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How the typeface is cut: how many dots are side by side in a cell, and how many times a dot is repeated.

    With two dots in a cell, each is half as wide as it is high; upright strokes are then drawn two dots wide.
    """

    across: int = 1
    times: int = 1

    @property
    def rows(self) -> int:
        """Rows of the terminal for a line of text."""
        return TALL * self.times // 2

    def length(self, text: str) -> int:
        """Return how many dots `text` takes, with the empty one after its last letter."""
        return sum(len(dots[0]) + 1 if (dots := self._dots(letter)) else SPACE + 1 for letter in text)

    def cells(self, text: str) -> int:
        """Return how many cells `text` takes on one line."""
        return -(-max(0, self.length(text) - 1) * self.times // self.across)

    def dots_in(self, width: int) -> int:
        """Return how many dots fit into `width` cells, with the empty one after them."""
        return width * self.across // self.times + 1

    def _dots(self, letter: str) -> Dots:
        dots = shape_of(letter)
        return _bold(dots) if self.across > 1 else dots

    def draw(self, text: str, rows: slice = slice(None)) -> list[str]:
        """Return `text` on one line, as rows of block characters; `rows` are the rows of dots to draw."""
        shapes = [self._dots(letter) or ("." * SPACE,) * TALL for letter in text]
        lines = [".".join(row) for row in zip(*shapes, strict=True)][rows]
        wide = ["".join(dot * self.times for dot in line) for line in lines for _again in range(self.times)]
        return [self._row(above, below) for above, below in zip(wide[::2], wide[1::2], strict=True)]

    def _row(self, above: str, below: str) -> str:
        step = self.across
        above, below = above + "." * step, below + "." * step
        cells = (above[place : place + step] + below[place : place + step] for place in range(0, len(above) - 1, step))
        return "".join(_block(cell if step > 1 else "".join(dot * 2 for dot in cell)) for cell in cells).rstrip()


LARGE, LARGER, LARGEST = (Cut(across=2, times=times) for times in (1, 2, 3))
"""Of 5, 10 and 15 rows: bold and narrow, because tall letters can be read from far away, and narrow ones fit."""


def cuts(signs: Signs) -> tuple[Cut, Cut, Cut]:
    """Return the three cuts for these symbols: plain ones have no quarters of a cell, only halves."""
    return (LARGE, LARGER, LARGEST) if signs is Signs.FULL else (Cut(), LARGER, Cut(times=2))


@lru_cache(64)
def set_large(
    text: str, width: int, height: int, cuts: tuple[Cut, ...] = (LARGER, LARGE), *, airy: bool = True
) -> tuple[str, ...]:
    """Return `text` in the first of `cuts` that fits into `width` × `height` cells, row by row; empty if none does.

    It is also empty if the typeface lacks a letter of the text. An `airy` text has empty rows between its lines if they
    fit.
    """
    if not can_be_large(text):
        return ()
    for cut in cuts:
        lines = breathe(text, cut.dots_in(width), cut.length).split("\n")
        high = len(lines) * cut.rows
        if high <= height and all(cut.cells(line) <= width for line in lines):
            between = [""] * cut.times if airy and high + (len(lines) - 1) * cut.times <= height else []
            drawn = [[*cut.draw(line), *between] for line in lines]
            return tuple(row for line in drawn for row in line)[: high + (len(lines) - 1) * len(between)]
    return ()


@lru_cache(64)
def set_card(
    text: str, below: tuple[str, ...], width: int, height: int, plain: int, *, short: bool = False, small: Cut = LARGE
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the rows of a card's `text`, and of each line that is `below` it, both in large letters.

    Making the lines below readable from far away comes before making the text even larger. If they do not fit in large
    letters, they take `plain` rows in the terminal's own letters, and nothing is returned for them; if not even those
    fit, the text is not large either. A `short` card takes no more room than it needs.
    """
    cuts = (small,) if short else (LARGER, small)
    if not below:
        return set_large(text, width, height, cuts, airy=not short), ()
    for cut in cuts:
        over = set_large(text, width, height, (cut,), airy=False)
        if not over:
            continue
        under = _lines_large(below, width, height - len(over) - BETWEEN, small)
        if under:
            return over, under
    return set_large(text, width, height - plain - BETWEEN, cuts), ()


def _lines_large(lines: tuple[str, ...], width: int, height: int, small: Cut) -> tuple[tuple[str, ...], ...]:
    all_drawn: list[tuple[str, ...]] = []
    for line in lines:
        drawn = set_large(line, width, height, (small,), airy=False) if line.strip() else ("",)
        height -= len(drawn)
        if not drawn or height < 0:
            return ()
        all_drawn.append(drawn)
    return tuple(all_drawn)


def can_be_large(text: str) -> bool:
    """Tell whether the typeface has all letters of `text`."""
    return bool(text.strip()) and all(letter.isspace() or shape_of(letter) for letter in text)


@cache
def shape_of(letter: str) -> Dots:
    """Return the dots of a letter, ten rows of them; empty for one that the typeface lacks."""
    shapes = _shapes()
    if letter in shapes:
        return shapes[letter]
    base, *over = tuple(normalize("NFD", letter))
    if len(over) != 1 or base not in shapes or over[0] not in _accents():
        return ()
    dots = shapes[base]
    width = max(len(dots[0]), ACCENT)
    if not base.islower():  # a capital is made lower, to make room above it
        blank = "." * len(dots[0])
        dots = (blank, blank, blank, *(dots[row] for row in LOWER_CAPITAL), blank, blank)
    mark = [row.center(width, ".") for row in _accents()[over[0]]]
    return (*mark, *(row.center(width, ".") for row in dots[len(mark) :]))


@cache
def _shapes() -> dict[str, Dots]:
    found: dict[str, Dots] = {}
    for sheet in LETTERS:
        for letter, dots in _read(sheet).items():
            blank = "." * len(dots[0])
            found[letter] = dots if len(dots) == TALL else (blank, *dots, blank, blank)
    return found


@cache
def _accents() -> dict[str, Dots]:
    return {_COMBINING[mark]: dots for mark, dots in _read(ACCENTS).items()}


def _read(sheet: str) -> dict[str, Dots]:
    letters, *rows = (line.split() for line in sheet.strip().split("\n"))
    return dict(zip(letters, zip(*rows, strict=True), strict=True))


def _bold(dots: Dots) -> Dots:
    """Make upright strokes two dots wide: each dot also inks the next one."""
    return tuple(
        "".join("#" if "#" in pair else "." for pair in zip("." + row, row + ".", strict=True)) for row in dots
    )


def _block(quarters: str) -> str:
    """Return the character for upper left and right, lower left and right."""
    return _BLOCKS[sum(1 << place for place, quarter in enumerate(quarters) if quarter == "#")]
