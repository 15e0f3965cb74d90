"""The closing: a last go-round, a rating of the meeting, and the end."""

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
def test_in_the_last_go_round_everyone_gets_the_stick_once_more(form):
    table = closing(form=form)
    assert table.game.countdown.seconds == LENGTHS[form].last_turn
    assert sorted(table.go_round()) == ["m1", "m2", "m3"]
    assert (table.game.stage, table.game.countdown) == (Stage.CLOSING, None)


def test_the_last_go_round_has_a_different_order_from_the_one_before():
    table = Table(4, cards=same_kind(1))
    first = table.to(Phase.GO_ROUND).go_round()
    last = table.to(Stage.CLOSING).go_round()
    assert (first, last) == (["m2", "m3", "m4", "m1"], ["m3", "m2", "m1", "m4"])


def test_a_member_can_pass_in_the_last_go_round_and_is_asked_again():
    table = closing(2).do(c.PassStick(), c.MoveOn())
    assert table.speaker
    assert table.do(c.PassStick()).speaker == ""


def test_the_last_go_round_can_be_skipped():
    table = closing().do(c.MoveOn(), c.SkipPhase())
    assert (table.speaker, table.game.countdown) == ("", None)
    table.do(c.Rate((4,)))


def test_somebody_who_comes_after_the_last_go_round_was_skipped_has_time_to_speak():
    table = closing().do(c.SkipPhase(), c.Join("Sen"))
    assert table.speaker == "m4"
    assert table.game.countdown.left(table.now) == 20


def test_everyone_rates_the_meeting_without_a_name_and_the_average_is_shown():
    table = rating()
    assert table.game.average is None
    table.do(c.Rate((5, 4, 3)))
    assert (table.game.ratings, table.game.average) == ((3, 4, 5), 4.0)


def test_there_are_never_more_ratings_than_people():
    assert rating(2).refused(c.Rate((5, 1, 3))) is Reason.NO_RATING_NOW
    table = rating(2).do(c.Rate((5, 1)))
    assert table.refused(c.Rate((3,))) is Reason.NO_RATING_NOW


@pytest.mark.parametrize("value", [0, 6, -1, 10**9])
def test_a_rating_is_from_one_to_five(value):
    assert rating().refused(c.Rate((3, value))) is Reason.NOT_A_CHOICE


def test_the_meeting_is_rated_only_after_the_last_go_round():
    assert Table().refused(c.Rate((3,))) is Reason.NO_RATING_NOW
    assert closing().refused(c.Rate((3,))) is Reason.NO_RATING_NOW


def test_one_more_round_after_the_ratings_asks_for_new_ratings():
    table = rating(2).do(c.Rate((5, 1)), c.NextRound())
    table.to(Phase.READ).do(c.BeginClosing())
    table.go_round()
    assert table.game.ratings == ()
    table.do(c.Rate((2, 2)))


def test_the_game_ends_when_everyone_has_rated_or_the_rest_are_skipped():
    table = rating()
    assert table.refused(c.MoveOn()) is Reason.RATINGS_MISSING
    assert table.do(c.SkipPhase()).game.stage is Stage.ENDED
    table = rating().do(c.Rate((3,)))
    assert table.refused(c.SkipPhase()) is Reason.NOT_NOW, "nobody is missing"
    assert table.do(c.MoveOn()).game.stage is Stage.ENDED


@pytest.mark.parametrize("given", [(1,), (1, 4)])
def test_fewer_than_three_ratings_have_no_average(given):
    assert rating(5).do(c.Rate(given)).game.average is None
    assert rating(5).do(c.Rate((*given, 4, 4)[:3])).game.average is not None


def test_ratings_are_added_all_at_once_and_in_order_of_size():
    table = rating().do(c.Rate((5, 1, 3)))
    assert table.events[-1] == RatingsGiven(table.now, (1, 3, 5))


def test_ratings_that_an_old_game_added_one_by_one_still_count():
    table = rating(2)
    game = evolve(evolve(table.game, MeetingRated(table.now, 5)), MeetingRated(table.now, 1))
    assert (game.ratings, game.all_rated) == ((5, 1), True)


def test_a_draft_is_settled_before_the_game_ends():
    table = rating().do(c.WriteDraft(RULE))
    assert table.refused(c.SkipPhase()) is Reason.DRAFT_OPEN
    assert table.do(c.DropDraft(), c.SkipPhase()).game.stage is Stage.ENDED


def test_the_closing_begins_once():
    assert closing().refused(c.BeginClosing()) is Reason.NOT_NOW


def test_the_closing_can_begin_before_the_first_round():
    table = Table().do(c.BeginClosing())
    assert (table.game.stage, table.game.played) == (Stage.CLOSING, ())


def test_a_round_without_a_card_does_not_count_as_played():
    assert Table().do(c.MoveOn(), c.BeginClosing()).game.played == ()


def test_notes_are_kept_until_the_end_of_the_game():
    table = Table().do(c.ParkNote(" Husk kaffen ")).to(Stage.ENDED)
    assert table.game.notes == ("Husk kaffen",)
    assert table.refused(c.ParkNote("for sent")) is Reason.GAME_OVER
