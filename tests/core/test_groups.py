"""Pairs and small groups: nobody is left over, partners change, and the swap is a step of the game."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import Table, card, pile, quick

from dialogkort.core.cards import Kind, Step, Together
from dialogkort.core.game import commands as c
from dialogkort.core.game.groups import group_sizes, make_groups
from dialogkort.core.game.phases import SAYING, Phase, phases_of
from dialogkort.core.game.refusals import Reason
from dialogkort.core.team import Member


@quick
@given(st.integers(1, 24), st.sampled_from([2, 3]), st.integers(1, 40), st.integers(0, 24))
def test_everyone_is_in_one_group_and_nobody_is_alone_or_in_a_group_of_four(people, size, number, remote):
    names = tuple(f"m{person}" for person in range(people))
    groups = make_groups(names, size, number, frozenset(names[:remote]))
    assert sorted(name for group in groups for name in group) == sorted(names)
    if people > 1:
        assert all(2 <= len(group) <= 3 for group in groups)
    assert tuple(len(group) for group in groups) == group_sizes(people, size)


def test_with_six_people_everybody_has_been_paired_with_everybody_after_five_rounds():
    names = tuple("abcdef")
    met = {frozenset(group) for number in range(1, 6) for group in make_groups(names, 2, number)}
    assert met == {frozenset(pair) for pair in combinations(names, 2)}


def test_people_on_screen_are_paired_with_each_other():
    groups = make_groups(tuple("abcd"), 2, 1, frozenset("bd"))
    assert {frozenset(group) for group in groups} == {frozenset("bd"), frozenset("ac")}


def test_in_each_pair_one_person_answers_a_spoken_card_for_a_minute_and_then_the_other():
    table = Table(4, cards=pile(card("a", Kind.SPOKEN))).to(Phase.SAY)
    assert [len(group) for group in table.game.round.groups] == [2, 2]
    assert table.game.countdown.left(table.now) == SAYING
    table.wait(70).do(c.MoveOn())
    assert table.game.phase is Phase.SAY
    assert table.game.round.part == 2
    assert table.game.countdown.left(table.now) == SAYING, "the swap has its own clock"
    table.do(c.MoveOn())
    assert table.game.phase is Phase.GO_ROUND, "everyone says which sentence worked"
    assert not table.game.round.groups


def test_an_odd_number_gives_one_group_of_three_where_all_three_answer():
    table = Table(5, cards=pile(card("a", Kind.SPOKEN))).to(Phase.SAY)
    assert sorted(len(group) for group in table.game.round.groups) == [2, 3]
    table.do(c.MoveOn(), c.MoveOn())
    assert table.game.phase is Phase.SAY
    assert table.game.round.part == 3
    assert table.do(c.MoveOn()).game.phase is Phase.GO_ROUND


def test_somebody_without_a_partner_joins_another_pair_and_a_latecomer_the_smallest_group():
    table = Table(4, cards=pile(card("a", Kind.SPOKEN))).to(Phase.SAY)
    gone = table.game.round.groups[0][0]
    table.do(c.Leave(gone))
    assert [len(group) for group in table.game.round.groups] == [3]
    table.do(c.Return(gone), c.Join("Ida"))
    assert sorted(name for group in table.game.round.groups for name in group) == sorted(table.game.present)


def test_any_question_can_be_discussed_in_pairs_before_the_go_round():
    whole = Table(4, cards=pile(card("a"))).to(Phase.GO_ROUND).game.countdown.seconds
    table = Table(4, cards=pile(card("a", together=Together.PAIRS))).to(Phase.GROUPS)
    assert table.game.countdown.seconds == 4 * whole
    table.do(c.MoveOn())
    assert table.game.phase is Phase.GO_ROUND
    assert table.game.countdown.seconds == whole / 2
    for kind in (Kind.DILEMMA, Kind.SCALE, Kind.DELEGATION):
        phases = phases_of(card("b", kind, together=Together.THREES))
        assert phases.index(Phase.REVEAL) < phases.index(Phase.GROUPS) < phases.index(Phase.GO_ROUND)
    assert Phase.GROUPS not in phases_of(card("c", together=Together.ALL))


def test_each_step_of_an_exercise_has_its_own_clock():
    steps = (Step("Hvad virker?", 2), Step("Hvad er problemet?", 3), Step("Hvad kan vi prøve?", 1))
    table = Table(3, cards=pile(card("a", Kind.EXERCISE, minutes=6, steps=steps))).to(Phase.DO)
    for part, step in enumerate(steps, 1):
        assert (table.game.phase, table.game.round.part) == (Phase.DO, part)
        assert table.game.countdown.left(table.now) == step.minutes * 60
        table.wait(step.minutes * 60 + 10).do(c.MoveOn())
    assert table.game.phase is Phase.GO_ROUND


def test_the_remaining_steps_can_be_skipped():
    steps = (Step("a", 2), Step("b", 3), Step("c", 1))
    table = Table(3, cards=pile(card("a", Kind.EXERCISE, minutes=6, steps=steps))).to(Phase.DO)
    assert table.do(c.SkipPhase()).game.phase is Phase.GO_ROUND


def test_a_list_is_written_one_line_at_a_time_and_shown_by_a_later_card():
    first, second, other = card("a", collect="Ugelisten"), card("b", shows="Ugelisten"), card("c")
    table = Table(2, cards=programme(first, second, other)).to(Phase.DISCUSS)
    table.do(c.WriteLine("  mandagsrapporten \n"), c.WriteLine("rundmailen"))
    table.next_round().to(Phase.READ)
    table.do(c.WriteLine("kaffelisten"))
    assert [(written.name, written.lines) for written in table.game.lists] == [
        ("Ugelisten", ("mandagsrapporten", "rundmailen", "kaffelisten"))
    ]
    assert table.refused(c.WriteLine(" ")) is Reason.NOTE_EMPTY
    table.next_round().to(Phase.READ)
    assert table.refused(c.WriteLine("x")) is Reason.NO_LIST


def test_a_card_about_the_conversation_is_dealt_between_two_rounds_and_is_not_counted():
    cards = pile(card("a"), card("b"), card("c"))
    talk = tuple(card(f"snak-{number}", Kind.TALK, deck="") for number in (1, 2))
    table = Table(3, cards=cards_with(cards, talk)).to(Phase.READ)
    assert table.refused(c.DealTalkCard()) is Reason.NOT_NOW
    table.to(Phase.AGREE).do(c.DealTalkCard())
    assert (table.game.card.id, table.game.cards_played) == ("snak-1", 1)
    table.do(c.Redraw())
    assert table.game.card.id == "snak-2"
    met = [table.game.phase]
    while table.game.card and table.game.card.kind is Kind.TALK:
        if table.game.phase is not met[-1]:
            met.append(table.game.phase)
        table.on()
    assert met == [Phase.READ, Phase.THINK, Phase.GO_ROUND, Phase.AGREE]
    assert table.game.cards_played == 1
    assert len(table.game.pile) == 2, "it used no card from the deck"
    table.do(c.DealTalkCard())
    assert table.game.card.id == "snak-1", "between the rounds, before the next card is drawn"


def test_members_on_screen_are_put_in_the_same_pair_in_a_game():
    members = tuple(Member(f"m{place}", f"Navn {place}", remote=place in {1, 3}) for place in range(1, 5))
    table = Table(4, cards=pile(card("a", Kind.SPOKEN)), members=members).to(Phase.SAY)
    assert {frozenset(group) for group in table.game.round.groups} == {frozenset({"m1", "m3"}), frozenset({"m2", "m4"})}


def programme(*cards):
    from dialogkort.core.game.dealing import Pile

    return Pile(programme=cards)


def cards_with(cards, talk):
    from dataclasses import replace

    return replace(cards, talk=talk)


pytestmark = pytest.mark.filterwarnings("error")
