"""The plan: what fits into the minutes of a meeting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import quick

from dialogkort.core.game.phases import Format
from dialogkort.core.game.plan import MANY, format_for, make_plan, proposal
from dialogkort.core.team import MOST_MEMBERS

people = st.integers(1, MOST_MEMBERS)
minutes = st.integers(0, 600)
formats = st.sampled_from(Format)
own_seconds = st.dictionaries(
    st.sampled_from(["read", "think", "go_round", "discuss", "agree"]), st.integers(5, 3600)
).map(lambda own: tuple(own.items()))
ABOUT = {Format.SHORT: 15, Format.CLASSIC: 45, Format.THOROUGH: 60}


@pytest.mark.parametrize("number", range(4, 9))
@pytest.mark.parametrize("form", Format)
def test_a_game_for_four_to_eight_takes_about_as_long_as_its_format_says(form, number):
    plan = make_plan(form, number, ABOUT[form])
    assert plan.fits
    assert ABOUT[form] * 2 / 3 < plan.needed <= ABOUT[form]


@quick
@given(formats, people, minutes, own_seconds)
def test_a_plan_fits_and_one_more_round_would_not(form, number, minutes, own):
    plan = make_plan(form, number, minutes, own)
    if plan.fits:
        assert plan.needed <= minutes
    assert plan.around + (plan.rounds + 1) * plan.per_round > minutes * 60


@quick
@given(formats, people, minutes, own_seconds)
def test_a_plan_is_suggested_only_when_nothing_fits_and_always_fits(form, number, minutes, own):
    plan = make_plan(form, number, minutes, own)
    proposed = proposal(plan, own)
    assert (proposed is None) is plan.fits
    if proposed:
        assert proposed.fits
        assert make_plan(proposed.form, number, proposed.minutes, own) == proposed


@quick
@given(people, minutes, own_seconds)
def test_the_suggestion_keeps_the_minutes_of_the_meeting_if_a_shorter_format_fits(number, minutes, own):
    proposed = proposal(make_plan(Format.THOROUGH, number, minutes, own), own)
    if proposed and proposed.minutes != minutes:
        assert not any(make_plan(form, number, minutes, own).fits for form in Format)
        assert proposed.minutes % 5 == 0
        assert proposed.minutes > minutes


@quick
@given(formats, people, minutes)
def test_more_people_or_fewer_minutes_never_give_more_rounds(form, number, minutes):
    rounds = make_plan(form, number, minutes).rounds
    assert make_plan(form, number + 1, minutes).rounds <= rounds
    assert make_plan(form, number, max(0, minutes - 1)).rounds <= rounds


def test_there_are_never_more_rounds_than_cards():
    assert make_plan(Format.SHORT, 4, 600, cards=3).rounds == 3


def test_forty_people_do_not_fit_into_a_meeting_and_are_advised_to_play_in_groups():
    plan = make_plan(Format.CLASSIC, 40, 45)
    assert not plan.fits
    assert plan.crowded
    proposed = proposal(plan)
    assert (proposed.form, proposed.minutes, proposed.rounds) == (Format.SHORT, 45, 1)


def test_ten_people_are_many_but_not_too_many():
    assert not make_plan(Format.CLASSIC, MANY, 60).crowded
    assert make_plan(Format.CLASSIC, MANY + 1, 60).crowded


def test_when_nothing_fits_the_shortest_format_with_more_minutes_is_suggested():
    proposed = proposal(make_plan(Format.THOROUGH, 6, 5))
    assert (proposed.form, proposed.minutes, proposed.rounds) == (Format.SHORT, 15, 1)


def test_no_people_count_as_one():
    assert make_plan(Format.SHORT, 0, 15) == make_plan(Format.SHORT, 1, 15)


@pytest.mark.parametrize(
    ("number", "minutes", "expected"),
    [
        (5, 15, Format.SHORT),
        (5, 21, Format.CLASSIC),
        (5, 45, Format.CLASSIC),
        (4, 60, Format.THOROUGH),
        (8, 60, Format.THOROUGH),
        (40, 60, Format.SHORT),
        (5, 1, Format.SHORT),
    ],
)
def test_the_most_thorough_suitable_format_is_suggested(number, minutes, expected):
    assert format_for(number, minutes) is expected


@quick
@given(people, minutes)
def test_the_suggested_format_fits_if_any_does(number, minutes):
    fits = any(make_plan(form, number, minutes).fits for form in Format)
    assert make_plan(format_for(number, minutes), number, minutes).fits is fits
