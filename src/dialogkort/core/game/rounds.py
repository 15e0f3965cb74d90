"""The rules of a round and of the closing: dealing, the phases, the stick, answers and ratings."""

from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game import events as e
from dialogkort.core.game.answers import outermost_first
from dialogkort.core.game.dealing import CHOICE, Dealing, level_of
from dialogkort.core.game.evolve import evolve
from dialogkort.core.game.groups import make_groups
from dialogkort.core.game.lists import LONGEST_LINE
from dialogkort.core.game.outlook import outlook, overrides_of, plan_of
from dialogkort.core.game.phases import LENGTHS, Phase, in_groups, part_seconds, phases_of, seconds_of
from dialogkort.core.game.places import rating_place
from dialogkort.core.game.refusals import Decision, Reason, Refusal
from dialogkort.core.game.state import Game, Round, Stage
from dialogkort.core.game.turns import order_of, reader_of

HIGHEST_RATING = 5


def move_on(game: Game, at: float) -> Decision:
    playing = game.round
    if game.stage is Stage.OPENING:
        return _begin_round(game, at)
    if playing is None:
        return _end(game, at)
    match playing.phase:
        case Phase.DEAL:
            return Refusal(Reason.CHOOSE_FIRST) if playing.offered else _deal(game, at)
        case Phase.REVEAL if not playing.shown:
            return Refusal(Reason.ANSWERS_MISSING) if game.awaited_answers else (e.AnswersShown(at),)
        case Phase.GO_ROUND if game.turns and not game.turns.over:
            return hand_on(game, e.TurnEnded(at), at)
        case Phase.DO | Phase.SAY if playing.part < playing.parts:
            return _next_part(game, playing, at)
        case Phase.AGREE:
            return end_round(game, at, closing=not outlook(game, at).another)
        case (
            Phase.READ
            | Phase.THINK
            | Phase.DO
            | Phase.SAY
            | Phase.REVEAL
            | Phase.GROUPS
            | Phase.GO_ROUND
            | Phase.DISCUSS
        ):
            return _next_phase(game, at)


def _end(game: Game, at: float) -> Decision:
    """Continue the closing: the next turn, or the end once everyone has given a number."""
    if game.turns and not game.turns.over:
        return (e.TurnEnded(at),)
    if not game.all_rated:
        return Refusal(Reason.RATINGS_MISSING)
    return Refusal(Reason.DRAFT_OPEN) if game.proposal else (e.GameEnded(at),)


def skip(game: Game, at: float) -> Decision:
    """Continue without those who have not spoken, answered or given a number."""
    playing = game.round
    if playing and playing.phase is Phase.REVEAL and not playing.shown:
        if not game.awaited_answers:
            return Refusal(Reason.NOT_NOW)
        return (e.AnswersShown(at),) if playing.answers else _next_phase(game, at)
    if playing and playing.part < playing.parts:
        return _next_phase(game, at)
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
    begun = e.RoundBegun(at, number, reader_of(game.present, number))
    if game.to_review:
        dealt = e.ReviewDealt(at, game.to_review[0], begun.chooser)
        return (begun, dealt, *_begin_phase(_after(game, begun, dealt), Phase.READ, at))
    return (begun, *_offer(_after(game, begun), at))


def _offer(game: Game, at: float) -> tuple[e.Event, ...]:
    """Put cards face up if the game is dealt that way. A programme keeps its order: its cards are always drawn."""
    if game.setup.dealing is Dealing.BLIND or game.pile.programme:
        return ()
    return (e.CardsOffered(at, tuple(card.key for card in game.pile.top(CHOICE, *_wanted(game)))),)


def _next_part(game: Game, playing: Round, at: float) -> Decision:
    card = playing.card
    if card is None:
        return Refusal(Reason.NOT_NOW)
    part = playing.part + 1
    first = seconds_of(playing.phase, game.setup.form, overrides_of(game.setup, card.deck), card)
    return (e.PartBegun(at, part, float(part_seconds(playing.phase, card, part, first))),)


def deal_talk(game: Game, at: float) -> Decision:
    """Deal a card about the conversation that has just taken place, instead of the next card or after this round."""
    playing = game.round
    if game.proposal:
        return Refusal(Reason.DRAFT_OPEN)
    if playing is None or playing.phase not in {Phase.DEAL, Phase.AGREE} or not (game.played or playing.card):
        return Refusal(Reason.NOT_NOW)
    if not game.pile.talk:
        return Refusal(Reason.PILE_EMPTY)
    key = game.pile.talk[0].key
    if playing.phase is Phase.DEAL:
        return _dealt(game, key, playing.chooser, at)
    ended = e.RoundEnded(at)
    number = len(_after(game, ended).played) + 1
    begun = e.RoundBegun(at, number, reader_of(game.present, number))
    dealt = _dealt(_after(game, ended, begun), key, begun.chooser, at)
    return dealt if isinstance(dealt, Refusal) else (ended, begun, *dealt)


def write_line(game: Game, text: str, at: float) -> Decision:
    card = game.card
    if card is None or not card.list_name:
        return Refusal(Reason.NO_LIST)
    if not text.strip():
        return Refusal(Reason.NOTE_EMPTY)
    return (e.LineWritten(at, card.list_name, " ".join(text.split())[:LONGEST_LINE]),)


def _wanted(game: Game) -> tuple[int, Kind | None]:
    """Return the level of the current round, and the kind of card that the round before had."""
    number = game.cards_played + 1
    last = next((played.card.kind for played in reversed(game.played) if played.card.from_deck), None)
    return level_of(number, plan_of(game).rounds), last


def _deal(game: Game, at: float) -> Decision:
    cards = game.pile.top(1, *_wanted(game))
    if not cards or game.round is None:
        return Refusal(Reason.PILE_EMPTY)
    return _dealt(game, cards[0].key, game.round.chooser, at)


def _dealt(game: Game, card: str, reader: str, at: float) -> Decision:
    dealt = e.CardDealt(at, card, reader)
    return (dealt, *_begin_phase(_after(game, dealt), Phase.READ, at))


def choose(game: Game, command: c.ChooseCard, at: float) -> Decision:
    playing, card, receiver = game.round, command.card, command.receiver
    if playing and command.by not in {"", playing.chooser}:
        return Refusal(Reason.NOT_YOURS)
    if playing is None or card not in {dealt.key for dealt in playing.offered}:
        return Refusal(Reason.NOT_OFFERED)
    if game.setup.dealing is not Dealing.COLLEAGUE or len(game.present) == 1:
        return _dealt(game, card, playing.chooser, at)
    if receiver not in game.present or receiver == playing.chooser:
        return Refusal(Reason.NO_COLLEAGUE)
    return _dealt(game, card, receiver, at)


def redraw(game: Game, at: float) -> Decision:
    playing = game.round
    if game.reviewing:
        return Refusal(Reason.NOT_NOW)
    if playing is None or playing.phase not in {Phase.DEAL, Phase.READ, Phase.THINK}:
        return Refusal(Reason.TOO_LATE_TO_REDRAW)
    if not playing.offered and playing.card is None:
        return Refusal(Reason.NOT_NOW)
    aside = e.CardPutAside(at)
    after = _after(game, aside)
    if playing.card and not playing.card.from_deck:
        talk = game.pile.talk  # without the card that is put aside
        another = _dealt(after, talk[0].key, playing.chooser, at) if talk else Refusal(Reason.PILE_EMPTY)
        return another if isinstance(another, Refusal) else (aside, *another)
    if len(game.pile) <= len(playing.offered):
        return Refusal(Reason.PILE_EMPTY)
    offered = _offer(after, at)
    if offered:
        return (aside, *offered)
    dealt = _deal(after, at)
    return dealt if isinstance(dealt, Refusal) else (aside, *dealt)


def by_speaker(game: Game, event: e.TurnEnded | e.TurnPassed, by: str, at: float) -> Decision:
    """Let a member with the stick hand it on from their own seat."""
    if game.turns is None or game.turns.over:
        return Refusal(Reason.NO_STICK)
    if by != game.turns.speaking:
        return Refusal(Reason.NOT_YOURS)
    return (event,) if game.round is None else hand_on(game, event, at)


def hand_on(game: Game, event: e.TurnEnded | e.TurnPassed, at: float) -> Decision:
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
    if in_groups(phase, card):
        remote = frozenset(member.id for member in game.members if member.remote)
        groups = make_groups(game.present, card.group_size, playing.number, remote)
        return e.PhaseBegun(at, phase, seconds), e.GroupsMade(at, groups)
    if phase is not Phase.GO_ROUND:
        return (e.PhaseBegun(at, phase, seconds),)
    return e.PhaseBegun(at, phase, 0.0), e.TurnsBegun(at, _speaking_order(game, playing), seconds)


def _speaking_order(game: Game, playing: Round) -> tuple[str, ...]:
    """Return the order of speakers: after a reveal those furthest apart first, else from whoever got the card."""
    order = order_of(game.present, playing.number, game.on_screen)
    if playing.card and playing.shown:
        return outermost_first(playing.card, dict(playing.answers), order)
    if game.setup.dealing is Dealing.COLLEAGUE and playing.reader in order:
        order = order_of(game.present, playing.number)
        start = order.index(playing.reader)
        return order[start:] + order[:start]
    return order


def end_round(game: Game, at: float, *, closing: bool) -> Decision:
    if game.stage is Stage.CLOSING and closing:
        return Refusal(Reason.NOT_NOW)
    if game.proposal:
        return Refusal(Reason.DRAFT_OPEN)
    ended: tuple[e.Event, ...] = (e.RoundEnded(at),) if game.round else ()
    after = _after(game, *ended)
    if not closing:
        begun = _begin_round(after, at)
        return begun if isinstance(begun, Refusal) else (*ended, *begun)
    order = order_of(game.present, len(after.played) + 1, game.on_screen)
    last_turn = float(LENGTHS[game.setup.form].last_turn)
    return (*ended, e.ClosingBegun(at), e.TurnsBegun(at, order, last_turn))


def answer(game: Game, command: c.GiveAnswer, at: float) -> Decision:
    playing, member, value = game.round, command.member, command.value
    if playing is None or playing.card is None or playing.phase is not Phase.REVEAL or playing.shown:
        return Refusal(Reason.NO_ANSWERS_NOW)
    if member not in game.present:
        return Refusal(Reason.NOT_HERE)
    if value not in playing.card.choices:
        return Refusal(Reason.NOT_A_CHOICE)
    if (member, value) in playing.answers:
        return ()
    return (e.AnswerGiven(at, member, value, command.seat),)


def rate(game: Game, values: tuple[int, ...], at: float) -> Decision:
    """Take the ratings of the meeting as one step. In order of size, they do not show who gave which."""
    if not rating_place(game) or not values or len(values) > len(game.members):
        return Refusal(Reason.NO_RATING_NOW)
    if not all(1 <= value <= HIGHEST_RATING for value in values):
        return Refusal(Reason.NOT_A_CHOICE)
    return (e.RatingsGiven(at, tuple(sorted(values))),)


def _after(game: Game, *events: e.Event) -> Game:
    for event in events:
        game = evolve(game, event) or game
    return game
