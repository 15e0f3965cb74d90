"""A slip over the decks: which cards to find, by theme, kind, level and text."""

from textual.app import ComposeResult

from dialogkort.core.cards import DECK_KINDS, Deck, Kind
from dialogkort.core.filtering import Filter
from dialogkort.core.game.dealing import LEVELS
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.words import kind_name
from dialogkort.tui.dialogs.search import LONGEST, SearchScreen
from dialogkort.tui.widgets.choice_row import ChoiceRow
from dialogkort.tui.widgets.form_rows import labelled
from dialogkort.tui.widgets.text_line import TextLine


class FilterScreen(SearchScreen[Filter]):
    """Asks which cards of a deck to find."""

    def __init__(self, deck: Deck, before: Filter) -> None:
        super().__init__()
        self._deck, self._before = deck, before

    def title_words(self) -> str:
        return _("Which cards?")

    def lines(self) -> ComposeResult:
        with labelled(_("Text")):
            yield TextLine(self._before.text, id="text", longest=LONGEST)
        with labelled(_("Theme")):
            yield ChoiceRow(several=True, id="themes")
        with labelled(_("Kind")):
            yield ChoiceRow(several=True, id="kinds")
        with labelled(_("Level")):
            yield ChoiceRow(several=True, id="levels")

    def on_mount(self) -> None:
        before = self._before
        themes = tuple(dict.fromkeys(card.theme for card in self._deck.cards if card.theme))
        chosen = [str(themes.index(theme)) for theme in before.themes if theme in themes]
        row = self.query_one("#themes", ChoiceRow)
        row.offer([(str(number), theme) for number, theme in enumerate(themes)], chosen)
        row.parent.display = len(themes) > 1  # type: ignore[union-attr]
        self._themes = themes
        self.query_one("#kinds", ChoiceRow).offer([(kind, kind_name(kind)) for kind in DECK_KINDS], before.kinds)
        levels = (_("warm-up"), _("everyday"), _("goes deep"))
        marks = [
            (str(level), "●" * level + "○" * (LEVELS - level) + " " + levels[level - 1])
            for level in range(1, LEVELS + 1)
        ]
        self.query_one("#levels", ChoiceRow).offer(marks, map(str, before.levels))

    def wanted(self) -> Filter:
        return Filter(
            themes=tuple(self._themes[int(place)] for place in self.query_one("#themes", ChoiceRow).chosen),
            kinds=tuple(Kind(kind) for kind in self.query_one("#kinds", ChoiceRow).chosen),
            levels=tuple(int(level) for level in self.query_one("#levels", ChoiceRow).chosen),
            text=self.text(),
        )

    def found(self) -> str:
        found = len(self.wanted().cards_of(self._deck))
        words = ngettext("{number} card", "{number} cards", found)
        return _("Show {cards} of this deck").format(cards=words) if found else _("No cards of this deck match")
