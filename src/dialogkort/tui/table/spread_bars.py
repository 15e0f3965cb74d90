"""The spread of the answers: one bar a choice, without names."""

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from dialogkort.views.table import Bar

BESIDE = 18
"""Cells for what stands around a bar and its words."""


class SpreadBars(VerticalScroll):
    """Shows how many gave each answer; nothing where there are no bars."""

    can_focus = False

    def compose(self) -> "list[Static]":
        return [Static(markup=False)]

    def show(self, bars: tuple[Bar, ...]) -> None:
        """Draw `bars`."""
        self.display = bool(bars)
        most = max((bar.number for bar in bars), default=0)
        width = self.parent.size.width if isinstance(self.parent, Widget) else 0
        room = width - max((len(bar.words) for bar in bars), default=0) - BESIDE
        unit = max(1, min(6, room // max(1, most)))
        widest = max(1, most * unit)
        lines = [
            Content.assemble(
                (f"{bar.choice}  ", "bold $text"),
                ("█" * (bar.number * unit), "$now"),
                (f" {bar.number or ''}".ljust(widest - bar.number * unit + 4), "bold $text"),
                (bar.words, "$text"),
            )
            for bar in bars
        ]
        self.query_one(Static).update(Content("\n").join(lines))
