"""Each reason for a refusal, and the shortest way there."""

from collections.abc import Callable
from typing import get_args

import pytest
from tests.core.table import RULE, TODAY, Table, agreement, pile, same_kind, setup

from dialogkort.core.agreements.agreement import Draft, Thumb
from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.commands import Command
from dialogkort.core.game.dealing import Dealing, Pile
from dialogkort.core.game.decide import LONGEST_MEETING, decide
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason, Refusal
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.team import MOST_MEMBERS

Case = tuple[Game | None, Command]


def at_consent() -> Table:
    return Table(2).do(c.WriteDraft(RULE), c.Propose())


WAYS: dict[Reason, Callable[[], Case]] = {
    Reason.NOT_STARTED: lambda: (None, c.MoveOn()),
    Reason.STARTED: lambda: (Table().game, c.Start(setup(), pile())),
    Reason.NO_MEMBERS: lambda: (None, c.Start(setup(0), pile())),
    Reason.TOO_MANY_MEMBERS: lambda: (Table(MOST_MEMBERS).game, c.Join("n")),
    Reason.NO_CARDS: lambda: (None, c.Start(setup(), Pile())),
    Reason.PILE_EMPTY: lambda: (Table(cards=same_kind(1)).to(Phase.READ).game, c.Redraw()),
    Reason.MINUTES: lambda: (Table().game, c.SetMinutesLeft(LONGEST_MEETING + 1)),
    Reason.GAME_OVER: lambda: (Table(cards=same_kind(1)).to(Stage.ENDED).game, c.MoveOn()),
    Reason.CHOOSE_FIRST: lambda: (Table(dealing=Dealing.CHOOSE).do(c.MoveOn()).game, c.MoveOn()),
    Reason.NO_NOTE: lambda: (Table().game, c.DropNote("ukendt")),
    Reason.NO_LIST: lambda: (Table(cards=same_kind(1)).to(Phase.DISCUSS).game, c.WriteLine("en linje")),
    Reason.NOT_OFFERED: lambda: (Table(dealing=Dealing.CHOOSE).do(c.MoveOn()).game, c.ChooseCard("d/ukendt")),
    Reason.NO_COLLEAGUE: lambda: (
        (game := Table(dealing=Dealing.COLLEAGUE).do(c.MoveOn()).game),
        c.ChooseCard(game.round.offered[0].key, "m1"),
    ),
    Reason.TOO_LATE_TO_REDRAW: lambda: (Table().to(Phase.GO_ROUND).game, c.Redraw()),
    Reason.NO_STICK: lambda: (Table().game, c.PassStick()),
    Reason.NO_CLOCK: lambda: (Table().game, c.TogglePause()),
    Reason.NO_ANSWERS_NOW: lambda: (Table().game, c.GiveAnswer("m1", 1)),
    Reason.ANSWERS_MISSING: lambda: (Table(cards=same_kind(1, Kind.SCALE)).to(Phase.REVEAL).game, c.MoveOn()),
    Reason.NOT_A_CHOICE: lambda: (
        Table(cards=same_kind(1, Kind.SCALE)).to(Phase.REVEAL).game,
        c.GiveAnswer("m1", 6),
    ),
    Reason.NOT_HERE: lambda: (Table().game, c.Leave("m9")),
    Reason.HERE_ALREADY: lambda: (Table().game, c.Return("m1")),
    Reason.LAST_ONE: lambda: (Table(1).game, c.Leave("m1")),
    Reason.NO_DRAFT: lambda: (Table().game, c.Propose()),
    Reason.DRAFT_EMPTY: lambda: (Table().do(c.WriteDraft(Draft(title="T", rule=" \n"))).game, c.Propose()),
    Reason.DRAFT_OPEN: lambda: (at_consent().game, c.MoveOn()),
    Reason.NOT_PROPOSED: lambda: (Table().do(c.WriteDraft(RULE)).game, c.Adopt(TODAY)),
    Reason.THUMBS_MISSING: lambda: (at_consent().game, c.Adopt(TODAY)),
    Reason.OBJECTION_STANDS: lambda: (
        at_consent().do(c.ShowThumb("m1", Thumb.OBJECTION)).game,
        c.Adopt(TODAY),
    ),
    Reason.NOT_STANDING: lambda: (Table().game, c.Retire(TODAY, agreement="a9")),
    Reason.NO_REVIEW: lambda: (Table(standing=(agreement(),)).to(Phase.AGREE).game, c.Keep(TODAY)),
    Reason.NOTE_EMPTY: lambda: (Table().game, c.ParkNote(" \n ")),
    Reason.RATINGS_MISSING: lambda: (Table().do(c.BeginClosing(), c.SkipPhase()).game, c.MoveOn()),
    Reason.NO_RATING_NOW: lambda: (Table().game, c.Rate((3,))),
    Reason.MOVED_ON: lambda: (at_consent().game, c.GiveThumb("m1", Thumb.CONSENT, meant="thumb 9 9")),
    Reason.NOT_YOURS: lambda: (Table().to(Phase.GO_ROUND).game, c.EndTurn("m1")),
    Reason.THUMBS_COVERED: lambda: (at_consent().do(c.GiveThumb("m1", Thumb.CONSENT)).game, c.Adopt(TODAY)),
    Reason.NOT_NOW: lambda: (Table().do(c.BeginClosing()).game, c.BeginClosing()),
}


@pytest.mark.parametrize("reason", WAYS)
def test_every_reason_for_a_refusal_is_returned(reason):
    game, command = WAYS[reason]()
    assert decide(game, command, 0.0) == Refusal(reason)


def test_the_list_of_reasons_is_complete():
    assert set(WAYS) == set(Reason)


@pytest.mark.parametrize(
    "command",
    [kind for kind in get_args(Command) if not kind.__dataclass_fields__],
    ids=lambda kind: kind.__name__,
)
def test_nothing_can_be_done_before_the_start_or_after_the_end(command):
    over = Table(cards=same_kind(1)).to(Stage.ENDED).game
    assert decide(None, command(), 0.0) == Refusal(Reason.NOT_STARTED)
    assert decide(over, command(), 0.0) == Refusal(Reason.GAME_OVER)


@pytest.mark.parametrize("minutes", [-1, 0, LONGEST_MEETING + 1, 10**12])
def test_a_meeting_of_no_minutes_or_of_days_is_refused(minutes):
    assert decide(None, c.Start(setup(minutes=minutes), pile()), 0.0) == Refusal(Reason.MINUTES)


@pytest.mark.parametrize("minutes", [0, 1, LONGEST_MEETING])
def test_a_meeting_can_run_out_of_minutes(minutes):
    table = Table().wait(77).do(c.SetMinutesLeft(minutes))
    assert table.game.ends == 77 + minutes * 60


def test_the_last_cards_on_offer_cannot_be_exchanged():
    table = Table(cards=same_kind(3), dealing=Dealing.CHOOSE).do(c.MoveOn())
    assert table.refused(c.Redraw()) is Reason.PILE_EMPTY


def test_a_draft_cannot_be_proposed_twice_and_gets_no_thumbs_before_it_is_proposed():
    assert at_consent().refused(c.Propose()) is Reason.DRAFT_OPEN
    draft = Table().do(c.WriteDraft(RULE))
    for command in (c.ShowThumb("m1", Thumb.CONSENT), c.ConsentAll(), c.ChangeDraft()):
        assert draft.refused(command) is Reason.NOT_PROPOSED
