"""New words for an agreement, or a new one in its place, written outside a game: the form, and then consent."""

from typing import ClassVar, NamedTuple

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from dialogkort.core.agreements.agreement import Draft
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.tui.agreements.slip import LONGEST, Answers, Line, ReviewSlip
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.agreement_form import AgreementForm
from dialogkort.tui.widgets.key_bar import KeyBar


class Written(NamedTuple):
    """A draft, the concerns that there are with it, and whether everyone is agreed."""

    draft: Draft
    concerns: tuple[str, ...] = ()
    agreed: bool = False


class ReviewFormScreen(DismissOnce[Written]):
    """Writes a draft and asks whether everyone is agreed. Returns what was written in either case."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "form",
        [
            Binding("enter", "app.focus_next", N_("next line")),
            Binding("tab", "app.focus_next", N_("next line"), show=False),
            Binding("shift+tab", "app.focus_previous", N_("previous line"), show=False),
            Binding("f2", "ask", N_("does everyone consent?"), tooltip=N_("Ask around the table, and save it.")),
            Binding("escape", "leave", N_("back"), tooltip=N_("Your text is kept until you leave the list.")),
        ],
    )

    def __init__(
        self, draft: Draft, title: str, concerns: tuple[str, ...], names: tuple[str, ...], *, decision: str
    ) -> None:
        """Begin with `draft`, which is to be the new words of the agreement called `title`, or to replace it.

        Without a `title` it replaces nothing.
        `decision` is what it decides on, if a delegation card was about that.
        """
        super().__init__()
        self._draft, self._title, self._concerns = draft, title, concerns
        self._names, self._decision = names, decision

    def compose(self) -> ComposeResult:
        heading = _("Adjust the agreement") if self._draft.adjusts else _("New agreement")
        yield Static(heading, markup=False, classes="heading")
        about = "" if self._draft.adjusts else _("Replaces: {title}").format(title=self._title)
        about = about if self._title else _("Recorded outside a game.")
        yield Static(about, markup=False, classes="occasion")
        yield AgreementForm(self._draft, self.app.surroundings.today, self._names, decision=self._decision)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(".occasion").display = not self._draft.adjusts

    def on_agreement_form_filled(self) -> None:
        self.action_ask()

    def action_ask(self) -> None:
        """Ask whether everyone is agreed. Who is not goes back to the words."""
        form = self.query_one(AgreementForm)
        if not self.is_active:
            return
        if lacks := form.lacks():
            self.app.tell(lacks, warning=True)
            return
        question = _(
            "Ask around the table. Write concerns here; if there is an objection, go back and change the wording."
        )
        none = _("none, or write them, separated by ;")
        before = self._concerns_on_a_line()
        line = Line("concerns", _("Concerns"), before, none, replaced=False, longest=LONGEST + len(before))
        slip = ReviewSlip(_("Does everyone consent?"), question, (line,), yes=_("yes, everyone consents"))
        self.app.push_screen(slip, self._answered)

    def _answered(self, answers: Answers | None) -> None:
        if answers is None:
            return
        concerns = self._concerns
        if answers["concerns"] != self._concerns_on_a_line():  # else they stay as they were written, with their own ;
            concerns = tuple(filter(None, (part.strip() for part in answers["concerns"].split(";"))))
        self.dismiss(Written(self.query_one(AgreementForm).written(), concerns, agreed=True))

    def _concerns_on_a_line(self) -> str:
        return " ".join("; ".join(self._concerns).split())

    def action_leave(self) -> None:
        self.dismiss(Written(self.query_one(AgreementForm).written(), self._concerns))
