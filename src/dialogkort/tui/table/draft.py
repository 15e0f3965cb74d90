"""Working on a draft in a game: what is written in its form is kept, and put to the team."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from dialogkort.core.agreements.agreement import Draft
from dialogkort.core.agreements.reviews import draft_of
from dialogkort.core.game.commands import DropDraft, WriteDraft
from dialogkort.core.game.consent import decision_on
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.words import name_at
from dialogkort.sessions.sitting import Sitting
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.agreement_form import AgreementForm
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.safety_line import SafetyLine
from dialogkort.views.agreements import title_words

KEPT_AFTER = 1.0
"""The most seconds after a key press until what is being written is kept."""
TO_READ = N_("To read all objections to meet.")


class DraftScreen(DismissOnce[bool]):
    """Writes a draft. Returns True if it is to be put to the team; what was written is kept in any case."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "draft",
        [
            Binding("enter", "app.focus_next", N_("next line")),
            Binding("down,tab", "app.focus_next", N_("next line"), show=False),
            Binding("up,shift+tab", "app.focus_previous", N_("previous line"), show=False),
            Binding("f2", "propose", N_("put it to the team"), tooltip=N_("Everyone shows a thumb.")),
            Binding("pagedown", "scroll_objections(1)", N_("scroll down"), show=False, tooltip=TO_READ, priority=True),
            Binding("pageup", "scroll_objections(-1)", N_("scroll up"), show=False, tooltip=TO_READ, priority=True),
            Binding("escape", "leave", N_("back (the draft is kept)")),
        ],
    )

    def __init__(self, draft: Draft, sitting: Sitting) -> None:
        super().__init__()
        self._draft, self._sitting = draft, sitting
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        game = self._sitting.game
        heading = _("Adjust the agreement") if self._draft.adjusts else _("New agreement")
        yield Static(heading, markup=False, classes="heading")
        to_meet = game.proposal.to_meet if game.proposal else ()
        if len(to_meet) < 2:  # else they need its room
            yield Static(self._occasion(), markup=False, classes="occasion")
        if to_meet:
            with VerticalScroll(id="to-meet", can_focus=False):
                for words in to_meet:
                    yield Static(_("Objections to meet: {words}").format(words=words), markup=False, classes="to-meet")
        names = tuple(name_at(game, member) for member in game.present)
        yield AgreementForm(self._draft, self.app.surroundings.today, names, decision=self._decision())
        yield SafetyLine()
        yield KeyBar(id="keys")

    def _occasion(self) -> str:
        """Return what the agreement replaces, or else the question on the table."""
        game = self._sitting.game
        if replaced := game.standing_with(self._draft.replaces):
            return _("Replaces: {title}").format(title=title_words(replaced))
        if game.reviewing and not self._draft.adjusts:  # a rule of its own, not a new wording of this one
            return game.reviewing.question
        return game.card.question if game.card else ""

    def _decision(self) -> str:
        """Return the decision that the draft can give a level, or empty."""
        game = self._sitting.game
        card = game.proposal.card if game.proposal else game.card
        return decision_on(game, card) if card else ""

    def on_agreement_form_changed(self) -> None:
        if self._keeping is None:  # else already scheduled, so that typing without a pause is kept too
            self._keeping = self.set_timer(KEPT_AFTER, self.keep_input)

    def on_agreement_form_filled(self) -> None:
        self.action_propose()

    def keep_input(self) -> None:
        """Write the contents of the form to the journal, so that nothing is lost."""
        self._keeping = None
        draft = self._written()
        if not _is_empty(draft) or self._sitting.game.proposal:
            self._sitting.send(WriteDraft(draft))
            self.query_one(SafetyLine).look()

    def _written(self) -> Draft:
        return self.query_one(AgreementForm).written()

    def action_propose(self) -> None:
        if lacks := self.query_one(AgreementForm).lacks():
            self.app.refuse(lacks)
        else:
            self._sitting.send(WriteDraft(self._written()))
            self._leave(propose=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With nothing to scroll, the keys are those of the field."""
        del parameters
        return action != "scroll_objections" or bool(self.query("#to-meet"))

    def action_scroll_objections(self, step: int) -> None:
        for objections in self.query("#to-meet"):
            objections.scroll_relative(y=2 * step, animate=False)

    def action_leave(self) -> None:
        self.keep_input()
        proposal = self._sitting.game.proposal
        if proposal and (_is_empty(proposal.draft) or self._is_as_it_stood(proposal.draft)):
            self._sitting.send(DropDraft())  # nothing was written: an empty draft must not hold up the round
        self._leave(propose=False)

    def _is_as_it_stood(self, draft: Draft) -> bool:
        """Tell whether the draft still says the same as the agreement that it is to adjust."""
        agreement = self._sitting.game.standing_with(draft.adjusts)
        return agreement is not None and draft == draft_of(agreement, self.app.surroundings.today)

    def _leave(self, *, propose: bool) -> None:
        if self._keeping:
            self._keeping.stop()
            self._keeping = None
        self.dismiss(propose)


def _is_empty(draft: Draft) -> bool:
    return not (draft.rule or draft.title or draft.signs or draft.keeper or draft.corner_flags)
