"""Parked notes: they return at the opening until they are dropped; and what is kept of answers and times."""

from datetime import date

from tests.core.table import TODAY, Table, card

from dialogkort.core.agreements.agreement import Draft, Thumb
from dialogkort.core.cards import Kind
from dialogkort.core.fingerprints import fingerprint
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason
from dialogkort.core.notes import Note
from dialogkort.core.overview.meetings import Meeting, open_notes

NOTES = (Note("g0-n1", "Kaffen", TODAY), Note("g0-n2", "Ferien", TODAY))


def test_open_notes_are_shown_at_the_opening_and_can_be_dropped_there():
    table = Table(3, notes=NOTES).do(c.DropNote("g0-n1"))
    assert (table.game.carried, table.game.dropped) == (NOTES[1:], NOTES[:1])
    assert table.refused(c.DropNote("g0-n1")) is Reason.NO_NOTE
    assert table.to(Phase.READ).refused(c.DropNote("g0-n2")) is Reason.NOT_NOW


def test_a_note_stays_open_until_a_game_drops_it():
    first = Meeting("g0", date(2026, 1, 1), notes=NOTES)
    later = Meeting("g1", date(2026, 2, 1), notes=(Note("g1-n1", "Te", TODAY),), notes_dropped=("g0-n1", "nobody"))
    assert open_notes([later, first]) == (NOTES[1], later.notes[0])
    assert open_notes([first]) == NOTES


def scale(number: int) -> Table:
    return Table(number, cards=Pile(fresh=(card("s", Kind.SCALE), card("t", Kind.SCALE)))).to(Phase.REVEAL)


def test_fewer_than_three_answers_are_kept_only_as_answered():
    for number in (1, 2, 3):
        table = scale(number)
        for member in table.game.present:
            table.do(c.GiveAnswer(member, 4))
        table.do(c.MoveOn(), c.NextRound())
        [played] = table.game.played
        assert played.answered
        assert sum(played.counts) == (3 if number == 3 else 0)
    [played] = scale(3).do(c.NextRound()).game.played
    assert not played.answered


def test_the_time_of_each_phase_is_kept():
    table = Table(2, cards=Pile(fresh=(card("a"), card("b"))))
    table.to(Phase.READ).wait(31)
    table.do(c.MoveOn()).wait(70)
    table.do(c.MoveOn()).wait(9)
    table.do(c.MoveOn()).wait(11)
    table.do(c.NextRound())
    took = dict(table.game.played[0].took)
    assert (took[Phase.READ], took[Phase.THINK], took[Phase.GO_ROUND]) == (31, 70, 20)


def test_objections_that_were_met_are_kept_with_the_agreement():
    table = Table(2).do(c.WriteDraft(Draft(rule="Vi ringer.")), c.Propose())
    table.do(c.ShowThumb("m1", Thumb.OBJECTION, "Om natten?"), c.ChangeDraft(), c.Propose())
    table.do(c.ShowThumb("m2", Thumb.OBJECTION, "I ferien?"), c.ChangeDraft(), c.WriteDraft(Draft(rule="Til kl. 16.")))
    table.do(c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert table.game.agreements[0].objections == ("Om natten? (“Vi ringer.”)", "I ferien? (“Vi ringer.”)")


def test_a_fingerprint_covers_the_question_the_kind_and_the_choices():
    scale = card("a", Kind.SCALE)
    assert fingerprint(scale) == fingerprint(card("b", Kind.SCALE, question="a?", theme="x", advice="y"))
    others = [card("a"), card("a", Kind.SCALE, low="andet"), card("a", Kind.SCALE, question="b?")]
    assert len({fingerprint(scale), *map(fingerprint, others)}) == 4
    assert len(fingerprint(scale)) == 16
