"""The clock of the phase: large digits where there is room, plain ones where there is not, and a bar."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Digits

from dialogkort.core.game.countdown import Countdown
from dialogkort.language import gettext as _
from dialogkort.language.words import clock
from dialogkort.tui.widgets.words import LaidOutOnce, Words


class Figures(Digits, LaidOutOnce):
    """Large digits."""


class ClockFace(Vertical):
    """Shows a countdown. It repaints only what has changed."""

    WIDTH = 22

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        yield Figures(classes="large")
        yield Words(classes="bar")
        yield Words(classes="state")

    def show(self, countdown: Countdown | None, now: float) -> None:
        """Show what is left at `now`; nothing for a phase without a clock."""
        self.display = countdown is not None
        if countdown is None:
            return
        left = countdown.left(now)
        overtime = left <= -1
        spent = self.WIDTH - round(countdown.fraction(now) * self.WIDTH)
        shown = (clock(left), spent, overtime, countdown.paused)
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        self.query_one(Figures).update(shown[0])
        if before[1:] == shown[1:]:
            return
        bar = Content.assemble(("━" * (self.WIDTH - spent), "$now"), ("━" * spent, "$raised"))
        self.query_one(".bar", Words).put(bar)
        state = self.query_one(".state", Words)
        state.put(_("paused") if countdown.paused else _("over time: finish your thought") if overtime else "")
        self.set_class(overtime, "-overtime")


def plain_clock(countdown: Countdown | None, now: float) -> str:
    """Return the clock in one word or two, for a narrow or low screen."""
    if countdown is None:
        return ""
    left = countdown.left(now)
    words = _("paused") if countdown.paused else _("over time") if left <= -1 else ""
    return f"{clock(left)} {words}".rstrip()
