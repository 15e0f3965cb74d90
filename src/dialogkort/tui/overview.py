"""The overview on screen: what the team can see about itself, one chart below the other."""

from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from dialogkort.core.team import Team
from dialogkort.files.problems import FileProblem
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.sessions.overviews import counted
from dialogkort.storage import teams as team_files
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.look.styled import contents_of
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.views.overview import Picture, picture_lines, pictures

WIDEST = 100


class OverviewScreen(DismissOnce[None]):
    """Shows the charts of one team; a key switches to another team."""

    app = getters.app(Host)

    class Seen(Message):
        """Files of the team at `place` have been counted: all of them, or `so_far` agreements."""

        def __init__(self, place: int, found: tuple[Picture, ...], left_out: int, so_far: int | None) -> None:
            super().__init__()
            self.place, self.found, self.left_out, self.so_far = place, found, left_out, so_far

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "overview",
        [
            Binding("down,pagedown,space", "scroll(1)", N_("scroll down")),
            Binding("up,pageup", "scroll(-1)", N_("scroll up"), show=False),
            Binding("t", "turn", N_("another team")),
            Binding("w", "share", N_("print and share"), tooltip=N_("Save the overview as a page to print or send.")),
            Binding("question_mark", "app.help", N_("help")),
            Binding("escape,q", "leave", N_("back")),
        ],
    )

    def __init__(self) -> None:
        super().__init__()
        self._teams: tuple[tuple[Path, Team], ...] = ()
        self._place = 0
        self.pictures: tuple[Picture, ...] = ()
        """The charts on the screen; before everything is counted, only the first one."""
        self.complete = False
        self._told = ""

    def compose(self) -> ComposeResult:
        yield Static(_("Overview"), markup=False, classes="heading", id="title")
        yield Static(id="summary", markup=False, classes="hint")
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(id="pictures", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._teams = team_files.teams(self.app.surroundings.folder)
        self._begin()

    def _begin(self) -> None:
        """Count what the files of the current team say, in the background."""
        self.pictures, self.complete = (), False
        if not self._teams:
            self._told = _("No team has played yet. Your agreements will be counted here.")
        else:
            self._told = _("Counting …")
            self._count(self._place)
        self._draw()

    @work(thread=True, exclusive=True, group="counting")
    def _count(self, place: int) -> None:
        worker = get_current_worker()
        problems: list[FileProblem] = []
        for seen, complete in counted(self._teams[place][0], self.app.surroundings.today, problems):
            if worker.is_cancelled:
                return
            found = pictures(seen) if complete else pictures(seen)[:1]
            left_out = len({problem.path for problem in problems})
            self.post_message(self.Seen(place, found, left_out, None if complete else seen.total))

    def on_overview_screen_seen(self, event: Seen) -> None:
        if event.place == self._place:
            self.pictures, self.complete = event.found, event.so_far is None
            if event.so_far is None:
                self._told = _("No names, and no figures based on fewer than three people.")
            else:
                self._told = _("Counting: {number} agreements so far …").format(number=event.so_far)
            if event.left_out:
                self._told += " " + _("Files that cannot be understood are left out: {number}.").format(
                    number=event.left_out
                )
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        team = self._teams[self._place][1].name if self._teams else ""
        heading = _("Overview: {team}") if team else _("Overview")
        self.query_one("#title", Static).update(heading.format(team=team))
        self.query_one("#summary", Static).update(self._told)
        width = max(20, min(WIDEST, self.app.size.width - 6))
        lines = [line for picture in self.pictures for line in picture_lines(picture, width)]
        self.query_one("#pictures", Static).update(contents_of(lines))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        match action:
            case "turn":
                return len(self._teams) > 1
            case "share":
                return self.complete and bool(self.pictures)
            case _:
                return True

    def action_scroll(self, pages: int) -> None:
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * max(1, page.size.height - 2), animate=False)

    def action_turn(self) -> None:
        self._place = (self._place + 1) % len(self._teams)
        self._begin()

    def action_share(self) -> None:
        from dialogkort.tui.sharing import Sharing  # noqa: PLC0415 - pages are loaded when one is requested

        if self.is_active and self._teams:
            folder, team = self._teams[self._place]
            Sharing(self.app, folder, team.name).of_overview()

    def action_leave(self) -> None:
        self.dismiss(None)
