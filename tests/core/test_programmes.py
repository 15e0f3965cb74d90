"""A programme is counted with its own seconds and people, should fit completely, and otherwise stops at a break."""

from tests.core.table import Table, card, setup

from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.outlook import outlook, plan_of
from dialogkort.core.game.phases import Format, Phase, round_seconds
from dialogkort.core.game.plan import format_for, make_plan, proposal
from dialogkort.core.game.setup import DeckInPlay
from dialogkort.core.game.state import Stage

SECONDS = (("read", 20), ("think", 30), ("go_round", 30), ("discuss", 120), ("agree", 120))
CARDS = (
    card("a"),
    card("b", Kind.EXERCISE, minutes=10),
    card("c", break_after=True),
    card("d"),
    card("e", Kind.SPOKEN),
)
AHEAD = tuple((card, SECONDS) for card in CARDS)


def table_of(people, minutes, form=Format.CLASSIC):
    decks = (DeckInPlay("d", "Program", SECONDS, programme=True),)
    return Table(people, cards=Pile(programme=CARDS), decks=decks, minutes=minutes, form=form)


def played_whole(table):
    """Play to the end, each phase and turn for as long as its clock says; dealing and showing take half a minute."""
    while table.game.stage is not Stage.ENDED:
        game = table.game
        if game.countdown:
            table.wait(game.countdown.left(table.now))
        elif game.phase is Phase.DEAL:
            table.wait(30)
        elif game.stage is Stage.OPENING:
            table.wait(60)
        table.on()
    return table


def test_each_card_is_counted_with_its_own_seconds():
    plan = make_plan(Format.CLASSIC, 4, 600, SECONDS, ahead=AHEAD)
    assert plan.programme == tuple(round_seconds(card, Format.CLASSIC, 4, SECONDS) for card in CARDS)
    assert plan.programme[1] == 30 + 20 + 600 + 4 * 30 + 120
    assert plan.programme[4] == 30 + 20 + 2 * 60 + 4 * 15 + 120


def test_a_plan_followed_to_the_second_plays_the_whole_programme():
    plan = make_plan(Format.CLASSIC, 4, 600, SECONDS, ahead=AHEAD)
    table = played_whole(table_of(4, plan.needed))
    assert [played.card.id for played in table.game.played] == ["a", "b", "c", "d", "e"]
    assert table.now <= plan.needed * 60


def test_the_most_thorough_format_that_fits_all_of_it_is_chosen():
    needed = {form: make_plan(form, 5, 600, ahead=AHEAD).needed for form in Format}
    assert needed[Format.SHORT] < needed[Format.CLASSIC] < needed[Format.THOROUGH]
    for form in Format:
        assert format_for(5, needed[form], AHEAD) is form
    part = make_plan(Format.CLASSIC, 5, 600, ahead=AHEAD).minutes_of(3)
    assert part < needed[Format.SHORT] or format_for(5, part, AHEAD) is Format.SHORT


def test_a_programme_that_does_not_fit_stops_at_the_break_and_can_be_continued():
    whole = make_plan(Format.CLASSIC, 4, 600, SECONDS, ahead=AHEAD)
    minutes = whole.minutes_of(4)
    plan = make_plan(Format.CLASSIC, 4, minutes, SECONDS, ahead=AHEAD)
    assert not plan.fits
    assert plan.rounds == 3, "four would fit, but the break is after three"
    assert plan.needed == whole.needed
    table = table_of(4, minutes)
    assert outlook(table.game, 0).rounds == 3
    table = played_whole(table)
    assert [played.card.id for played in table.game.played] == ["a", "b", "c"]
    assert table.game.pile.programme[0].id == "d"
    table = table_of(4, minutes)
    while not (table.game.card and table.game.card.id == "c" and table.game.phase is Phase.AGREE):
        table.on()
    assert table.next_round().game.stage is Stage.ROUND


def test_a_programme_without_a_break_is_played_for_as_long_as_there_is_time():
    ahead = tuple((card(f"k{number}"), SECONDS) for number in range(5))
    whole = make_plan(Format.CLASSIC, 4, 600, SECONDS, ahead=ahead)
    assert make_plan(Format.CLASSIC, 4, whole.minutes_of(3), SECONDS, ahead=ahead).rounds == 3


def test_the_suggestion_is_a_format_or_a_time_that_fits_all_of_it():
    classic = make_plan(Format.CLASSIC, 5, 600, SECONDS, ahead=AHEAD)
    shorter = proposal(make_plan(Format.CLASSIC, 5, classic.needed - 1, SECONDS, ahead=AHEAD), SECONDS, AHEAD)
    assert (shorter.form, shorter.minutes) == (Format.SHORT, classic.needed - 1)
    longer = proposal(make_plan(Format.SHORT, 5, 10, SECONDS, ahead=AHEAD), SECONDS, AHEAD)
    assert longer.fits
    assert longer.minutes > 10
    assert proposal(classic, SECONDS, AHEAD) is None


def test_ordinary_cards_follow_if_there_is_time_after_the_programme():
    loose = (card("x", deck="y"), card("z", deck="y"))
    decks = (DeckInPlay("d", "Program", SECONDS, programme=True), DeckInPlay("y", "Løst"))
    table = Table(4, cards=Pile(programme=CARDS, fresh=loose), decks=decks, minutes=600)
    assert plan_of(table.game).rounds == 7
    assert [played.card.id for played in played_whole(table).game.played][:5] == ["a", "b", "c", "d", "e"]


def test_a_game_can_be_set_up_to_continue_a_programme():
    assert setup(continues_at="d/c").continues_at == "d/c"
    table = Table(4, cards=Pile(programme=CARDS[3:]), continues_at="d/d", decks=(DeckInPlay("d", "P", SECONDS, True),))
    table.do(c.MoveOn(), c.MoveOn())
    assert table.game.card.id == "d"
    assert table.game.in_programme
