"""The clock of the phase: large digits if there is room, plain ones if not, and a bar."""

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from dialogkort.core.game.countdown import Countdown
from dialogkort.language import gettext as _
from dialogkort.language.words import clock
from dialogkort.tui.host import Host
from dialogkort.tui.look.typography import Signs, in_use, is_large
from dialogkort.tui.widgets.words import Words

BARE_BAR = 20
"""The width of the bar, in cells, if there are no figures above it."""
USUAL = "00:00"
"""The longest time that a clock normally shows."""


class ClockFace(Vertical):
    """Shows a countdown. It repaints only what has changed."""

    app = getters.app(Host)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._shown: tuple[object, ...] = ()
        self.time = ""
        """The text of the figures."""

    def compose(self) -> ComposeResult:
        yield Words(classes="figures")
        yield Words(classes="bar")
        yield Words(classes="state")

    def show(self, countdown: Countdown | None, now: float) -> None:
        """Show the time left at `now`; nothing for a phase without a clock."""
        self.display = countdown is not None
        if countdown is None:
            return
        left = countdown.left(now)
        overtime = left <= -1
        self.time = clock(left)
        figures, width = self._figures(self.time)
        spent = width - round(countdown.fraction(now) * width)
        shown = (figures, width, spent, overtime, countdown.paused)
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        self.query_one(".figures", Words).put(self.time, Content(figures))
        if before[1:] == shown[1:]:
            return
        bar = Content.assemble(("━" * (width - spent), "$now"), ("─" * spent, "$dim"))
        self.query_one(".bar", Words).put(bar)
        state = self.query_one(".state", Words)
        state.put(_("paused") if countdown.paused else _("overtime: finish your thought") if overtime else "")
        self.set_class(overtime, "-overtime")

    def _figures(self, time: str) -> tuple[str, int]:
        """Return `time` in solid figures, as large as there is room for, and their width in cells."""
        from dialogkort.tui.look.large_letters import FIGURES, cuts  # noqa: PLC0415 - not before there is a clock

        room = self.parent.content_size.width if isinstance(self.parent, Widget) else 0
        measured = max(time, USUAL, key=len)  # the figures keep their size while a minute passes
        if in_use() is Signs.BARE:  # there is nothing to draw them with
            return time, min(room, BARE_BAR)
        small, larger, largest = cuts(in_use())
        sizes = (largest, larger) if self.app.large_letters and is_large(self.app.size) else ()
        cut = next((cut for cut in sizes if cut.cells(measured) <= room), small)
        width = max(0, min(room, cut.cells(measured)))
        return "\n".join(line.ljust(width) for line in cut.draw(time, FIGURES)), width


def plain_clock(countdown: Countdown | None, now: float) -> str:
    """Return the clock in one word or two, for a narrow or low screen."""
    if countdown is None:
        return ""
    left = countdown.left(now)
    words = _("paused") if countdown.paused else _("overtime") if left <= -1 else ""
    return f"{clock(left)} {words}".rstrip()
