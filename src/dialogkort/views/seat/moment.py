"""The moment in which a seat is: when it changes, the page says the new heading; and the time that is left of it."""

from dialogkort.core.game.state import Game
from dialogkort.language import gettext as _
from dialogkort.views.seat.page import ClockView


def moment_of(game: Game) -> str:
    """Return a key that differs for each phase of a game, and for each part of a phase."""
    number = f"{game.round.number}.{game.round.part}" if game.round else "0"
    shown = bool(game.round and game.round.shown)
    over = bool(game.turns and game.turns.over)
    proposed = game.proposal.proposed + game.proposal.turned if game.proposal else 0
    return f"{game.stage} {number} {game.phase or ''} {shown:d} {over:d} {proposed}"


def clock_of(game: Game, now: float) -> ClockView | None:
    """Return the clock that is running for a phase or a turn, if there is one."""
    countdown = game.countdown
    if countdown is None:
        return None
    return ClockView(
        left=round(countdown.left(now), 2),
        running=not countdown.paused,
        label=_("Time left"),
        paused=_("paused"),
        over=_("overtime: finish your thought"),
        minute=_("One minute left"),
        seconds=_("Ten seconds left"),
    )
