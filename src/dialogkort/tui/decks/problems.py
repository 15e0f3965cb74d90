"""Everything that is wrong with a deck, with the author's own lines."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.shelf import ShelvedDeck
from dialogkort.decks.showing.display import summary
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.tui.decks.problem_words import at_length
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.key_bar import KeyBar

SHOWN = 100
"""The most problems that are shown; if there are more, these come first."""


class ProblemsScreen(DismissOnce[None]):
    """Shows the problems of one deck."""

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "problems",
        [
            Binding("down,pagedown", "scroll(1)", N_("scroll down")),
            Binding("up,pageup", "scroll(-1)", N_("scroll up"), show=False),
            Binding("question_mark", "app.help", N_("help")),
            Binding("escape,q", "leave", N_("back")),
        ],
    )

    def __init__(self, shelved: ShelvedDeck) -> None:
        super().__init__()
        self._shelved = shelved

    def compose(self) -> ComposeResult:
        yield Static(_("Problems with the deck"), markup=False, classes="heading")
        yield Static(clean_line(str(self._shelved.path), 400), markup=False, classes="hint")
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """Show the problems; lines wider than the screen are cut around the position of the problem."""
        reading = self._shelved.reading
        page = self.query_one(VerticalScroll)
        width = max(30, page.size.width - 2)
        told = at_length(self._shelved.path.name, reading.problems[:SHOWN], width)
        self.query_one("VerticalScroll Static", Static).update(
            Content("\n").join([Content(summary([reading])), Content(""), *told])
        )

    def action_scroll(self, pages: int) -> None:
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * max(1, page.size.height - 2), animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)
