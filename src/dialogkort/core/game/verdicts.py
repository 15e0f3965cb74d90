"""A round about an agreement that is due: kept, retired, or put on the table as a draft to be changed."""

from typing import assert_never

from dialogkort.core.agreements.agreement import Agreement, Draft
from dialogkort.core.agreements.reviews import draft_of, keep, retire, to_let_go
from dialogkort.core.game import commands as c
from dialogkort.core.game import events as e
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Decision, Reason, Refusal
from dialogkort.core.game.state import Game

Verdict = c.Keep | c.Retire | c.BeginAdjusting | c.BeginReplacing


def decide_review(game: Game, command: Verdict, at: float) -> Decision:
    """Return the decision on a verdict. Rules that make room for a new one can be retired at any time in a game."""
    if game.proposal:
        return Refusal(Reason.DRAFT_OPEN)
    if isinstance(command, c.Retire) and command.agreement:
        old = game.standing_with(command.agreement)
        if old is None or not old.in_force:
            return Refusal(Reason.NOT_STANDING)
        return (e.AgreementChanged(at, retire(old, command.today, command.reason)),)
    reviewed = to_decide(game)
    if reviewed is None:
        return Refusal(Reason.NO_REVIEW)
    match command:
        case c.Keep(today=today, until=until, reason=reason):
            return (e.AgreementChanged(at, keep(reviewed, today, until, reason)),)
        case c.Retire(today=today, reason=reason):
            return (e.AgreementChanged(at, retire(reviewed, today, reason)),)
        case c.BeginAdjusting(today=today):
            return (e.DraftWritten(at, draft_of(reviewed, today)),)
        case c.BeginReplacing():
            return (e.DraftWritten(at, Draft(replaces=reviewed.id)),)
        case _:
            assert_never(command)


def to_decide(game: Game) -> Agreement | None:
    """Return the agreement to decide on now: everyone has shown a thumb, and there is no verdict yet."""
    return game.reviewing if game.phase is Phase.AGREE and game.verdict is None else None


def one_out(game: Game) -> tuple[Agreement, ...]:
    """Return the old rules that could go in exchange for the newest agreement: *one in, one out*.

    This is empty if that agreement already replaced another.
    """
    made = game.agreements[-1] if game.agreements else None
    return to_let_go(game.standing, made.id) if made and not made.supersedes else ()
