"""What the table says in each situation of a game, read from the words themselves: no screen is needed."""

from datetime import timedelta

import pytest
from tests.core.table import RULE, TODAY, Table, card, pile, same_kind
from tests.tui.surroundings import WALL

from dialogkort import language
from dialogkort.core.agreements.agreement import Draft, Thumb
from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.setup import Answering
from dialogkort.core.game.state import Stage
from dialogkort.core.team import Member
from dialogkort.tui.table.talking_stick import _content
from dialogkort.views.table import AtSeats, Opened, TableView, view_of


@pytest.fixture(autouse=True)
def in_english() -> None:
    language.use("en")


CLOSED = Opened()


def view(table: Table, opened: Opened = CLOSED, seats: AtSeats | None = None) -> TableView:
    return view_of(table.game, table.now, WALL + timedelta(seconds=table.game.ends - table.now), opened, seats)


def signs(shown: TableView) -> list[str]:
    return [f"{seat.sign} {seat.name}" for seat in shown.places]


def face_text(shown: TableView) -> str:
    return "\n".join([shown.face.text, *(line.plain for line in shown.face.details)])


# The opening and the deal


def test_the_opening_reads_the_rules_aloud_and_says_when_the_meeting_ends() -> None:
    shown = view(Table(4))
    assert shown.team == "Holdet · 4 at the table"
    assert shown.progress == "opening"
    assert shown.pace == "ends at 10:45 · on time"
    assert not shown.late
    assert shown.strip == ()
    assert "no right answers" in face_text(shown)
    assert signs(shown) == ["· Navn 1", "· Navn 2", "· Navn 3", "· Navn 4"]


def test_a_team_without_a_name_is_shown_as_a_number_of_people() -> None:
    assert view(Table(1, team="")).team == "1 at the table"


def test_a_card_is_face_down_until_it_is_drawn() -> None:
    shown = view(Table(cards=same_kind(3)).on())
    assert shown.face.text == "The card is face down."
    assert shown.face.title == "PRØVE"
    assert shown.heading == "Navn 1 draws a card"
    assert signs(shown)[0] == "● Navn 1"
    assert "k0" not in face_text(shown)


def test_three_cards_are_face_up_with_their_numbers() -> None:
    shown = view(Table(dealing=Dealing.CHOOSE).on())
    assert len(shown.offered) == 3
    assert [face.title[0] for face in shown.offered] == ["1", "2", "3"]
    assert shown.heading == "Navn 1 chooses a card"
    assert all(not face.details and not face.more for face in shown.offered)


def test_the_last_two_cards_can_be_chosen_between() -> None:
    shown = view(Table(cards=same_kind(2), dealing=Dealing.CHOOSE).on())
    assert len(shown.offered) == 2


# The phases


def test_the_strip_shows_what_is_done_what_is_current_and_what_is_to_come() -> None:
    shown = view(Table(cards=same_kind(3)).to(Phase.GO_ROUND))
    assert shown.strip == (
        ("✓", "read aloud"), ("✓", "think"), ("●", "go-round"), ("○", "open discussion"), ("○", "agree")
    )  # fmt: skip


def test_an_exercise_has_its_own_phases() -> None:
    shown = view(Table(cards=same_kind(1, Kind.EXERCISE)).to(Phase.DO))
    assert [name for _sign, name in shown.strip] == ["read aloud", "do it together", "go-round", "agree"]
    assert shown.heading == "Do it together"
    assert "5 minutes" in face_text(shown)


@pytest.mark.parametrize(
    ("phase", "heading"),
    [
        (Phase.READ, "Navn 1 reads aloud"),
        (Phase.THINK, "Think on your own"),
        (Phase.GO_ROUND, "Navn 2 has the floor"),
        (Phase.DISCUSS, "The floor is open"),
        (Phase.AGREE, "What do we agree on?"),
    ],
)
def test_each_phase_says_what_to_do(phase: Phase, heading: str) -> None:
    shown = view(Table(cards=same_kind(3)).to(phase))
    assert shown.heading == heading
    assert shown.told
    assert shown.face.text == "k0?" or shown.face.text.startswith("k")


def test_exactly_one_has_the_sign_for_now_and_one_is_next() -> None:
    table = Table(4, cards=same_kind(3)).to(Phase.GO_ROUND)
    shown = view(table)
    assert [seat.sign for seat in shown.places].count("●") == 1
    assert [seat.note for seat in shown.places].count("next") == 1
    assert "Navn 3 is next" in shown.hint


def test_people_who_passed_are_told_that_they_are_asked_again_and_then_asked() -> None:
    table = Table(3, cards=same_kind(3)).to(Phase.GO_ROUND).do(c.PassStick())
    assert any(seat.note == "passed, will be asked again" for seat in view(table).places)
    table.do(c.MoveOn(), c.MoveOn())
    assert "You passed before" in view(table).hint
    assert view(table).heading == "Navn 2 has the floor"


def test_places_without_names_have_numbers_and_remote_people_are_marked() -> None:
    members = (Member("m1"), Member("m2", "Bo", remote=True))
    shown = view(Table(2, members=members))
    assert [(seat.name, seat.note) for seat in shown.places] == [("Seat 1", ""), ("Bo", "on screen")]


def test_two_people_with_the_same_name_do_not_both_have_the_floor() -> None:
    members = (Member("m1", "Anna"), Member("m2", "Anna"))
    table = Table(2, members=members, cards=same_kind(3)).to(Phase.READ)
    assert [seat.sign for seat in view(table).places].count("●") == 1


def test_follow_ups_and_advice_are_offered_and_opened_on_demand() -> None:
    rich = card("r", follow_ups=("Hvem?", "Hvornår?"), advice="Begynd småt.", source="En bog")
    table = Table(cards=pile(rich)).to(Phase.DISCUSS)
    closed = view(table)
    assert "Hvem?" not in face_text(closed)
    assert [line.words for line in closed.face.more] == ["2 follow-up questions", "advice"]
    opened = view(table, Opened(follow_ups=True, advice=True))
    assert "· Hvem?" in face_text(opened)
    assert "Begynd småt." in face_text(opened)
    assert "En bog" in face_text(opened)
    assert opened.face.more == ()


def test_a_card_with_nothing_more_offers_nothing() -> None:
    assert view(Table(cards=same_kind(1)).to(Phase.DISCUSS)).face.more == ()


# The answers


def reveal(number: int = 3, kind: Kind = Kind.SCALE, **fields: object) -> Table:
    return Table(number, cards=same_kind(2, kind), **fields).to(Phase.REVEAL)


def answered(table: Table, *values: int) -> Table:
    for value in values:
        table.do(c.GiveAnswer(table.game.to_answer, value))
    return table


def all_words(shown: TableView) -> str:
    """Every word of the view in one text, without the numbers of the choices on the card."""
    return " ".join([shown.team, shown.heading, shown.told, *(f"{s.sign} {s.name} {s.note}" for s in shown.places)])


@pytest.mark.parametrize("answering", list(Answering))
def test_no_value_is_shown_before_the_reveal(answering: Answering) -> None:
    low = view(answered(reveal(answering=answering), 1, 1))
    high = view(answered(reveal(answering=answering), 5, 4))
    assert low == high
    assert low.bars == ()


def test_fingers_are_entered_one_after_another() -> None:
    table = answered(reveal(), 4)
    shown = view(table)
    assert shown.heading == "Hold up fingers on three"
    assert "1 to 5" in shown.hint
    assert "Navn 2" in shown.hint
    assert signs(shown) == ["✓ Navn 1", "● Navn 2", "○ Navn 3"]


def test_private_answers_ask_for_one_person_at_a_time() -> None:
    shown = view(answered(reveal(answering=Answering.UNSEEN), 4))
    assert "Navn 2" in shown.heading
    assert "looks away" in shown.hint


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ((3, 3, 3), "You all gave the same answer"),
        ((3, 4, 3), "Your answers are close"),
        ((1, 5, 3), "Your answers are far apart"),
    ],
)
def test_the_spread_is_drawn_without_names(values: tuple[int, ...], heading: str) -> None:
    table = answered(reveal(), *values).do(c.MoveOn())
    shown = view(table)
    assert shown.heading == heading
    assert [bar.number for bar in shown.bars] == [values.count(choice) for choice in range(1, 6)]
    assert not any("Navn" in bar.words for bar in shown.bars)
    assert {seat.note for seat in shown.places} == {""}
    assert (shown.bars[0].words, shown.bars[4].words) == ("intet", "alt")


def test_a_dilemma_starts_with_the_rarest_answer() -> None:
    shown = view(answered(reveal(kind=Kind.DILEMMA), 1, 1, 2).do(c.MoveOn()))
    assert "rarest" in shown.hint
    assert [bar.words for bar in shown.bars] == ["ring", "skriv", "mød op"]


def test_no_answer_of_a_dilemma_is_the_rarest_if_all_are_as_common() -> None:
    shown = view(answered(reveal(kind=Kind.DILEMMA), 1, 2, 3).do(c.MoveOn()))
    assert "evenly split" in shown.hint


def test_a_delegation_has_seven_levels_in_words() -> None:
    shown = view(answered(reveal(kind=Kind.DELEGATION), 1, 7, 4).do(c.MoveOn()))
    assert len(shown.bars) == 7
    assert shown.bars[0].words == "the leader decides and tells us"


def test_the_bars_remain_while_those_furthest_apart_speak() -> None:
    table = answered(reveal(), 1, 5, 3).do(c.MoveOn(), c.MoveOn())
    assert table.game.phase is Phase.GO_ROUND
    assert view(table).bars
    assert not view(table, Opened(follow_ups=True)).bars


# The agreement


def drafted(number: int = 3, **fields: object) -> Table:
    table = Table(number, cards=same_kind(3)).to(Phase.AGREE)
    return table.do(c.WriteDraft(Draft(**{"rule": "Når det haster, ringer vi.", **fields})))


def test_a_waiting_draft_is_named() -> None:
    assert "A draft is waiting" in view(drafted()).told


def test_consent_shows_the_draft_its_card_and_whose_thumb_is_next() -> None:
    shown = view(drafted(keeper="Aisha", signs="Ingen venter").do(c.Propose()))
    assert shown.heading == "Show thumbs on three"
    assert shown.face.text == "Når det haster, ringer vi."
    text = face_text(shown)
    assert "Aisha" in text
    assert "Ingen venter" in text
    assert "From the card: k" in text
    assert signs(shown)[0] == "● Navn 1"


def test_thumbs_are_signs_next_to_words() -> None:
    table = drafted().do(c.Propose(), c.ShowThumb("m1", Thumb.CONSENT))
    table.do(c.ShowThumb("m2", Thumb.CONCERN, "bilen"), c.ShowThumb("m3", Thumb.OBJECTION, "natten"))
    shown = view(table)
    assert [(seat.sign, seat.note) for seat in shown.places] == [
        ("✓", "yes"), ("~", "concern"), ("!", "objection")
    ]  # fmt: skip
    assert "Objection  natten" in face_text(shown)
    assert "Concern  bilen" in face_text(shown)
    assert shown.heading == "There is an objection"
    assert "bilen" in face_text(shown)


def test_the_heading_says_when_nobody_objects() -> None:
    shown = view(drafted().do(c.Propose(), c.ConsentAll()))
    assert shown.heading == "Nobody objects"


def test_a_draft_in_the_closing_is_also_put_to_consent() -> None:
    table = drafted().do(c.DropDraft()).to(Stage.CLOSING)
    table.do(c.WriteDraft(Draft(rule="Vi siger til.")), c.Propose())
    assert view(table).face.text == "Vi siger til."


# The closing, and time


def test_the_closing_lists_the_agreements_made() -> None:
    table = drafted().do(c.Propose(), c.ConsentAll(), c.Adopt(TODAY), c.ParkNote("kaffen"))
    table.to(Stage.CLOSING)
    shown = view(table)
    assert shown.progress == "closing"
    assert "✓ Når det haster, ringer vi" in face_text(shown)
    assert "· kaffen" in face_text(shown)
    assert shown.heading.endswith("has the floor")


def test_having_no_agreement_is_fine() -> None:
    assert "that is fine" in face_text(view(Table(cards=same_kind(1)).to(Stage.CLOSING)))


def test_during_the_rating_only_the_number_of_ratings_and_the_next_person_are_shown() -> None:
    table = Table(3, cards=same_kind(1)).to(Stage.CLOSING)
    table.go_round()
    shown = view(table, seats=AtSeats(rated=1, to_rate=("m2", "m3")))
    assert shown.heading == "Rate the meeting: Navn 2"
    assert "1 person has answered." in shown.hint
    assert "average" not in shown.hint
    assert shown.places == ()
    assert "average is 4.0" in view(table.do(c.Rate((5, 4, 3)))).hint


# Somebody on a call


def with_one_on_a_call(**fields: object) -> Table:
    members = (Member("m1", "Åse"), Member("m2", "Bo", remote=True), Member("m3", "Ida"))
    return Table(3, members=members, cards=same_kind(2, Kind.SCALE), **fields)


@pytest.mark.parametrize("goal", [Stage.OPENING, Phase.READ, Phase.REVEAL, Phase.GO_ROUND, Stage.CLOSING])
def test_somebody_on_a_call_is_marked_in_every_list(goal: Phase | Stage) -> None:
    notes = {place.name: place.note for place in view(with_one_on_a_call().to(goal)).places}
    assert notes["Bo"].startswith("on screen")
    assert "on screen" not in notes["Åse"]


def test_somebody_on_a_call_is_marked_while_thumbs_are_shown() -> None:
    table = with_one_on_a_call().do(c.WriteDraft(RULE), c.Propose(), c.ShowThumb("m2", Thumb.CONCERN, "Hm"))
    assert view(table).places[0].note == "on screen · concern"


def test_fingers_go_to_the_camera_only_if_somebody_is_on_a_call() -> None:
    assert "to the camera" in view(with_one_on_a_call().to(Phase.REVEAL)).hint
    assert "camera" not in view(Table(3, cards=same_kind(1, Kind.SCALE)).to(Phase.REVEAL)).hint


def test_a_private_answer_from_somebody_on_a_call_comes_as_a_private_message() -> None:
    table = with_one_on_a_call(answering=Answering.UNSEEN).to(Phase.REVEAL)
    assert view(table).heading == "Bo writes a private message"
    assert view(table.do(c.GiveAnswer("m2", 3))).heading == "Åse types privately"


def test_somebody_on_a_call_is_asked_before_those_in_the_room_but_the_furthest_apart_go_first() -> None:
    table = with_one_on_a_call().to(Phase.REVEAL)
    assert table.game.to_answer == "m2"
    table.do(c.GiveAnswer("m2", 3), c.GiveAnswer("m1", 3), c.GiveAnswer("m3", 5), c.MoveOn(), c.MoveOn())
    assert table.go_round() == ["m3", "m2", "m1"]
    table = with_one_on_a_call().to(Stage.CLOSING)
    assert table.go_round()[0] == "m2"


def test_a_late_game_is_put_into_words() -> None:
    table = Table(4, cards=same_kind(9)).to(Phase.DISCUSS).wait(3600)
    shown = view(table)
    assert shown.late
    assert "min over" in shown.pace


def test_markup_in_names_and_cards_is_plain_text() -> None:
    bad = "[/] [@click=app.quit]x[/] [b"
    members = (Member("m1", bad), Member("m2", "Bo"))
    table = Table(2, members=members, team=bad, cards=pile(card("q", theme=bad, question=bad)))
    shown = view(table.to(Phase.READ))
    assert bad in shown.team
    assert shown.face.text == bad
    assert shown.places[0].name == bad
    content = _content(shown.places[0])
    assert content.plain == f"● {bad}"
    assert not [span for span in content.spans if "click" in str(span.style)]


@pytest.mark.parametrize("asked", [True, False])
def test_only_a_card_with_follow_up_questions_says_that_they_help(asked: bool) -> None:
    table = Table(cards=pile(card("a", follow_ups=("And then?",) if asked else ()))).to(Phase.DISCUSS)
    assert view(table).hint.startswith("Ask, build on it, disagree.")
    assert ("follow-up" in view(table).hint) is asked
