"""A game as it stands: the fold of its events. What may be done in it is left to `decide`."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import assert_never

from dialogkort.core import events as e
from dialogkort.core.agreements import Agreement, Draft, Thumb
from dialogkort.core.answers import counts
from dialogkort.core.cards import Card, Kind
from dialogkort.core.countdown import Countdown
from dialogkort.core.dealing import Pile
from dialogkort.core.phases import Phase
from dialogkort.core.reviews import Change, review_card
from dialogkort.core.setup import Setup
from dialogkort.core.team import Member
from dialogkort.core.turns import Turns


class Stage(StrEnum):
    """The large parts of a game."""

    OPENING = "opening"
    ROUND = "round"
    CLOSING = "closing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Round:
    """One card, from the deal to an agreement, or none. `answers` are kept by member only until it ends."""

    number: int
    chooser: str
    reader: str
    phase: Phase = Phase.DEAL
    offered: tuple[Card, ...] = ()
    card: Card | None = None
    answers: tuple[tuple[str, int], ...] = ()
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Played:
    """What is kept of a round: the card, how many gave each answer, and the ids of its agreements."""

    card: Card
    counts: tuple[int, ...] = ()
    agreements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A thumb as it was shown, with the words of a concern or an objection."""

    member: str
    thumb: Thumb
    words: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft on its way to become an agreement; `proposed` when it is before the team.

    `card` was on the table when the draft was begun: its question is where the agreement came from. `to_meet`
    are the words of the objections for which it was taken back.
    """

    draft: Draft
    card: Card | None = None
    proposed: bool = False
    thumbs: tuple[Shown, ...] = ()
    to_meet: tuple[str, ...] = ()

    @property
    def objections(self) -> tuple[Shown, ...]:
        return tuple(shown for shown in self.thumbs if shown.thumb is Thumb.OBJECTION)

    @property
    def concerns(self) -> tuple[str, ...]:
        return tuple(shown.words for shown in self.thumbs if shown.thumb is Thumb.CONCERN and shown.words)


@dataclass(frozen=True, slots=True)
class Game:
    """One sitting of one team.

    `clock` is when the last event happened and `ends` when the meeting ends, both in seconds of the game's
    clock. `turns` is the go-round of the present phase or of the closing. `ratings` have no names.
    `agreements` are those made in this game, `changes` what reviews made of those from before, and `standing` all
    that the team has, as they are now. `to_review` are the ids of those that are still to be dealt.
    """

    setup: Setup
    pile: Pile
    members: tuple[Member, ...]
    absent: tuple[str, ...]
    ends: float
    stage: Stage = Stage.OPENING
    clock: float = 0.0
    countdown: Countdown | None = None
    round: Round | None = None
    turns: Turns | None = None
    played: tuple[Played, ...] = ()
    proposal: Proposal | None = None
    agreements: tuple[Agreement, ...] = ()
    standing: tuple[Agreement, ...] = ()
    to_review: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    ratings: tuple[int, ...] = ()
    turn_seconds: float = 0.0

    @property
    def seats(self) -> tuple[str, ...]:
        """The ids of those who are here, in the order of the table."""
        return tuple(member.id for member in self.members if member.id not in self.absent)

    @property
    def card(self) -> Card | None:
        """The card on the table, if one is."""
        return self.round.card if self.round else None

    @property
    def phase(self) -> Phase | None:
        """The phase of the present round, if one is played."""
        return self.round.phase if self.round else None

    @property
    def reviewing(self) -> Agreement | None:
        """The agreement that the present round is about, as it is now, if it is about one."""
        if self.card is None or self.card.kind is not Kind.REVIEW:
            return None
        return self.standing_with(self.card.id)

    @property
    def verdict(self) -> Change | None:
        """What has become of the agreement that is reviewed in the present round, once that is decided."""
        if self.card is None or self.card.kind is not Kind.REVIEW:
            return None
        return next((one for one in reversed(self.changes) if one.id == self.card.id), None)

    @property
    def cards_played(self) -> int:
        """The rounds that have been played with a card from a deck."""
        return sum(played.card.kind is not Kind.REVIEW for played in self.played)

    def standing_with(self, name: str) -> Agreement | None:
        """Return the team's agreement with this id, if it is known."""
        return next((one for one in self.standing if one.id == name), None)

    @property
    def to_answer(self) -> str:
        """The id of the next one whose answer is missing, or empty."""
        return self._next_without({member for member, _ in self.round.answers} if self.round else set())

    @property
    def to_show_thumb(self) -> str:
        """The id of the next one who has not shown a thumb, or empty."""
        return self._next_without({one.member for one in self.proposal.thumbs} if self.proposal else set())

    @property
    def all_rated(self) -> bool:
        """Tell whether everyone here has given the meeting a number."""
        return len(self.ratings) >= len(self.seats)

    @property
    def average(self) -> float | None:
        """The average of the ratings; None while it would tell what a single one of several gave."""
        if len(self.ratings) < min(2, len(self.seats)):
            return None
        return sum(self.ratings) / len(self.ratings)

    def _next_without(self, done: set[str]) -> str:
        return next((member for member in self.seats if member not in done), "")


def fold(events: tuple[e.Event, ...]) -> Game | None:
    """Return the game that `events` make, or None when there are none."""
    return reduce(evolve, events, None)


def evolve(game: Game | None, event: e.Event) -> Game | None:
    """Return the game after `event`. Events are facts: they are not judged here.

    Raises ValueError when a game has not begun, or an event speaks of a round or a draft that is not there;
    that is a damaged journal.
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
            to_review=tuple(name for name in dict.fromkeys(setup.reviews) if name in known),
        )
    if game is None:
        raise ValueError("a game must be started first")
    return replace(_evolve(game, event), clock=event.at)


def _evolve(game: Game, event: e.Event) -> Game:  # noqa: C901, PLR0912 - one case an event, none of them nested
    match event:
        case e.GameStarted():
            return game
        case e.RoundBegun(number=number, chooser=chooser):
            return replace(game, stage=Stage.ROUND, round=Round(number, chooser, chooser), countdown=None, turns=None)
        case e.CardsOffered(cards=keys):
            return replace(game, round=replace(_round(game), offered=tuple(_card(game, key) for key in keys)))
        case e.CardDealt(card=key, reader=reader):
            card = _card(game, key)
            pile = game.pile.without((card,))
            return replace(game, pile=pile, round=replace(_round(game), card=card, offered=(), reader=reader))
        case e.ReviewDealt(agreement=name, reader=reader):
            left = tuple(one for one in game.to_review if one != name)
            card = review_card(_standing(game, name))
            return replace(game, to_review=left, round=replace(_round(game), card=card, reader=reader))
        case e.CardPutAside():
            playing = _round(game)
            aside = (*playing.offered, *((playing.card,) if playing.card else ()))
            return replace(
                game,
                pile=game.pile.put_aside(aside),
                round=replace(playing, phase=Phase.DEAL, card=None, offered=(), answers=(), shown=False),
                countdown=None,
            )
        case e.PhaseBegun(at=at, phase=phase, seconds=seconds):
            return replace(
                game,
                round=replace(_round(game), phase=phase),
                countdown=Countdown(seconds, at) if seconds else None,
                turns=None,
            )
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
        case e.EndMoved(ends=ends):
            return replace(game, ends=ends)
        case e.AnswerGiven(member=member, value=value):
            playing = _round(game)
            others = tuple(answer for answer in playing.answers if answer[0] != member)
            return replace(game, round=replace(playing, answers=(*others, (member, value))))
        case e.AnswersShown():
            return replace(game, round=replace(_round(game), shown=True))
        case e.AnswersCleared():
            return replace(game, round=replace(_round(game), answers=(), shown=False))
        case e.MemberJoined(at=at, member=member):
            return _seated(replace(game, members=(*game.members, member)), member.id, at)
        case e.MemberReturned(at=at, member=gone):
            back = replace(game, absent=tuple(one for one in game.absent if one != gone))
            return _seated(back, gone, at)
        case e.MemberLeft(at=at, member=member):
            return _unseated(game, member, at)
        case e.DraftWritten(draft=draft):
            before = game.proposal or Proposal(draft, game.card)
            return replace(game, proposal=Proposal(draft, before.card, to_meet=before.to_meet))
        case e.DraftProposed():
            return replace(game, proposal=replace(_proposal(game), proposed=True, thumbs=()))
        case e.ThumbShown(member=member, thumb=thumb, words=words):
            proposal = _proposal(game)
            others_shown = tuple(shown for shown in proposal.thumbs if shown.member != member)
            thumbs = (*others_shown, Shown(member, thumb, words))
            return replace(game, proposal=replace(proposal, thumbs=thumbs))
        case e.DraftTakenBack():
            taken = _proposal(game)
            to_meet = tuple(shown.words for shown in taken.objections if shown.words) or taken.to_meet
            return replace(game, proposal=Proposal(taken.draft, taken.card, to_meet=to_meet))
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
                standing=tuple(change.after if one.id == change.id else one for one in game.standing),
                to_review=tuple(one for one in game.to_review if one != change.id),
                changes=(*game.changes, change),
            )
        case e.NoteParked(text=text):
            return replace(game, notes=(*game.notes, text))
        case e.RoundEnded():
            return replace(game, round=None, countdown=None, turns=None, played=_with_round(game))
        case e.ClosingBegun():
            return replace(game, stage=Stage.CLOSING, round=None, countdown=None, turns=None, ratings=())
        case e.MeetingRated(value=value):
            return replace(game, ratings=(*game.ratings, value))
        case e.GameEnded():
            return replace(game, stage=Stage.ENDED, countdown=None, turns=None)
        case _:
            assert_never(event)


def _round(game: Game) -> Round:
    if game.round is None:
        raise ValueError("no round is being played")
    return game.round


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
    for card in (*pile.programme, *pile.fresh, *pile.seen):
        if card.key == key:
            return card
    raise ValueError(f"the pile has no card {key}")


def _with_turns(game: Game, turns: Turns, at: float) -> Game:
    """Give the one who now has the stick their whole time; a clock that was paused stays so."""
    if turns.over:
        return replace(game, turns=turns, countdown=None)
    countdown = Countdown(game.turn_seconds, at)
    paused = game.countdown is not None and game.countdown.paused
    return replace(game, turns=turns, countdown=countdown.pause(at) if paused else countdown)


def _seated(game: Game, member: str, at: float) -> Game:
    if game.turns is None:
        return game
    joined = game.turns.join(member)
    return replace(game, turns=joined) if game.turns.speaking else _with_turns(game, joined, at)


def _unseated(game: Game, member: str, at: float) -> Game:
    gone = replace(game, absent=(*game.absent, member))
    gone = replace(gone, round=game.round and _handed_over(gone, game.round, member))
    if game.turns is None:
        return gone
    turns = game.turns.leave(member)
    return _with_turns(gone, turns, at) if game.turns.speaking == member else replace(gone, turns=turns)


def _handed_over(game: Game, playing: Round, member: str) -> Round:
    """Let the next one at the table choose, or read, in place of one who has left."""
    ids = [one.id for one in game.members]
    after = ids.index(member) + 1
    heir = next((one for one in ids[after:] + ids[:after] if one in game.seats), "")
    chooser = heir if playing.chooser == member else playing.chooser
    return replace(playing, chooser=chooser, reader=heir if playing.reader == member else playing.reader)


def _with_round(game: Game) -> tuple[Played, ...]:
    playing = _round(game)
    if playing.card is None:
        return game.played
    card = playing.card
    values = tuple(value for _, value in playing.answers) if playing.shown else ()
    made = tuple(one.id for one in game.agreements if (one.deck, one.card) == (card.deck, card.id))
    return (*game.played, Played(card, counts(card, values), made))
