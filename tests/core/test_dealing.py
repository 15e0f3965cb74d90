"""Dealing: which cards come, and when."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import Table, card, deck, pile, played, quick, same_kind

from dialogkort.core.cards import DECK_KINDS, Card, Deck, Kind, Order
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Dealing, Pile, level_of, make_pile
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason


def drawn(cards: Pile, level: int = 1) -> list[Card]:
    """All cards of a pile, drawn one by one."""
    order = []
    while cards:
        (top,) = cards.top(1, level)
        order.append(top)
        cards = cards.without([top])
    return order


def keys(cards: Pile) -> set[str]:
    return {card.key for card in (*cards.programme, *cards.fresh, *cards.seen)}


@quick
@given(st.integers())
def test_the_same_seed_deals_the_same_cards(seed: int):
    assert pile(seed=seed) == pile(seed=seed)


def test_another_seed_deals_different_cards():
    assert len({pile(seed=seed).fresh for seed in range(20)}) > 15


def test_the_order_of_the_decks_does_not_change_what_a_seed_deals():
    first, other = Deck("a", "A", cards=(card("x", deck="a"),)), deck()
    assert make_pile([first, other], {}, Random(7)) == make_pile([other, first], {}, Random(7))


def test_a_deck_that_is_given_twice_is_dealt_once():
    assert len(make_pile([deck(), deck()], {}, Random(1))) == 18
    assert len(make_pile([deck(order=Order.FIXED), deck(order=Order.FIXED)], {}, Random(1))) == 18


def test_a_programme_comes_before_everything_else_in_the_order_of_its_file():
    programme = Deck("p", "P", order=Order.FIXED, cards=tuple(card(f"p{n}", deck="p", level=3) for n in range(5)))
    order = drawn(make_pile([deck(), programme], {"p/p0": 1}, Random(3)))
    assert [card.id for card in order[:5]] == ["p0", "p1", "p2", "p3", "p4"]
    assert len(order) == 23


@pytest.mark.parametrize("dealing", Dealing)
def test_a_programme_is_drawn_card_by_card_however_the_game_is_dealt(dealing: Dealing):
    cards = make_pile([deck(order=Order.FIXED)], {}, Random(3))
    table = Table(cards=cards, dealing=dealing).do(c.MoveOn())
    assert not table.game.round.offered
    assert table.do(c.MoveOn()).game.card == deck().cards[0]


def test_cards_that_the_team_has_played_come_last_and_the_most_recent_at_the_very_end():
    history = {"d/question-1": 1, "d/scale-1": 9, "d/dilemma-3": 4}
    order = [card.key for card in drawn(make_pile([deck()], history, Random(5)))]
    assert order[-3:] == ["d/scale-1", "d/dilemma-3", "d/question-1"]


@quick
@given(st.integers(), st.integers(1, 3), st.integers(1, 4))
def test_cards_are_dealt_first_from_the_level_of_the_round(seed: int, level: int, number: int):
    (top,) = pile(seed=seed).top(1, level)
    assert top.level == level
    assert len(pile(seed=seed).top(number, level)) == number


@quick
@given(st.integers(1, 30))
def test_levels_go_from_light_to_deep_one_at_a_time(rounds: int):
    levels = [level_of(number, rounds) for number in range(1, rounds + 10)]
    assert levels[0] == 1
    assert all(after - before in {0, 1} for before, after in pairwise(levels))
    assert max(levels[:rounds]) == min(rounds, 3)
    assert max(levels) <= 3


def test_a_game_goes_from_light_to_deep():
    table = Table(minutes=150, form="klassisk")
    levels = []
    for _ in range(8):
        table.to(Phase.READ)
        levels.append(table.game.card.level)
        table.next_round()
    assert levels == sorted(levels)
    assert set(levels) == {1, 2, 3}


def test_a_kind_does_not_come_twice_in_a_row_while_the_level_has_another_kind():
    cards = [card(f"{kind}-{number}", kind) for kind in (Kind.QUESTION, Kind.SCALE) for number in range(3)]
    for seed in range(20):
        order, left = [], pile(*cards, seed=seed)
        while left:
            order += left.top(1, 1, order[-1].kind if order else None)
            left = left.without(order)
        assert all(before.kind is not after.kind for before, after in pairwise(order))


@quick
@given(st.integers(), st.integers(1, 3))
def test_three_cards_on_offer_have_different_themes_if_possible(seed: int, level: int):
    assert len({card.theme for card in pile(seed=seed).top(3, level)}) == 3


def test_three_cards_are_offered_even_if_they_share_a_theme():
    assert len(same_kind(5).top(3, 1)) == 3


def test_fewer_than_three_are_offered_when_the_pile_is_nearly_empty():
    table = Table(cards=same_kind(2), dealing=Dealing.CHOOSE).do(c.MoveOn())
    assert len(table.game.round.offered) == 2


def test_the_card_that_is_chosen_is_dealt_and_the_others_stay_in_the_pile():
    table = Table(dealing=Dealing.CHOOSE).do(c.MoveOn())
    first, second, third = table.game.round.offered
    game = table.do(c.ChooseCard(second.key)).game
    assert (game.card, game.phase, game.round.reader) == (second, Phase.READ, game.round.chooser)
    assert {first.key, third.key} <= keys(game.pile)
    assert second.key not in keys(game.pile)


def test_the_colleague_reads_a_card_for_a_colleague_and_speaks_first():
    table = Table(dealing=Dealing.COLLEAGUE, cards=same_kind(5)).do(c.MoveOn())
    card_key, chooser = table.game.round.offered[0].key, table.game.round.chooser
    assert table.refused(c.ChooseCard(card_key, chooser)) is Reason.NO_COLLEAGUE
    table.do(c.ChooseCard(card_key, "m3"))
    assert table.game.round.reader == "m3"
    assert table.to(Phase.GO_ROUND).go_round() == ["m3", "m4", "m1", "m2"]


def test_somebody_playing_alone_can_choose_a_card_for_a_colleague_and_gets_it():
    table = Table(1, dealing=Dealing.COLLEAGUE).do(c.MoveOn())
    table.do(c.ChooseCard(table.game.round.offered[0].key))
    assert table.game.round.reader == "m1"


@pytest.mark.parametrize("dealing", Dealing)
def test_cards_that_are_put_aside_come_at_the_very_end(dealing: Dealing):
    table = Table(dealing=dealing).do(c.MoveOn())
    if dealing is Dealing.BLIND:
        table.do(c.MoveOn())
    playing = table.game.round
    aside = list(playing.offered) or [playing.card]
    table.do(c.Redraw())
    assert list(table.game.pile.seen) == aside
    assert drawn(table.game.pile)[-len(aside) :] == aside


@played
@given(st.integers(), st.integers(1, 18))
def test_every_card_is_dealt_before_any_is_dealt_twice(seed: int, size: int):
    cards = pile(*deck().cards[:size], seed=seed)
    table = Table(cards=cards).to(Phase.READ)
    shown = [table.game.card.key]
    while len(shown) < size:
        shown.append(table.do(c.Redraw()).game.card.key)
    assert set(shown) == keys(cards)
    if size > 1:
        assert table.do(c.Redraw()).game.card.key == shown[0]


@played
@given(st.integers())
def test_every_card_is_offered_before_any_is_offered_twice(seed: int):
    table = Table(cards=pile(seed=seed), dealing=Dealing.CHOOSE).do(c.MoveOn())
    shown = [card.key for card in table.game.round.offered]
    for _ in range(5):
        shown += [card.key for card in table.do(c.Redraw()).game.round.offered]
    assert len(set(shown)) == 18


@pytest.mark.parametrize("dealing", Dealing)
@played
@given(st.integers())
def test_no_card_is_played_twice_and_all_can_be_played(dealing: Dealing, seed: int):
    table = Table(3, cards=pile(seed=seed), dealing=dealing)
    for _ in range(18):
        table.to(Phase.READ)
        if len(table.game.played) < 17:
            table.next_round()
    assert table.refused(c.NextRound()) is Reason.PILE_EMPTY
    table.do(c.BeginClosing())
    assert len({played.card.key for played in table.game.played}) == 18


def test_a_programme_card_that_is_put_aside_comes_after_all_the_others():
    table = Table(cards=make_pile([deck(order=Order.FIXED)], {}, Random(1))).to(Phase.READ)
    first = table.game.card
    assert table.do(c.Redraw()).game.card == deck().cards[1]
    assert table.game.pile.seen == (first,)


def test_a_card_can_be_exchanged_until_somebody_has_spoken():
    table = Table(cards=same_kind(3)).do(c.MoveOn())
    assert table.refused(c.Redraw()) is Reason.NOT_NOW
    for phase in (Phase.READ, Phase.THINK):
        table.to(phase).do(c.Redraw())
        assert table.game.phase is Phase.READ
    for phase in (Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE):
        assert table.to(phase).refused(c.Redraw()) is Reason.TOO_LATE_TO_REDRAW


def test_the_possible_answers_are_those_of_the_kind():
    assert [list(card("a", kind).choices) for kind in DECK_KINDS] == [
        [],
        [1, 2, 3],
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5, 6, 7],
        [],
        [],
    ]


def test_a_different_theme_is_no_reason_to_offer_a_card_from_another_level():
    light = tuple(card(f"l{number}", theme="Samme", level=1) for number in range(4))
    deep = card("d", theme="Anden", level=3)
    assert {card.level for card in Pile(fresh=(*light, deep)).top(3, 1)} == {1}
