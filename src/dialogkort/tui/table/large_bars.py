"""The spread of the answers on a large window: thick bars, with figures and words that can be read from far away."""

from textual.content import Content

from dialogkort.tui.look.large_letters import FIGURES, cuts, set_large
from dialogkort.tui.look.typography import in_use
from dialogkort.views.table import Bar

THICKEST, LEGIBLE = 5, 4
"""The most rows of a bar, the last of them half empty, and the rows from which there is room for large figures."""
GAP = 3
"""Cells between the parts of a line."""
PERSON = 8
"""The most cells of a bar for each person."""


def large_bars(bars: tuple[Bar, ...], width: int, height: int) -> Content:
    """Return `bars` in `width` × `height` cells, all on the same scale."""
    most, people = max(bar.number for bar in bars), sum(bar.number for bar in bars)
    free = height // len(bars)
    apart = 1 if free > THICKEST else 0
    thick = max(1, min(THICKEST, free))
    unit = max(1, min(PERSON, width // 3 // max(1, people)))
    longest = most * unit
    rows: list[Content] = []
    for number, bar in enumerate(bars):
        rows += [Content()] * (apart if number else 0)
        label, count = (_figures(figure, thick) for figure in (str(bar.choice), str(bar.number or "")))
        labels = max(len(row) for row in _figures("8", thick))
        counts = max(len(row) for row in _figures(str(most), thick))
        words = _words(bar.words, width - labels - longest - counts - 3 * GAP, thick)
        for row in range(thick):
            drawn = Content.assemble(
                (label[row].ljust(labels + GAP), "bold $text"),
                (("▀" if row == thick - 1 and row else "█") * (bar.number * unit), "$now"),
                " " * GAP,
                (count[row].ljust(counts), "bold $text"),
                " " * (longest - bar.number * unit + GAP),
            )
            rows.append(drawn + Content.styled(words[row], "$text"))
    return Content("\n").join(rows)


def _figures(text: str, thick: int) -> list[str]:
    """Return figures as `thick` rows: large ones if they fit."""
    if thick < LEGIBLE:
        return _middle([text], thick)
    return _middle(cuts(in_use())[0].draw(text, FIGURES) if text else [""], thick)


def _words(text: str, width: int, thick: int) -> list[str]:
    """Return words as `thick` rows, never cut: large, or else wrapped, or else on one line that may be long."""
    small = cuts(in_use())[0]
    large = set_large(text, width, thick, (small,)) if thick >= small.rows else ()
    if large:
        return _middle(list(large), thick)
    lines = [line.plain for line in Content(text).wrap(max(1, width))]
    return _middle(lines if len(lines) <= thick else [text], thick)


def _middle(lines: list[str], rows: int) -> list[str]:
    """Return `lines` in the middle of `rows` rows."""
    above = max(0, rows - len(lines)) // 2
    return [*[""] * above, *lines, *[""] * (rows - above - len(lines))][:rows]
