"""New words for an agreement, or a replacement for it, written outside a game: the form, and then consent."""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, NamedTuple

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from dialogkort.core.agreements.agreement import Draft
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.sessions.in_hand import Field
from dialogkort.tui.agreements.slip import LONGEST, Answers, Line, ReviewSlip
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.dialogs.keeping import Keeping, kept_in
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.agreement_form import AgreementForm
from dialogkort.tui.widgets.key_bar import KeyBar


class Written(NamedTuple):
    """A draft, any concerns about it, and whether everyone consents."""

    draft: Draft
    concerns: tuple[str, ...] = ()
    agreed: bool = False


class ReviewFormScreen(DismissOnce[Written]):
    """Writes a draft and asks whether everyone consents. Returns what was written in either case."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "form",
        [
            Binding("enter", "app.focus_next", N_("next line")),
            Binding("down,tab", "app.focus_next", N_("next line"), show=False),
            Binding("up,shift+tab", "app.focus_previous", N_("previous line"), show=False),
            Binding("f2", "ask", N_("ask for consent"), tooltip=N_("Ask around the table, and save it.")),
            Binding("escape", "leave", N_("back"), tooltip=N_("Your text is kept until you leave the list.")),
        ],
    )

    def __init__(
        self,
        draft: Draft,
        title: str,
        concerns: tuple[str, ...],
        names: tuple[str, ...],
        *,
        decision: str,
        field: Field | None = None,
    ) -> None:
        """Start with `draft`: new words for the agreement called `title`, or a replacement for it.

        Without a `title`, it replaces nothing. `decision` is what it decides, if a delegation card was about that.
        `field` keeps what is written; what was in the form when the program ended is restored.
        """
        super().__init__()
        before = kept_in(field) if field else {}
        self._draft, self._title = _as_before(draft, before), title
        self._concerns = _texts(before.get("concerns")) or concerns
        self._again = bool(before)
        self._keeping = Keeping(self, field, self._now)
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
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self._again:
            self.app.tell(_("What you typed earlier is still here."))
        self._keeping.begin({} if self._again else None)

    def _now(self) -> dict[str, Any]:
        """Return what is written, in the form in which it is kept."""
        draft = self.query_one(AgreementForm).written()
        review = draft.review.isoformat() if draft.review else ""
        return {name: getattr(draft, name) for name in _KEPT} | {"review": review, "concerns": list(self._concerns)}

    def on_agreement_form_changed(self) -> None:
        self._keeping.soon()

    def keep_input(self) -> None:
        self._keeping.keep()

    def on_agreement_form_filled(self) -> None:
        self.action_ask()

    def action_ask(self) -> None:
        """Ask whether everyone consents. Those who do not go back to the words."""
        form = self.query_one(AgreementForm)
        if not self.is_active:
            return
        if lacks := form.lacks():
            self.app.refuse(lacks)
            return
        question = _(
            "Ask around the table. Write concerns here; if there is an objection, go back and change the wording."
        )
        none = _("any concerns, separated by ; (or leave it empty)")
        before = self._concerns_on_a_line()
        line = Line("concerns", _("Concerns"), before, none, replaced=False, longest=LONGEST + len(before))
        slip = ReviewSlip(_("Does everyone consent?"), question, (line,), yes=_("yes, everyone consents"))
        self.app.push_screen(slip, self._answered)

    def _answered(self, answers: Answers | None) -> None:
        if answers is None:
            return
        concerns = self._concerns
        if answers["concerns"] != self._concerns_on_a_line():  # else they stay as written, with any ; in them
            concerns = tuple(filter(None, (part.strip() for part in answers["concerns"].split(";"))))
        self._keeping.stop()
        self.dismiss(Written(self.query_one(AgreementForm).written(), concerns, agreed=True))

    def _concerns_on_a_line(self) -> str:
        return " ".join("; ".join(self._concerns).split())

    def action_leave(self) -> None:
        self._keeping.keep()
        self._keeping.stop()
        self.dismiss(Written(self.query_one(AgreementForm).written(), self._concerns))


_KEPT = ("title", "rule", "keeper", "signs", "corner_flags", "reason", "level")


def _as_before(draft: Draft, before: dict[str, Any]) -> Draft:
    """Return `draft` with what was being written in its form when the program ended."""
    kept = {name: before[name] for name in _KEPT if type(before.get(name)) is type(getattr(draft, name))}
    try:
        review = date.fromisoformat(str(before.get("review")))
    except ValueError:
        review = None
    return replace(draft, **kept, review=review or draft.review)


def _texts(found: object) -> tuple[str, ...]:
    return tuple(text for text in found if isinstance(text, str)) if isinstance(found, list) else ()
