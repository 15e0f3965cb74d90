"""The form of an agreement: the rule in the team's own words, with a gentle question at each line."""

from dataclasses import replace
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantFocus, Key, Paste
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Draft, title_of
from dialogkort.core.agreements.reviews import can_wait_until
from dialogkort.core.cards import DELEGATION_LEVELS
from dialogkort.core.days import months_later
from dialogkort.core.text import clean, clean_line
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date, parse_date
from dialogkort.language.nudges import Nudge, nudges
from dialogkort.language.words import level_rule
from dialogkort.tui.widgets.keeper_line import KeeperLine
from dialogkort.tui.widgets.text_line import MOST, TextLine, too_long
from dialogkort.views.drafting import LABELS, QUESTIONS
from dialogkort.views.limits import no_room_words, too_long_words

LONGEST_RULE = 1000
"""The number of characters that can be written, in addition to those already there."""
LONGEST_LINE = 200

_NUDGES = {
    Nudge.SEEN: N_("What would a video show when we do it?"),
    Nudge.WHEN: N_("When does it apply? Try: when X happens, we do Y."),
    Nudge.SHORT: N_("It is long. What is the one thing to remember?"),
    Nudge.SIGNS: N_("How will we notice that it works?"),
}
_LEVELS = {str(level) for level in range(1, DELEGATION_LEVELS + 1)}


class RuleArea(TextArea):
    """The rule, or a question. Enter moves to the next line of the form, as in the other lines.

    So do the arrow keys on its last and first lines.
    """

    def on_paste(self, event: Paste) -> None:
        if len(self.text) + len(event.text) > MOST:
            event.prevent_default()
            self.app.notify(no_room_words(len(event.text), MOST), severity="warning", markup=False, timeout=8)

    def on_key(self, event: Key) -> None:
        last = self.navigator.is_last_wrapped_line(self.cursor_location)
        first = self.navigator.is_first_wrapped_line(self.cursor_location)
        if event.key == "enter" or (event.key == "down" and last):
            event.prevent_default()
            event.stop()
            self.screen.focus_next()
        elif event.key == "up" and first:
            event.prevent_default()
            event.stop()
            self.screen.focus_previous()


class AgreementForm(Vertical):
    """The lines of a draft. `names` are suggested as keepers; `decision` is one that can get a level.

    As long as nobody has written a rule, the level suggests one.
    """

    class Changed(Message):
        """Something was written."""

    class Filled(Message):
        """Enter was pressed on the last line."""

    def __init__(self, draft: Draft, today: date, names: tuple[str, ...] = (), *, decision: str = "") -> None:
        super().__init__()
        self._draft, self._today, self._names, self._decision = draft, today, names, decision
        self._proposed = draft.rule if draft.level and draft.rule == level_rule(decision, draft.level) else ""

    def compose(self) -> ComposeResult:
        draft = self._draft
        review = long_date(draft.review or months_later(self._today, REVIEW_MONTHS))
        with VerticalScroll(id="form", can_focus=False):
            with Horizontal(classes="row tall"):
                yield Static(_(LABELS["rule"]), markup=False, classes="label")
                yield RuleArea(draft.rule, id="rule", compact=True, tab_behavior="focus", highlight_cursor_line=False)
            if self._decision or draft.level:
                yield from _row("level", str(draft.level or ""))
            yield from _row("title", draft.title)
            yield from _row("signs", draft.signs)
            with Horizontal(classes="row"):
                yield Static(_(LABELS["keeper"]), markup=False, classes="label")
                yield KeeperLine(_on_one_line(draft.keeper), self._names, name="keeper", longest=LONGEST_LINE)
            yield from _row("review", review)
            yield from _row("corner_flags", draft.corner_flags)
            if draft.adjusts or draft.replaces:
                yield from _row("reason", draft.reason)
        yield Static(markup=False, id="question")
        yield Static(markup=False, id="nudges")

    def on_mount(self) -> None:
        rule = self.query_one("#rule", TextArea)
        rule.move_cursor(rule.document.end)
        rule.focus()
        self._nudge()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        name = event.widget.id or "rule"
        more = "\n" + ", ".join(self._names) if name == "keeper" else ""
        if name == "rule" and self._decision:
            more = "\n" + _("Or type the level first to get a suggestion for a rule.")
        self.query_one("#question", Static).update(_(QUESTIONS[name]) + more)

    def _nudge(self) -> None:
        """Ask gently for what the rule may lack; nothing is required."""
        asked = [_(_NUDGES[nudge]) for nudge in nudges(self.written())]
        if wrong := self._too_long():
            asked.insert(0, wrong)
        self.query_one("#nudges", Static).update("\n".join(f"· {nudge}" for nudge in asked[:2]))

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "level" and self._decision:
            self._propose_rule(event.value.strip())
        self._changed()

    def _too_long(self) -> str:
        """Return that the rule is too long, if so."""
        length = len(self.query_one("#rule", TextArea).text.strip())
        longest = LONGEST_RULE + len(self._draft.rule if len(self._draft.rule) > LONGEST_RULE else "")
        return too_long_words(length, longest) if length > longest else ""

    def _propose_rule(self, level: str) -> None:
        """Write the rule that follows from `level`, unless somebody has written another."""
        area, title = self.query_one("#rule", TextArea), self.query_one("#title", Input)
        if area.text.strip() not in {"", self._proposed}:
            return
        name = title_of(self._decision)
        if title.value in {"", name}:
            title.value = name if level in _LEVELS else ""
        self._proposed = level_rule(self._decision, int(level)) if level in _LEVELS else ""
        if area.text != self._proposed:
            area.text = self._proposed
            area.move_cursor(area.document.end)

    def on_text_area_changed(self) -> None:
        self._changed()

    def _changed(self) -> None:
        self._nudge()
        self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if isinstance(event.input, KeeperLine) and (doubt := event.input.doubt()):
            self.query_one("#question", Static).update(doubt)
            return
        if self.screen.focused is self.query(Input).last():
            self.post_message(self.Filled())
        else:
            self.screen.focus_next()

    def written(self) -> Draft:
        """Return the contents of the form; the review is None if the date cannot be understood.

        Text that nobody touched stays unchanged: somebody may have written more by hand than a line holds.
        """
        texts = {row.id: row.value for row in self.query(Input) if row.id}
        level, review = clean_line(texts.pop("level", ""), MOST), texts.pop("review")
        touched = {
            name: clean_line(text, MOST)
            for name, text in texts.items()
            if text != _on_one_line(getattr(self._draft, name))
        }
        rule, before = self.query_one("#rule", TextArea).text, self._draft.rule
        if rule != before:
            touched["rule"] = clean(rule).strip()
        return replace(
            self._draft,
            review=parse_date(clean_line(review, MOST), self._today),
            level=int(level) if level in _LEVELS else 0,
            **touched,
        )

    def lacks(self) -> str:
        """Return what is missing before the draft can be put to the team, and go there; empty if nothing is."""
        draft = self.written()
        if words := self._too_long():
            self.query_one("#rule").focus()
            return words
        if words := too_long(self):
            return words
        if not draft.rule:
            self.query_one("#rule").focus()
            return _("First, write what you agree to do.")
        level = self.query("#level").results(Input)
        if any(row.value.strip() not in {"", *_LEVELS} for row in level):
            self.query_one("#level").focus()
            return _("Enter the level as a number from 1 to 7, or leave it empty.")
        if draft.review is None or not can_wait_until(draft.review, self._today):
            self.query_one("#review").focus()
            return _("Enter a future date, or a period such as 3 months or 2 weeks.")
        if doubt := self.query_one(KeeperLine).doubt():
            self.query_one(KeeperLine).focus()
            return doubt
        return ""


def _on_one_line(text: str) -> str:
    """Return text of several lines, which somebody wrote by hand, in a form that a field can show."""
    return " ".join(text.split("\n"))


def _row(name: str, value: str) -> ComposeResult:
    with Horizontal(classes="row"):
        yield Static(_(LABELS[name]), markup=False, classes="label")
        yield TextLine(_on_one_line(value), id=name, longest=LONGEST_LINE)
