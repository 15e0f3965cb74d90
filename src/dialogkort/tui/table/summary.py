"""The summary: what was agreed, what was parked, and where the files are."""

from pathlib import Path
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from dialogkort.core.text import clean
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.names import shown_path
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.views.summary import summary_face


class SummaryScreen(Screen[None]):
    """Shows the outcome of a game. Its files are written before it says so."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "summary",
        [
            Binding("enter", "home", N_("home")),
            Binding("o", "folder", N_("choose another folder"), tooltip=N_("Choose where to keep the team's files.")),
            Binding(
                "w",
                "share",
                N_("print and share"),
                tooltip=N_("The minutes as a page, the poster, or the review dates for your calendar."),
            ),
            Binding("u", "undo", N_("undo"), tooltip=N_("Go back to the closing.")),
            Binding("down,pagedown", "scroll(1)", N_("scroll down"), show=False),
            Binding("up,pageup", "scroll(-1)", N_("scroll up"), show=False),
            Binding("question_mark", "app.help", N_("help")),
            Binding("q,escape", "home", N_("home"), show=False),
        ],
    )

    def __init__(self, sitting: Sitting, records: Records) -> None:
        super().__init__()
        self._sitting, self._records = sitting, records
        self._filed = False
        self._minutes: Path | None = None

    def compose(self) -> ComposeResult:
        yield Static(_("Thank you for the conversation"), markup=False, classes="heading")
        yield CardFace(id="card")
        yield Static(id="saved", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(CardFace).show(summary_face(self._sitting.game))
        self._file()

    def _file(self, tried: int = 0) -> None:
        """Write the game's files, and show what really happened."""
        if not self.is_attached:
            return
        path = self._records.write_game(self._sitting.game)
        self._filed = path is not None
        self._minutes = path
        if self.app.safety:
            self.app.safety.filed = self._filed
        if path is None:
            self.app.try_again(self._records, self._file, tried)
        if path:
            told = self._saved((path, *self._records.files()))
        else:
            game = self.app.safety.of_game() if self.app.safety else ""
            told = Content("\n").join(
                (Content.styled(self._records.problem, "bold $now"), Content.styled(game, "$now"))
            )
        self.query_one("#saved", Static).update(told)
        self.refresh_bindings()

    def _saved(self, paths: tuple[Path, ...]) -> Content:
        """Return the folder and the names of the files, with line breaks only between names."""
        folder = self._records.folder
        heading = Content.styled(_("Saved:") + f" {clean(shown_path(folder))}", "bold $text")
        names = [clean("/".join(path.relative_to(folder).parts)) for path in paths if path.is_relative_to(folder)]
        return Content("\n").join((heading, *(Content.styled(f"  {name}", "$dim") for name in names)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        match action:
            case "folder":
                return not self._filed
            case "share":
                return self._filed
            case _:
                return True

    def action_share(self) -> None:
        from dialogkort.tui.sharing import Sharing  # noqa: PLC0415 - pages are loaded when one is requested

        if self._minutes and self.is_active:
            Sharing(self.app, self._records.folder, self._sitting.game.setup.team).of_game(self._minutes)

    def action_folder(self) -> None:
        self.app.ask_for_folder(self._records, self._file)

    def action_undo(self) -> None:
        if self._sitting.undo():
            if self.app.safety:
                self.app.safety.filed = False
            self.app.back_to_table(self._sitting, self._records)

    def action_scroll(self, pages: int) -> None:
        self.query_one(CardFace).scroll_text(pages)

    def keep_input(self) -> None:
        """Close the game: once everything is on file, it is no longer unfinished."""
        self.app.let_go(filed=self._filed)

    def action_home(self) -> None:
        own = self.app.own_screens
        missing = own.facts.without_last if own and own.is_open else 0
        if missing and self.is_active:
            self._ask_to_wait(missing)
        else:
            self._go_home()

    def _ask_to_wait(self, missing: int) -> None:
        """Ask before disconnecting pages that have not received the agreements yet: they may be asleep."""
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        question = ngettext(
            "{number} personal screen has not received the last page yet. It may be asleep: wake it.",
            "{number} personal screens have not received the last page yet. They may be asleep: wake them.",
            missing,
        )
        rows = [("wait", _("Wait for them")), ("on", _("Leave without them"))]
        self.app.push_screen(
            PickScreen(_("Personal screens"), rows, question), lambda row: self._go_home() if row == "on" else None
        )

    def _go_home(self) -> None:
        if self._filed:
            self.app.close_summary(filed=True)
        else:
            self.app.leave_safely(lambda: self.app.close_summary(filed=False))
