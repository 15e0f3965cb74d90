"""What the table says in pairs, in steps, about lists and about programmes: read from the words themselves."""

from dataclasses import replace

import pytest
from tests.core.table import RULE, TODAY, Table, card, pile
from tests.tui.surroundings import WALL
from tests.tui.test_table_view import face_text, signs, view

from dialogkort import language
from dialogkort.core.cards import Kind, Step, Together
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.setup import DeckInPlay
from dialogkort.language.words import name_at
from dialogkort.views.seat.page import AtThisSeat, SeatView
from dialogkort.views.seat.view import seat_view
from dialogkort.views.table import AtSeats, Opened, view_of


@pytest.fixture(autouse=True)
def in_english() -> None:
    language.use("en")


def test_in_pairs_the_table_says_who_is_together_who_speaks_and_when_to_swap() -> None:
    table = Table(4, cards=pile(card("a", Kind.SPOKEN))).to(Phase.SAY)
    first = view(table)
    assert first.heading == "Say it aloud in pairs"
    saying = [sign[2:] for sign in signs(first) if sign.startswith("●")]
    assert len(saying) == 2
    assert " and ".join(saying) in first.hint
    assert {place.note.removeprefix("with ") for place in first.places} == {f"Navn {number}" for number in range(1, 5)}
    then = view(table.do(c.MoveOn()))
    assert then.heading == "Swap"
    assert {sign[2:] for sign in signs(then) if sign.startswith("●")}.isdisjoint(saying)
    assert "the sentence that worked" in view(table.do(c.MoveOn())).hint


def test_with_three_in_a_group_each_of_the_others_speaks_in_turn() -> None:
    table = Table(5, cards=pile(card("a", Kind.SPOKEN))).to(Phase.SAY)
    assert view(table.do(c.MoveOn())).heading == "Swap"
    assert view(table.do(c.MoveOn())).heading == "Swap once more"


def test_small_groups_are_named_and_the_go_round_is_about_what_was_heard() -> None:
    table = Table(7, cards=pile(card("a", together=Together.THREES))).to(Phase.GROUPS)
    shown = view(table)
    assert shown.heading == "Talk in threes"
    assert sorted(place.note.count("Navn") for place in shown.places) == [1, 1, 1, 1, 2, 2, 2]
    assert "in threes first" in face_text(shown)
    assert "what we heard" in shown.hint
    assert "one thing that you heard" in view(table.do(c.MoveOn())).hint


def test_the_steps_show_what_is_done_what_is_current_and_what_comes_next() -> None:
    steps = (Step("What works?", 2), Step("What is the problem?", 3))
    table = Table(3, cards=pile(card("a", Kind.EXERCISE, minutes=5, steps=steps))).to(Phase.READ)
    assert "○ 2 min What works?\n○ 3 min What is the problem?" in face_text(view(table))
    shown = view(table.to(Phase.DO))
    assert (shown.heading, shown.hint) == ("Step 1 of 2", "Then: What is the problem? (3 min)")
    assert "● 2 min What works?" in face_text(shown)
    shown = view(table.do(c.MoveOn()))
    assert (shown.heading, shown.hint) == ("Step 2 of 2", "Then there is a go-round.")
    assert "✓ 2 min What works?\n● 3 min What is the problem?" in face_text(shown)


def test_a_list_is_on_the_card_that_opens_it_and_on_the_one_that_shows_it() -> None:
    cards = (card("a", collect="The list"), card("b", shows="The list"))
    table = Table(2, cards=Pile(programme=cards)).to(Phase.DISCUSS)
    assert "The list\nThe list is still empty." in face_text(view(table))
    table.do(c.WriteLine("The Monday mail [/]")).next_round().to(Phase.READ)
    assert "The list\n1 The Monday mail [/]" in face_text(view(table))


def on_a_seat(table: Table) -> tuple[str, str]:
    shown = view_of(table.game, table.now, WALL, Opened())
    seat = seat_view(table.game, "m1", table.now, table=shown, seats=AtSeats(), mine=AtThisSeat())
    return seat.heading, seat.hint


def test_a_programme_asks_for_its_result_and_is_satisfied_with_it() -> None:
    asks, lists = card("a", follow_ups=("Why?", "Finish: “From tomorrow we …”")), card("b", collect="The list")
    decks = (DeckInPlay("d", "P", programme=True),)
    table = Table(2, cards=Pile(programme=(asks, lists)), decks=decks, minutes=90).to(Phase.AGREE)
    assert (view(table).heading, view(table).hint) == ("Put it in writing", "Finish: “From tomorrow we …”")
    assert on_a_seat(table) == ("Put it in writing", "Finish: “From tomorrow we …”")
    table.do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert view(table).heading == f"Agreed: {RULE.title}"
    table.next_round().to(Phase.AGREE)
    assert view(table).heading == "Put it on the list"
    assert view(table.do(c.WriteLine("x"))).heading == "The list: 1 on the list"
    loose = Table(2, cards=pile(asks)).to(Phase.AGREE)
    assert view(loose).heading == "What do we agree on?"
    assert on_a_seat(loose)[1] == "Suggest one if you like. Not every round needs an agreement."


def test_personal_screens_ask_for_the_result_that_the_table_asks_for() -> None:
    def hint(table: Table) -> str:
        shown = view_of(table.game, table.now, WALL, Opened())
        return seat_view(table.game, "m1", table.now, table=shown, seats=AtSeats(), mine=AtThisSeat()).hint

    asks = card("a", follow_ups=("Finish: “From tomorrow we …”",))
    decks = (DeckInPlay("d", "P", programme=True),)
    programme = Table(2, cards=Pile(programme=(asks,)), decks=decks, minutes=90).to(Phase.AGREE)
    assert hint(programme) == "Finish: “From tomorrow we …”"
    loose = Table(2, cards=pile(asks)).to(Phase.AGREE)
    assert hint(loose).startswith("Suggest one if you like.")
    for table in (programme, loose):
        table.do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
        assert hint(table).startswith("It is saved.")


def test_a_card_about_the_conversation_says_what_it_is() -> None:
    cards = replace(pile(card("a"), card("b")), talk=(card("t", Kind.TALK, deck=""),))
    table = Table(2, cards=cards).to(Phase.AGREE).do(c.DealTalkCard())
    shown = view(table)
    assert shown.progress == "about the conversation"
    assert shown.face.title == "ABOUT THE CONVERSATION"
    assert view(table.to(Phase.GO_ROUND).next_round()).progress.startswith("Round 2")


def test_personal_screens_show_people_their_pair_and_what_they_do_now() -> None:
    table = Table(4, cards=pile(card("a", Kind.SPOKEN))).to(Phase.SAY)

    def seat(member: str) -> SeatView:
        shown = view_of(table.game, table.now, WALL, Opened())
        return seat_view(table.game, member, table.now, table=shown, seats=AtSeats(), mine=AtThisSeat())

    first, second = table.game.round.groups[0]
    assert seat(first).heading == f"You are speaking to {name_at(table.game, second)}"
    assert seat(first).yours
    assert [place.name for place in seat(first).places] == [name_at(table.game, member) for member in (first, second)]
    assert seat(second).heading == f"{name_at(table.game, first)} is speaking"
    before = seat(first).moment
    table.do(c.MoveOn())
    assert seat(first).moment != before, "the swap is a step of its own"
    assert seat(second).yours
    table.do(c.MoveOn())
    assert "the sentence that worked" in seat(table.speaker).hint
    groups = Table(4, cards=pile(card("b", together=Together.PAIRS))).to(Phase.GROUPS)
    table = view_of(groups.game, groups.now, WALL, Opened())
    shown = seat_view(groups.game, "m1", groups.now, table=table, seats=AtSeats(), mine=AtThisSeat())
    assert shown.heading.startswith("Talk with Navn")
