"""The plan as the game proceeds: on time, room to spare, fewer rounds, late; and nobody is cut off."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.table import Table, played, same_kind

from dialogkort.core.game import commands as c
from dialogkort.core.game.events import TurnEnded
from dialogkort.core.game.outlook import Pace, outlook, plan_of
from dialogkort.core.game.phases import DEALING, LENGTHS, RATING, Format, Phase
from dialogkort.core.game.state import Stage


def pace(table: Table) -> Pace:
    return outlook(table.game, table.now).pace


def play_by_the_clock(table: Table, slower: float = 1.0) -> list[Pace]:
    """Play a game in which everything takes as long as planned, times `slower`; return the outlooks on the way."""
    lengths, paces = LENGTHS[table.game.setup.form], []
    while table.game.stage is not Stage.ENDED:
        game = table.game
        paces.append(pace(table))
        if game.countdown:
            seconds = game.countdown.left(table.now)
        elif game.stage is Stage.OPENING:
            seconds = lengths.opening
        else:
            seconds = RATING if game.stage is Stage.CLOSING else DEALING
        table.wait(seconds * slower).on()
    return paces


@played
@given(st.sampled_from(Format), st.integers(1, 12), st.integers(8, 120))
def test_a_game_that_uses_its_planned_time_is_on_time_and_has_all_its_rounds(form, people, minutes):
    table = Table(people, cards=same_kind(30), form=form, minutes=minutes)
    plan = plan_of(table.game)
    assume(plan.fits)
    assert set(play_by_the_clock(table)) == {Pace.ON_TIME}
    assert len(table.game.played) == plan.rounds
    assert table.now == plan.around + plan.rounds * plan.per_round


@played
@given(st.sampled_from(Format), st.integers(1, 8), st.integers(20, 90), st.floats(1.2, 4))
def test_a_game_that_drags_on_has_fewer_rounds_but_everyone_is_heard_in_each(form, people, minutes, slower):
    table = Table(people, cards=same_kind(30), form=form, minutes=minutes)
    plan = plan_of(table.game)
    assume(plan.fits)
    play_by_the_clock(table, slower)
    assert 1 <= len(table.game.played) <= plan.rounds
    turns = sum(isinstance(event, TurnEnded) for event in table.events)
    assert turns == people * (len(table.game.played) + 1)


@played
@given(st.sampled_from(Format), st.integers(1, 40), st.integers(1, 120))
def test_the_first_outlook_agrees_with_the_plan(form, people, minutes):
    table = Table(people, cards=same_kind(30), form=form, minutes=minutes)
    plan, first = plan_of(table.game), outlook(table.game, 0)
    assert first.rounds == max(1, plan.rounds)
    if plan.fits:
        assert first.pace is Pace.ON_TIME
    elif plan.needed - minutes > 2:
        assert first.pace is Pace.LATE


def test_a_quick_team_has_room_for_another_round():
    table = Table(4, cards=same_kind(9))
    planned = plan_of(table.game).rounds
    for _ in range(planned):
        table.to(Phase.AGREE)
        if len(table.game.played) + 1 < planned:
            table.on()
    seen = outlook(table.game, table.now)
    assert (seen.pace, seen.another) == (Pace.ROOM, True)
    assert seen.rounds > planned
    assert table.on().game.stage is Stage.ROUND


def test_a_slow_team_is_told_of_fewer_rounds_and_then_gets_to_the_closing():
    table = Table(4, cards=same_kind(9)).to(Phase.DISCUSS).wait(30 * 60)
    seen = outlook(table.game, table.now)
    assert (seen.pace, seen.rounds, seen.another) == (Pace.FEWER, 1, False)
    assert table.to(Phase.AGREE).on().game.stage is Stage.CLOSING


def test_a_late_team_is_told_by_how_much_and_nobody_is_cut_off():
    table = Table(4, cards=same_kind(9)).to(Phase.GO_ROUND).wait(45 * 60)
    seen = outlook(table.game, table.now)
    assert (seen.pace, seen.rounds, seen.another) == (Pace.LATE, 1, False)
    assert seen.over > 10 * 60
    assert table.go_round() == ["m2", "m3", "m4", "m1"]
    assert table.game.phase is Phase.DISCUSS
    assert table.do(c.MoveOn()).game.phase is Phase.AGREE


def test_two_minutes_over_does_not_yet_count_as_late():
    table = Table(4, cards=same_kind(1)).to(Stage.CLOSING)
    table.now = table.game.ends + 120
    assert pace(table) is Pace.ON_TIME
    assert pace(table.wait(1)) is Pace.LATE


def test_the_closing_counts_the_rounds_played():
    table = Table(2, cards=same_kind(3)).to(Phase.READ).next_round().to(Phase.READ).do(c.BeginClosing())
    assert outlook(table.game, table.now).rounds == 2


def test_more_minutes_for_the_meeting_make_room():
    table = Table(4, cards=same_kind(9)).to(Phase.READ)
    assert pace(table) is Pace.ON_TIME
    assert pace(table.do(c.SetMinutesLeft(90))) is Pace.ROOM
    assert pace(table.do(c.SetMinutesLeft(16))) is Pace.FEWER
    assert pace(table.do(c.SetMinutesLeft(0))) is Pace.LATE


def test_paused_time_counts_against_the_meeting():
    table = Table(4, cards=same_kind(9)).to(Phase.DISCUSS).do(c.TogglePause()).wait(20 * 60)
    assert pace(table) is Pace.FEWER


@pytest.mark.parametrize("cards", [1, 2, 3])
def test_never_more_rounds_than_cards_are_promised(cards):
    table = Table(2, cards=same_kind(cards), minutes=600)
    while table.game.stage is not Stage.ENDED:
        assert outlook(table.game, table.now).rounds <= cards
        table.on()


def test_another_round_can_be_played_even_if_the_plan_has_none_left():
    table = Table(4, cards=same_kind(2), minutes=1).to(Phase.AGREE)
    assert not outlook(table.game, table.now).another
    assert table.next_round().game.stage is Stage.ROUND


def test_the_closing_can_begin_even_if_the_plan_has_more_rounds():
    table = Table(4, minutes=600).do(c.MoveOn(), c.MoveOn(), c.BeginClosing())
    assert table.game.stage is Stage.CLOSING
