"""The app: composition only. It opens screens, and starts, resumes and ends games."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widget import AwaitMount

from dialogkort.sessions.surroundings import Surroundings
from dialogkort.tui.host import Host
from dialogkort.tui.look.typography import BROAD, HIGH

if TYPE_CHECKING:  # what a game needs is loaded with it, not before the first frame
    from dialogkort.sessions.beginning import Beginning
    from dialogkort.sessions.games import Outcome
    from dialogkort.sessions.records import Records
    from dialogkort.sessions.sitting import Sitting


class DialogkortApp(Host):
    """Deals cards."""

    CSS_PATH = "app.tcss"
    TITLE = "dialogkort"
    ENABLE_COMMAND_PALETTE = False  # ours is opened by the same key, with the live keys of the screen
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide"), (BROAD, "-broad")]  # noqa: RUF012 - as Textual declares it
    SUSPENDED_SCREEN_CLASS = "-behind"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall"), (HIGH, "-high")]  # noqa: RUF012

    def __init__(
        self,
        surroundings: Surroundings,
        beginning: "Beginning | None" = None,
        *,
        resume: bool = False,
        problems: tuple[str, ...] = (),
        first: Callable[[], Screen[None]] | None = None,
    ) -> None:
        super().__init__(surroundings)
        self._beginning = beginning
        self._resume = resume
        self._problems = problems
        self._first = first

    def _get_screen(self, screen: Screen[Any] | str) -> tuple[Screen[Any], AwaitMount]:
        """Give a screen the classes for the size of the window before it is drawn for the first time.

        Textual does so once the screen has been drawn, and draws it again: for a moment, a form would show the
        arrangement for a wide window.
        """
        if isinstance(screen, Screen) and not screen.is_running:
            screen.add_class(
                *screen._get_breakpoint_classes(self.size.width, self.HORIZONTAL_BREAKPOINTS),
                *screen._get_breakpoint_classes(self.size.height, self.VERTICAL_BREAKPOINTS),
            )
        return super()._get_screen(screen)

    def get_default_screen(self) -> Screen[None]:
        if self._first:
            return self._first()
        from dialogkort.tui.home import HomeScreen  # noqa: PLC0415

        return HomeScreen()

    def on_mount(self) -> None:
        self.screen.call_after_refresh(_collect_garbage)
        for problem in self._problems:
            self.tell(problem, warning=True)
        if self.surroundings.settings.keymap:
            self.check_keys()
        if self._resume:
            self.resume_game(within=self.surroundings.given_folder)
        elif self._beginning:
            from dialogkort.sessions import games  # noqa: PLC0415

            self._open(games.begin_or_set_up(self._beginning, self.surroundings, self.library))

    def action_command_palette(self) -> None:
        from dialogkort.tui.palette import open_palette  # noqa: PLC0415

        open_palette(self)

    # Games

    def set_up_game(self, beginning: "Beginning | None" = None) -> None:
        from dialogkort.sessions.beginning import Beginning  # noqa: PLC0415
        from dialogkort.tui.setup.screen import SetupScreen  # noqa: PLC0415

        self.push_screen(SetupScreen(beginning or Beginning()), self.begin_game)

    def begin_reviews(self, team: str) -> None:
        from dialogkort.sessions.beginning import ALL_REVIEWS, Beginning  # noqa: PLC0415

        self.set_up_game(Beginning(team=team, reviews=ALL_REVIEWS, alone=True))

    def begin_game(self, beginning: "Beginning | None") -> None:
        """Start a game and open the table; do nothing if the set-up was cancelled."""
        from dialogkort.sessions import games  # noqa: PLC0415

        if beginning:
            self._open(games.begin(beginning, self.surroundings, self.library))

    def resume_game(self, chosen: Path | None = None, within: Path | None = None) -> None:
        """Continue the game in `chosen`, or else the latest one, of the folder `within` if one was named."""
        from dialogkort.sessions import games  # noqa: PLC0415

        self._open(games.resume(self.surroundings, chosen, within=within))

    def _open(self, outcome: "Outcome") -> None:
        """Put a game on the table, or say why there is none and let the set-up continue."""
        from dialogkort.sessions.games import NotOpened  # noqa: PLC0415

        if isinstance(outcome, NotOpened):
            if outcome.told:
                self.tell(outcome.told, warning=True)
            if outcome.settled:
                self.set_up_game(outcome.settled)
        elif outcome.ended:
            self.end_game(outcome.sitting, outcome.records)
        else:
            self._open_table(outcome.sitting, outcome.records)
            if outcome.told:
                self.tell(outcome.told, warning=True)
            if outcome.unwritten:
                self.ask_for_folder(outcome.records, outcome.unwritten)

    def _open_table(self, sitting: "Sitting", records: "Records") -> None:
        from dialogkort.sessions.safety import Safety  # noqa: PLC0415
        from dialogkort.tui.table.screen import TableScreen  # noqa: PLC0415

        self.safety = Safety(sitting, records)
        self.clear_notifications()
        self.push_screen(TableScreen(sitting, records))

    def leave_game(self) -> None:
        safety = self.safety
        self.let_go(filed=False)
        self.pop_screen()
        if safety:
            self.tell(safety.on_leaving(home=True), warning=bool(safety.sentences()))

    def end_game(self, sitting: "Sitting", records: "Records") -> None:
        from dialogkort.sessions.safety import Safety  # noqa: PLC0415
        from dialogkort.tui.table.screen import TableScreen  # noqa: PLC0415
        from dialogkort.tui.table.summary import SummaryScreen  # noqa: PLC0415

        if self.safety is None:
            self.safety = Safety(sitting, records)
            self.clear_notifications()
        summary = SummaryScreen(sitting, records)
        if isinstance(self.screen, TableScreen):
            self.switch_screen(summary)
        else:
            self.push_screen(summary)

    def close_summary(self, *, filed: bool) -> None:
        safety = self.safety
        self.let_go(filed=filed)
        self.pop_screen()
        if safety and not filed:
            self.tell(safety.on_leaving(home=True), warning=True)

    def back_to_table(self, sitting: "Sitting", records: "Records") -> None:
        from dialogkort.tui.table.screen import TableScreen  # noqa: PLC0415

        self.switch_screen(TableScreen(sitting, records))


def _collect_garbage() -> None:
    """Let Python collect garbage again after the first frame, and never look through what was loaded before it."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
