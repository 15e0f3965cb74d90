"""A slip over the agreements: which ones to find, by standing, team, keeper, deck, or text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from textual.app import ComposeResult

from dialogkort.core.agreements.filter import AgreementFilter, Sought, Which
from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.tui.dialogs.search import LONGEST, SearchScreen
from dialogkort.tui.widgets.choice_row import ChoiceRow
from dialogkort.tui.widgets.form_rows import labelled
from dialogkort.tui.widgets.text_line import TextLine
from dialogkort.views.agreements import which_word

LONGEST_OFFERED = 40
OFFERED = 12
"""The most keepers, or decks, that are offered: those with most agreements. Search by text finds the others."""


class ReviewFilterScreen(SearchScreen[AgreementFilter]):
    """Asks which of `those` agreements to find."""

    def __init__(self, those: Sequence[Sought], before: AgreementFilter) -> None:
        super().__init__()
        self._those, self._before = those, before
        self._teams = _offered((sought.team for sought in those), before.team)
        self._keepers = _offered((sought.keeper for sought in those), before.keeper)
        self._decks = _offered((sought.deck for sought in those), before.deck)

    def title_words(self) -> str:
        return _("Which agreements?")

    def lines(self) -> ComposeResult:
        with labelled(_("Text")):
            yield TextLine(self._before.text, id="text", longest=LONGEST)
        with labelled(_("Status")):
            yield ChoiceRow(id="which")
        with labelled(_("Team")):
            yield ChoiceRow(id="team")
        with labelled(_("Keeper")):
            yield ChoiceRow(id="keeper")
        with labelled(_("Deck")):
            yield ChoiceRow(id="deck")

    def on_mount(self) -> None:
        which = self.query_one("#which", ChoiceRow)
        which.offer([(choice, which_word(choice)) for choice in Which], [self._before.which])
        self._offer("team", self._teams, self._before.team, least=2)
        self._offer("keeper", self._keepers, self._before.keeper)
        self._offer("deck", self._decks, self._before.deck)

    def _offer(self, name: str, values: tuple[str, ...], chosen: str, least: int = 1) -> None:
        """Offer `values`, by number, and all of them; a line with fewer than `least` is hidden."""
        row = self.query_one(f"#{name}", ChoiceRow)
        number = str(values.index(chosen)) if chosen else ""
        row.offer([("", _("all")), *_by_number(values)], [number])
        row.parent.display = len(values) >= least  # type: ignore[union-attr]

    def _chosen(self, name: str, values: tuple[str, ...]) -> str:
        number = self.query_one(f"#{name}", ChoiceRow).value
        return values[int(number)] if number else ""

    def wanted(self) -> AgreementFilter:
        return AgreementFilter(
            which=Which(self.query_one("#which", ChoiceRow).value),
            team=self._chosen("team", self._teams),
            keeper=self._chosen("keeper", self._keepers),
            deck=self._chosen("deck", self._decks),
            text=self.text(),
        )

    def found(self) -> str:
        number = len(self.wanted().found_in(self._those))
        shown = ngettext("Show {number} agreement", "Show {number} agreements", number)
        return shown if number else _("No agreements match")


def _by_number(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each value under its number: the row needs simple names, and values can be anything."""
    for number, value in enumerate(values):
        yield str(number), clean_line(value, LONGEST_OFFERED)


def _offered(values: Iterable[str], chosen: str) -> tuple[str, ...]:
    """Return the most frequent of `values`, and the one that was chosen before."""
    most = [value for value, _times in Counter(filter(None, values)).most_common(OFFERED)]
    return tuple(most if not chosen or chosen in most else [*most, chosen])
