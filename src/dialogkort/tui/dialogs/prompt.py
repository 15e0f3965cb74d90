"""Small questions on top of the table: one line to write, or one of a few choices to pick."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dialogkort.core.text import clean_line
from dialogkort.language import N_
from dialogkort.sessions.in_hand import Field
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.text_line import MOST, TextLine
from dialogkort.tui.widgets.words import MarkedList

LONGEST = 280
KEPT_AFTER = 1.0
"""The most seconds after a key press until what is being typed is kept."""


class PromptScreen(ModalScreen[str | None], DismissOnce[str | None]):
    """Asks for one line. Returns it cleaned, or None if the user cancels.

    `wrong` says what is wrong with a line, or nothing; until the line is valid, the question stays. `field` keeps what
    is being typed until it is done or discarded.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", N_("done")),
        Binding("escape", "leave", N_("back")),
    ]

    def __init__(
        self,
        title: str,
        question: str,
        value: str = "",
        wrong: Callable[[str], str] = lambda _text: "",
        field: Field | None = None,
    ) -> None:
        super().__init__()
        self._title, self._question, self._wrong, self._field = title, question, wrong, field
        self._value = (field.text if field else "") or value
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="slip"):
            yield Static(self._title, markup=False, classes="heading")
            yield Static(self._question, markup=False, classes="hint")
            yield TextLine(self._value, longest=LONGEST)
            yield Static(markup=False, classes="wrong")
            yield KeyBar()

    def on_input_changed(self) -> None:
        if self._field and self._keeping is None:  # else already scheduled, so that typing without a pause is kept too
            self._keeping = self.set_timer(KEPT_AFTER, self.keep_input)

    def keep_input(self) -> None:
        """Keep the current text of the field."""
        self._keeping = None
        if self._field:
            self._field.keep(clean_line(self.query_one(Input).value, MOST))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_done()

    def action_done(self) -> None:
        text = clean_line(self.query_one(Input).value, MOST)
        wrong = self.query_one(TextLine).wrong or self._wrong(text)
        self.query_one(".wrong", Static).update(wrong)
        if not wrong:
            self._end(text)

    def action_leave(self) -> None:
        self._end(None)

    def _end(self, text: str | None) -> None:
        if self._keeping:
            self._keeping.stop()
        if self._field and self.is_active:
            self._field.done()
        self.dismiss(text)


class PickScreen(ModalScreen[str | None], DismissOnce[str | None]):
    """Asks for one of `choices`, each (id, words). Returns the id, or None if the user cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("choose")),
        Binding("escape", "leave", N_("back")),
    ]

    def __init__(self, title: str, choices: list[tuple[str, str]], question: str = "") -> None:
        super().__init__()
        self._title, self._choices, self._question = title, choices, question

    def compose(self) -> ComposeResult:
        with Vertical(classes="slip"):
            yield Static(self._title, markup=False, classes="heading")
            if self._question:
                yield Static(self._question, markup=False, classes="hint")
            yield MarkedList(*(Option(Content(words), id=name) for name, words in self._choices))
            yield KeyBar()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    def action_leave(self) -> None:
        self.dismiss(None)
