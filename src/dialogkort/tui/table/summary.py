"""The summary: what was agreed, what was parked, and where the files lie."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from dialogkort.core.text import clean
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.numbers import decimal
from dialogkort.language.words import outcome_words
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
from dialogkort.tui.host import Host
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.views.delegation import level_made


class SummaryScreen(Screen[None]):
    """Shows what came of a game. Its files are written before it says so."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "home", N_("home")),
        Binding("o", "folder", N_("another folder"), tooltip=N_("Choose where the team's files lie.")),
        Binding("u", "undo", N_("undo"), tooltip=N_("Go back to the closing.")),
        Binding("down,pagedown", "scroll(1)", N_("read on"), show=False),
        Binding("up,pageup", "scroll(-1)", N_("read back"), show=False),
        Binding("question_mark", "app.help", N_("help")),
        Binding("q,escape", "home", N_("home"), show=False),
    ]

    def __init__(self, sitting: Sitting, records: Records) -> None:
        super().__init__()
        self._sitting, self._records = sitting, records
        self._filed = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(_("Thank you for the talk"), markup=False, classes="heading")
            yield Static(id="summary", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._file()

    def _file(self) -> None:
        """Write the game's files, and show what is true."""
        path = self._records.write_game(self._sitting.game)
        self._filed = path is not None
        lines = self._told()
        if path:
            lines += [Content(""), Content.styled(_("Saved:"), "bold $text")]
            lines += [Content.styled(f"  {clean(str(one))}", "$text") for one in (path, *self._records.files())]
        else:
            lines += [
                Content(""),
                Content.styled(self._records.problem, "bold $now"),
                Content.styled(_("Nothing is lost: the game waits until its files can be written."), "$now"),
            ]
        self.query_one("#summary", Static).update(Content("\n").join(lines))
        self.refresh_bindings()

    def _told(self) -> list[Content]:
        game = self._sitting.game
        reviewed = len({change.id for change in game.changes})
        counts = [ngettext("{number} reviewed", "{number} reviewed", reviewed)] if reviewed else []
        if game.cards_played or not reviewed:
            counts.append(ngettext("{number} round", "{number} rounds", game.cards_played))
        counts.append(ngettext("{number} agreement", "{number} agreements", len(game.agreements)))
        lines = [Content.styled(" · ".join(counts), "$dim")]
        if game.average is not None:
            number = _("The meeting was given {average} of 5.").format(average=decimal(game.average))
            lines.append(Content.styled(number, "$dim"))
        for change in game.changes:
            lines += [
                Content(""),
                Content.styled(f"{change.after.title}", "bold $text"),
                Content.styled(f"  {outcome_words(change)}", "$dim"),
            ]
        for agreement in game.agreements:
            review = _("review {date}").format(date=long_date(agreement.review))
            about = " · ".join(part for part in (level_made(game, agreement), agreement.keeper, review) if part)
            rule = [Content(f"  {agreement.rule}")] if agreement.rule.rstrip(".") != agreement.title else []
            lines += [
                Content(""),
                Content.styled(f"✓ {agreement.title}", "bold $text"),
                *rule,
                Content.styled(f"  {about}", "$dim"),
            ]
        if game.notes:
            lines += [Content(""), Content.styled(_("Parked"), "bold $text")]
            lines += [Content(f"· {note}") for note in game.notes]
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return not self._filed if action == "folder" else True

    def action_folder(self) -> None:
        self.app.ask_for_folder(self._records, self._file)

    def action_undo(self) -> None:
        if self._sitting.undo():
            self.app.back_to_table(self._sitting, self._records)

    def action_scroll(self, pages: int) -> None:
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * max(1, page.size.height - 2), animate=False)

    def keep_input(self) -> None:
        """Let the game go: when all is on file, it does not wait any more."""
        self.app.let_go(self._sitting, filed=self._filed)

    def action_home(self) -> None:
        self.app.close_summary(self._sitting, filed=self._filed)
