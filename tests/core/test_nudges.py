"""Nudges: what a draft is asked about, and that good rules are left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import quick

from dialogkort.core.agreements.agreement import Draft
from dialogkort.language.nudges import LONG, Nudge, nudges


@pytest.mark.parametrize(
    "rule",
    [
        "Når det haster, ringer vi.",
        "Vi svarer på mail inden for en dag.",
        "Kritik giver vi kun ansigt til ansigt.",
        "Hver fredag fortæller vi, hvad der er løst.",
        "When it is urgent, we call.",
        "We answer mail within a day.",
        "No meetings before 9.",
    ],
)
def test_a_rule_that_says_when_and_what_is_nudged_only_about_its_signs(rule):
    assert nudges(Draft(rule=rule)) == (Nudge.SIGNS,)
    assert nudges(Draft(rule=rule, signs="Færre sene mails")) == ()


@pytest.mark.parametrize(
    "rule",
    [
        "Vi skal have mere respekt for hinanden.",
        "Vi skal huske at stole mere på, at alle vil det bedste.",
        "Vi kommunikerer ordentligt.",
        "We try to be more open.",
    ],
)
def test_a_good_intention_is_nudged_about_what_people_would_see(rule):
    assert nudges(Draft(rule=rule))[:2] == (Nudge.SEEN, Nudge.WHEN)


def test_a_long_rule_gets_a_nudge_to_make_it_shorter():
    assert Nudge.SHORT in nudges(Draft(rule="Når x, " + "y" * LONG))


@quick
@given(st.text(max_size=50), st.text(max_size=20))
def test_nudges_need_a_rule_and_never_ask_what_has_been_answered(rule, signs):
    asked = nudges(Draft(rule=rule, signs=signs))
    assert not asked or rule.strip()
    assert Nudge.SIGNS not in asked or not signs.strip()
