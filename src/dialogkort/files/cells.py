"""How many terminal cells text takes up."""

import unicodedata
from functools import lru_cache

_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def cells(text: str) -> int:
    """Return the width of `text` in cells: wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(cell, text))


@lru_cache(maxsize=1024)
def cell(character: str) -> int:
    """Return the width of one character in cells."""
    if unicodedata.category(character) in _NO_WIDTH or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
