"""The rules: what a command comes to in a game. Pure, as the game is; what may not be done is a refusal."""

from itertools import count
from typing import assert_never

from dialogkort.core import commands as c
from dialogkort.core import events as e
from dialogkort.core.answers import outermost_first
from dialogkort.core.cards import Kind
from dialogkort.core.consent import decide_consent
from dialogkort.core.dealing import CHOICE, Dealing, level_of
from dialogkort.core.game import Game, Round, Stage, evolve
from dialogkort.core.outlook import outlook, overrides_of, plan_of
from dialogkort.core.phases import LENGTHS, Phase, phases_of, seconds_of
from dialogkort.core.refusals import Decision, Reason, Refusal
from dialogkort.core.review_round import decide_review
from dialogkort.core.team import MOST_MEMBERS, Member
from dialogkort.core.turns import order_of, reader_of

LONGEST_MEETING = 600
"""Minutes."""


_ROUND_ON = (
    c.MoveOn,
    c.SkipPhase,
    c.NextRound,
    c.BeginClosing,
    c.ChooseCard,
    c.Redraw,
    c.PassStick,
    c.GiveAnswer,
    c.ClearAnswers,
    c.Rate,
)
"""What brings a round on. It waits while a draft is before the team."""


def decide(game: Game | None, command: c.Command, now: float) -> Decision:
    """Return the events that `command` makes in `game` at `now` (seconds of the game's clock), or a refusal.

    A clock that went backwards is taken to stand still.
    """
    if isinstance(command, c.Start):
        return Refusal(Reason.STARTED) if game else _start(command, now)
    if game is None:
        return Refusal(Reason.NOT_STARTED)
    if game.stage is Stage.ENDED:
        return Refusal(Reason.GAME_OVER)
    if game.proposal and game.proposal.proposed and isinstance(command, _ROUND_ON):
        return Refusal(Reason.DRAFT_OPEN)
    return _decide(game, command, max(now, game.clock))


def _decide(game: Game, command: c.Command, at: float) -> Decision:  # noqa: C901, PLR0912 - a table
    match command:
        case c.Start():
            return Refusal(Reason.STARTED)
        case c.MoveOn():
            return _move_on(game, at)
        case c.SkipPhase():
            return _skip(game, at)
        case c.NextRound():
            return _end_round(game, at, closing=False)
        case c.BeginClosing():
            return _end_round(game, at, closing=True)
        case c.ChooseCard(card=card, receiver=receiver):
            return _choose(game, card, receiver, at)
        case c.Redraw():
            return _redraw(game, at)
        case c.PassStick():
            return _hand_on(game, e.TurnPassed(at), at)
        case c.TogglePause():
            if game.countdown is None:
                return Refusal(Reason.NO_CLOCK)
            return (e.ClockResumed(at) if game.countdown.paused else e.ClockPaused(at),)
        case c.AddMinute():
            return (e.TimeAdded(at, 60.0),) if game.countdown else Refusal(Reason.NO_CLOCK)
        case c.SetMinutesLeft(minutes=minutes):
            if not 0 <= minutes <= LONGEST_MEETING:
                return Refusal(Reason.MINUTES)
            return (e.EndMoved(at, at + minutes * 60.0),)
        case c.GiveAnswer(member=member, value=value):
            return _answer(game, member, value, at)
        case c.ClearAnswers():
            playing = game.round
            if playing is None or playing.phase is not Phase.REVEAL or not playing.answers:
                return Refusal(Reason.NO_ANSWERS_NOW)
            return (e.AnswersCleared(at),)
        case c.Join(name=name, remote=remote):
            if len(game.members) >= MOST_MEMBERS:
                return Refusal(Reason.TOO_MANY_MEMBERS)
            return (e.MemberJoined(at, Member(_new_id(game), name, remote)),)
        case c.Leave(member=member):
            if member not in game.seats:
                return Refusal(Reason.NOT_HERE)
            return (e.MemberLeft(at, member),) if len(game.seats) > 1 else Refusal(Reason.LAST_ONE)
        case c.Return(member=member):
            here_again = (e.MemberReturned(at, member),)
            return here_again if member in game.absent else Refusal(Reason.HERE_ALREADY)
        case c.Keep() | c.Retire() | c.BeginAdjusting() | c.BeginReplacing():
            return decide_review(game, command, at)
        case c.ParkNote(text=text):
            return (e.NoteParked(at, text.strip()),) if text.strip() else Refusal(Reason.NOTE_EMPTY)
        case c.Rate(value=value):
            return _rate(game, value, at)
        case (
            c.WriteDraft() | c.Propose() | c.ShowThumb() | c.ConsentAll() | c.ChangeDraft() | c.DropDraft() | c.Adopt()
        ):
            return decide_consent(game, command, at)
        case _:
            assert_never(command)


def _start(command: c.Start, now: float) -> Decision:
    setup = command.setup
    here = [member for member in setup.members if member.id not in setup.absent]
    if not here:
        return Refusal(Reason.NO_MEMBERS)
    if len(setup.members) > MOST_MEMBERS:
        return Refusal(Reason.TOO_MANY_MEMBERS)
    if len({member.id for member in setup.members}) < len(setup.members):
        return Refusal(Reason.HERE_ALREADY)
    known = {agreement.id for agreement in command.standing}
    if not len(command.pile) and not known.intersection(setup.reviews):
        return Refusal(Reason.NO_CARDS)
    if not 1 <= setup.minutes <= LONGEST_MEETING:
        return Refusal(Reason.MINUTES)
    return (e.GameStarted(now, setup, command.pile, command.standing),)


def _move_on(game: Game, at: float) -> Decision:
    playing = game.round
    if game.stage is Stage.OPENING:
        return _begin_round(game, at)
    if playing is None:
        return _end(game, at)
    match playing.phase:
        case Phase.DEAL:
            return Refusal(Reason.CHOOSE_FIRST) if playing.offered else _deal(game, at)
        case Phase.REVEAL if not playing.shown:
            return Refusal(Reason.ANSWERS_MISSING) if game.to_answer else (e.AnswersShown(at),)
        case Phase.GO_ROUND if game.turns and not game.turns.over:
            return _hand_on(game, e.TurnEnded(at), at)
        case Phase.AGREE:
            return _end_round(game, at, closing=not outlook(game, at).another)
        case _:
            return _next_phase(game, at)


def _end(game: Game, at: float) -> Decision:
    """Go on in the closing: the next turn, or the end when everyone has given a number."""
    if game.turns and not game.turns.over:
        return (e.TurnEnded(at),)
    if not game.all_rated:
        return Refusal(Reason.RATINGS_MISSING)
    return Refusal(Reason.DRAFT_OPEN) if game.proposal else (e.GameEnded(at),)


def _skip(game: Game, at: float) -> Decision:
    """Go on without those who have not spoken, answered or given a number."""
    playing = game.round
    if playing and playing.phase is Phase.REVEAL and not playing.shown:
        if not game.to_answer:
            return Refusal(Reason.NOT_NOW)
        return (e.AnswersShown(at),) if playing.answers else _next_phase(game, at)
    if game.turns is None:
        return Refusal(Reason.NO_STICK)
    if game.stage is not Stage.CLOSING:
        return Refusal(Reason.NO_STICK) if game.turns.over else _next_phase(game, at)
    if not game.turns.over:
        return (e.TurnsBegun(at, (), game.turn_seconds),)
    if game.all_rated:
        return Refusal(Reason.NOT_NOW)
    return Refusal(Reason.DRAFT_OPEN) if game.proposal else (e.GameEnded(at),)


def _begin_round(game: Game, at: float) -> Decision:
    if not len(game.pile) and not game.to_review:
        return Refusal(Reason.PILE_EMPTY)
    number = len(game.played) + 1
    begun = e.RoundBegun(at, number, reader_of(game.seats, number))
    if game.to_review:
        dealt = e.ReviewDealt(at, game.to_review[0], begun.chooser)
        return (begun, dealt, *_begin_phase(_after(game, begun, dealt), Phase.READ, at))
    return (begun, *_offer(_after(game, begun), at))


def _offer(game: Game, at: float) -> tuple[e.Event, ...]:
    """Lay cards face up when the game is dealt so. A programme keeps its order: it is always drawn."""
    if game.setup.dealing is Dealing.BLIND or game.pile.programme:
        return ()
    return (e.CardsOffered(at, tuple(card.key for card in game.pile.top(CHOICE, *_wanted(game)))),)


def _wanted(game: Game) -> tuple[int, Kind | None]:
    """Return the level of the present round, and the kind of card that the round before had."""
    number = game.cards_played + 1
    last = game.played[-1].card.kind if game.played else None
    return level_of(number, plan_of(game).rounds), last


def _deal(game: Game, at: float) -> Decision:
    cards = game.pile.top(1, *_wanted(game))
    if not cards or game.round is None:
        return Refusal(Reason.PILE_EMPTY)
    return _dealt(game, cards[0].key, game.round.chooser, at)


def _dealt(game: Game, card: str, reader: str, at: float) -> Decision:
    dealt = e.CardDealt(at, card, reader)
    return (dealt, *_begin_phase(_after(game, dealt), Phase.READ, at))


def _choose(game: Game, card: str, receiver: str, at: float) -> Decision:
    playing = game.round
    if playing is None or card not in {one.key for one in playing.offered}:
        return Refusal(Reason.NOT_OFFERED)
    if game.setup.dealing is not Dealing.COLLEAGUE or len(game.seats) == 1:
        return _dealt(game, card, playing.chooser, at)
    if receiver not in game.seats or receiver == playing.chooser:
        return Refusal(Reason.NO_COLLEAGUE)
    return _dealt(game, card, receiver, at)


def _redraw(game: Game, at: float) -> Decision:
    playing = game.round
    if game.reviewing:
        return Refusal(Reason.NOT_NOW)
    if playing is None or playing.phase not in {Phase.DEAL, Phase.READ, Phase.THINK}:
        return Refusal(Reason.TOO_LATE_TO_REDRAW)
    if not playing.offered and playing.card is None:
        return Refusal(Reason.NOT_NOW)
    if len(game.pile) <= len(playing.offered):
        return Refusal(Reason.PILE_EMPTY)
    aside = e.CardPutAside(at)
    after = _after(game, aside)
    offered = _offer(after, at)
    if offered:
        return (aside, *offered)
    dealt = _deal(after, at)
    return dealt if isinstance(dealt, Refusal) else (aside, *dealt)


def _hand_on(game: Game, event: e.TurnEnded | e.TurnPassed, at: float) -> Decision:
    if game.turns is None or game.turns.over:
        return Refusal(Reason.NO_STICK)
    after = _after(game, event)
    if after.round and after.turns and after.turns.over:
        following = _next_phase(after, at)
        return following if isinstance(following, Refusal) else (event, *following)
    return (event,)


def _next_phase(game: Game, at: float) -> Decision:
    if game.round is None or game.round.card is None:
        return Refusal(Reason.NOT_NOW)
    phases = phases_of(game.round.card)
    return _begin_phase(game, phases[phases.index(game.round.phase) + 1], at)


def _begin_phase(game: Game, phase: Phase, at: float) -> tuple[e.Event, ...]:
    playing = game.round
    card = game.card
    if playing is None or card is None:
        return ()
    seconds = float(seconds_of(phase, game.setup.form, overrides_of(game.setup, card.deck), card))
    if phase is not Phase.GO_ROUND:
        return (e.PhaseBegun(at, phase, seconds),)
    return e.PhaseBegun(at, phase, 0.0), e.TurnsBegun(at, _speaking_order(game, playing), seconds)


def _speaking_order(game: Game, playing: Round) -> tuple[str, ...]:
    """Return who speaks when: after a reveal the outermost first, else from whoever was given the card."""
    order = order_of(game.seats, playing.number)
    if playing.card and playing.shown:
        return outermost_first(playing.card, dict(playing.answers), order)
    if game.setup.dealing is Dealing.COLLEAGUE and playing.reader in order:
        start = order.index(playing.reader)
        return order[start:] + order[:start]
    return order


def _end_round(game: Game, at: float, *, closing: bool) -> Decision:
    if game.stage is Stage.CLOSING and closing:
        return Refusal(Reason.NOT_NOW)
    if game.proposal:
        return Refusal(Reason.DRAFT_OPEN)
    ended: tuple[e.Event, ...] = (e.RoundEnded(at),) if game.round else ()
    after = _after(game, *ended)
    if not closing:
        begun = _begin_round(after, at)
        return begun if isinstance(begun, Refusal) else (*ended, *begun)
    order = order_of(game.seats, len(after.played) + 1)
    last_turn = float(LENGTHS[game.setup.form].last_turn)
    return (*ended, e.ClosingBegun(at), e.TurnsBegun(at, order, last_turn))


def _answer(game: Game, member: str, value: int, at: float) -> Decision:
    playing = game.round
    if playing is None or playing.card is None or playing.phase is not Phase.REVEAL or playing.shown:
        return Refusal(Reason.NO_ANSWERS_NOW)
    if member not in game.seats:
        return Refusal(Reason.NOT_HERE)
    if value not in playing.card.choices:
        return Refusal(Reason.NOT_A_CHOICE)
    return (e.AnswerGiven(at, member, value),)


def _rate(game: Game, value: int, at: float) -> Decision:
    if game.stage is not Stage.CLOSING or game.turns is None or not game.turns.over:
        return Refusal(Reason.NO_RATING_NOW)
    if game.all_rated:
        return Refusal(Reason.NO_RATING_NOW)
    return (e.MeetingRated(at, value),) if 1 <= value <= 5 else Refusal(Reason.NOT_A_CHOICE)


def _new_id(game: Game) -> str:
    taken = {member.id for member in game.members}
    return next(name for number in count(len(taken) + 1) if (name := f"m{number}") not in taken)


def _after(game: Game, *events: e.Event) -> Game:
    for event in events:
        game = evolve(game, event) or game
    return game
