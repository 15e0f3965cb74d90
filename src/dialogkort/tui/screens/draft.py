"""A draft on its way: the rule in the team's own words, with a gentle question at each line."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import DescendantFocus, Key
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from dialogkort.core.agreements import REVIEW_MONTHS, Draft, months_later
from dialogkort.core.commands import DropDraft, WriteDraft
from dialogkort.core.text import clean, clean_line
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date, parse_date
from dialogkort.language.words import name_at
from dialogkort.storage.sitting import Sitting
from dialogkort.tui.screens.left_once import LeftOnce
from dialogkort.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from dialogkort.tui.app import DialogkortApp

LONGEST_RULE = 1000
LONGEST_LINE = 200
KEPT_AFTER = 1.0
"""Seconds without a key after which what was written is kept."""

_QUESTIONS = {
    "rule": N_("When X happens, then we do Y: could somebody see it on a video?"),
    "title": N_("A few words that you will know it by. Empty: the first words of the rule."),
    "signs": N_("How will we notice that it works, and that it does not?"),
    "keeper": N_("Who looks after it, and brings it up when it slips?"),
    "review": N_("When do we look at it again? A date, or how long: 3 months, 2 weeks."),
    "corner_flags": N_("What must it respect: the law, safety, people's rights? May be empty."),
}


class RuleArea(TextArea):
    """The rule. Enter goes on to the next line of the form, as it does in the others."""

    def on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.screen.focus_next()


class DraftScreen(LeftOnce[bool]):
    """Writes a draft. Returns True when it is to be put before the team; what was written is kept anyway."""

    if TYPE_CHECKING:
        app: "DialogkortApp"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "app.focus_next", N_("next line")),
        Binding("tab", "app.focus_next", N_("next line"), show=False),
        Binding("shift+tab", "app.focus_previous", N_("line before"), show=False),
        Binding("f2", "propose", N_("put it to the team"), tooltip=N_("Everyone shows a thumb.")),
        Binding("escape", "leave", N_("back, keep the draft")),
    ]

    def __init__(self, draft: Draft, sitting: Sitting) -> None:
        super().__init__()
        self._draft, self._sitting = draft, sitting
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        draft = self._draft
        today = self.app.surroundings.today
        card = self._sitting.game.card
        yield Static(_("New agreement"), markup=False, classes="heading")
        yield Static(card.question if card else "", markup=False, classes="occasion")
        proposal = self._sitting.game.proposal
        for words in proposal.to_meet if proposal else ():
            yield Static(_("To be met: {words}").format(words=words), markup=False, classes="to-meet")
        review = long_date(draft.review or months_later(today, REVIEW_MONTHS))
        with VerticalScroll(id="form", can_focus=False):
            with Horizontal(classes="row tall"):
                yield Static(_("We agree"), markup=False, classes="label")
                yield RuleArea(draft.rule, id="rule", compact=True, tab_behavior="focus", highlight_cursor_line=False)
            yield from _row("title", _("Short name"), draft.title)
            yield from _row("signs", _("It works when"), draft.signs)
            yield from _row("keeper", _("Keeper"), draft.keeper)
            yield from _row("review", _("Review"), review)
            yield from _row("corner_flags", _("Corner flags"), draft.corner_flags)
        yield Static(markup=False, id="question")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        rule = self.query_one("#rule", TextArea)
        rule.move_cursor(rule.document.end)
        rule.focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        question = _QUESTIONS[event.widget.id or "rule"]
        self.query_one("#question", Static).update(_(question) + self._who(event))

    def _who(self, event: DescendantFocus) -> str:
        """Return the names that a keeper can have."""
        if event.widget.id != "keeper":
            return ""
        game = self._sitting.game
        return "\n" + ", ".join(name_at(game, member) for member in game.seats)

    def on_input_changed(self) -> None:
        self._keep_soon()

    def on_text_area_changed(self) -> None:
        self._keep_soon()

    def _keep_soon(self) -> None:
        if self._keeping:
            self._keeping.stop()
        self._keeping = self.set_timer(KEPT_AFTER, self.put_away)

    def put_away(self) -> None:
        """Write what stands in the form to the journal, so that nothing is lost."""
        draft = self._written()
        if not _is_empty(draft) or self._sitting.game.proposal:
            self._sitting.send(WriteDraft(draft))

    def _written(self) -> Draft:
        lines = {name: clean_line(self.query_one(f"#{name}", Input).value, LONGEST_LINE) for name in _LINES}
        rule = clean(self.query_one("#rule", TextArea).text).strip()[:LONGEST_RULE]
        return Draft(rule=rule, review=self._review(lines.pop("review")), **lines)

    def _review(self, text: str) -> date | None:
        return parse_date(text, self.app.surroundings.today)

    def on_input_submitted(self) -> None:
        if self.focused is self.query_one("#corner_flags"):
            self.action_propose()
        else:
            self.focus_next()

    def action_propose(self) -> None:
        draft = self._written()
        today = self.app.surroundings.today
        if not draft.rule:
            self.query_one("#rule").focus()
            self.app.tell(_("Write first what you agree to do."), warning=True)
        elif draft.review is None or draft.review <= today:
            self.query_one("#review").focus()
            self.app.tell(_("Write the review as a day to come, or as how long: 3 months, 2 weeks."), warning=True)
        else:
            self._sitting.send(WriteDraft(draft))
            self._leave(propose=True)

    def action_leave(self) -> None:
        self.put_away()
        proposal = self._sitting.game.proposal
        if proposal and _is_empty(proposal.draft):
            self._sitting.send(DropDraft())  # all was rubbed out: no draft is to wait, and to hold the round up
        self._leave(propose=False)

    def _leave(self, *, propose: bool) -> None:
        if self._keeping:
            self._keeping.stop()
        self.dismiss(propose)


_LINES = ("title", "signs", "keeper", "review", "corner_flags")


def _is_empty(draft: Draft) -> bool:
    return not (draft.rule or draft.title or draft.signs or draft.keeper or draft.corner_flags)


def _row(name: str, label: str, value: str) -> ComposeResult:
    with Horizontal(classes="row"):
        yield Static(label, markup=False, classes="label")
        yield Input(value, id=name, compact=True, max_length=LONGEST_LINE)
