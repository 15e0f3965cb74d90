"""The delegation board: a row for each decision with a level in force, and what has moved since its first level."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import TODAY, Table, agreement, card, pile, quick

from dialogkort.core.agreements.agreement import Agreement, Draft, Status
from dialogkort.core.agreements.delegation import MOST_STEPS, Levelled, board, levelled, moved
from dialogkort.core.agreements.reviews import Act, adjust, draft_of, keep, retire
from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase

MAY, AUGUST, NOVEMBER = date(2026, 5, 22), date(2026, 8, 22), date(2026, 11, 22)


def on(name: str = "a1", level: int = 3, decision: str = "Ferien", **fields: object) -> Agreement:
    """An agreement on who decides."""
    return agreement(name, decision=decision, level=level, **fields)


def gone(name: str, level: int, by: str, **fields: object) -> Agreement:
    """An agreement on who decides that has been replaced by another."""
    return on(name, level, status=Status.SUPERSEDED, superseded_by=by, **fields)


def told(*agreements: Agreement) -> list[tuple[str, int, int | None, date]]:
    return [(row.decision, row.level, row.before, row.since) for row in board(agreements)]


# Which decisions are on the board


def test_the_board_shows_only_agreements_in_force_with_a_level() -> None:
    rows = board(
        [
            on("a", 4),
            agreement("b"),
            on("c", 5, "Budgettet", status=Status.RETIRED),
            on("d", 6, "Mødetiden", status=Status.SUPERSEDED),
            on("e", 0, "Kaffen"),
        ]
    )
    assert rows == (Levelled(on("a", 4), MAY),)


def test_rows_are_sorted_by_level_and_then_by_decision() -> None:
    rows = board([on("a", 4, "æbler"), on("b", 2, "Ost"), on("c", 4, "Brød"), on("d", 4, "ananas")])
    assert [row.decision for row in rows] == ["Ost", "ananas", "Brød", "æbler"]
    rows = board([on("a", 4, "abe"), on("c", 4, "bog"), on("d", 4, "ål")], order=len)
    assert [row.decision for row in rows] == ["ål", "abe", "bog"]


def test_a_decision_has_one_row_however_it_is_written() -> None:
    assert told(on("a", 4, "Ferien", decided=AUGUST), on("b", 2, " ferien ", decided=MAY)) == [
        ("Ferien", 4, None, AUGUST)
    ]


def test_an_agreement_that_was_given_its_level_by_hand_is_called_by_its_title() -> None:
    assert told(on("a", 4, "")) == [("Titel a", 4, None, MAY)]
    assert told(on("a", 4, "", title="")) == [("a", 4, None, MAY)]


# What has moved


def test_a_new_level_counts_as_moved_from_the_day_it_was_agreed() -> None:
    assert told(gone("a", 3, "b"), on("b", 5, supersedes="a", decided=AUGUST)) == [("Ferien", 5, 3, AUGUST)]


def test_agreeing_on_the_same_level_again_keeps_the_day_it_moved() -> None:
    chain = (
        gone("a", 3, "b"),
        gone("b", 5, "c", supersedes="a", decided=AUGUST),
        on("c", 5, supersedes="b", decided=NOVEMBER),
    )
    assert told(*chain) == [("Ferien", 5, 3, AUGUST)]


def test_a_level_that_never_moved_dates_from_the_first_time() -> None:
    assert told(gone("a", 5, "b"), on("b", 5, supersedes="a", decided=AUGUST)) == [("Ferien", 5, None, MAY)]


def test_an_agreement_without_a_level_in_between_is_skipped() -> None:
    chain = (
        gone("a", 3, "b"),
        gone("b", 0, "c", supersedes="a", decided=AUGUST),
        on("c", 5, supersedes="b", decided=NOVEMBER),
    )
    assert told(*chain) == [("Ferien", 5, 3, NOVEMBER)]


def test_an_adjustment_can_move_the_level_and_a_later_review_does_not_change_the_day() -> None:
    change = adjust(on("a", 3), replace(draft_of(on("a", 3), AUGUST), level=5), AUGUST)
    assert (change.review.act, change.review.level_before) == (Act.ADJUST, 3)
    kept = keep(change.after, NOVEMBER).after
    assert told(kept) == [("Ferien", 5, 3, AUGUST)]
    words = adjust(kept, replace(draft_of(kept, NOVEMBER), rule="Andre ord."), NOVEMBER)
    assert words.review.level_before == 0
    assert told(words.after) == [("Ferien", 5, 3, AUGUST)]
    again = gone("a", 5, "b", level_before=3, levelled=AUGUST)
    assert told(again, on("b", 5, supersedes="a", decided=NOVEMBER)) == [("Ferien", 5, 3, AUGUST)]
    assert told(again, on("b", 2, supersedes="a", decided=NOVEMBER)) == [("Ferien", 2, 5, NOVEMBER)]


def test_a_level_given_by_an_adjustment_has_moved_from_none() -> None:
    without = on("a", 0)
    change = adjust(without, replace(draft_of(without, AUGUST), level=5), AUGUST)
    assert change.review.level_before == 0
    assert told(change.after) == [("Ferien", 5, None, AUGUST)]


def test_links_to_nothing_and_links_in_a_circle_come_to_an_end() -> None:
    assert told(on("a", 4, supersedes="væk")) == [("Ferien", 4, None, MAY)]
    assert told(on("a", 4, supersedes="a")) == [("Ferien", 4, None, MAY)]
    ring = gone("a", 4, "b", supersedes="b"), on("b", 4, supersedes="a", decided=AUGUST)
    assert told(*ring) == [("Ferien", 4, None, MAY)]


def test_a_very_long_chain_of_links_is_followed_only_so_far() -> None:
    chain = [gone(f"a{step}", 4, f"a{step + 1}", supersedes=f"a{step - 1}") for step in range(1, 20 * MOST_STEPS)]
    last = on(f"a{20 * MOST_STEPS}", 4, supersedes=chain[-1].id)
    assert told(gone("a0", 3, "a1"), *chain, last) == [("Ferien", 4, None, MAY)]
    near = [gone("b0", 3, "b1"), gone("b1", 4, "b2", supersedes="b0"), on("b2", 4, "Andet", supersedes="b1")]
    assert told(*near) == [("Andet", 4, 3, MAY)]


def test_a_single_agreement_shows_when_and_from_where_its_level_moved() -> None:
    new = on("b", 5, supersedes="a", decided=AUGUST)
    assert moved(new, [gone("a", 3, "b"), new]) == Levelled(new, AUGUST, 3)
    assert moved(new, [new]) == Levelled(new, AUGUST)


# The level of a decision


def test_the_level_of_a_decision_is_found_by_its_name() -> None:
    known = [gone("a", 3, "b"), on("b", 5, decided=AUGUST), on("c", 2, "Budgettet")]
    assert levelled(known, "  FERIEN ") == known[1]
    assert levelled(known, "Kaffen") is None
    assert levelled([on("a", 4, "")], "") is None
    assert levelled([on("a", 4, status=Status.RETIRED), on("b", 0)], "Ferien") is None


def test_playing_a_card_again_replaces_the_earlier_level() -> None:
    before = on("før", 3, "ferien")
    table = Table(cards=pile(card("k", Kind.DELEGATION)), standing=(before,)).to(Phase.READ)
    table.do(c.WriteDraft(Draft(rule="Vi bestemmer selv.", level=7)), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    assert told(*table.game.standing) == [("ferien", 7, 3, TODAY)]
    assert table.game.standing[0].status is Status.SUPERSEDED


# Whatever the files contain

names = st.sampled_from("abcdef")
anything = st.lists(
    st.builds(
        Agreement,
        id=names,
        title=st.just("t"),
        rule=st.just("r"),
        decided=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        review=st.dates(),
        status=st.sampled_from(Status),
        supersedes=st.one_of(st.just(""), names),
        decision=st.sampled_from(["", "Ferien", "ferien", "Æ", "Budgettet"]),
        level=st.integers(0, 7),
        level_before=st.integers(0, 7),
        levelled=st.none() | st.dates(),
        reviewed=st.none() | st.dates(),
    ),
    max_size=8,
)


@given(anything)
@quick
def test_any_board_shows_only_agreements_in_force(agreements: list[Agreement]) -> None:
    rows = board(agreements)
    wanted = [agreement for agreement in agreements if agreement.in_force and agreement.level]
    assert {row.decision.casefold() for row in rows} == {
        (agreement.decision or agreement.title).casefold() for agreement in wanted
    }
    assert len({row.decision.casefold() for row in rows}) == len(rows)
    assert [row.level for row in rows] == sorted(row.level for row in rows)
    for row in rows:
        assert row.agreement in wanted
        assert row.before != row.level
        assert row.before is None or 1 <= row.before <= 7
        found = levelled(agreements, row.agreement.decision)
        assert found is None or found.level == row.level


@given(anything, st.randoms())
@quick
def test_the_order_of_the_files_does_not_matter(agreements: list[Agreement], chance: Random) -> None:
    own = list({agreement.id: agreement for agreement in agreements}.values())
    mixed = list(own)
    chance.shuffle(mixed)
    assert board(mixed) == board(own)


@given(anything)
@quick
def test_retired_agreements_leave_the_board(agreements: list[Agreement]) -> None:
    assert board(retire(agreement, TODAY).after for agreement in agreements) == ()
