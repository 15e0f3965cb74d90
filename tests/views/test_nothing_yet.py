"""A count of nothing is said as people say it: nobody, none, not yet."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.core.table import Table, card, pile, same_kind
from tests.storage.texts import agreement
from tests.tui.test_table_view import view

from dialogkort import language
from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.core.overview.figures import Kept, overview
from dialogkort.core.overview.meetings import Meeting, PlayedRound
from dialogkort.sessions.waiting import WaitingGame
from dialogkort.views.overview import pictures
from dialogkort.views.pages.agreements import poster_page
from dialogkort.views.summary import summary_face
from dialogkort.views.table import AtSeats
from dialogkort.views.together import list_question
from dialogkort.views.waiting import waiting_words

TODAY = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def in_english() -> None:
    language.use("en")


def told(name: str, *reviews: date) -> str:
    kept = [
        Kept(replace(agreement(), id=str(number), decided=date(2027, 2, 1), review=review), ())
        for number, review in enumerate(reviews)
    ]
    return next(picture.sentence for picture in pictures(overview(kept, (), TODAY)) if picture.id == name)


def test_the_first_person_to_rate_the_meeting_reads_that_nobody_has_answered() -> None:
    table = Table(3, cards=same_kind(1)).to(Stage.CLOSING)
    table.go_round()
    assert view(table, seats=AtSeats(to_rate=("m1",))).hint.endswith("Nobody has answered yet.")


def test_no_agreement_that_is_due_is_not_zero_agreements_and_one_of_several_busiest_months_is_not_named() -> None:
    assert told("coming", date(2027, 5, 1)) == (
        "No agreements are due for review now. The busiest month is May 2027, with 1."
    )
    assert told("coming", date(2027, 5, 1), date(2027, 6, 1)) == "No agreements are due for review now."
    assert told("coming", date(2027, 2, 1)) == "1 agreement is due for review now."


def test_a_game_without_an_agreement_has_no_new_ones() -> None:
    table = Table(3, cards=same_kind(1)).to(Stage.CLOSING)
    assert summary_face(table.game).text == "No new agreements"


def test_too_few_ratings_are_said_to_be_too_few() -> None:
    table = Table(3, cards=same_kind(1)).to(Stage.CLOSING)
    table.go_round()
    assert "fewer than three ratings" in view(table.do(c.Rate((5, 4)))).hint


def test_decisions_that_have_not_moved_are_not_counted_as_moved() -> None:
    kept = [Kept(replace(agreement(), decision="Who calls", level=4, decided=date(2027, 2, 1)), ())]
    [board] = [picture for picture in pictures(overview(kept, (), TODAY)) if picture.id == "board"]
    assert board.sentence == "1 decision has a level."


def test_a_saved_game_without_a_card_says_that_no_rounds_were_played(tmp_path: Path) -> None:
    waiting = WaitingGame(tmp_path / "a.journal", datetime(2027, 3, 1, 9, 0, tzinfo=UTC), Table(3).game)
    about = str(waiting_words(waiting, TODAY, tmp_path)[1])
    assert "no rounds played yet" in about
    assert "0 agreements" not in about


def test_an_empty_list_asks_for_the_first_line() -> None:
    table = Table(3, cards=pile(card("a", Kind.EXERCISE, minutes=5, collect="rules"))).to(Phase.DO)
    assert list_question(table.game).startswith("Write the first line.")
    assert list_question(table.do(c.WriteLine("tea")).game).startswith("1 line on the list. Write another")


def test_the_poster_of_a_team_without_agreements_does_not_count_them() -> None:
    assert "0 agreements" not in poster_page("North", [], TODAY)


def test_the_phases_are_in_the_order_of_a_round() -> None:
    first = PlayedRound("d/a", seconds=(("read", 5), ("agree", 9)))
    then = PlayedRound("d/b", seconds=(("read", 5), ("reveal", 3), ("agree", 9)))
    seen = overview((), [Meeting("g", TODAY, 3, rounds=(first, then))], TODAY)
    [time] = [picture for picture in pictures(seen) if picture.id == "time"]
    assert [value.label for value in time.values] == ["read aloud", "reveal", "agree"]
