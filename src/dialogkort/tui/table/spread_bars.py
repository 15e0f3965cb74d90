"""The spread of the answers: one bar a choice, without names."""

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from dialogkort.views.table import Bar

BESIDE = 13
"""Cells for what stands around a bar and its words."""
WIDEST = 6
"""Cells of a bar for each person, at most."""


class SpreadBars(VerticalScroll):
    """Shows how many gave each answer; nothing where there are no bars."""

    can_focus = False

    def compose(self) -> "list[Static]":
        return [Static(markup=False)]

    def show(self, bars: tuple[Bar, ...]) -> None:
        """Draw `bars`, all with one scale: a person is as wide in each, however many there are of them."""
        self.display = bool(bars)
        people = sum(bar.number for bar in bars)
        most = max((bar.number for bar in bars), default=0)
        width = self.parent.size.width if isinstance(self.parent, Widget) else 0
        room = max(10, width - BESIDE)
        unit = max(1, min(WIDEST, room // 2 // max(1, people)))
        column = most * unit + 3
        words = max(10, room - column)
        lines = [line for bar in bars for line in _lines(bar, unit, column, words)]
        self.query_one(Static).update(Content("\n").join(lines))


def _lines(bar: Bar, unit: int, column: int, width: int) -> list[Content]:
    """Return a bar and its words, which are broken where there is no room for them beside it and never cut."""
    drawn = Content.assemble(
        (f"{bar.choice}  ", "bold $text"),
        ("█" * (bar.number * unit), "$now"),
        (f" {bar.number or ''}".ljust(column - bar.number * unit + 1), "bold $text"),
    )
    first, *others = Content.styled(bar.words, "$text").wrap(width) or [Content("")]
    return [drawn + first, *(Content(" " * drawn.cell_length) + other for other in others)]
