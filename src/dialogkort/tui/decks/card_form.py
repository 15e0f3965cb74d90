"""A card while it is written: a form by its kind, and the card beside it as it will look."""

from dataclasses import replace
from typing import Any, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static, TextArea

from dialogkort.core.cards import DECK_KINDS, Card, Kind
from dialogkort.core.game.dealing import LEVELS
from dialogkort.core.text import clean, clean_line
from dialogkort.decks.format.schema import CARD_FIELDS, QUESTION_LIMIT
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
_FOLLOW_UPS = 5
_LABELS = {
    "question": N_("Question"),
    "kind": N_("Kind"),
    "theme": N_("Theme"),
    "level": N_("Level"),
    "low": N_("1 means"),
    "high": N_("5 means"),
    "decision": N_("Decision"),
    "minutes": N_("Minutes"),
    "advice": N_("Good advice"),
    "tags": N_("Search words"),
}
_LINES = ("low", "high", "decision", "minutes", "theme", "advice", "tags")
_OF_KINDS = {field.name: field.kinds for field in CARD_FIELDS if field.kinds}
_DELAY = 0.15
"""Seconds after a key until the card is drawn anew; someone who types fast is not held up."""


class CardScreen(DismissOnce[Card | None]):
    """Asks for a card. Returns it as it is to be, or None when it was left."""

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

    def __init__(self, title: str, card: Card, language: str) -> None:
        super().__init__()
        self._title, self._before, self._language = title, card, language
        self._waiting = False

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
                for number in range(_OPTIONS):
                    yield from self._line(f"options-{number}", _("Answer {number}").format(number=number + 1))
                yield self._problem("options")
                for name in _LINES[:4]:
                    yield from self._line(name, _(_LABELS[name]))
                    yield self._problem(name)
                with labelled(_("Level")):
                    yield ChoiceRow(id="level")
                for name in _LINES[4:]:
                    yield from self._line(name, _(_LABELS[name]))
                    yield self._problem(name)
                for number in range(_FOLLOW_UPS):
                    yield from self._line(f"follow_ups-{number}", _("Follow-up {number}").format(number=number + 1))
                yield self._problem("follow_ups")
            with Vertical(classes="beside"):
                yield CardFace(id="card")
        yield KeyBar(id="keys")

    def _line(self, name: str, label: str) -> ComposeResult:
        with labelled(label) as row:
            row.add_class(f"of-{name.partition('-')[0]}")
            yield TextLine(self._text_of(name, self._before), id=name, longest=LONGEST)

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
        question = self.query_one("#question", TextArea)
        question.move_cursor(question.document.end)
        question.focus()
        self._draw()

    # What is written

    @staticmethod
    def _text_of(name: str, card: Card) -> str:
        """Return what stands in a line of the form for a card."""
        field, _dash, number = name.partition("-")
        value: Any = getattr(card, field)
        match field:
            case "options" | "follow_ups":
                texts: tuple[str, ...] = value
                return texts[int(number)] if int(number) < len(texts) else ""
            case "tags":
                return ", ".join(value)
            case "minutes":
                return str(value or "")
            case _:
                return " ".join(str(value).split())

    def _written(self, name: str) -> str:
        return clean_line(self.query_one(f"#{name}", Input).value, MOST)

    def card(self) -> Card:
        """Return the card as it stands in the form; what was not touched is as it was, line for line."""
        before = self._before
        kind = Kind(self.query_one("#kind", ChoiceRow).value or Kind.QUESTION)
        question = clean(self.query_one("#question", TextArea).text).strip()
        card = replace(before, kind=kind, question=question, level=int(self.query_one("#level", ChoiceRow).value or 1))
        changes: dict[str, Any] = {}
        for name in ("theme", "low", "high", "decision", "advice"):
            text = self._written(name)
            changes[name] = getattr(before, name) if text == self._text_of(name, before) else text
        minutes = self._written("minutes")
        changes["minutes"] = int(minutes) if minutes.isdecimal() and len(minutes) < 5 else 0
        changes["tags"] = tuple(filter(None, (tag.strip() for tag in self._written("tags").split(","))))
        if self._written("tags") == self._text_of("tags", before):
            changes["tags"] = before.tags
        changes["options"] = self._list("options", _OPTIONS)
        changes["follow_ups"] = self._list("follow_ups", _FOLLOW_UPS)
        for name, kinds in _OF_KINDS.items():
            if kind not in kinds:
                changes[name] = type(getattr(before, name))()
        return replace(card, **changes)

    def _list(self, name: str, shown: int) -> tuple[str, ...]:
        texts = tuple(filter(None, (self._written(f"{name}-{number}") for number in range(shown))))
        old: tuple[str, ...] = getattr(self._before, name)
        return texts + old[shown:]

    def on_input_changed(self) -> None:
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
        """Show the lines that the kind has, what is wrong at each, and the card."""
        self._waiting = False
        if not self.is_attached:
            return
        card = self.card()
        for name, kinds in _OF_KINDS.items():
            for row in self.query(f".of-{name}, #problem-{name}"):
                row.set_class(card.kind not in kinds, "-not-of-kind")
        problems = problems_of(card, self._language)
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
            self.app.tell(words, warning=True)
            return
        if not card.question:
            self.app.tell(_("Write the question first."), warning=True)
            self.query_one("#question").focus()
            return
        if len(card.question) > QUESTION_LIMIT:
            self.app.tell(
                _("The question can have at most {limit} characters.").format(limit=QUESTION_LIMIT), warning=True
            )
            return
        lacking = [
            field.name for field in CARD_FIELDS if card.kind in field.needed_by and not getattr(card, field.name)
        ]
        if lacking or (card.kind is Kind.DILEMMA and len(card.options) < 2):
            self.app.tell(problems_of(card, self._language).get((lacking or ["options"])[0], ""), warning=True)
            return
        self.dismiss(card)

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
