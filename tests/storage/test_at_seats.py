"""A sitting with personal screens: ratings, undoing what seats gave, listeners, and a computer that sleeps."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.core.table import RULE, forward, same_kind, setup

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.places import answer_place, thumb_place, turn_place
from dialogkort.core.game.refusals import Reason, Refusal
from dialogkort.core.game.state import Stage
from dialogkort.sessions.moves import label_of, to_consent, to_rate
from dialogkort.sessions.sitting import Sitting

TEN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@dataclass
class Clocks:
    """A monotonic clock and a time of day, which a test moves together or separately."""

    ran: float = 100.0
    passed: float = 0.0

    def wall(self) -> datetime:
        return TEN + timedelta(seconds=self.passed)

    def both(self, seconds: float) -> None:
        self.ran += seconds
        self.passed += seconds


@dataclass
class Seated:
    """A sitting of four in a folder."""

    folder: Path
    clocks: Clocks = field(default_factory=Clocks)

    def __post_init__(self) -> None:
        pile = same_kind(3, Kind.SCALE)
        sitting = Sitting.begin(self.folder, setup(4), pile, lambda: self.clocks.ran, wall=self.clocks.wall)
        assert isinstance(sitting, Sitting)
        self.sitting = sitting

    def do(self, *commands: c.Command) -> None:
        for command in commands:
            assert self.sitting.send(command) is None, command

    def to(self, goal: Phase | Stage) -> None:
        while goal not in {self.sitting.game.phase, self.sitting.game.stage}:
            self.do(forward(self.sitting.game))

    def to_ratings(self) -> None:
        self.do(c.BeginClosing(), c.SkipPhase())

    def again(self) -> Sitting:
        self.sitting.leave()
        return Sitting.resume(self.sitting.path, lambda: self.clocks.ran, self.clocks.wall)


@pytest.fixture
def seated(tmp_path: Path) -> Seated:
    return Seated(tmp_path)


# Rating the meeting


def test_ratings_are_added_to_the_game_in_one_step_in_order_of_size_when_all_are_in(seated: Seated) -> None:
    seated.to_ratings()
    sitting, before = seated.sitting, seated.sitting.path.read_bytes()
    for member, number in (("m3", 5), ("m1", 1), ("m4", 4)):
        assert sitting.rate(member, number) is None
        assert sitting.path.read_bytes() == before, "none of them is on disk"
        assert sitting.game.ratings == ()
    assert sitting.rate("m2", 2) is None
    assert sitting.game.ratings == (1, 2, 4, 5)
    [line] = sitting.path.read_text("utf-8")[len(before.decode()) :].splitlines()
    assert '"values":[1,2,4,5]' in line
    assert "m3" not in line


def test_one_person_cannot_give_all_the_ratings(seated: Seated) -> None:
    seated.to_ratings()
    assert seated.sitting.rate("m1", 5) is None
    assert seated.sitting.rate("m1", 5) == Refusal(Reason.NOT_NOW)
    assert seated.sitting.rate("nobody", 5) == Refusal(Reason.NOT_HERE)
    assert seated.sitting.rate("m2", 6) == Refusal(Reason.NOT_A_CHOICE)
    assert len(seated.sitting.ratings) == 1


def test_there_is_nothing_to_rate_before_the_end_of_the_last_go_round(seated: Seated) -> None:
    assert seated.sitting.rate("m1", 5) == Refusal(Reason.NO_RATING_NOW)


def test_the_table_can_continue_without_the_rest_and_two_ratings_have_no_average(seated: Seated) -> None:
    seated.to_ratings()
    seated.sitting.rate("m1", 1)
    seated.sitting.rate("m2", 5)
    assert label_of("skip_phase", seated.sitting)
    assert seated.sitting.give_ratings() is None
    assert (seated.sitting.game.ratings, seated.sitting.game.average) == ((1, 5), None)
    assert seated.sitting.send(c.MoveOn()) is None
    assert seated.sitting.game.stage is Stage.ENDED


def test_somebody_who_joins_during_the_rating_may_rate_and_is_not_waited_for(seated: Seated) -> None:
    seated.to_ratings()
    seated.sitting.rate("m1", 3)
    seated.do(c.Join("Sen"))
    assert seated.sitting.rate("m2", 3) == Refusal(Reason.NO_RATING_NOW), "the latecomer has the stick first"
    seated.do(c.EndTurn("m5"))
    assert seated.sitting.rate("m5", 5) is None
    for member in ("m2", "m3", "m4"):
        assert seated.sitting.rate(member, 3) is None
    assert seated.sitting.game.ratings == (3, 3, 3, 3, 5)


def test_somebody_who_joins_during_the_rating_can_be_skipped_and_the_ratings_so_far_remain(seated: Seated) -> None:
    seated.to_ratings()
    seated.sitting.rate("m1", 3)
    seated.do(c.Join("Sen"))
    assert "again" not in label_of("undo", seated.sitting)
    seated.do(c.SkipPhase())
    assert seated.sitting.ratings.place
    assert seated.sitting.ratings.numbers == (3,)


def rated_by_all(seated: Seated) -> None:
    seated.to_ratings()
    for member, number in (("m1", 5), ("m2", 1), ("m3", 3), ("m4", 3)):
        assert seated.sitting.rate(member, number) is None


def test_undo_after_the_ratings_asks_everyone_again_at_once(seated: Seated) -> None:
    rated_by_all(seated)
    assert "4" in label_of("undo", seated.sitting)
    assert seated.sitting.undo()
    assert seated.sitting.game.ratings == ()
    assert seated.sitting.ratings.missing(seated.sitting.game.present) == ("m1", "m2", "m3", "m4")


def test_undo_after_the_end_of_a_rated_game_goes_back_to_the_closing(seated: Seated) -> None:
    rated_by_all(seated)
    seated.do(c.MoveOn())
    assert seated.sitting.game.stage is Stage.ENDED
    assert seated.sitting.undo()
    assert seated.sitting.game.stage is Stage.CLOSING
    assert seated.sitting.game.average == 3.0


def test_undo_of_a_note_after_the_ratings_takes_only_the_note_back(seated: Seated) -> None:
    rated_by_all(seated)
    seated.do(c.ParkNote("tea"))
    assert "again" not in label_of("undo", seated.sitting)
    assert seated.sitting.undo()
    assert (seated.sitting.game.notes, seated.sitting.game.ratings) == ((), (1, 3, 3, 5))


def test_the_keyboard_answers_only_for_those_without_a_personal_screen(seated: Seated) -> None:
    seated.to_ratings()
    seated.sitting.seated = frozenset({"m1", "m2"})
    assert to_rate(seated.sitting) == "m3"
    seated.sitting.rate("m3", 3)
    seated.sitting.rate("m4", 3)
    assert to_rate(seated.sitting) == ""


def test_a_host_that_is_killed_asks_for_the_ratings_again(seated: Seated) -> None:
    seated.to_ratings()
    seated.sitting.rate("m1", 5)
    again = seated.again()
    assert (len(again.ratings), again.game.ratings) == (0, ())
    assert again.rate("m1", 4) is None


# What seats give, and undo


def test_undo_reverts_the_tables_step_and_the_later_answers_from_seats(seated: Seated) -> None:
    seated.to(Phase.THINK)
    seated.do(c.MoveOn(), c.GiveAnswer("m1", 2, seat=True), c.GiveAnswer("m2", 5, seat=True))
    assert seated.sitting.game.phase is Phase.REVEAL
    assert "2" in label_of("undo", seated.sitting)
    assert seated.sitting.undo()
    assert seated.sitting.game.phase is Phase.THINK
    seated.do(c.MoveOn())
    assert seated.sitting.game.round is not None
    assert seated.sitting.game.round.answers == ()


def test_undo_never_removes_an_answer_from_a_single_seat_even_after_a_resume(seated: Seated) -> None:
    seated.to(Phase.REVEAL)
    seated.do(c.GiveAnswer("m1", 2, seat=True), c.GiveAnswer("m2", 1), c.GiveAnswer("m3", 5, seat=True))
    again = seated.again()
    assert again.undo()
    assert again.game.round is not None
    assert again.game.round.answers == (("m1", 2),), "the table's own answer, and what a seat gave after it"


def test_a_command_that_comes_too_late_is_refused(seated: Seated) -> None:
    seated.to(Phase.REVEAL)
    game = seated.sitting.game
    answer = c.GiveAnswer("m1", 2, seat=True, meant=answer_place(game))
    seated.do(*(c.GiveAnswer(member, 3) for member in game.present), c.MoveOn(), c.ClearAnswers())
    assert seated.sitting.send(answer) == Refusal(Reason.MOVED_ON)
    seated.to(Phase.GO_ROUND)
    turns = seated.sitting.game.turns
    assert turns is not None
    end = c.EndTurn(turns.speaking, meant=turn_place(seated.sitting.game))
    seated.do(end)
    assert seated.sitting.send(end) == Refusal(Reason.MOVED_ON), "sending it twice counts once"
    assert seated.sitting.send(c.EndTurn(turns.speaking)) == Refusal(Reason.NOT_YOURS)


def test_thumbs_from_seats_stay_hidden_until_they_are_revealed(seated: Seated) -> None:
    seated.do(c.WriteDraft(RULE), c.Propose())
    meant = thumb_place(seated.sitting.game)
    seated.do(c.GiveThumb("m1", Thumb.OBJECTION, "Nej", meant), c.GiveThumb("m1", Thumb.CONCERN, "Tiden", meant))
    proposal = seated.sitting.game.proposal
    assert proposal is not None
    assert (proposal.thumbs, proposal.objections) == ((), ())
    assert seated.sitting.send(c.TurnThumbs()) == Refusal(Reason.THUMBS_MISSING)
    seated.sitting.seated = frozenset({"m1", "m2"})
    assert to_consent(seated.sitting) == ("m3", "m4")
    seated.do(c.ConsentAll(to_consent(seated.sitting)))
    assert seated.sitting.game.awaited_thumbs == ("m2",), "“the rest say yes” does not speak for a seat"
    seated.do(c.TurnThumbs(("m2",)))
    proposal = seated.sitting.game.proposal
    assert proposal is not None
    assert [thumb.member for thumb in proposal.thumbs] == ["m1", "m3", "m4"]
    assert proposal.concerns == ("Tiden",)
    assert seated.sitting.send(c.GiveThumb("m2", Thumb.CONSENT, meant=meant)) == Refusal(Reason.MOVED_ON)


def test_listeners_are_notified_of_each_step_and_each_undo_once_it_is_on_disk(seated: Seated) -> None:
    seen: list[tuple[Phase | None, int]] = []
    stop = seated.sitting.listen(
        lambda: seen.append((seated.sitting.game.phase, seated.sitting.path.read_text("utf-8").count("\n")))
    )
    seated.do(c.MoveOn())
    seated.sitting.undo()
    stop()
    seated.do(c.MoveOn())
    assert seen == [(Phase.DEAL, 2), (None, 3)]


# A computer that sleeps


def test_sleep_does_not_stop_the_phase_clock_and_the_meeting_keeps_its_end(seated: Seated) -> None:
    seated.to(Phase.THINK)
    sitting = seated.sitting
    ends, countdown = sitting.ends, sitting.game.countdown
    assert countdown is not None
    seated.clocks.both(5)
    assert sitting.look() == 0
    left = countdown.left(sitting.now)
    seated.clocks.passed += 600
    assert sitting.look() == pytest.approx(600)
    assert countdown.left(sitting.now) == pytest.approx(left)
    assert sitting.ends == ends == TEN + timedelta(minutes=45)
    assert sitting.game.ends - sitting.now == pytest.approx(45 * 60 - 605)


def test_a_clock_that_is_set_back_does_not_move_the_end(seated: Seated) -> None:
    ends = seated.sitting.ends
    seated.clocks.passed -= 3600
    assert seated.sitting.look() == 0
    assert seated.sitting.ends == ends
    assert seated.sitting.game.ends == 45 * 60


def test_a_resume_keeps_the_time_at_which_the_meeting_ends(seated: Seated) -> None:
    seated.clocks.both(60)
    again = seated.again()
    seated.clocks.both(600)
    again.go()
    assert again.ends == TEN + timedelta(minutes=45)
    assert not again.past_end


def test_a_resume_after_the_end_knows_that_the_meeting_is_over(seated: Seated) -> None:
    again = seated.again()
    seated.clocks.both(3 * 3600)
    again.go()
    assert again.past_end
    assert again.send(c.SetMinutesLeft(20)) is None
    assert again.ends == TEN + timedelta(hours=3, minutes=20)


def test_a_game_from_an_earlier_version_has_no_end_time_and_waits_as_before(tmp_path: Path) -> None:
    sitting = Sitting.begin(tmp_path, setup(2), same_kind(1), lambda: 0.0)
    assert isinstance(sitting, Sitting)
    sitting.leave()
    again = Sitting.resume(sitting.path, lambda: 0.0, lambda: TEN + timedelta(days=1))
    again.go()
    assert again.game.ends == 45 * 60
