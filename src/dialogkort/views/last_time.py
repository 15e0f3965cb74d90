"""The answers from the last time a card or an agreement came up: shown once the new answers are, never before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dialogkort.core.cards import Card
from dialogkort.core.game.state import Game
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.views.lines import faint
from dialogkort.views.table import TableView

LastAnswers = Callable[[Card], tuple[date, tuple[int, ...]] | None]
"""When a question was last answered, and how many gave each answer; None if nothing is kept about it."""


def with_last_time(view: TableView, game: Game, last: LastAnswers) -> TableView:
    """Return the view with the previous answers below the card, if the answers have been revealed."""
    playing = game.round
    if playing is None or playing.card is None or not playing.shown or not view.bars:
        return view
    found = last(playing.card)
    if found is None:
        return view
    day, counts = found
    told = "  ".join(f"{choice}: {count}" for choice, count in enumerate(counts, 1) if count)
    words = _("Last time, {date}: {counts}").format(date=long_date(day), counts=told)
    return replace(view, face=replace(view.face, details=(*view.face.details, faint(words))))
