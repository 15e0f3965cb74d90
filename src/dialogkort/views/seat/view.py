"""A game in words for one seat: what a member's personal screen shows, and what they can do there now. Pure."""

from dataclasses import replace

from dialogkort.core.game.state import Game, Stage
from dialogkort.language import current
from dialogkort.language import gettext as _
from dialogkort.language.words import name_at
from dialogkort.views.bands import band_of
from dialogkort.views.seat.closing import closing, ended
from dialogkort.views.seat.consent import on_draft
from dialogkort.views.seat.moment import clock_of, moment_of
from dialogkort.views.seat.page import AtThisSeat, SeatView
from dialogkort.views.seat.round import in_round
from dialogkort.views.table import AtSeats, TableView


def seat_view(
    game: Game, member: str, now: float, *, table: TableView, seats: AtSeats, mine: AtThisSeat, calendar: str = ""
) -> SeatView:
    """Return what `member` sees of `game` at `now`. It never shows what others have answered before that is revealed.

    `table` is what the table shows, in the same language: it is made once for all seats. `calendar` is the file with
    the upcoming reviews, once the game is over.
    """
    view = SeatView(
        language=current(),
        card_language=game.setup.language,
        moment=moment_of(game),
        name=name_at(game, member),
        mark=mine.mark,
        team=game.setup.team,
        progress=table.progress,
        heading=table.heading,
        hint=table.hint,
        face=replace(table.face, more=()) if table.face.more else table.face,
        band=band_of(table.face.deck),
        places=table.places,
        bars=table.bars,
        aside=True,
        clock=clock_of(game, now),
    )
    if member not in game.present and game.stage is not Stage.ENDED:
        return replace(
            view, heading=_("You are away"), hint=_("When you are back, tell the person at the keyboard."), places=()
        )
    if game.proposal and game.proposal.proposed:
        return on_draft(view, game, member)
    match game.stage:
        case Stage.OPENING:
            return replace(view, places=())
        case Stage.ROUND:
            return in_round(view, game, member, mine, seats)
        case Stage.CLOSING:
            return closing(view, game, member, mine, seats)
        case Stage.ENDED:
            return ended(view, game, calendar)
