"""The property: any sequence of commands, sensible or not, folds to a legal game that can be ended."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from random import Random
from typing import get_args

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.table import RULE, TODAY, Table, agreement, card, deck, forward, setup

from dialogkort.core.agreements.agreement import Draft, Thumb
from dialogkort.core.cards import Kind, Order, Step, Together
from dialogkort.core.game import commands as c
from dialogkort.core.game.commands import Command
from dialogkort.core.game.dealing import Dealing, Pile, make_pile
from dialogkort.core.game.decide import decide
from dialogkort.core.game.events import ClosingBegun, Event, GameEnded, MeetingRated, RatingsGiven
from dialogkort.core.game.evolve import evolve, fold
from dialogkort.core.game.outlook import outlook
from dialogkort.core.game.phases import Format, Phase, in_groups
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.notes import Note
from dialogkort.core.team import MOST_MEMBERS, Member

MOST_ROUNDS = 18
EXTRA = (
    card("par", together=Together.PAIRS),
    card("treer", Kind.DILEMMA, together=Together.THREES, collect="Liste"),
    card("trin", Kind.EXERCISE, steps=(Step("a", 2), Step("b", 1)), together=Together.PAIRS, break_after=True),
    card("viser", shows="Liste", together=Together.ALL),
)
TALK = tuple(card(f"snak-{number}", Kind.TALK, deck="") for number in range(2))


@dataclass(frozen=True)
class Possible:
    """One of the commands that are allowed in the current state of the game, as the game itself says."""

    place: int

    def command(self, game: Game) -> Command:
        here = game.present[self.place % len(game.present)]
        card = game.round.offered[self.place % len(game.round.offered)].key if game.phase and game.round.offered else ""
        answer = self.place % len(game.card.choices) + 1 if game.card and game.card.choices else 1
        consent = (
            c.Propose(),
            c.ConsentAll(),
            c.Adopt(TODAY),
            c.ShowThumb(here, Thumb.CONSENT),
            c.ShowThumb(here, Thumb.CONCERN, "Hm"),
        )
        answers = (c.GiveAnswer(game.to_answer or here, answer), c.ClearAnswers())
        wishes = (
            *(kind() for kind in known if not kind.__dataclass_fields__),
            c.ChooseCard(card, here),
            c.PassStick(),
            c.SetMinutesLeft(self.place % 60),
            c.Join("Sen"),
            c.Leave(here),
            *(c.Return(member) for member in game.absent),
            c.WriteDraft(RULE),
            c.ShowThumb(here, Thumb.OBJECTION, "Nej"),
            c.GiveThumb(here, Thumb.CONCERN, "Tiden"),
            c.TurnThumbs(game.awaited_thumbs),
            c.EndTurn(game.turns.speaking if game.turns else here),
            c.MarkOnScreen(here, remote=here not in game.on_screen),
            c.Wake(60.0),
            c.ParkNote("n"),
            *(c.DropNote(note.id) for note in game.carried[:1]),
            c.WriteLine("en linje"),
            c.Rate((self.place % 5 + 1,) * min(3, len(game.present))),
            c.Keep(TODAY, reason="Den virker"),
            c.Retire(TODAY),
            c.BeginAdjusting(TODAY),
            *(c.Retire(TODAY, agreement=agreement.id) for agreement in game.standing[:1]),
            # What takes many steps is chosen more often, or it would never be completed.
            *consent * 6,
            *answers * 6,
            *[c.MoveOn()] * 6,
        )
        for step in range(len(wishes)):
            wish = wishes[(self.place + 7 * step) % len(wishes)]
            if not isinstance(decide(game, wish, game.clock), Refusal):
                return wish
        return c.MoveOn()


meant = st.sampled_from(["", "", "turn 1 m1 0 0", "passed"])
members = st.sampled_from([*(f"m{number}" for number in range(1, 6)), "m5", "m6", "spøgelse", ""])
numbers = st.one_of(st.integers(-1, 8), st.integers())
texts = st.sampled_from(["", " ", "Vi ringer. Altid.", "!!!", "[/] ]8;;", "x" * 200])
dates = st.dates()
ids = st.sampled_from(["", "", "", "a1", "a2", "a3", "a9"])
drafts = st.builds(Draft, texts, texts, texts, st.none() | dates, texts, texts, ids, ids, texts, st.integers(-1, 8))
known = {
    c.Start: st.builds(c.Start, st.just(setup(1)), st.just(make_pile([deck()], {}, Random(0)))),
    c.MoveOn: st.builds(c.MoveOn),
    c.SkipPhase: st.builds(c.SkipPhase),
    c.NextRound: st.builds(c.NextRound),
    c.BeginClosing: st.builds(c.BeginClosing),
    c.ChooseCard: st.builds(c.ChooseCard, st.sampled_from(["", "d/scale-1", "x/x"]), members),
    c.Redraw: st.builds(c.Redraw),
    c.PassStick: st.builds(c.PassStick),
    c.TogglePause: st.builds(c.TogglePause),
    c.AddMinute: st.builds(c.AddMinute),
    c.SetMinutesLeft: st.builds(c.SetMinutesLeft, numbers),
    c.GiveAnswer: st.builds(c.GiveAnswer, members, numbers),
    c.ClearAnswers: st.builds(c.ClearAnswers),
    c.Join: st.builds(c.Join, texts, st.booleans()),
    c.Leave: st.builds(c.Leave, members),
    c.Return: st.builds(c.Return, members),
    c.WriteDraft: st.builds(c.WriteDraft, drafts),
    c.Propose: st.builds(c.Propose),
    c.ShowThumb: st.builds(c.ShowThumb, members, st.sampled_from(Thumb), texts),
    c.ConsentAll: st.builds(c.ConsentAll),
    c.ChangeDraft: st.builds(c.ChangeDraft),
    c.DropDraft: st.builds(c.DropDraft),
    c.Adopt: st.builds(c.Adopt, dates),
    c.Keep: st.builds(c.Keep, dates, st.none() | dates, texts),
    c.Retire: st.builds(c.Retire, dates, texts, ids),
    c.BeginAdjusting: st.builds(c.BeginAdjusting, dates),
    c.BeginReplacing: st.builds(c.BeginReplacing),
    c.ParkNote: st.builds(c.ParkNote, texts),
    c.DropNote: st.builds(c.DropNote, st.sampled_from(["n1", "n2", "n9", ""])),
    c.WriteLine: st.builds(c.WriteLine, texts),
    c.DealTalkCard: st.builds(c.DealTalkCard),
    c.Rate: st.builds(c.Rate, st.lists(numbers, max_size=8).map(tuple)),
    c.EndTurn: st.builds(c.EndTurn, members, meant),
    c.MarkOnScreen: st.builds(c.MarkOnScreen, members, st.booleans()),
    c.GiveThumb: st.builds(c.GiveThumb, members, st.sampled_from(Thumb), texts, meant),
    c.TurnThumbs: st.builds(c.TurnThumbs, st.lists(members, max_size=4).map(tuple)),
    c.Wake: st.builds(c.Wake, st.sampled_from([0.0, -60.0, 31.0, 4000.0])),
}
places = st.builds(Possible, st.integers(0, 10_000))
anything = st.sampled_from(list(known)).flatmap(known.__getitem__)
deeds = st.integers(0, 3).flatmap(lambda roll: [places, places, places, anything][roll])
passing = st.sampled_from([0.0, 0.0, 1.0, 1.0, 59.9, 59.9, 200.0, 200.0, 4000.0, -77.7, -1e18, 1e18])


NOTES = tuple(Note(name, f"Husk {name}", TODAY) for name in ("n1", "n2"))
STANDING = (agreement("a1"), agreement("a2", keeper=""), agreement("a3", decision="FERIEN", level=2))


@st.composite
def starts(draw: st.DrawFn) -> c.Start:
    """One to five members, some absent, cards and agreements to review, in any format and way of dealing."""
    number, first = draw(st.integers(1, 5)), draw(st.sampled_from([1, 1, 2]))
    order = draw(st.sampled_from([Order.SHUFFLED, Order.SHUFFLED, Order.FIXED]))
    cards = deck(*draw(st.permutations((*deck().cards, *EXTRA)))[: draw(st.integers(1, MOST_ROUNDS))], order=order)
    standing = STANDING[: draw(st.integers(0, 3))]
    settings_of_the_game = setup(
        members=tuple(Member(f"m{place}") for place in range(first, first + number)),
        absent=tuple(draw(st.lists(st.sampled_from(["m3", "m4", "spøgelse"]), max_size=2))),
        minutes=draw(st.sampled_from([1, 15, 45, 60, 600])),
        form=draw(st.sampled_from(Format)),
        dealing=draw(st.sampled_from(Dealing)),
        reviews=tuple(draw(st.lists(st.sampled_from(["a1", "a2", "a3", "væk"]), max_size=3))),
    )
    dealt = make_pile([cards], {"d/scale-1": 2}, Random(draw(st.integers(0, 5))))
    dealt = replace(dealt, talk=TALK[: draw(st.integers(0, 2))])
    if standing and draw(st.integers(0, 4)) == 0:
        dealt = Pile()
    return c.Start(settings_of_the_game, dealt, standing, NOTES[: draw(st.integers(0, 2))])


sequences = st.lists(st.tuples(deeds, passing), min_size=15, max_size=60)
moves = st.integers(0, 40)


def keys_of(game: Game) -> Counter[str]:
    """All cards from decks that the game has: in the pile, on the table, played."""
    cards = [*game.pile.programme, *game.pile.fresh, *game.pile.seen, *(played.card for played in game.played)]
    on_table = (game.card,) if game.card else ()
    return Counter(card.key for card in (*cards, *game.pile.talk, *on_table) if card.kind is not Kind.REVIEW)


def legal(game: Game) -> None:
    """What is true of every game at any time."""
    ids = [member.id for member in game.members]
    assert len(ids) == len(set(ids)) <= MOST_MEMBERS
    assert game.present, "somebody is here"
    assert set(game.absent) <= set(ids)
    assert (game.round is not None) is (game.stage is Stage.ROUND)
    assert all(1 <= rating <= 5 for rating in game.ratings)
    assert len(game.ratings) <= len(ids)
    assert all(game.notes)
    legal_round(game)
    legal_turns(game)
    legal_clock(game)
    legal_draft(game)


def legal_round(game: Game) -> None:
    assert max(keys_of(game).values(), default=1) == 1, "no card is in two places"
    if game.round is None:
        return
    playing = game.round
    assert playing.number == len(game.played) + 1
    assert (playing.card is None) is (playing.phase is Phase.DEAL)
    if playing.card and playing.card.kind is Kind.REVIEW:
        assert game.reviewing
        assert playing.card.id not in game.to_review
    assert {card.key for card in playing.offered} <= keys_of(game).keys()
    assert playing.chooser in game.present
    assert playing.reader in game.present
    if playing.phase is not Phase.DEAL:
        assert not playing.offered
    if playing.phase in {Phase.DEAL, Phase.READ, Phase.THINK, Phase.DO, Phase.SAY}:
        assert not playing.answers
    sitting = [member for group in playing.groups for member in group]
    assert bool(sitting) is bool(playing.card and in_groups(playing.phase, playing.card))
    assert not sitting or sorted(sitting) == sorted(game.present), "everyone is in one group"
    assert len(sitting) < 2 or all(len(group) > 1 for group in playing.groups), "nobody is left over"
    assert playing.part >= 1
    if playing.answers:
        assert {value for _, value in playing.answers} <= set(playing.card.choices)
        assert {member for member, _ in playing.answers} <= {member.id for member in game.members}
    if playing.shown:
        assert playing.answers


def legal_turns(game: Game) -> None:
    turns = game.turns
    assert (turns is not None) is (game.stage is Stage.CLOSING or game.phase is Phase.GO_ROUND)
    if turns is None:
        return
    to_come = [member for member in (turns.speaking, *turns.waiting, *turns.passed) if member]
    assert set(to_come) <= set(game.present), "whoever has the stick, or will have it, is here"
    everyone = [*to_come, *turns.spoken, *turns.declined]
    assert len(everyone) == len(set(everyone))
    if turns.over:
        assert not to_come


def legal_clock(game: Game) -> None:
    """There is a clock where there is something to time, and nowhere else."""
    timed = not game.turns.over if game.turns is not None else game.phase not in {None, Phase.DEAL, Phase.REVEAL}
    assert (game.countdown is not None) is timed
    if game.countdown:
        assert game.countdown.seconds > 0
        assert game.countdown.started <= game.clock


def legal_draft(game: Game) -> None:
    if game.proposal and not game.proposal.proposed:
        assert not game.proposal.thumbs
    if game.proposal and game.proposal.proposed:
        assert game.proposal.draft.rule.strip()
        shown = [thumb.member for thumb in game.proposal.thumbs]
        assert len(shown) == len(set(shown))
    assert len({agreement.id for agreement in game.agreements}) == len(game.agreements)
    assert all(agreement.title.strip() and agreement.rule.strip() for agreement in (*game.agreements, *game.standing))
    names = [agreement.id for agreement in game.standing]
    assert len(names) == len(set(names))
    assert {agreement.id for agreement in game.agreements} <= set(names)
    assert all(game.standing_with(name).in_force for name in game.to_review)
    for rule in game.standing:
        if rule.superseded_by:
            assert game.standing_with(rule.superseded_by).supersedes == rule.id, "the link works in both directions"
    for name in names:
        steps = [change for change in game.changes if change.id == name]
        assert all(first.after == second.before for first, second in pairwise(steps))
        assert not steps or steps[-1].after == game.standing_with(name)


def legal_step(before: Game, command: Command, after: Game) -> None:
    """What no command may do."""
    assert keys_of(after) == keys_of(before), "cards are neither lost nor created"
    assert after.clock >= before.clock
    assert after.played[: len(before.played)] == before.played
    assert after.agreements[: len(before.agreements)] == before.agreements
    assert after.notes[: len(before.notes)] == before.notes
    assert after.changes[: len(before.changes)] == before.changes
    if after.changes != before.changes:
        assert isinstance(command, c.Adopt | c.Keep | c.Retire)
    if after.agreements != before.agreements:
        assert isinstance(command, c.Adopt)
        assert before.proposal.proposed
        assert not before.proposal.objections
        thumbs = {thumb.member: thumb.thumb for thumb in before.proposal.thumbs}
        awaited = set(before.proposal.asked).intersection(before.present)
        assert thumbs.keys() >= awaited
        assert not before.proposal.covered
        assert Thumb.OBJECTION not in thumbs.values()
    if before.stage is Stage.ENDED:
        assert after == before


def play(start: c.Start, moves: int, sequence: list[tuple[Command | Possible, float]]) -> Table:
    """Move a game forward by so many moves, then play a sequence; check the game after each command."""
    decision = decide(None, start, 0.0)
    assume(not isinstance(decision, Refusal))
    table = Table.folded(decision)
    for _ in range(moves):
        if table.game.stage is not Stage.CLOSING:
            step(table, forward(table.game))
    for deed, passed in sequence:
        table.wait(passed)
        step(table, deed.command(table.game) if isinstance(deed, Possible) else deed)
    return table


def step(table: Table, command: Command) -> None:
    """Carry out `command` or have it refused; either way the game is legal."""
    before, now = table.game, table.now
    decision = decide(before, command, now)
    assert decision == decide(before, command, now), "the same command gives the same result"
    if not isinstance(decision, Refusal):
        table.do(command)
    legal(table.game)
    legal_step(before, command, table.game)
    outlook_is_sound(table.game, now)


def outlook_is_sound(game: Game, now: float) -> None:
    seen = outlook(game, now)
    surely = game.cards_played if game.setup.reviews else max(1, game.cards_played)
    assert surely <= seen.rounds <= max(1, keys_of(game).total())
    if game.phase is Phase.AGREE and seen.another:
        assert len(game.pile) + len(game.to_review)


@settings(max_examples=80, deadline=None)
@given(starts(), moves, sequences)
def test_any_sequence_of_commands_folds_to_a_legal_game(start, moves, sequence):
    table = play(start, moves, sequence)
    assert fold(table.events) == table.game, "folded again from the start, it is the same game"
    assert all(before.at <= after.at for before, after in pairwise(table.events)), "time does not go back"


@settings(max_examples=30, deadline=None)
@given(starts(), moves, sequences)
def test_a_game_can_be_brought_to_its_end_from_any_state(start, moves, sequence):
    table = play(start, moves, sequence)
    for _ in range(MOST_ROUNDS * 100):
        if table.game.stage is not Stage.ENDED:
            step(table, forward(table.game))
    assert table.game.stage is Stage.ENDED
    assert table.game.round is table.game.turns is table.game.countdown is table.game.proposal is None


@settings(max_examples=15, deadline=None)
@given(starts(), moves, sequences)
def test_a_refusal_changes_nothing(start, moves, sequence):
    table = play(start, moves, sequence)
    untouched = fold(table.events)
    for command in (
        c.Start(start.setup, start.pile),
        c.Leave("spøgelse"),
        c.ChooseCard("x/x"),
        c.Rate((9,)),
        c.SetMinutesLeft(-1),
        c.ParkNote(""),
    ):
        table.refused(command)
        assert table.game == untouched


@settings(max_examples=15, deadline=None)
@given(starts(), moves, sequences, st.data())
def test_a_game_that_is_left_after_any_event_and_continued_ends_up_the_same(start, moves, sequence, data):
    events = play(start, moves, sequence).events
    kept = data.draw(st.integers(1, len(events)))
    assert reduce(evolve, events[kept:], fold(events[:kept])) == fold(events)


def test_long_random_games_are_legal_and_between_them_everything_happens():
    happened: set[type] = set()
    for seed in range(20):
        rng = Random(seed)
        cards, dealing = make_pile([deck(*deck().cards, *EXTRA)], {}, rng), list(Dealing)[seed % 3]
        cards = replace(cards, talk=TALK)
        reviews = ("a1", "a3") if seed % 2 else ()
        table = Table(
            1 + seed % 6, cards=cards, standing=STANDING, notes=NOTES, dealing=dealing, minutes=600, reviews=reviews
        )
        for _ in range(120):
            if not isinstance(command := Possible(rng.randrange(10_000)).command(table.game), c.BeginClosing):
                table.wait(rng.choice([0, 5, 70]))
                step(table, command)
        happened |= {type(event) for event in table.events}
        assert fold(table.events) == table.game
    assert happened >= set(get_args(Event)) - {ClosingBegun, MeetingRated, RatingsGiven, GameEnded}


def test_the_sequences_contain_every_command():
    assert set(known) == set(get_args(Command))


def test_every_event_happens_in_a_game_that_uses_everything():
    scales = [card(name, Kind.SCALE, together=Together.PAIRS, collect="L") for name in "stu"]
    cards = replace(make_pile([deck(*scales)], {}, Random(1)), talk=TALK, programme=(card("sig", Kind.SPOKEN),))
    table = Table(3, cards=cards, dealing=Dealing.CHOOSE, standing=STANDING, reviews=("a1",), notes=NOTES)
    table.do(c.DropNote(NOTES[0].id), c.ParkNote("n"))
    table.to(Phase.AGREE).do(c.Keep(TODAY), c.MoveOn()).to(Phase.SAY).do(c.MoveOn())
    table.to(Phase.AGREE).do(c.DealTalkCard(), c.NextRound()).to(Phase.READ).do(c.Redraw())
    table.to(Phase.READ).do(c.TogglePause(), c.TogglePause(), c.AddMinute(), c.SetMinutesLeft(60))
    table.to(Phase.REVEAL).do(c.GiveAnswer("m1", 1), c.ClearAnswers(), c.GiveAnswer("m1", 2), c.SkipPhase())
    table.to(Phase.GO_ROUND).do(c.PassStick(), c.Join("Sen"), c.Leave("m4"), c.Return("m4"))
    table.to(Phase.AGREE).do(c.WriteDraft(RULE), c.DropDraft(), c.WriteDraft(RULE), c.Propose(), c.ChangeDraft())
    table.do(c.Propose(), c.GiveThumb("m1", Thumb.CONSENT), c.ConsentAll(), c.TurnThumbs(), c.Adopt(TODAY))
    table.do(c.MarkOnScreen("m2", remote=True), c.Wake(60), c.WriteLine("l"), c.BeginClosing())
    table.go_round()
    table.do(c.Rate((4,)), c.MoveOn())
    # older games added ratings one by one
    assert {type(event) for event in table.events} == set(get_args(Event)) - {MeetingRated}
    legal(table.game)
