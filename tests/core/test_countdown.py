"""The countdown: it never loses time, and nothing happens at zero."""

from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import quick

from dialogkort.core.game.countdown import Countdown

seconds = st.integers(0, 3600)
steps = st.lists(st.tuples(st.sampled_from(["pause", "resume", "add"]), st.integers(0, 600)), max_size=20)


def test_time_runs_from_the_start_and_goes_below_zero():
    countdown = Countdown(60, 100)
    assert [countdown.left(now) for now in (100, 130, 160, 190)] == [60, 30, 0, -30]


def test_the_fraction_goes_from_one_to_zero_and_then_stays_at_zero():
    countdown = Countdown(60, 100)
    assert [countdown.fraction(now) for now in (90, 100, 130, 160, 900)] == [1, 1, 0.5, 0, 0]
    assert Countdown(0, 100).fraction(100) == 0


def test_a_pause_stops_the_countdown_and_resuming_continues_from_there():
    paused = Countdown(60, 0).pause(20)
    assert paused.paused
    assert paused.left(1000) == 40
    assert paused.resume(1000).left(1010) == 30


def test_a_second_pause_and_a_second_resume_change_nothing():
    running, paused = Countdown(60, 0), Countdown(60, 0).pause(20)
    assert paused.pause(50) == paused
    assert running.resume(50) == running


def test_one_more_minute_adds_exactly_a_minute():
    assert Countdown(60, 0).add(60, 20).left(20) == 100
    assert Countdown(60, 0).pause(20).add(60, 500).left(900) == 100


def test_one_more_minute_in_overtime_gives_a_full_minute_from_now():
    assert Countdown(60, 0).add(60, 300).left(300) == 60
    assert Countdown(60, 0).pause(100).add(60, 300).left(300) == 60


def test_a_clock_that_is_set_back_neither_takes_nor_gives_time():
    assert Countdown(60, 100).left(50) == 60
    assert Countdown(60, 100).pause(130).resume(10).left(130) == 30


@quick
@given(seconds, steps)
def test_pauses_and_added_minutes_neither_lose_nor_gain_time(whole: int, steps: list[tuple[str, int]]):
    """The seconds left are what was given minus what has run, counted by hand."""
    countdown, now, left, running = Countdown(whole, 0), 0, whole, True
    for step, passed in steps:
        now += passed
        left -= passed if running else 0
        match step:
            case "pause":
                countdown, running = countdown.pause(now), False
            case "resume":
                countdown, running = countdown.resume(now), True
            case _:
                countdown, left = countdown.add(60, now), max(left, 0) + 60
        assert countdown.left(now) == left
        assert countdown.paused is not running
        assert 0 <= countdown.fraction(now) <= 1
