"""Answers: how far apart they are, and who speaks first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import Table, card, quick, same_kind

from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.answers import Spread, counts, outermost_first, spread
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason

SCALE, DILEMMA = card("s", Kind.SCALE), card("d", Kind.DILEMMA)
TABLE = ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), Spread.NONE),
        ((3,), Spread.SAME),
        ((3, 3), Spread.SAME),
        ((3, 4, 3), Spread.NEAR),
        ((3, 5), Spread.APART),
        ((1, 2, 3), Spread.APART),
    ],
)
def test_the_spread_of_a_scale_is_the_distance_between_its_ends(values, expected):
    assert spread(SCALE, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [((), Spread.NONE), ((2, 2), Spread.SAME), ((1, 2), Spread.APART), ((1, 3), Spread.APART)],
)
def test_answers_to_a_dilemma_have_no_order_so_they_are_the_same_or_different(values, expected):
    assert spread(DILEMMA, values) is expected


def test_answers_are_counted_per_choice_with_a_place_for_each_choice():
    assert counts(SCALE, (1, 5, 5)) == (1, 0, 0, 0, 2)
    assert counts(card("q"), ()) == ()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"a": 3, "b": 3, "c": 3, "d": 3, "e": 5}, "eabcd"),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 5}, "eabcd"),
        ({"a": 3, "b": 1, "c": 3, "d": 5, "e": 3}, "bdace"),
        ({"a": 2, "b": 3, "c": 4, "d": 5, "e": 1}, "deacb"),
        ({"a": 2, "b": 2, "c": 2, "d": 2, "e": 2}, "abcde"),
        ({"a": 3, "b": 3, "c": 4}, "cabde"),
        ({"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}, "acbde"),
        ({"a": 1, "b": 1, "gone": 5}, "abcde"),
        ({"a": 1, "b": 2, "gone": 5, "away": 5}, "abcde"),
        ({}, "abcde"),
    ],
    ids=str,
)
def test_on_a_scale_the_two_furthest_apart_speak_first_one_after_the_other(values, expected):
    assert "".join(outermost_first(SCALE, values, TABLE)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"a": 1, "b": 1, "c": 3, "d": 1, "e": 2}, "ceabd"),
        ({"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}, "abcde"),
        ({"a": 2, "b": 2, "c": 2, "d": 1, "e": 1}, "deabc"),
        ({"a": 1, "b": 1, "d": 2, "e": 1}, "dabec"),
    ],
    ids=str,
)
def test_in_a_dilemma_those_with_the_rarest_answer_speak_first(values, expected):
    assert "".join(outermost_first(DILEMMA, values, TABLE)) == expected


@quick
@given(
    st.sampled_from([SCALE, DILEMMA, card("l", Kind.DELEGATION)]),
    st.dictionaries(st.sampled_from([*TABLE, "gone", "away"]), st.integers(1, 3)),
    st.permutations(TABLE),
)
def test_everyone_at_the_table_speaks_once_whatever_they_answered(kind, answers, order):
    assert sorted(outermost_first(kind, answers, tuple(order))) == list(TABLE)


@quick
@given(st.lists(st.integers(1, 5), min_size=5, max_size=5))
def test_the_first_to_speak_on_a_scale_is_at_one_end_and_the_second_thinks_differently(values):
    answers = dict(zip(TABLE, values, strict=True))
    first, second = outermost_first(SCALE, answers, TABLE)[:2]
    if len(set(values)) > 1:
        assert answers[first] in {min(values), max(values)}
        assert answers[second] != answers[first]


def test_answers_are_collected_revealed_at_once_and_then_fixed():
    table = Table(3, cards=same_kind(3, Kind.SCALE)).to(Phase.THINK)
    assert table.refused(c.GiveAnswer("m1", 3)) is Reason.NO_ANSWERS_NOW
    table.do(c.MoveOn())
    assert table.game.countdown is None
    assert table.refused(c.GiveAnswer("m9", 3)) is Reason.NOT_HERE
    assert table.game.to_answer == "m1"
    table.do(c.GiveAnswer("m1", 3), c.GiveAnswer("m3", 1), c.GiveAnswer("m1", 5))
    assert table.game.to_answer == "m2"
    table.do(c.GiveAnswer("m2", 3), c.MoveOn())
    assert table.game.round.shown
    assert table.game.phase is Phase.REVEAL
    assert table.game.to_answer == ""
    assert table.refused(c.GiveAnswer("m2", 2)) is Reason.NO_ANSWERS_NOW
    assert table.do(c.MoveOn()).go_round() == ["m3", "m1", "m2"]
    assert dict(table.game.round.answers) == {"m1": 5, "m2": 3, "m3": 1}


def test_without_answers_the_reveal_is_skipped_and_people_speak_in_the_order_of_the_table():
    table = Table(3, cards=same_kind(3, Kind.DILEMMA)).to(Phase.GO_ROUND)
    assert table.go_round() == ["m2", "m3", "m1"]


def test_fingers_can_be_shown_again_even_after_the_reveal():
    table = Table(2, cards=same_kind(2, Kind.SCALE)).to(Phase.REVEAL).do(c.GiveAnswer("m1", 1), c.SkipPhase())
    assert table.do(c.ClearAnswers()).game.round.answers == ()
    assert not table.game.round.shown
    table.do(c.GiveAnswer("m1", 2))


def test_answers_are_revealed_when_everyone_has_answered_or_the_rest_are_skipped():
    table = Table(2, cards=same_kind(2, Kind.SCALE)).to(Phase.REVEAL)
    assert table.refused(c.MoveOn()) is Reason.ANSWERS_MISSING
    assert table.do(c.GiveAnswer("m1", 1)).refused(c.MoveOn()) is Reason.ANSWERS_MISSING
    table.do(c.GiveAnswer("m2", 1))
    assert table.refused(c.SkipPhase()) is Reason.NOT_NOW, "nobody is missing"
    assert table.do(c.MoveOn()).game.round.shown
    some = Table(2, cards=same_kind(2, Kind.SCALE)).to(Phase.REVEAL).do(c.GiveAnswer("m1", 1), c.SkipPhase())
    assert some.game.round.shown
    none = Table(2, cards=same_kind(2, Kind.SCALE)).to(Phase.REVEAL).do(c.SkipPhase())
    assert none.game.phase is Phase.GO_ROUND


def test_after_a_round_only_the_counts_are_kept_not_who_answered_what():
    table = Table(3, cards=same_kind(2, Kind.SCALE)).to(Phase.REVEAL)
    table.do(*(c.GiveAnswer(f"m{number}", 5) for number in (1, 2, 3)), c.MoveOn(), c.NextRound())
    assert table.game.played[0].counts == (0, 0, 0, 0, 3)
    assert table.game.round.answers == ()


def test_answers_that_were_never_revealed_are_not_kept():
    table = Table(3, cards=same_kind(2, Kind.SCALE)).to(Phase.REVEAL)
    table.do(c.GiveAnswer("m1", 5), c.NextRound())
    assert sum(table.game.played[0].counts) == 0


def test_somebody_who_left_after_answering_does_not_get_the_stick():
    table = Table(3, cards=same_kind(2, Kind.SCALE)).to(Phase.REVEAL)
    table.do(c.GiveAnswer("m1", 5), c.GiveAnswer("m2", 1), c.GiveAnswer("m3", 1))
    table.do(c.Leave("m1"), c.MoveOn(), c.MoveOn())
    assert sorted(table.go_round()) == ["m2", "m3"]
