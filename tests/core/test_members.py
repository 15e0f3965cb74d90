"""Who is at the table: the go-round in a game, absent members, and people who come late, leave and return."""

import pytest
from tests.core.table import RULE, Table, pile, same_kind, setup

from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.decide import decide
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason, Refusal
from dialogkort.core.game.state import Stage
from dialogkort.core.team import MOST_MEMBERS, Member, members_named


def rounds(table: Table, number: int) -> list[list[str]]:
    """Play `number` rounds; return who spoke in each."""
    spoke = []
    for _ in range(number):
        spoke.append(table.to(Phase.GO_ROUND).go_round())
        table.next_round()
    return spoke


def test_everyone_is_heard_in_each_round_from_a_different_place_and_in_alternating_directions():
    assert rounds(Table(4, cards=same_kind(5)), 4) == [
        ["m2", "m3", "m4", "m1"],
        ["m3", "m2", "m1", "m4"],
        ["m4", "m1", "m2", "m3"],
        ["m1", "m4", "m3", "m2"],
    ]


def test_each_round_has_a_new_reader():
    table, readers = Table(4, cards=same_kind(5)), []
    for _ in range(4):
        readers.append(table.to(Phase.READ).game.round.reader)
        table.next_round()
    assert readers == ["m1", "m2", "m3", "m4"]


def test_absent_members_are_skipped():
    table = Table(4, cards=same_kind(5), absent=("m2", "m4"))
    assert table.game.present == ("m1", "m3")
    assert rounds(table, 2) == [["m3", "m1"], ["m1", "m3"]]


def test_somebody_who_passes_is_asked_again_and_may_pass_again():
    table = Table(3, cards=same_kind(2)).to(Phase.GO_ROUND).do(c.PassStick(), c.MoveOn(), c.MoveOn())
    assert (table.speaker, table.game.phase) == ("m2", Phase.GO_ROUND)
    assert table.do(c.PassStick()).game.phase is Phase.DISCUSS


def test_a_latecomer_is_asked_last_and_then_keeps_that_place():
    table = Table(2, cards=same_kind(3)).to(Phase.GO_ROUND).do(c.Join("Sen", remote=True))
    assert table.game.members[-1] == Member("m3", "Sen", remote=True)
    assert rounds(table, 2) == [["m2", "m1", "m3"], ["m3", "m2", "m1"]]


def test_a_latecomer_gets_an_id_that_nobody_else_has():
    table = Table(2, members=(Member("m2", "A"), Member("m4", "B"))).do(c.Join("C"), c.Join("D"))
    ids = [member.id for member in table.game.members]
    assert len(set(ids)) == 4


def test_somebody_who_leaves_with_the_stick_hands_it_on_with_a_full_turn():
    table = Table(3, cards=same_kind(2)).to(Phase.GO_ROUND).wait(30).do(c.Leave("m2"))
    assert table.speaker == "m3"
    assert table.game.countdown.left(table.now) == 60


def test_somebody_who_leaves_while_waiting_takes_no_time_from_the_speaker():
    table = Table(3, cards=same_kind(2)).to(Phase.GO_ROUND).wait(30).do(c.Leave("m3"), c.Return("m3"))
    assert table.game.countdown.left(table.now) == 30
    assert table.go_round() == ["m2", "m1", "m3"]


def test_when_the_last_speaker_leaves_the_round_waits_and_can_continue():
    table = Table(2, cards=same_kind(2)).to(Phase.GO_ROUND).do(c.MoveOn(), c.Leave("m1"))
    assert (table.speaker, table.game.phase, table.game.countdown) == ("", Phase.GO_ROUND, None)
    assert table.do(c.MoveOn()).game.phase is Phase.DISCUSS


def test_somebody_who_returns_when_everyone_has_spoken_gets_the_stick_with_a_clock():
    table = Table(2, cards=same_kind(2)).to(Phase.GO_ROUND).do(c.MoveOn(), c.Leave("m1"), c.Return("m1"))
    assert table.speaker == "m1"
    assert table.game.countdown.seconds == 60


def test_the_last_person_cannot_leave():
    table = Table(2).do(c.Leave("m1"))
    assert table.refused(c.Leave("m2")) is Reason.LAST_ONE


def test_a_table_has_forty_seats():
    assert Table(MOST_MEMBERS).refused(c.Join("En for meget")) is Reason.TOO_MANY_MEMBERS
    decision = decide(None, c.Start(setup(MOST_MEMBERS + 1), pile()), 0)
    assert decision == Refusal(Reason.TOO_MANY_MEMBERS)


def test_forty_people_can_play_a_round():
    table = Table(MOST_MEMBERS, cards=same_kind(1)).to(Phase.GO_ROUND)
    assert len(set(table.go_round())) == MOST_MEMBERS


def test_a_person_can_play_alone():
    assert Table(1, cards=same_kind(1)).to(Stage.ENDED).game.played


def test_absent_members_who_are_not_in_the_team_cannot_return():
    table = Table(2, absent=("spøgelse", "m2"))
    assert table.refused(c.Return("spøgelse")) is Reason.HERE_ALREADY
    assert table.game.absent == ("m2",)


def test_a_team_where_everyone_is_absent_cannot_begin():
    decision = decide(None, c.Start(setup(2, absent=("m1", "m2")), pile()), 0)
    assert decision == Refusal(Reason.NO_MEMBERS)


def test_two_members_with_the_same_id_cannot_begin():
    decision = decide(None, c.Start(setup(2, members=(Member("m1"), Member("m1"))), pile()), 0)
    assert isinstance(decision, Refusal)


def test_members_may_have_no_names_or_the_same_name():
    assert [member.id for member in members_named(("", "Bo", "Bo"))] == ["m1", "m2", "m3"]


@pytest.mark.parametrize("dealing", Dealing)
def test_when_the_person_who_is_to_choose_leaves_the_next_person_chooses(dealing):
    table = Table(3, cards=same_kind(5), dealing=dealing).to(Phase.DEAL)
    assert table.do(c.Leave("m1")).game.round.chooser == "m2"
    assert table.on().game.round.reader in {"m2", "m3"}


def test_when_the_reader_leaves_the_next_person_reads_and_the_task_does_not_go_back():
    table = Table(3, cards=same_kind(5)).to(Phase.READ).do(c.Leave("m1"), c.Return("m1"))
    assert table.game.round.reader == "m2"


def test_when_the_reader_in_the_last_place_leaves_the_first_person_reads():
    table = Table(3, cards=same_kind(5)).to(Phase.READ)
    table.next_round().to(Phase.READ).next_round().to(Phase.READ)
    assert table.game.round.reader == "m3"
    assert table.do(c.Leave("m3")).game.round.reader == "m1"


def test_a_latecomer_also_shows_a_thumb():
    table = Table(2).do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Join("Sen"))
    assert table.game.to_show_thumb == "m3"
