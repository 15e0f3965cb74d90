"""The day that the program works with: the machine's, or the given one."""

from datetime import date, datetime

import pytest

from dialogkort.cli import clock


def test_the_day_is_that_of_the_machine_unless_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.NAME, raising=False)
    before = _now()
    told = clock.wall()()
    assert before <= told <= _now()
    assert clock.today() in {before.date(), told.date()}


@pytest.mark.parametrize("given", ["2027-02-22", "22. februar 2027", " 22 February 2027 "])
def test_a_given_day_stays_the_same_while_the_time_of_day_runs(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.NAME, given)
    wall = clock.wall()
    before, first, second, after = _now(), wall(), wall(), _now()
    assert clock.today() == first.date() == date(2027, 2, 22)
    assert first.tzinfo is not None
    if before.date() == after.date():  # not over midnight
        assert first <= second
        assert before.time() <= second.time() <= after.time()


@pytest.mark.parametrize("wrong", ["i morges", "2027-02-30", "22. februar", "0001-01-01", "9999-12-31", "\x1b[31m"])
def test_an_invalid_day_is_reported(
    wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(clock.NAME, wrong)
    for ask in (clock.today, clock.wall):
        with pytest.raises(SystemExit) as ended:
            ask()
        assert ended.value.code == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert clock.NAME in told.err
        assert "\x1b" not in told.err


def _now() -> datetime:
    return datetime.now().astimezone()
