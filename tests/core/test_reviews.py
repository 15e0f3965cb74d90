"""The outcome of reviews: one by one, in a round of a game, and when there are too many agreements."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import RULE, TODAY, Table, agreement, card, pile, quick, same_kind

from dialogkort.core.agreements.agreement import Draft, Status, Thumb
from dialogkort.core.agreements.reviews import (
    OFFERED,
    SOFT_LIMIT,
    Act,
    adjust,
    can_wait_until,
    draft_of,
    due_first,
    hand_over,
    keep,
    move,
    next_review,
    retire,
    supersede,
    to_let_go,
)
from dialogkort.core.cards import Kind
from dialogkort.core.days import months_later
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.outlook import outlook, plan_of
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason
from dialogkort.core.game.state import Stage
from dialogkort.core.game.verdicts import one_out

OLD = agreement("a1")


def reviewing(*names: str, **fields: object) -> Table:
    """A table where the team is about to decide on the first of these agreements."""
    names = names or ("a1",)
    standing = tuple(agreement(name) for name in names)
    return Table(3, standing=standing, reviews=names, **fields).to(Phase.AGREE)


def test_an_agreement_that_is_kept_is_reviewed_again_after_the_same_interval():
    change = keep(OLD, TODAY, reason=" Den virker ")
    assert change.after == replace(OLD, reviewed=TODAY, review=date(2027, 2, 22))
    assert (change.review.act, change.review.reason, change.review.next) == (Act.KEEP, "Den virker", date(2027, 2, 22))
    assert keep(OLD, TODAY, date(2026, 12, 1)).after.review == date(2026, 12, 1)


def test_keeping_a_retired_agreement_brings_it_back_into_force():
    gone = retire(OLD, TODAY).after
    assert gone.status is Status.RETIRED
    assert not gone.due(date(2030, 1, 1))
    assert keep(gone, TODAY).after.in_force


def test_the_old_wording_goes_into_the_history_only_if_the_wording_changes():
    change = adjust(OLD, replace(draft_of(OLD, TODAY), rule="Vi ringer.", reason="Mere præcis"), TODAY, ("Hm",))
    assert (change.after.rule, change.after.title, change.after.concerns) == ("Vi ringer.", OLD.title, ("Hm",))
    assert (change.review.was, change.review.reason) == (OLD.rule, "Mere præcis")
    assert adjust(OLD, replace(draft_of(OLD, TODAY), keeper="Bo"), TODAY).review.was == ""


def test_an_agreement_that_replaces_another_is_linked_in_both_directions():
    new = agreement("a2", supersedes="a1", title="Ny")
    change = supersede(OLD, new, TODAY)
    assert (change.after.status, change.after.superseded_by, change.review.successor) == (
        Status.SUPERSEDED,
        "a2",
        "Ny",
    )


def test_a_new_keeper_or_a_new_date_does_not_count_as_a_review():
    assert hand_over(OLD, " Bo ", TODAY).after == replace(OLD, keeper="Bo")
    assert hand_over(OLD, "Bo", TODAY).review.was == "Mette"
    assert move(OLD, date(2027, 1, 1), TODAY).after == replace(OLD, review=date(2027, 1, 1), interval=92)


@pytest.mark.parametrize(
    ("decided", "review", "months"),
    [
        (date(2026, 5, 22), date(2026, 8, 22), 3),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2025, 11, 22), date(2026, 11, 22), 12),
        (date(2026, 11, 20), date(2026, 11, 21), 3),
        (date(2026, 11, 20), date(2026, 1, 1), 3),
    ],
)
def test_the_next_review_is_as_many_months_away_as_the_last_one_was(decided, review, months):
    rule = agreement(decided=decided, review=review)
    assert next_review(rule, TODAY) == months_later(TODAY, months)


def test_an_agreement_sleeps_when_it_is_overdue_by_more_than_its_interval():
    interval = OLD.review - OLD.decided
    assert not OLD.sleeping(OLD.review + interval)
    assert OLD.sleeping(OLD.review + interval + timedelta(days=1))
    assert not keep(OLD, TODAY).after.sleeping(OLD.review + interval * 2)
    assert not retire(OLD, TODAY).after.sleeping(date(2030, 1, 1))
    assert not agreement(decided=TODAY, review=TODAY).sleeping(TODAY + timedelta(days=1))


@quick
@given(st.dates(), st.dates(), st.dates())
def test_sleeping_agreements_are_due(decided, review, today):
    rule = agreement(decided=decided, review=review)
    assert rule.due(today) or not rule.sleeping(today)


def test_from_eight_rules_on_those_longest_without_a_review_are_suggested():
    rules = [agreement(f"a{day}", decided=date(2026, 1, day), reviewed=None) for day in range(1, SOFT_LIMIT + 1)]
    assert to_let_go(rules[1:], "ny") == ()
    looked_at = replace(rules[0], reviewed=TODAY)
    offered = to_let_go([looked_at, *rules[1:], agreement("ny", decided=date(2020, 1, 1))], "ny")
    assert [rule.id for rule in offered] == ["a2", "a3", "a4", "a5", "a6"]
    assert len(offered) == OFFERED
    assert to_let_go([retire(rule, TODAY).after for rule in rules]) == ()


def test_agreements_in_force_are_sorted_by_date_and_the_others_come_last():
    gone = retire(agreement("a0", review=date(2020, 1, 1)), TODAY).after
    late, later = agreement("a1", review=date(2026, 1, 1)), agreement("a2", review=date(2026, 2, 1))
    assert due_first([later, gone, late]) == (late, later, gone)


def test_due_agreements_are_dealt_before_the_first_card():
    table = reviewing("a1", "a2")
    assert table.game.reviewing == agreement("a1")
    assert table.game.to_review == ("a2",)
    phases = [event.phase for event in table.events if hasattr(event, "phase")]
    assert phases == [Phase.READ, Phase.THINK, Phase.REVEAL, Phase.AGREE]
    table.do(c.MoveOn())
    assert table.game.reviewing == agreement("a2")
    table.next_round().to(Phase.READ)
    assert table.game.reviewing is None
    assert table.game.card.level == 1, "the reviews do not make the first card a deep one"


def test_review_thumbs_are_counted_and_the_round_counts_as_played():
    table = Table(3, standing=(OLD,), reviews=("a1",)).to(Phase.REVEAL)
    table.do(c.GiveAnswer("m1", 1), c.GiveAnswer("m2", 3), c.GiveAnswer("m3", 3), c.MoveOn())
    table.to(Phase.AGREE).next_round()
    assert (table.game.played[0].card.kind, table.game.played[0].counts) == (Kind.REVIEW, (1, 0, 2))


def test_keep_and_retire_are_verdicts_that_can_be_given_only_once():
    table = reviewing().do(c.Keep(TODAY, date(2027, 5, 1), "God"))
    assert table.game.standing[0].review == date(2027, 5, 1)
    assert table.game.verdict.review.act is Act.KEEP
    assert table.refused(c.Retire(TODAY)) is Reason.NO_REVIEW
    assert reviewing().do(c.Retire(TODAY, "Ingen brug")).game.standing[0].status is Status.RETIRED


def test_an_agreement_without_a_verdict_waits_for_the_next_game():
    table = reviewing().next_round()
    assert table.game.standing == (OLD,)
    assert table.game.changes == ()


def test_a_verdict_cannot_be_given_until_the_thumbs_have_been_revealed():
    table = Table(standing=(OLD,), reviews=("a1",)).to(Phase.THINK)
    assert table.refused(c.Keep(TODAY)) is Reason.NO_REVIEW
    assert table.refused(c.BeginAdjusting(TODAY)) is Reason.NO_REVIEW
    assert table.refused(c.Redraw()) is Reason.NOT_NOW


def test_adjusting_starts_a_draft_with_the_old_words_and_needs_consent_again():
    table = reviewing().do(c.BeginAdjusting(TODAY))
    draft = table.game.proposal.draft
    assert (draft.rule, draft.adjusts) == (OLD.rule, "a1")
    table.do(c.WriteDraft(replace(draft, rule="Vi ringer.", reason="Kortere")), c.Propose())
    assert table.refused(c.Adopt(TODAY)) is Reason.THUMBS_MISSING
    table.do(c.ShowThumb("m1", Thumb.CONCERN, "Om natten?"), c.ConsentAll(), c.Adopt(TODAY))
    assert table.game.agreements == ()
    assert table.game.proposal is None
    adjusted = table.game.standing[0]
    assert (adjusted.rule, adjusted.concerns, adjusted.reviewed) == ("Vi ringer.", ("Om natten?",), TODAY)
    assert table.game.verdict.review.was == OLD.rule


def test_replacing_makes_a_new_agreement_with_the_background_of_the_old_one():
    old = replace(OLD, deck="d", card="k", question="Hvorfor?")
    table = Table(2, standing=(old,), reviews=("a1",)).to(Phase.AGREE).do(c.BeginReplacing())
    table.do(c.WriteDraft(replace(RULE, replaces="a1")), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    new = table.game.agreements[0]
    assert (new.supersedes, new.deck, new.card, new.question) == ("a1", "d", "k", "Hvorfor?")
    assert table.game.standing_with("a1").superseded_by == new.id
    assert table.game.verdict.review.act is Act.SUPERSEDE


def test_one_in_one_out_can_be_used_at_any_time_and_the_agreement_is_not_reviewed_again():
    table = Table(standing=(OLD, agreement("a2")), reviews=("a1", "a2")).do(c.Retire(TODAY, agreement="a2"))
    assert table.game.to_review == ("a1",)
    assert table.refused(c.Retire(TODAY, agreement="a2")) is Reason.NOT_STANDING


def test_one_goes_out_for_a_new_agreement_but_not_for_one_that_replaced_another():
    rules = tuple(agreement(f"a{day}", decided=date(2026, 1, day), reviewed=None) for day in range(1, SOFT_LIMIT + 1))
    table = Table(2, standing=rules, reviews=("a1",)).to(Phase.AGREE)
    assert one_out(table.game) == (), "nothing has come in"
    table.do(c.BeginReplacing())
    table.do(c.WriteDraft(replace(RULE, replaces="a1")), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert one_out(table.game) == ()
    table.do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert [rule.id for rule in one_out(table.game)] == ["a2", "a3", "a4", "a5", "a6"]


def test_a_review_can_only_be_postponed_to_a_future_date():
    assert [can_wait_until(TODAY + timedelta(days), TODAY) for days in (-1, 0, 1)] == [False, False, True]


def test_a_game_with_only_reviews_ends_after_the_last_one():
    table = Table(3, cards=Pile(), standing=(OLD, agreement("a2")), reviews=("a1", "a2"))
    assert plan_of(table.game).reviews_alone
    assert plan_of(table.game).fits
    assert not plan_of(Table(3, cards=Pile(), standing=(OLD,), reviews=("a1",), minutes=1).game).fits
    table.to(Phase.AGREE)
    assert outlook(table.game, table.now).another
    table.do(c.MoveOn()).to(Phase.AGREE)
    assert not outlook(table.game, table.now).another
    table.do(c.MoveOn())
    assert table.game.stage is Stage.CLOSING
    assert Table(3, standing=(OLD,), reviews=("a9",)).game.to_review == ()


def test_reviews_take_time_from_the_rounds():
    alone, with_reviews = Table(5, minutes=60), Table(5, minutes=60, standing=(OLD,), reviews=("a1",))
    assert plan_of(with_reviews.game).around - plan_of(alone.game).around == plan_of(alone.game).per_review
    assert plan_of(with_reviews.game).per_review == 30 + 30 + 30 + 120


def levelled(table: Table, level: int) -> Table:
    return table.to(Phase.AGREE).do(
        c.WriteDraft(replace(RULE, level=level)), c.Propose(), c.ConsentAll(), c.Adopt(TODAY)
    )


def test_a_decision_with_a_new_level_replaces_the_old_one():
    table = levelled(Table(3, cards=same_kind(2, Kind.DELEGATION), minutes=600), 3)
    first = table.game.agreements[0]
    assert (first.decision, first.level, first.supersedes) == ("ferien", 3, "")
    second = levelled(table.next_round(), 5).game.agreements[1]
    assert (second.level, second.supersedes) == (5, first.id)
    assert table.game.standing_with(first.id).status is Status.SUPERSEDED


@pytest.mark.parametrize("draft", [replace(RULE, level=0), replace(RULE, level=8), replace(RULE, level=-1)])
def test_without_a_level_it_is_an_ordinary_agreement(draft):
    table = Table(3, cards=pile(card("a", Kind.DELEGATION))).to(Phase.AGREE)
    made = table.do(c.WriteDraft(draft), c.Propose(), c.ConsentAll(), c.Adopt(TODAY)).game.agreements[0]
    assert (made.decision, made.level) == ("", 0)


def test_a_draft_for_an_agreement_that_no_longer_exists_is_refused():
    table = Table(2).do(c.WriteDraft(Draft(rule="Vi gør.", adjusts="væk")), c.Propose(), c.ConsentAll())
    assert table.refused(c.Adopt(TODAY)) is Reason.NOT_STANDING


@pytest.mark.parametrize(("days", "following"), [(14, date(2026, 12, 6)), (7, date(2026, 11, 29))])
def test_a_rule_with_an_interval_in_weeks_that_is_kept_is_reviewed_after_as_many_weeks(days, following):
    rule = replace(OLD, decided=TODAY - timedelta(days=days), review=TODAY)
    kept = keep(rule, TODAY).after
    assert kept.review == following
    assert keep(kept, kept.review).after.review == following + timedelta(days=days)


def test_moving_a_date_does_not_change_the_interval():
    rule = replace(OLD, decided=date(2026, 11, 8), review=TODAY)
    moved = move(move(rule, date(2027, 1, 10), TODAY).after, date(2027, 3, 1), TODAY).after
    assert (moved.interval, moved.review) == (14, date(2027, 3, 1))
    assert keep(moved, date(2027, 3, 1)).after.review == date(2027, 3, 15)
    assert moved.sleeping(date(2027, 3, 16))
    assert not moved.sleeping(date(2027, 3, 15))
    assert draft_of(moved, date(2027, 3, 1)).review == date(2027, 3, 15)
    adjusted = adjust(moved, replace(draft_of(moved, TODAY), rule="Ny."), TODAY).after
    assert adjusted.interval == 14


def test_choosing_another_date_changes_the_interval():
    moved = move(replace(OLD, decided=date(2026, 11, 8), review=TODAY), date(2027, 3, 1), TODAY).after
    kept = keep(moved, date(2027, 3, 1), until=date(2027, 4, 1)).after
    assert (kept.interval, kept.days_between) == (0, 31)
    assert keep(kept, date(2027, 4, 1)).after.review == date(2027, 5, 1)
