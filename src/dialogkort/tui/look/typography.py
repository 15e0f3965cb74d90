"""Type: where lines are broken, from which size a window counts as large, and which symbols its terminal has.

The table of replacements for missing symbols is in `signs`.
"""

import os
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum

from rich.cells import cell_len

BROAD, HIGH = 140, 36
"""The columns and rows from which a window is large: there, a card has a limited width or large letters."""
_BREATH = ",.;:?!…–"
CONSOLES = ("linux", "vt", "cons25", "ansi", "pcansi")
"""How the `TERM` of a console that draws with one of the machine's own fonts begins."""


class Signs(StrEnum):
    """Which symbols are drawn."""

    FULL = "full"
    PLAIN = "plain"
    """Letters of western Europe, and the blocks and lines that all consoles have."""
    BARE = "bare"
    """Letters of western Europe only."""


_in_use = Signs.FULL


def use(signs: Signs) -> None:
    """Draw these symbols from now on."""
    global _in_use  # noqa: PLW0603 - like the language: everything that is drawn depends on it
    _in_use = signs


def in_use() -> Signs:
    """Return which symbols are drawn."""
    return _in_use


def signs_for(wanted: str, environ: Mapping[str, str], system: str = os.name, encoding: str | None = None) -> Signs:
    """Return the symbols for a terminal; `wanted` is the user's choice: `plain`, `full`, or anything else."""
    encoding = encoding or getattr(sys.__stdout__, "encoding", None) or "utf-8"
    if not encoding.casefold().replace("-", "").startswith("utf"):
        return Signs.BARE
    if wanted in {Signs.PLAIN, Signs.FULL}:
        return Signs(wanted)
    old = system == "nt" and not any(environ.get(name) for name in ("WT_SESSION", "TERM_PROGRAM", "ConEmuANSI"))
    return Signs.PLAIN if old or environ.get("TERM", "").casefold().startswith(CONSOLES) else Signs.FULL


def is_large(size: tuple[int, int]) -> bool:
    """Tell whether a window of `size`, columns and rows, is large."""
    columns, rows = size
    return columns >= BROAD and rows >= HIGH


def breathe(text: str, width: int, length_of: Callable[[str], int] = cell_len) -> str:
    """Break `text` into the fewest lines of at most `width` cells, even in length, preferably after a pause.

    Line feeds in the text are kept. A word longer than a line is left for the terminal to wrap. If letters are not
    measured in cells, `length_of` measures words, and `width` is in the same unit.
    """
    space = length_of(" ")
    return "\n".join(_broken(paragraph.split(), width, length_of, space) for paragraph in text.split("\n"))


def _broken(words: list[str], width: int, length_of: Callable[[str], int], space: int) -> str:
    """Minimise the sum of squared distances from the mean length, over all ways with the fewest lines."""
    lengths = [length_of(word) for word in words]
    fewest: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    mean = (sum(lengths) + len(words) * space) / max(1, _greedy(lengths, width, space))
    for end in range(1, len(words) + 1):
        best: tuple[int, float, int] | None = None
        length = -space
        for start in range(end - 1, -1, -1):
            length += lengths[start] + space
            if length > width and start < end - 1:
                break
            cost = (length - mean) ** 2
            if words[end - 1][-1] in _BREATH and end < len(words):
                cost -= mean * 4
            way = (fewest[start][0] + 1, fewest[start][1] + cost, start)
            best = way if best is None or way[:2] < best[:2] else best
        fewest.append(best or (0, 0.0, 0))
    lines: list[str] = []
    end = len(words)
    while end:
        start = fewest[end][2]
        lines.append(" ".join(words[start:end]))
        end = start
    return "\n".join(reversed(lines))


def _greedy(lengths: list[int], width: int, space: int) -> int:
    lines, used = 1, -space
    for length in lengths:
        if used + space + length > width and used >= 0:
            lines, used = lines + 1, -space
        used += space + length
    return lines
