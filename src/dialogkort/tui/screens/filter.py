"""A slip over the decks: which cards are looked for, by theme, kind, level and text."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from dialogkort.core.cards import Deck, Kind
from dialogkort.core.dealing import LEVELS
from dialogkort.core.filtering import Filter
from dialogkort.core.text import clean_line
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.words import kind_name
from dialogkort.tui.screens.left_once import LeftOnce
from dialogkort.tui.widgets.choice_row import ChoiceRow
from dialogkort.tui.widgets.form_rows import labelled
from dialogkort.tui.widgets.key_bar import KeyBar

LONGEST = 100


class ShowRow(Static, can_focus=True):
    """The last line of the slip: show what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.done", N_("show the cards"))]

    def on_click(self) -> None:
        self.screen.run_worker(self.screen.run_action("done"))


class FilterScreen(ModalScreen[Filter | None], LeftOnce[Filter | None]):
    """Asks which cards are looked for. Returns the filter, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", N_("next line")),
        Binding("up", "app.focus_previous", N_("line before"), show=False),
        Binding("f2", "done", N_("show the cards")),
        Binding("escape", "leave", N_("back")),
    ]

    def __init__(self, deck: Deck, before: Filter) -> None:
        super().__init__()
        self._deck, self._before = deck, before

    def compose(self) -> ComposeResult:
        with Vertical(classes="slip"):
            yield Static(_("Which cards?"), markup=False, classes="heading")
            with VerticalScroll(classes="lines", can_focus=False):
                with labelled(_("Text")):
                    yield Input(self._before.text, id="text", compact=True, max_length=LONGEST)
                with labelled(_("Theme")):
                    yield ChoiceRow(several=True, id="themes")
                with labelled(_("Kind")):
                    yield ChoiceRow(several=True, id="kinds")
                with labelled(_("Level")):
                    yield ChoiceRow(several=True, id="levels")
                yield ShowRow(id="show", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        before = self._before
        themes = tuple(dict.fromkeys(card.theme for card in self._deck.cards if card.theme))
        chosen = [str(themes.index(one)) for one in before.themes if one in themes]
        row = self.query_one("#themes", ChoiceRow)
        row.offer([(str(number), theme) for number, theme in enumerate(themes)], chosen)
        row.parent.display = len(themes) > 1  # type: ignore[union-attr]
        self._themes = themes
        self.query_one("#kinds", ChoiceRow).offer([(kind, kind_name(kind)) for kind in Kind], before.kinds)
        levels = (_("warm-up"), _("everyday"), _("goes deep"))
        marks = [(str(one), "●" * one + "○" * (LEVELS - one) + " " + levels[one - 1]) for one in range(1, LEVELS + 1)]
        self.query_one("#levels", ChoiceRow).offer(marks, map(str, before.levels))
        self.query_one("#text").focus()
        self._draw()

    def _filter(self) -> Filter:
        return Filter(
            themes=tuple(self._themes[int(one)] for one in self.query_one("#themes", ChoiceRow).chosen),
            kinds=tuple(Kind(one) for one in self.query_one("#kinds", ChoiceRow).chosen),
            levels=tuple(int(one) for one in self.query_one("#levels", ChoiceRow).chosen),
            text=clean_line(self.query_one("#text", Input).value, LONGEST),
        )

    def _draw(self) -> None:
        found = len(self._filter().cards_of(self._deck))
        words = ngettext("{number} card", "{number} cards", found)
        self.query_one("#show", ShowRow).update("⏎ " + _("Show {cards} of this deck").format(cards=words))

    def on_input_changed(self) -> None:
        if self.is_mounted:
            self._draw()

    def on_input_submitted(self) -> None:
        self.action_done()

    def on_choice_row_changed(self) -> None:
        self._draw()

    def action_done(self) -> None:
        self.dismiss(self._filter())

    def action_leave(self) -> None:
        self.dismiss(None)
