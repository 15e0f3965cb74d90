"""The phases of a round: which card has which, how long they last, and how a round is played through them."""

import pytest
from tests.core.table import Table, card, pile, same_kind

from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import PHASES, Format, Phase, phases_of, seconds_of
from dialogkort.core.game.refusals import Reason
from dialogkort.core.game.setup import DeckInPlay
from dialogkort.core.game.state import Stage

USUAL = [Phase.READ, Phase.THINK, Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE]
WITH_REVEAL = [Phase.READ, Phase.THINK, Phase.REVEAL, Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE]
TIMED = [Phase.READ, Phase.THINK, Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.QUESTION, USUAL),
        (Kind.DILEMMA, WITH_REVEAL),
        (Kind.SCALE, WITH_REVEAL),
        (Kind.DELEGATION, WITH_REVEAL),
        (Kind.EXERCISE, [Phase.READ, Phase.DO, Phase.GO_ROUND, Phase.AGREE]),
        (Kind.SPOKEN, [Phase.READ, Phase.SAY, Phase.GO_ROUND, Phase.AGREE]),
    ],
)
def test_each_kind_goes_through_its_own_phases(kind, expected):
    table = Table(2, cards=same_kind(1, kind)).to(Phase.READ)
    met = [table.game.phase]
    while table.game.stage is Stage.ROUND:
        if table.game.phase is not met[-1]:
            met.append(table.game.phase)
        table.on()
    assert met == expected == list(phases_of(card("a", kind)))


@pytest.mark.parametrize("form", Format)
def test_each_phase_has_the_seconds_of_its_format(form):
    table = Table(3, cards=same_kind(1), form=form)
    for phase in TIMED:
        assert table.to(phase).game.countdown.left(table.now) == PHASES[phase].seconds(form)


def test_the_classic_lengths_are_those_of_the_product():
    assert [seconds_of(phase, Format.CLASSIC) for phase in TIMED] == [30, 60, 60, 360, 240]


def test_a_decks_own_seconds_apply_to_the_classic_format_and_in_proportion_to_the_others():
    own = (("think", 120), ("go_round", 30))
    assert [seconds_of(Phase.THINK, form, own) for form in Format] == [60, 120, 240]
    assert seconds_of(Phase.GO_ROUND, Format.SHORT, own) == 15
    assert seconds_of(Phase.READ, Format.CLASSIC, own) == 30
    assert seconds_of(Phase.THINK, Format.SHORT, (("think", 5),)) == 5, "never too short to be seen"


def test_only_the_deck_of_the_card_sets_its_seconds():
    decks = (DeckInPlay("d", "D", (("think", 7),)), DeckInPlay("x", "X", (("think", 99),)))
    table = Table(2, cards=pile(card("a")), decks=decks).to(Phase.THINK)
    assert table.game.countdown.seconds == 7


def test_an_exercise_uses_its_own_minutes_and_has_no_clock_without_any():
    assert Table(2, cards=same_kind(1, Kind.EXERCISE)).to(Phase.DO).game.countdown.seconds == 300
    assert Table(2, cards=pile(card("x", Kind.EXERCISE, minutes=0))).to(Phase.DO).game.countdown is None


def test_nothing_ends_by_itself_however_long_it_lasts():
    table = Table(2, cards=same_kind(1)).to(Phase.READ)
    for phase in TIMED:
        before = table.to(phase).wait(100_000).game
        assert before.phase is phase
        assert before.countdown.left(table.now) < 0
        table.do(c.AddMinute())
        assert table.game.countdown.left(table.now) == 60


def test_every_clock_can_be_paused_and_continues_where_it_was():
    table = Table(2, cards=same_kind(1)).to(Phase.READ)
    for phase in TIMED:
        table.to(phase).wait(2).do(c.TogglePause())
        left = table.game.countdown.left(table.now)
        table.wait(500)
        assert table.game.countdown.left(table.now) == left
        table.do(c.TogglePause()).wait(1)
        assert table.game.countdown.left(table.now) == left - 1


def test_there_is_no_clock_where_nothing_is_timed():
    table = Table(2, cards=same_kind(1, Kind.SCALE))
    for goal in (Stage.OPENING, Phase.DEAL, Phase.REVEAL):
        table.to(goal)
        assert table.refused(c.TogglePause()) is table.refused(c.AddMinute()) is Reason.NO_CLOCK


def test_each_turn_gets_its_full_time_and_a_pause_lasts_across_turns():
    table = Table(3, cards=same_kind(1)).to(Phase.GO_ROUND).wait(50).do(c.MoveOn())
    assert table.game.countdown.left(table.now) == 60
    table.do(c.TogglePause(), c.MoveOn()).wait(40)
    assert table.game.countdown.left(table.now) == 60


def test_the_next_phase_runs_after_a_pause():
    table = Table(2, cards=same_kind(1)).to(Phase.DISCUSS).do(c.TogglePause(), c.MoveOn())
    assert not table.game.countdown.paused


def test_moving_on_skips_a_phase_and_skips_a_go_round_in_one_step():
    table = Table(4, cards=same_kind(1)).to(Phase.THINK)
    assert table.refused(c.SkipPhase()) is Reason.NO_STICK
    table.do(c.MoveOn())
    assert table.do(c.SkipPhase()).game.phase is Phase.DISCUSS


def test_a_clock_that_is_set_back_stands_still():
    table = Table(2, cards=same_kind(1)).wait(100).to(Phase.THINK)
    table.wait(-90).do(c.MoveOn())
    assert table.game.clock == 100
    assert table.game.countdown.started == 100


def test_the_clock_of_a_game_can_start_at_any_number():
    late = Table(2, now=5000)
    assert late.game.clock == 5000
    assert late.game.ends == 5000 + 45 * 60
    assert late.wait(-4999).do(c.MoveOn()).events[-1].at == 5000
