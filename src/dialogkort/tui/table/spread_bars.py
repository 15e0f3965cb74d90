"""The spread of the answers: one bar per choice, without names."""

from textual import getters
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from dialogkort.tui.host import Host
from dialogkort.tui.look.typography import is_large
from dialogkort.tui.widgets.words import Words
from dialogkort.views.table import Bar

BESIDE = 13
"""Cells for what is around a bar and its words."""
WIDEST = 6
"""The most cells of a bar for each person."""


class SpreadBars(VerticalScroll):
    """Shows how many gave each answer; nothing if there are no bars."""

    can_focus = False
    app = getters.app(Host)
    _bars: tuple[Bar, ...] = ()

    def compose(self) -> "list[Words]":
        return [Words()]

    def show(self, bars: tuple[Bar, ...]) -> None:
        """Draw `bars`, all on the same scale: a person has the same width in each, however many there are."""
        self._bars = bars
        self.display = bool(bars)
        self.query_one(Words).put("\n".join(map(_told, bars)), self._drawn() if bars else None)

    def on_resize(self) -> None:
        """Use the room that is available now."""
        self.show(self._bars)

    def _drawn(self) -> Content:
        bars = self._bars
        people = sum(bar.number for bar in bars)
        most = max(bar.number for bar in bars)
        if self.app.large_letters and is_large(self.app.size) and self.content_size.height > 2 * len(bars):
            from dialogkort.tui.table.large_bars import large_bars  # noqa: PLC0415 - for large windows

            return large_bars(bars, *self.content_size)
        width = self.parent.size.width if isinstance(self.parent, Widget) else 0
        room = max(10, width - BESIDE)
        unit = max(1, min(WIDEST, room // 2 // max(1, people)))
        column = most * unit + 3
        words = max(10, room - column)
        lines = [line for bar in bars for line in _lines(bar, unit, column, words)]
        return Content("\n").join(lines)


def _told(bar: Bar) -> str:
    return f"{bar.choice}: {bar.number}  {bar.words}".rstrip()


def _lines(bar: Bar, unit: int, column: int, width: int) -> list[Content]:
    """Return a bar and its words, which are wrapped if there is no room for them beside it, but never cut."""
    drawn = Content.assemble(
        (f"{bar.choice}  ", "bold $text"),
        ("█" * (bar.number * unit), "$now"),
        (f" {bar.number or ''}".ljust(column - bar.number * unit + 1), "bold $text"),
    )
    first, *others = Content.styled(bar.words, "$text").wrap(width) or [Content("")]
    return [drawn + first, *(Content(" " * drawn.cell_length) + other for other in others)]
