"""Writing a card: a form that depends on its kind, with the card beside it as it will look."""

from dataclasses import replace
from typing import Any, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static, TextArea

from dialogkort.core.cards import DECK_KINDS, Card, Kind, Step, Together
from dialogkort.core.game.dealing import LEVELS
from dialogkort.core.text import clean, clean_line
from dialogkort.decks.format.schema import CARD_FIELDS, LIST_LIMIT, QUESTION_LIMIT, STEPS_MOST
from dialogkort.decks.format.writing import attribute
from dialogkort.decks.reading.editing import problems_of
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.words import kind_name
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.dialogs.prompt import PickScreen
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.agreement_form import RuleArea
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.choice_row import ChoiceRow
from dialogkort.tui.widgets.form_rows import Form, labelled
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.text_line import MOST, TextLine, too_long
from dialogkort.views.faces import card_face

LONGEST = 2_000
_OPTIONS = 5
_FOLLOW_UPS = 60
_LABELS = {
    "options": N_("Answer {number}"),
    "low": N_("1 means"),
    "high": N_("5 means"),
    "decision": N_("Decision"),
    "minutes": N_("Minutes"),
    "steps": N_("Step {number}"),
    "follow_ups": N_("Follow-up {number}"),
    "advice": N_("Advice"),
    "theme": N_("Theme"),
    "tags": N_("Tags"),
    "collect": N_("Opens a list"),
    "shows": N_("Shows a list"),
}
_MOST = {"options": _OPTIONS, "steps": STEPS_MOST, "follow_ups": _FOLLOW_UPS}
"""The fields that are lists of lines, and the most lines that the form has room for."""
_TOGETHER = {
    Together.PAIRS: N_("in pairs first"),
    Together.THREES: N_("in threes first"),
    Together.ALL: N_("everyone together"),
}
_OF_KINDS = {field.name: field.kinds for field in CARD_FIELDS if field.kinds}
_DELAY = 0.15
"""Seconds after a key press until the card is redrawn, so that fast typing is not slowed down."""


class CardScreen(DismissOnce[Card | None]):
    """Asks for a card. Returns the finished card, or None if the user cancels."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "card",
        [
            Binding("f2,ctrl+s", "save", N_("save")),
            Binding("down", "app.focus_next", N_("next line")),
            Binding("up", "app.focus_previous", N_("previous line"), show=False),
            Binding("f1", "app.help", N_("help")),
            Binding("escape", "leave", N_("back")),
        ],
    )

    def __init__(self, title: str, card: Card, language: str, lists: tuple[str, ...] = ()) -> None:
        """`lists` are those that the deck's other cards open."""
        super().__init__()
        self._title, self._before, self._language, self._lists = title, card, language, lists
        self._waiting = False
        self._rows: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        card = self._before
        yield Static(self._title, markup=False, classes="heading")
        with Horizontal(classes="reader"):
            with Form(id="form"):
                with labelled(_("Kind")):
                    yield ChoiceRow(id="kind")
                with Horizontal(classes="row tall"):
                    yield Static(_("Question"), markup=False, classes="label")
                    yield RuleArea(
                        card.question, id="question", compact=True, tab_behavior="focus", highlight_cursor_line=False
                    )
                yield self._problem("question")
                for name in _LABELS:
                    if name == "theme":
                        with labelled(_("Level")):
                            yield ChoiceRow(id="level")
                    if name == "collect":
                        with labelled(_("In groups")):
                            yield ChoiceRow(id="in")
                    if name in _MOST:
                        self._rows[name] = _rows_for(name, len(getattr(card, name)))
                        yield from (self._line(name, number) for number in range(self._rows[name]))
                    else:
                        yield self._line(name)
                    yield self._problem(name)
                with labelled(_("Break after")):
                    yield ChoiceRow(id="break_after")
            with Vertical(classes="beside"):
                yield CardFace(id="card")
        yield KeyBar(id="keys")

    def _line(self, field: str, number: int | None = None) -> Horizontal:
        """Return a line of the form with the card's text; `number` counts the lines of a list from 0."""
        name = field if number is None else f"{field}-{number}"
        label = _(_LABELS[field]).format(number=(number or 0) + 1)
        limit = LIST_LIMIT if field in {"collect", "shows"} else LONGEST
        known = SuggestFromList(self._lists, case_sensitive=False) if field == "shows" and self._lists else None
        shown = [
            Static(label, markup=False, classes="label"),
            TextLine(self._text_of(name, self._before), id=name, longest=limit, suggester=known),
        ]
        if field == "steps":
            minutes = self._text_of(f"step_minutes-{number}", self._before)
            shown.append(TextLine(minutes, id=f"step_minutes-{number}", longest=3, placeholder=_("min"), numbers=True))
            shown[-1].add_class("-minutes")
        return Horizontal(*shown, classes=f"row of-{field}")

    def _problem(self, name: str) -> Static:
        return Static(id=f"problem-{name}", markup=False, classes="problem")

    def on_mount(self) -> None:
        card = self._before
        self.query_one("#kind", ChoiceRow).offer([(kind, kind_name(kind)) for kind in DECK_KINDS], [card.kind])
        levels = (_("warm-up"), _("everyday"), _("goes deep"))
        marks = [
            (str(level), "●" * level + "○" * (LEVELS - level) + " " + levels[level - 1])
            for level in range(1, LEVELS + 1)
        ]
        self.query_one("#level", ChoiceRow).offer(marks, [str(card.level)])
        company = [("", _("as usual")), *((str(one), _(words)) for one, words in _TOGETHER.items())]
        self.query_one("#in", ChoiceRow).offer(company, [card.together or ""])
        breaks = [("", _("no")), ("true", _("yes, a programme can stop here"))]
        self.query_one("#break_after", ChoiceRow).offer(breaks, ["true" if card.break_after else ""])
        question = self.query_one("#question", TextArea)
        question.move_cursor(question.document.end)
        question.focus()
        self._draw()

    # What is written

    @staticmethod
    def _text_of(name: str, card: Card) -> str:
        """Return the text of a line of the form for a card."""
        field, _dash, number = name.partition("-")
        match field:
            case "options" | "follow_ups":
                texts: tuple[str, ...] = getattr(card, field)
                return _on_one_line(texts[int(number)]) if int(number) < len(texts) else ""
            case "steps":
                return _on_one_line(card.steps[int(number)].text) if int(number) < len(card.steps) else ""
            case "step_minutes":
                return str(card.steps[int(number)].minutes) if int(number) < len(card.steps) else ""
            case "tags":
                return ", ".join(card.tags)
            case "minutes":
                return str(card.minutes or "") if not card.steps else ""
            case _:
                return _on_one_line(getattr(card, field))

    def _written(self, name: str) -> str:
        return clean_line(self.query_one(f"#{name}", Input).value, MOST)

    def card(self) -> Card:
        """Return the card that is in the form; what was not touched is unchanged, line for line."""
        before = self._before
        kind = Kind(self.query_one("#kind", ChoiceRow).value or Kind.QUESTION)
        question = clean(self.query_one("#question", TextArea).text).strip()
        card = replace(before, kind=kind, question=question, level=int(self.query_one("#level", ChoiceRow).value or 1))
        changes: dict[str, Any] = {}
        for name in ("theme", "low", "high", "decision", "advice", "collect", "shows"):
            text = self._written(name)
            changes[name] = getattr(before, name) if text == self._text_of(name, before) else text
        changes["steps"] = self._steps()
        changes["minutes"] = sum(step.minutes for step in changes["steps"]) or _number(self._written("minutes"))
        changes["tags"] = tuple(filter(None, (tag.strip() for tag in self._written("tags").split(","))))
        if self._written("tags") == self._text_of("tags", before):
            changes["tags"] = before.tags
        changes["options"] = self._texts("options")
        changes["follow_ups"] = self._texts("follow_ups")
        together = self.query_one("#in", ChoiceRow).value
        changes["together"] = Together(together) if together else None
        changes["break_after"] = bool(self.query_one("#break_after", ChoiceRow).value)
        for name, kinds in _OF_KINDS.items():
            if kind not in kinds:
                changes[name] = type(getattr(before, name))()
        return replace(card, **changes)

    def _texts(self, name: str) -> tuple[str, ...]:
        """Return the lines of a list; an untouched one is unchanged, and lines beyond the form are kept."""
        old: tuple[str, ...] = getattr(self._before, name)
        written = [self._written(f"{name}-{number}") for number in range(self._rows[name])]
        kept = [
            old[number] if number < len(old) and text == _on_one_line(old[number]) else text
            for number, text in enumerate(written)
        ]
        return (*filter(None, kept), *old[self._rows[name] :])

    def _steps(self) -> tuple[Step, ...]:
        old, steps = self._before.steps, []
        for number in range(self._rows["steps"]):
            text, minutes = self._written(f"steps-{number}"), _number(self._written(f"step_minutes-{number}"))
            if number < len(old) and text == _on_one_line(old[number].text):
                text = old[number].text
            if text or minutes:
                steps.append(Step(text, minutes))
        return tuple(steps)

    def _grow(self, name: str) -> None:
        """Give a list one more empty line than it has written ones."""
        last = self._rows[name] - 1
        lines = [f"{name}-{last}", *([f"step_minutes-{last}"] if name == "steps" else [])]
        if self._rows[name] < _MOST[name] and any(self._written(line) for line in lines):
            self._rows[name] += 1
            self.query_one("#form", Form).mount(self._line(name, last + 1), before=f"#problem-{name}")

    def on_input_changed(self, event: Input.Changed) -> None:
        name = (event.input.id or "").partition("-")[0].replace("step_minutes", "steps")
        if name in _MOST:
            self._grow(name)
        self._draw_soon()

    def on_text_area_changed(self) -> None:
        self._draw_soon()

    def on_choice_row_changed(self) -> None:
        self._draw_soon()

    def on_input_submitted(self) -> None:
        self.focus_next()

    def _draw_soon(self) -> None:
        if self.is_mounted and not self._waiting:
            self._waiting = True
            self.set_timer(_DELAY, self._draw)

    def _draw(self) -> None:
        """Show the lines that the kind has, what is wrong with each, and the card."""
        self._waiting = False
        if not self.is_attached:
            return
        card = self.card()
        for name, kinds in _OF_KINDS.items():
            for row in self.query(f".of-{name}, #problem-{name}"):
                row.set_class(card.kind not in kinds, "-not-of-kind")
        for row in self.query(".of-minutes, #problem-minutes"):
            row.set_class(card.kind is not Kind.EXERCISE or bool(card.steps), "-not-of-kind")
        problems = problems_of(card, self._language, self._lists)
        for place in self.query(".problem").results(Static):
            name = (place.id or "").removeprefix("problem-")
            words = problems.get(name, "")
            is_empty = name == "question" and not card.question
            place.update(f"! {words}" if words and not is_empty else "")
            place.display = bool(words) and not is_empty
        self.query_one("#card", CardFace).show(card_face(card, follow_ups=True, advice=True))

    # Leaving

    def action_save(self) -> None:
        """Return the card, if it can be dealt."""
        card = self.card()
        if words := too_long(self):
            self.app.refuse(words)
            return
        if not card.question:
            self.app.refuse(_("Write the question first."))
            self.query_one("#question").focus()
            return
        if len(card.question) > QUESTION_LIMIT:
            self.app.refuse(_("The question can have at most {limit} characters.").format(limit=QUESTION_LIMIT))
            return
        wrong = problems_of(card, self._language, errors_only=True)
        if wrong:
            name, words = next(iter(wrong.items()))
            self.app.refuse(words)
            self._go_to(name, card)
            return
        self.dismiss(card)

    def _go_to(self, field: str, card: Card) -> None:
        """Go to the line of a field; for the steps, to the first incomplete one."""
        if field == "steps":
            rows = [f"steps-{number}" for number in range(self._rows["steps"])]
            halves = [(row, row.replace("steps", "step_minutes")) for row in rows]
            found = [
                (bool(self._written(text)), _number(self._written(minutes)), text, minutes) for text, minutes in halves
            ]
            field = next(
                (minutes if has else text for has, number, text, minutes in found if has != bool(number)), rows[0]
            )
        elif field in _MOST:
            field = f"{field}-{min(len(getattr(card, attribute(field))), self._rows[field] - 1)}"
        for line in self.query(f"#{field}"):
            line.focus()

    def action_leave(self) -> None:
        if self.card() == self._before:
            self.dismiss(None)
            return
        choices = [("save", _("Save the card")), ("drop", _("Leave it unchanged"))]
        self.app.push_screen(PickScreen(_("The card has been changed."), choices), self._leave)

    def _leave(self, chosen: str | None) -> None:
        if chosen == "save":
            self.action_save()
        elif chosen == "drop":
            self.dismiss(None)


def _rows_for(name: str, written: int) -> int:
    """Return how many lines a list has in the form: one more than are written, and all answers at once."""
    return _OPTIONS if name == "options" else min(_MOST[name], written + 1)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 0
