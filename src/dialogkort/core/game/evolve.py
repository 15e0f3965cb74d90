"""The fold: how each event changes a game. One table, with every event in it. Pure; events are facts, not judged."""

from dataclasses import replace
from functools import reduce
from typing import assert_never

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import review_card
from dialogkort.core.cards import Card
from dialogkort.core.game import events as e
from dialogkort.core.game.answers import kept_counts
from dialogkort.core.game.countdown import Countdown
from dialogkort.core.game.groups import joined, without
from dialogkort.core.game.lists import with_line
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import EarlierWording, Game, Played, Proposal, Round, Shown, Stage
from dialogkort.core.game.turns import Turns


def fold(events: tuple[e.Event, ...]) -> Game | None:
    """Return the game that results from `events`, or None if there are none."""
    return reduce(evolve, events, None)


def evolve(game: Game | None, event: e.Event) -> Game | None:
    """Return the game after `event`. Events are facts: they are not judged here.

    Raises ValueError if a game has not started, or an event refers to a round or a draft that does not exist; that
    means a damaged journal.
    """
    if isinstance(event, e.GameStarted):
        setup = event.setup
        members = {member.id for member in setup.members}
        absent = tuple(member for member in dict.fromkeys(setup.absent) if member in members)
        ends = event.at + setup.minutes * 60.0
        known = {agreement.id for agreement in event.standing}
        return Game(
            setup,
            event.pile,
            setup.members,
            absent,
            ends,
            clock=event.at,
            standing=event.standing,
            carried=event.notes,
            lists=setup.lists,
            ends_at=event.ends_at,
            to_review=tuple(name for name in dict.fromkeys(setup.reviews) if name in known),
        )
    if game is None:
        raise ValueError("a game must be started first")
    return replace(_evolve(game, event), clock=event.at)


def _evolve(game: Game, event: e.Event) -> Game:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one case an event, none of them nested
    match event:
        case e.GameStarted():
            return game
        case e.RoundBegun(at=at, number=number, chooser=chooser):
            begun = Round(number, chooser, chooser, begun=at)
            return replace(game, stage=Stage.ROUND, round=begun, countdown=None, turns=None)
        case e.CardsOffered(cards=keys):
            return replace(game, round=replace(_round(game), offered=tuple(_card(game, key) for key in keys)))
        case e.CardDealt(card=key, reader=reader):
            card = _card(game, key)
            pile = game.pile.without((card,))
            return replace(game, pile=pile, round=replace(_round(game), card=card, offered=(), reader=reader))
        case e.ReviewDealt(agreement=name, reader=reader):
            left = tuple(agreement for agreement in game.to_review if agreement != name)
            card = review_card(_standing(game, name))
            return replace(game, to_review=left, round=replace(_round(game), card=card, reader=reader))
        case e.CardPutAside(at=at):
            playing = _in_phase(game, Phase.DEAL, at)
            aside = (*playing.offered, *((playing.card,) if playing.card else ()))
            return replace(
                game,
                pile=game.pile.put_aside(aside),
                round=replace(playing, card=None, offered=(), answers=(), shown=False, part=1, groups=(), asked=()),
                countdown=None,
            )
        case e.PhaseBegun(at=at, phase=phase, seconds=seconds):
            return replace(
                game,
                round=_in_phase(game, phase, at),
                countdown=Countdown(seconds, at) if seconds else None,
                turns=None,
            )
        case e.GroupsMade(groups=groups):
            return replace(game, round=replace(_round(game), groups=groups))
        case e.PartBegun(at=at, part=part, seconds=seconds):
            countdown = Countdown(seconds, at) if seconds else None
            return replace(game, round=replace(_round(game), part=part), countdown=countdown)
        case e.TurnsBegun(at=at, order=order, seconds=seconds):
            turns = Turns.begin(order)
            return replace(
                game,
                turns=turns,
                turn_seconds=seconds,
                countdown=None if turns.over else Countdown(seconds, at),
            )
        case e.TurnEnded(at=at):
            return _with_turns(game, _turns(game).done(), at)
        case e.TurnPassed(at=at):
            return _with_turns(game, _turns(game).pass_on(), at)
        case e.ClockPaused(at=at):
            return replace(game, countdown=game.countdown and game.countdown.pause(at))
        case e.ClockResumed(at=at):
            return replace(game, countdown=game.countdown and game.countdown.resume(at))
        case e.TimeAdded(at=at, seconds=seconds):
            return replace(game, countdown=game.countdown and game.countdown.add(seconds, at))
        case e.EndMoved(ends=ends, ends_at=ends_at):
            return replace(game, ends=ends, ends_at=ends_at)
        case e.Woke(slept=slept):
            return replace(game, ends=game.ends - slept)
        case e.AnswerGiven(member=member, value=value):
            playing = _round(game)
            answers = tuple(answer for answer in playing.answers if answer[0] != member)
            return replace(game, round=replace(playing, answers=(*answers, (member, value))))
        case e.AnswersShown():
            return replace(game, round=replace(_round(game), shown=True))
        case e.AnswersCleared():
            playing = _round(game)
            anew = replace(playing, answers=(), shown=False, asked=game.present, attempt=playing.attempt + 1)
            return replace(game, round=anew)
        case e.MemberJoined(at=at, member=member):
            return _seated(replace(game, members=(*game.members, member)), member.id, at)
        case e.MemberReturned(at=at, member=gone):
            back = replace(game, absent=tuple(member for member in game.absent if member != gone))
            return _seated(back, gone, at)
        case e.MemberLeft(at=at, member=member):
            return _unseated(game, member, at)
        case e.MemberMarked(member=member, remote=remote):
            marked = (replace(person, remote=remote) if person.id == member else person for person in game.members)
            return replace(game, members=tuple(marked))
        case e.DraftWritten(draft=draft):
            before = game.proposal or Proposal(draft, game.card)
            kept = Proposal(draft, before.card, to_meet=before.to_meet, met=before.met, earlier=before.earlier)
            return replace(game, proposal=kept)
        case e.DraftProposed():
            return replace(game, proposal=replace(_proposal(game), proposed=True, thumbs=(), asked=game.present))
        case e.ThumbShown(member=member, thumb=thumb, words=words):
            proposal = _proposal(game)
            others_shown = tuple(shown for shown in proposal.thumbs if shown.member != member)
            thumbs = (*others_shown, Shown(member, thumb, words))
            covered = tuple(given for given in proposal.covered if given.member != member)
            return replace(game, proposal=replace(proposal, thumbs=thumbs, covered=covered))
        case e.ThumbGiven(member=member, thumb=thumb, words=words):
            proposal = _proposal(game)
            still_shown = tuple(shown for shown in proposal.thumbs if shown.member != member)
            others = tuple(given for given in proposal.covered if given.member != member)
            covered = (*others, Shown(member, thumb, words))
            return replace(game, proposal=replace(proposal, thumbs=still_shown, covered=covered))
        case e.ThumbsTurned(without=without):
            proposal = _proposal(game)
            asked = tuple(member for member in proposal.asked if member not in without)
            seen = _as_they_sit(game, (*proposal.thumbs, *proposal.covered))
            return replace(game, proposal=replace(proposal, thumbs=seen, covered=(), turned=True, asked=asked))
        case e.DraftTakenBack():
            taken = _proposal(game)
            to_meet = tuple(shown.words for shown in taken.objections if shown.words) or taken.to_meet
            met = tuple(dict.fromkeys((*taken.met, *to_meet)))
            objections = tuple(shown.words for shown in taken.objections if shown.words)
            earlier = (*taken.earlier, EarlierWording(taken.draft.rule, taken.concerns, objections))
            return replace(game, proposal=Proposal(taken.draft, taken.card, to_meet=to_meet, met=met, earlier=earlier))
        case e.DraftDropped():
            return replace(game, proposal=None)
        case e.AgreementMade(agreement=agreement):
            made = (*game.agreements, agreement)
            return replace(game, proposal=None, agreements=made, standing=(*game.standing, agreement))
        case e.AgreementChanged(change=change):
            adjusted = game.proposal and game.proposal.draft.adjusts == change.id
            return replace(
                game,
                proposal=None if adjusted else game.proposal,
                standing=tuple(change.after if agreement.id == change.id else agreement for agreement in game.standing),
                to_review=tuple(agreement for agreement in game.to_review if agreement != change.id),
                changes=(*game.changes, change),
            )
        case e.NoteParked(text=text):
            return replace(game, notes=(*game.notes, text))
        case e.NoteDropped(note=name):
            carried = tuple(note for note in game.carried if note.id != name)
            dropped = tuple(note for note in game.carried if note.id == name)
            return replace(game, carried=carried, dropped=(*game.dropped, *dropped))
        case e.LineWritten(collection=name, text=text):
            return replace(game, lists=with_line(game.lists, name, text))
        case e.RoundEnded(at=at):
            return replace(game, round=None, countdown=None, turns=None, played=_with_round(game, at))
        case e.ClosingBegun():
            return replace(game, stage=Stage.CLOSING, round=None, countdown=None, turns=None, ratings=(), rated=False)
        case e.MeetingRated(value=value):
            return replace(game, ratings=(*game.ratings, value))
        case e.RatingsGiven(values=values):
            return replace(game, ratings=values, rated=True)
        case e.GameEnded():
            return replace(game, stage=Stage.ENDED, countdown=None, turns=None)
        case _:
            assert_never(event)


def _as_they_sit(game: Game, thumbs: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """Return thumbs in the order of the table, so that not even their order shows who was first."""
    ids = [member.id for member in game.members]
    return tuple(sorted(thumbs, key=lambda thumb: ids.index(thumb.member) if thumb.member in ids else len(ids)))


def _round(game: Game) -> Round:
    if game.round is None:
        raise ValueError("no round is being played")
    return game.round


def _in_phase(game: Game, phase: Phase, at: float) -> Round:
    playing = _round(game)
    asked = game.present if phase is Phase.REVEAL else ()
    return replace(playing, phase=phase, begun=at, took=playing.took_by(at), part=1, groups=(), asked=asked)


def _turns(game: Game) -> Turns:
    if game.turns is None:
        raise ValueError("the talking stick is not going round")
    return game.turns


def _proposal(game: Game) -> Proposal:
    if game.proposal is None:
        raise ValueError("there is no draft")
    return game.proposal


def _standing(game: Game, name: str) -> Agreement:
    agreement = game.standing_with(name)
    if agreement is None:
        raise ValueError(f"the team has no agreement {name}")
    return agreement


def _card(game: Game, key: str) -> Card:
    pile = game.pile
    for card in (*pile.programme, *pile.fresh, *pile.seen, *pile.talk):
        if card.key == key:
            return card
    raise ValueError(f"the pile has no card {key}")


def _with_turns(game: Game, turns: Turns, at: float) -> Game:
    """Give the person who now has the stick their whole time; a clock that was paused stays paused."""
    if turns.over:
        return replace(game, turns=turns, countdown=None)
    countdown = Countdown(game.turn_seconds, at)
    paused = game.countdown is not None and game.countdown.paused
    return replace(game, turns=turns, countdown=countdown.pause(at) if paused else countdown)


def _seated(game: Game, member: str, at: float) -> Game:
    if game.round and game.round.groups:
        game = replace(game, round=replace(game.round, groups=joined(game.round.groups, member)))
    if game.turns is None:
        return game
    turns = game.turns.join(member)
    return replace(game, turns=turns) if game.turns.speaking else _with_turns(game, turns, at)


def _unseated(game: Game, member: str, at: float) -> Game:
    gone = replace(game, absent=(*game.absent, member))
    gone = replace(gone, round=game.round and _handed_over(gone, game.round, member))
    if game.turns is None:
        return gone
    turns = game.turns.leave(member)
    return _with_turns(gone, turns, at) if game.turns.speaking == member else replace(gone, turns=turns)


def _handed_over(game: Game, playing: Round, member: str) -> Round:
    """Let the next person at the table choose, or read, in place of one who has left."""
    ids = [person.id for person in game.members]
    after = ids.index(member) + 1
    heir = next((member for member in ids[after:] + ids[:after] if member in game.present), "")
    chooser = heir if playing.chooser == member else playing.chooser
    reader = heir if playing.reader == member else playing.reader
    return replace(playing, chooser=chooser, reader=reader, groups=without(playing.groups, member))


def _with_round(game: Game, at: float) -> tuple[Played, ...]:
    playing = _round(game)
    if playing.card is None:
        return game.played
    card = playing.card
    values = tuple(value for _, value in playing.answers) if playing.shown else ()
    made = tuple(
        agreement.id for agreement in game.agreements if (agreement.deck, agreement.card) == (card.deck, card.id)
    )
    return (*game.played, Played(card, kept_counts(card, values), made, bool(values), playing.took_by(at)))
