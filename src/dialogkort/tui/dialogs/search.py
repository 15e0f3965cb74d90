"""A slip over a list: the search criteria, with the number of matches updated on every key press."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from dialogkort.core.text import clean_line
from dialogkort.language import N_
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.form_rows import Form
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.text_line import MOST

LONGEST = 100

F = TypeVar("F")


class ShowRow(Static, can_focus=True):
    """The last line of the slip: show the matches."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.done", N_("show them"))]

    def on_click(self) -> None:
        self.screen.run_worker(self.screen.run_action("done"))


class SearchScreen(ModalScreen[F | None], DismissOnce[F | None]):
    """Asks for search criteria. Returns the filter that its lines amount to, or None if the user cancels.

    A screen for one kind of thing provides its `title`, its `lines` with the one for the text among them, the filter
    that is `wanted`, and in words what is `found` by it.
    """

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "search",
        [
            Binding("down", "app.focus_next", N_("next line")),
            Binding("up", "app.focus_previous", N_("previous line"), show=False),
            Binding("f2", "done", N_("show them")),
            Binding("escape", "leave", N_("back")),
        ],
    )

    def title_words(self) -> str:
        raise NotImplementedError

    def lines(self) -> ComposeResult:
        raise NotImplementedError

    def wanted(self) -> F:
        raise NotImplementedError

    def found(self) -> str:
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(classes="slip"):
            yield Static(self.title_words(), markup=False, classes="heading")
            with Form(classes="lines"):
                yield from self.lines()
                yield ShowRow(id="show", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#text").focus()
        self.draw()

    def text(self) -> str:
        """Return the text to search for."""
        return clean_line(self.query_one("#text", Input).value, MOST)

    def draw(self) -> None:
        """Say what is found."""
        self.query_one("#show", ShowRow).update("⏎ " + self.found())

    def on_input_changed(self) -> None:
        if self.is_mounted:
            self.draw()

    def on_input_submitted(self) -> None:
        self.action_done()

    def on_choice_row_changed(self) -> None:
        self.draw()

    def action_done(self) -> None:
        self.dismiss(self.wanted())

    def action_leave(self) -> None:
        self.dismiss(None)
