"""Signs that not every terminal has, and their replacements.

The Linux console, the old Windows console and terminals without UTF-8 show a box for symbols that their fonts lack.
There, a plain character of the same width replaces each of them in the line as it is drawn: the words themselves stay
unchanged. Keys have special names there, too (`key_bar`). The only table is in `language.signs`.
"""

from unicodedata import normalize

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from dialogkort.language.signs import IN_BARE, IN_PLAIN
from dialogkort.tui.look.typography import Signs

BEYOND = 0x100
"""The first code beyond the letters of western Europe."""


def drawn(text: str, signs: Signs) -> str:
    """Return `text` in these symbols."""
    if signs is Signs.FULL or text.isascii():
        return text
    text = text.translate(_TABLES[signs])
    return "".join(map(_letter, text)) if signs is Signs.BARE else text


def _letter(sign: str) -> str:
    """Return a western European letter for `sign`, of the same width."""
    if ord(sign) < BEYOND:
        return sign
    base = normalize("NFD", sign)[0]
    return base if ord(base) < BEYOND else "?" * cell_len(sign)


_PLAIN = {ord(sign): plain for sign, plain in IN_PLAIN.items()}
_BARE = {ord(sign): bare for sign, bare in IN_BARE.items()}
_TABLES: dict[Signs, dict[int, str]] = {
    Signs.FULL: {},
    Signs.PLAIN: _PLAIN,
    Signs.BARE: {sign: plain.translate(_BARE) for sign, plain in _PLAIN.items()} | _BARE,
}


class InSigns(LineFilter):
    """Draws a line in other characters."""

    def __init__(self, signs: Signs) -> None:
        super().__init__()
        self._signs = signs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        del background
        return [Segment(drawn(text, self._signs), style, control) for text, style, control in segments]
