"""From a draft to an agreement: thumbs, concerns, objections; titles and dates."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import RULE, TODAY, Table, quick, same_kind

from dialogkort.core.agreements.agreement import Agreement, Draft, Status, Thumb, title_of
from dialogkort.core.days import months_later
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason


def proposed(members: int = 3) -> Table:
    """A table with a draft put to the team."""
    return Table(members, cards=same_kind(3)).to(Phase.AGREE).do(c.WriteDraft(RULE), c.Propose())


def test_a_draft_becomes_an_agreement_when_everyone_consents():
    table = proposed().do(c.ConsentAll(), c.Adopt(TODAY))
    (agreement,) = table.game.agreements
    assert agreement == Agreement(
        id="g-1",
        title="Ring",
        rule="Når det haster, ringer vi.",
        decided=TODAY,
        review=date(2027, 2, 22),
        deck="d",
        card=table.game.card.id,
        question=table.game.card.question,
        deck_title="Prøve",
    )
    assert table.game.proposal is None


def test_an_agreement_keeps_the_words_of_the_team_without_surrounding_blanks():
    draft = Draft(" T ", " R\n", " Bo ", date(2027, 1, 5), " S ", " H ")
    table = Table(2).do(c.WriteDraft(draft), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    made = table.game.agreements[0]
    assert (made.title, made.rule, made.keeper, made.signs, made.corner_flags) == ("T", "R", "Bo", "S", "H")
    assert made.review == date(2027, 1, 5)


def test_a_concern_does_not_stop_the_agreement_and_is_recorded_with_it():
    table = proposed().do(c.ShowThumb("m2", Thumb.CONCERN, " Hvad med aftenen? "), c.ConsentAll(), c.Adopt(TODAY))
    assert table.game.agreements[0].concerns == ("Hvad med aftenen?",)


def test_an_objection_stops_the_draft_until_it_is_changed():
    table = proposed().do(c.ShowThumb("m2", Thumb.OBJECTION, "Nej"), c.ConsentAll())
    assert table.refused(c.Adopt(TODAY)) is Reason.OBJECTION_STANDS
    table.do(c.ChangeDraft(), c.WriteDraft(Draft(rule="Vi skriver.")), c.Propose())
    assert table.game.proposal.thumbs == ()
    table.do(c.ConsentAll(), c.Adopt(TODAY))
    assert table.game.agreements[0].rule == "Vi skriver."


def test_the_words_of_an_objection_are_kept_with_the_draft_until_it_is_settled():
    table = proposed().do(c.ShowThumb("m2", Thumb.OBJECTION, "Ikke om natten"), c.ChangeDraft())
    assert table.game.proposal.to_meet == ("Ikke om natten",)
    table.do(c.WriteDraft(Draft(rule="Vi skriver.")), c.Propose(), c.ChangeDraft())
    assert table.game.proposal.to_meet == ("Ikke om natten",)
    table.do(c.DropDraft(), c.WriteDraft(RULE))
    assert table.game.proposal.to_meet == ()


def test_what_was_said_about_an_earlier_wording_is_recorded_with_that_wording():
    table = proposed().do(
        c.ShowThumb("m1", Thumb.CONCERN, "Tiden?"), c.ShowThumb("m2", Thumb.OBJECTION, "Ikke om natten")
    )
    old = table.game.proposal.draft.rule
    table.do(c.ChangeDraft(), c.WriteDraft(Draft(rule="Vi skriver.")), c.Propose())
    table.do(c.ShowThumb("m1", Thumb.CONCERN, "Mails?"), c.ConsentAll(), c.Adopt(TODAY))
    made = table.game.agreements[0]
    assert made.concerns == ("Mails?", f"Tiden? (“{old}”)")
    assert made.objections == (f"Ikke om natten (“{old}”)",)


def test_a_concern_that_repeats_an_earlier_one_and_is_not_shown_again_is_not_recorded():
    table = proposed().do(c.ShowThumb("m1", Thumb.CONCERN, "Tiden?"), c.ShowThumb("m2", Thumb.OBJECTION, "Nej"))
    draft = table.game.proposal.draft
    table.do(c.ChangeDraft(), c.WriteDraft(replace(draft, keeper="Bo")), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert table.game.agreements[0].concerns == ()
    assert table.game.agreements[0].objections == ("Nej",)


def test_an_objection_that_was_met_by_talking_can_be_withdrawn():
    table = proposed().do(c.ShowThumb("m2", Thumb.OBJECTION, "Nej"), c.ConsentAll())
    table.do(c.ShowThumb("m2", Thumb.CONSENT), c.Adopt(TODAY))
    assert table.game.agreements[0].concerns == ()


def test_while_a_thumb_is_missing_nothing_is_agreed():
    table = proposed().do(c.ShowThumb("m1", Thumb.CONSENT), c.ShowThumb("m3", Thumb.CONSENT))
    assert table.game.to_show_thumb == "m2"
    assert table.refused(c.Adopt(TODAY)) is Reason.THUMBS_MISSING
    table.do(c.ShowThumb("m2", Thumb.CONSENT), c.Adopt(TODAY))


def test_only_those_who_are_here_show_thumbs():
    table = proposed().do(c.Leave("m3"))
    assert table.refused(c.ShowThumb("m3", Thumb.OBJECTION)) is Reason.NOT_HERE
    table.do(c.ConsentAll(), c.Adopt(TODAY))


@pytest.mark.parametrize("before", [(), (c.ShowThumb("m1", Thumb.CONSENT),), (c.GiveThumb("m2", Thumb.CONSENT),)])
@pytest.mark.parametrize("asked", [None, ("m1", "m2", "m3", "m4")])
@pytest.mark.parametrize("gone", [("m3",), ("m4", "m3")])
def test_the_rest_say_yes_does_not_speak_for_somebody_who_has_just_left(before, asked, gone):
    table = proposed(4).do(*before, *(c.Leave(member) for member in gone), c.ConsentAll(asked))
    proposal = table.game.proposal
    shown = {thumb.member for thumb in (*proposal.thumbs, *proposal.covered)}
    assert shown == set(table.game.present) == {"m1", "m2", "m3", "m4"} - set(gone)
    table.do(c.Return("m3"))
    assert table.game.to_show_thumb == "m3", "back again, they are asked themselves"
    assert "m3" not in {thumb.member for thumb in table.game.proposal.thumbs}


def test_the_rest_say_yes_does_not_speak_for_somebody_who_has_just_come():
    table = proposed(2).do(c.Join("Ny"), c.ConsentAll())
    assert [thumb.member for thumb in table.game.proposal.thumbs] == ["m1", "m2"]


def test_consent_from_everyone_does_not_change_thumbs_that_were_already_shown():
    table = proposed().do(c.ShowThumb("m2", Thumb.CONCERN, "Hm"), c.ConsentAll())
    assert [thumb.thumb for thumb in table.game.proposal.thumbs].count(Thumb.CONCERN) == 1
    assert table.game.to_show_thumb == ""
    assert table.refused(c.ConsentAll()) is Reason.NOT_NOW


def test_changing_a_draft_clears_its_thumbs():
    table = proposed().do(c.ConsentAll(), c.ChangeDraft(), c.Propose())
    assert table.game.to_show_thumb == "m1"


def test_a_draft_that_is_put_to_the_team_cannot_be_written_in():
    assert proposed().refused(c.WriteDraft(Draft(rule="Noget andet"))) is Reason.DRAFT_OPEN


def test_a_draft_can_be_dropped_at_any_step():
    assert Table().do(c.WriteDraft(RULE), c.DropDraft()).game.proposal is None
    assert proposed().do(c.DropDraft()).game.proposal is None


def test_a_draft_holds_up_the_end_of_the_round_but_not_the_clock():
    table = Table(2, cards=same_kind(3)).to(Phase.DISCUSS).do(c.WriteDraft(RULE)).wait(10)
    assert table.game.countdown.left(table.now) == 350
    table.do(c.MoveOn())
    for command in (c.MoveOn(), c.NextRound(), c.BeginClosing()):
        assert table.refused(command) is Reason.DRAFT_OPEN


def test_a_draft_that_is_put_to_the_team_holds_the_game_where_it_is():
    table = Table(2, cards=same_kind(3)).to(Phase.THINK).do(c.WriteDraft(RULE), c.Propose())
    assert table.refused(c.MoveOn()) is Reason.DRAFT_OPEN
    table.do(c.ConsentAll(), c.Adopt(TODAY), c.MoveOn())


def test_a_draft_that_is_put_to_the_team_also_holds_up_the_end_of_a_go_round():
    table = Table(2, cards=same_kind(3)).to(Phase.GO_ROUND).do(c.WriteDraft(RULE), c.Propose())
    for command in (c.MoveOn(), c.SkipPhase(), c.PassStick(), c.NextRound(), c.BeginClosing()):
        assert table.refused(command) is Reason.DRAFT_OPEN


def test_writing_the_same_draft_again_is_not_a_step():
    table = Table().do(c.WriteDraft(RULE))
    steps = len(table.events)
    assert len(table.do(c.WriteDraft(RULE)).events) == steps


def test_the_agreements_of_a_game_get_different_ids():
    table = Table(2, cards=same_kind(3)).to(Phase.READ)
    for _ in range(3):
        table.do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert [agreement.id for agreement in table.game.agreements] == ["g-1", "g-2", "g-3"]
    assert table.next_round().game.played[0].agreements == ("g-1", "g-2", "g-3")


def test_an_agreement_can_be_written_before_the_first_card_and_then_has_no_question():
    table = Table(2).do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert (table.game.agreements[0].card, table.game.agreements[0].question) == ("", "")


@pytest.mark.parametrize("again", [False, True])
def test_an_agreement_keeps_the_question_it_came_from_even_if_the_card_is_exchanged(again):
    table = Table(2, cards=same_kind(3)).to(Phase.THINK).do(c.WriteDraft(RULE))
    came_from = table.game.card
    table.do(c.Redraw())
    if again:
        table.do(c.WriteDraft(Draft(rule="Bedre ord.")))
    table.do(c.Propose(), c.ChangeDraft(), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert table.game.agreements[0].question == came_from.question
    assert table.game.agreements[0].card == came_from.id


def test_a_draft_from_the_opening_does_not_get_the_question_of_the_first_card():
    table = Table(2).do(c.WriteDraft(RULE), c.MoveOn(), c.MoveOn())
    table.do(c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert table.game.agreements[0].question == ""


def test_an_agreement_in_force_is_due_from_its_review_date_on():
    agreement = Agreement("a", "T", "R", TODAY, date(2027, 2, 22))
    assert [agreement.due(date(2027, 2, day)) for day in (21, 22, 23)] == [False, True, True]
    retired = Agreement("a", "T", "R", TODAY, date(2027, 2, 22), status=Status.RETIRED)
    assert not retired.due(date(2030, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2026, 11, 22), 3, (2027, 2, 22)),
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2027, 11, 30), 3, (2028, 2, 29)),
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2024, 2, 29), 48, (2028, 2, 29)),
        ((2026, 12, 31), 6, (2027, 6, 30)),
        ((2026, 9, 15), 3, (2026, 12, 15)),
        ((2026, 10, 15), 3, (2027, 1, 15)),
        ((9999, 12, 31), 3, (9999, 12, 31)),
    ],
    ids=str,
)
def test_months_later_is_the_same_day_or_the_last_day_of_a_shorter_month(day, months, expected):
    assert months_later(date(*day), months) == date(*expected)


@quick
@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 60))
def test_months_later_is_always_in_the_right_month(day, months):
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("Når det haster, ringer vi.", "Når det haster, ringer vi"),
        ("Vi ringer. Ellers skriver vi.", "Vi ringer"),
        ("Vi ringer; ellers skriver vi.", "Vi ringer"),
        ("Haster det? Så ring!", "Haster det"),
        ("Vi ringer\nogså om aftenen", "Vi ringer"),
        ("\n\n  Vi ringer  ", "Vi ringer"),
        ("Vi svarer inden kl. 12 på hverdage. Resten venter.", "Vi svarer inden kl. 12 på hverdage"),
        ("Vi mødes den 1. mandag i måneden.", "Vi mødes den 1. mandag i måneden"),
        ("Vi bruger fx. telefon, mail m.m. hver dag", "Vi bruger fx. telefon, mail m.m. hver dag"),
        ("version 2.0 gælder", "version 2.0 gælder"),
        ("!!!", "!!!"),
        ("", ""),
    ],
)
def test_a_rule_without_a_title_gets_its_first_sentence(rule, expected):
    assert title_of(rule) == expected


def test_a_long_title_is_cut_at_a_word():
    title = title_of("Vi holder fast i, at alle beskeder som ikke haster bliver samlet sammen til om fredagen")
    assert title == "Vi holder fast i, at alle beskeder som ikke haster bliver…"


def test_a_title_that_just_fits_is_not_cut():
    assert title_of("x" * 60) == "x" * 60
    assert title_of("x" * 61) == "x" * 59 + "…"


@quick
@given(st.text(st.sampled_from("aÅ .!?;:,\n–"), max_size=120), st.integers(5, 60))
def test_a_rule_with_words_always_has_a_title_of_one_short_line(rule, longest):
    title = title_of(rule, longest)
    assert len(title) <= longest
    assert "\n" not in title
    assert bool(title) is bool(rule.strip())
