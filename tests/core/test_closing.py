"""The closing: a last go-round, a number for the meeting, and the end."""

import pytest
from tests.core.table import RULE, Table, same_kind

from dialogkort.core.game import commands as c
from dialogkort.core.game.events import MeetingRated, RatingsGiven
from dialogkort.core.game.evolve import evolve
from dialogkort.core.game.phases import LENGTHS, Format, Phase
from dialogkort.core.game.refusals import Reason
from dialogkort.core.game.state import Stage


def closing(members: int = 3, **fields: object) -> Table:
    return Table(members, cards=same_kind(3), **fields).to(Phase.READ).do(c.BeginClosing())


def rating(members: int = 3) -> Table:
    """A table where the last go-round is over."""
    table = closing(members)
    table.go_round()
    return table


@pytest.mark.parametrize("form", Format)
def test_in_the_last_go_round_everyone_has_the_stick_once_more(form):
    table = closing(form=form)
    assert table.game.countdown.seconds == LENGTHS[form].last_turn
    assert sorted(table.go_round()) == ["m1", "m2", "m3"]
    assert (table.game.stage, table.game.countdown) == (Stage.CLOSING, None)


def test_the_last_go_round_goes_another_way_than_the_round_before():
    table = Table(4, cards=same_kind(1))
    first = table.to(Phase.GO_ROUND).go_round()
    last = table.to(Stage.CLOSING).go_round()
    assert (first, last) == (["m2", "m3", "m4", "m1"], ["m3", "m2", "m1", "m4"])


def test_one_may_pass_in_the_last_go_round_and_is_asked_again():
    table = closing(2).do(c.PassStick(), c.MoveOn())
    assert table.speaker
    assert table.do(c.PassStick()).speaker == ""


def test_the_last_go_round_can_be_left():
    table = closing().do(c.MoveOn(), c.SkipPhase())
    assert (table.speaker, table.game.countdown) == ("", None)
    table.do(c.Rate((4,)))


def test_one_who_comes_after_the_last_go_round_was_left_has_time_to_speak():
    table = closing().do(c.SkipPhase(), c.Join("Sen"))
    assert table.speaker == "m4"
    assert table.game.countdown.left(table.now) == 20


def test_each_gives_a_number_without_a_name_and_the_average_is_seen():
    table = rating()
    assert table.game.average is None
    table.do(c.Rate((5, 4, 3)))
    assert (table.game.ratings, table.game.average) == ((3, 4, 5), 4.0)


def test_there_are_no_more_numbers_than_people():
    assert rating(2).refused(c.Rate((5, 1, 3))) is Reason.NO_RATING_NOW
    table = rating(2).do(c.Rate((5, 1)))
    assert table.refused(c.Rate((3,))) is Reason.NO_RATING_NOW


@pytest.mark.parametrize("value", [0, 6, -1, 10**9])
def test_a_number_is_one_to_five(value):
    assert rating().refused(c.Rate((3, value))) is Reason.NOT_A_CHOICE


def test_numbers_are_given_after_the_last_go_round_only():
    assert Table().refused(c.Rate((3,))) is Reason.NO_RATING_NOW
    assert closing().refused(c.Rate((3,))) is Reason.NO_RATING_NOW


def test_one_more_round_after_the_numbers_asks_for_the_numbers_anew():
    table = rating(2).do(c.Rate((5, 1)), c.NextRound())
    table.to(Phase.READ).do(c.BeginClosing())
    table.go_round()
    assert table.game.ratings == ()
    table.do(c.Rate((2, 2)))


def test_the_game_ends_when_all_have_given_a_number_or_when_the_rest_is_skipped():
    table = rating()
    assert table.refused(c.MoveOn()) is Reason.RATINGS_MISSING
    assert table.do(c.SkipPhase()).game.stage is Stage.ENDED
    table = rating().do(c.Rate((3,)))
    assert table.refused(c.SkipPhase()) is Reason.NOT_NOW, "nobody is missing"
    assert table.do(c.MoveOn()).game.stage is Stage.ENDED


@pytest.mark.parametrize("given", [(1,), (1, 4)])
def test_there_is_no_average_of_fewer_than_three(given):
    assert rating(5).do(c.Rate(given)).game.average is None
    assert rating(5).do(c.Rate((*given, 4, 4)[:3])).game.average is not None


def test_numbers_come_in_at_once_and_in_order_of_size():
    table = rating().do(c.Rate((5, 1, 3)))
    assert table.events[-1] == RatingsGiven(table.now, (1, 3, 5))


def test_of_an_old_game_the_numbers_that_came_one_by_one_still_count():
    table = rating(2)
    game = evolve(evolve(table.game, MeetingRated(table.now, 5)), MeetingRated(table.now, 1))
    assert (game.ratings, game.all_rated) == ((5, 1), True)


def test_a_draft_is_settled_before_the_game_ends():
    table = rating().do(c.WriteDraft(RULE))
    assert table.refused(c.SkipPhase()) is Reason.DRAFT_OPEN
    assert table.do(c.DropDraft(), c.SkipPhase()).game.stage is Stage.ENDED


def test_the_closing_begins_once():
    assert closing().refused(c.BeginClosing()) is Reason.NOT_NOW


def test_the_closing_can_begin_before_any_round():
    table = Table().do(c.BeginClosing())
    assert (table.game.stage, table.game.played) == (Stage.CLOSING, ())


def test_a_round_that_got_no_card_is_not_counted_as_played():
    assert Table().do(c.MoveOn(), c.BeginClosing()).game.played == ()


def test_notes_are_kept_until_the_end():
    table = Table().do(c.ParkNote(" Husk kaffen ")).to(Stage.ENDED)
    assert table.game.notes == ("Husk kaffen",)
    assert table.refused(c.ParkNote("for sent")) is Reason.GAME_OVER
