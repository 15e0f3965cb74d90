"""The rules: what a command leads to in a game. Pure, as the game is; what is not allowed is a refusal."""

from itertools import count
from typing import assert_never

from dialogkort.core.game import commands as c
from dialogkort.core.game import events as e
from dialogkort.core.game.consent import decide_consent
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.places import Placed, has_moved_on
from dialogkort.core.game.refusals import Decision, Reason, Refusal
from dialogkort.core.game.rounds import (
    answer,
    by_speaker,
    choose,
    deal_talk,
    end_round,
    hand_on,
    move_on,
    rate,
    redraw,
    skip,
    write_line,
)
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.game.verdicts import decide_review
from dialogkort.core.team import MOST_MEMBERS, Member

LONGEST_MEETING = 600
"""Minutes."""


_ROUND_ON = (
    c.MoveOn,
    c.SkipPhase,
    c.NextRound,
    c.BeginClosing,
    c.ChooseCard,
    c.DealTalkCard,
    c.Redraw,
    c.EndTurn,
    c.PassStick,
    c.GiveAnswer,
    c.ClearAnswers,
    c.Rate,
)
"""Commands that move a round forward. They wait while there is a proposal."""


def decide(game: Game | None, command: c.Command, now: float) -> Decision:
    """Return the events that `command` leads to in `game` at `now` (seconds of the game's clock), or a refusal.

    A clock that went backwards is treated as if it had stood still.
    """
    if isinstance(command, c.Start):
        return Refusal(Reason.STARTED) if game else _start(command, now)
    if game is None:
        return Refusal(Reason.NOT_STARTED)
    if game.stage is Stage.ENDED:
        return Refusal(Reason.GAME_OVER)
    if game.proposal and game.proposal.proposed and isinstance(command, _ROUND_ON):
        return Refusal(Reason.DRAFT_OPEN)
    if isinstance(command, Placed) and has_moved_on(game, command):
        return Refusal(Reason.MOVED_ON)
    return _decide(game, command, max(now, game.clock))


def _decide(game: Game, command: c.Command, at: float) -> Decision:  # noqa: C901, PLR0911, PLR0912 - a table
    match command:
        case c.Start():
            return Refusal(Reason.STARTED)
        case c.MoveOn():
            return move_on(game, at)
        case c.SkipPhase():
            return skip(game, at)
        case c.NextRound():
            return end_round(game, at, closing=False)
        case c.BeginClosing():
            return end_round(game, at, closing=True)
        case c.ChooseCard():
            return choose(game, command, at)
        case c.Redraw():
            return redraw(game, at)
        case c.EndTurn(by=by):
            return by_speaker(game, e.TurnEnded(at), by, at)
        case c.PassStick(by=by):
            return by_speaker(game, e.TurnPassed(at), by, at) if by else hand_on(game, e.TurnPassed(at), at)
        case c.TogglePause():
            if game.countdown is None:
                return Refusal(Reason.NO_CLOCK)
            return (e.ClockResumed(at) if game.countdown.paused else e.ClockPaused(at),)
        case c.AddMinute():
            return (e.TimeAdded(at, 60.0),) if game.countdown else Refusal(Reason.NO_CLOCK)
        case c.SetMinutesLeft(minutes=minutes, ends_at=ends_at):
            if not 0 <= minutes <= LONGEST_MEETING:
                return Refusal(Reason.MINUTES)
            return (e.EndMoved(at, at + minutes * 60.0, ends_at),)
        case c.Wake(slept=slept):
            return (e.Woke(at, slept),) if slept else ()
        case c.GiveAnswer():
            return answer(game, command, at)
        case c.ClearAnswers():
            playing = game.round
            if playing is None or playing.phase is not Phase.REVEAL or not playing.answers:
                return Refusal(Reason.NO_ANSWERS_NOW)
            return (e.AnswersCleared(at),)
        case c.Join(name=name, remote=remote):
            if len(game.present) >= MOST_MEMBERS:
                return Refusal(Reason.TOO_MANY_MEMBERS)
            return (e.MemberJoined(at, Member(_new_id(game), name, remote)),)
        case c.Leave(member=member):
            if member not in game.present:
                return Refusal(Reason.NOT_HERE)
            return (e.MemberLeft(at, member),) if len(game.present) > 1 else Refusal(Reason.LAST_ONE)
        case c.Return(member=member):
            if member not in game.absent:
                return Refusal(Reason.HERE_ALREADY)
            full = len(game.present) >= MOST_MEMBERS
            return Refusal(Reason.TOO_MANY_MEMBERS) if full else (e.MemberReturned(at, member),)
        case c.MarkOnScreen(member=member, remote=remote):
            if member not in {member.id for member in game.members}:
                return Refusal(Reason.NOT_HERE)
            return () if (member in game.on_screen) is remote else (e.MemberMarked(at, member, remote),)
        case c.Keep() | c.Retire() | c.BeginAdjusting() | c.BeginReplacing():
            return decide_review(game, command, at)
        case c.ParkNote(text=text):
            return (e.NoteParked(at, text.strip()),) if text.strip() else Refusal(Reason.NOTE_EMPTY)
        case c.DropNote(note=note):
            if game.stage is not Stage.OPENING:
                return Refusal(Reason.NOT_NOW)
            known = any(carried.id == note for carried in game.carried)
            return (e.NoteDropped(at, note),) if known else Refusal(Reason.NO_NOTE)
        case c.WriteLine(text=text):
            return write_line(game, text, at)
        case c.DealTalkCard():
            return deal_talk(game, at)
        case c.Rate(values=values):
            return rate(game, values, at)
        case (
            c.WriteDraft()
            | c.Propose()
            | c.ShowThumb()
            | c.GiveThumb()
            | c.TurnThumbs()
            | c.ConsentAll()
            | c.ChangeDraft()
            | c.DropDraft()
            | c.Adopt()
        ):
            return decide_consent(game, command, at)
        case _:
            assert_never(command)


def _start(command: c.Start, now: float) -> Decision:
    setup = command.setup
    here = [member for member in setup.members if member.id not in setup.absent]
    if not here:
        return Refusal(Reason.NO_MEMBERS)
    if len(here) > MOST_MEMBERS:
        return Refusal(Reason.TOO_MANY_MEMBERS)
    if len({member.id for member in setup.members}) < len(setup.members):
        return Refusal(Reason.HERE_ALREADY)
    known = {agreement.id for agreement in command.standing}
    if not len(command.pile) and not known.intersection(setup.reviews):
        return Refusal(Reason.NO_CARDS)
    if not 1 <= setup.minutes <= LONGEST_MEETING:
        return Refusal(Reason.MINUTES)
    return (e.GameStarted(now, setup, command.pile, command.standing, command.notes, command.ends_at),)


def _new_id(game: Game) -> str:
    taken = {member.id for member in game.members}
    return next(name for number in count(len(taken) + 1) if (name := f"m{number}") not in taken)
