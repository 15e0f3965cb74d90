"""The top of the table: who plays, how far the game has come, whether it is on time; and the phases of the round."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from dialogkort.tui.widgets.words import Words
from dialogkort.views.places import NOW
from dialogkort.views.table import TableView

LOW = 20
"""With fewer rows, only the current phase is shown."""


NARROW = 90
"""With fewer columns, the pace has only a share of the line."""
PACE = 0.6
"""The share of a narrow line that the pace may take, as in the style sheet."""


class TopLine(Vertical):
    """Two lines of words."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Words(id="team")
            yield Words(id="progress")
            yield Words(id="pace")
        yield Words(id="strip")

    def show(self, view: TableView) -> None:
        """Show where the game is."""
        self.query_one("#team", Words).put(view.team)
        self.query_one("#progress", Words).put(view.progress)
        pace = self.query_one("#pace", Words)
        pace.put(_fitting(view, self.app.size.width))
        pace.set_class(view.late, "-late")
        size = self.app.size
        steps = view.strip if size.height >= LOW else tuple(step for step in view.strip if step[0] == NOW)
        gap = "    " if size.width >= NARROW else "  "
        words = (Content.styled(f"{sign} {name}", "bold $now" if sign == NOW else "$dim") for sign, name in steps)
        strip = self.query_one("#strip", Words)
        strip.put(Content(gap).join(words))
        strip.display = bool(view.strip)


def _fitting(view: TableView, width: int) -> str:
    """Return the pace, or what matters of it if not all of it fits: how late it is, or else when the meeting ends."""
    if width >= NARROW or len(view.pace) <= int((width - 2) * PACE):
        return view.pace
    ends, _between, words = view.pace.partition(" · ")
    return words if view.late else ends
