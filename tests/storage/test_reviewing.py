"""Reviews outside a game: on file one by one, undone from the last, and completely or not at all."""

import errno
import os
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.table import Table
from tests.storage.faulty_disk import FaultyDisk, Kind, at_each_call

from dialogkort.core.agreements.agreement import Agreement, Draft
from dialogkort.core.agreements.reviews import (
    adjust,
    can_wait_until,
    draft_of,
    hand_over,
    in_place_of,
    keep,
    move,
    supersede,
)
from dialogkort.files.failures import CannotSave
from dialogkort.files.problems import Severity
from dialogkort.language.dates import long_date, parse_date
from dialogkort.sessions.records import Records, refresh_poster
from dialogkort.sessions.reviewing import Reviewing
from dialogkort.storage.agreements import files as agreement_files

TODAY = date(2027, 2, 22)
OLD = Agreement("a", "Call", "We call.", date(2026, 11, 22), TODAY, keeper="Mette", question="Why?", deck="d", card="c")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return agreement_files.add(tmp_path, OLD)


def texts(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "agreements").iterdir()}


def test_each_act_is_undone_in_turn(tmp_path: Path, path: Path) -> None:
    before = texts(tmp_path)
    reviewing = Reviewing()
    assert reviewing.last is None
    kept = reviewing.carry_out(tmp_path, keep(OLD, TODAY), path)
    given = reviewing.carry_out(tmp_path, hand_over(kept.change.after, "Peter", TODAY), kept.path)
    assert (given.path, given.beside) == (path, False)
    now = agreement_files.read(path).agreement
    assert (now.keeper, now.reviewed) == ("Peter", TODAY)
    assert reviewing.last is given
    assert reviewing.undo()
    assert agreement_files.read(path).agreement.keeper == "Mette"
    assert reviewing.undo()
    assert reviewing.last is None
    assert texts(tmp_path) == before


_SPANS = st.builds("{} {}".format, st.integers(1, 9999), st.sampled_from(("dage", "weeks", "måneder", "years")))
_SAID = st.one_of(
    _SPANS,
    st.builds("uge {} {}".format, st.integers(1, 53), st.integers(2027, 9999)),
    st.dates(TODAY).map(long_date),
    st.dates(TODAY).map(date.isoformat),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_SAID, min_size=1, max_size=2))
def test_any_date_that_people_enter_can_be_read_back(tmp_path: Path, said: list[str]) -> None:
    folder = Path(mkdtemp(dir=tmp_path))
    now, where = OLD, agreement_files.add(folder, OLD)
    for text in said:
        day = parse_date(text, TODAY)
        if day is None or not can_wait_until(day, TODAY):
            continue
        soon = TODAY + timedelta(days=7)
        for act in (partial(keep, until=day), partial(move, until=soon), partial(move, until=day), keep):
            change = act(now, today=TODAY)
            where = Reviewing().carry_out(folder, change, where).path
            now = agreement_files.read(where).agreement
            assert now == change.after


def test_a_new_agreement_and_the_replaced_one_are_one_act(tmp_path: Path, path: Path) -> None:
    before = texts(tmp_path)
    new = in_place_of(OLD, Draft(rule="We write."), "b", TODAY, ("Who?",))
    assert (new.supersedes, new.question, new.card, new.concerns) == ("a", "Why?", "c", ("Who?",))
    reviewing = Reviewing()
    done = reviewing.carry_out(tmp_path, supersede(OLD, new, TODAY), path, new)
    assert done.made_path
    assert agreement_files.read(done.made_path).agreement == new
    assert agreement_files.read(path).agreement.superseded_by == "b"
    assert reviewing.undo()
    assert texts(tmp_path) == before


def test_a_new_agreement_that_somebody_has_edited_is_kept(tmp_path: Path, path: Path) -> None:
    new = in_place_of(OLD, Draft(rule="We write."), "b", TODAY)
    reviewing = Reviewing()
    done = reviewing.carry_out(tmp_path, supersede(OLD, new, TODAY), path, new)
    assert done.made_path
    done.made_path.write_text(done.made_path.read_text("utf-8") + "\nBy hand.\n", "utf-8")
    assert not reviewing.undo()
    assert "By hand." in done.made_path.read_text("utf-8")
    assert agreement_files.read(path).agreement.in_force


def test_concerns_about_the_old_wording_go_into_the_history_with_it(tmp_path: Path) -> None:
    old = replace(OLD, id="c", title="Calls", concerns=("At night?\n# Who", "How?"), objections=("Too loud",))
    path = agreement_files.add(tmp_path, old)
    before = path.read_bytes()
    draft = replace(draft_of(old, TODAY), rule="We write.")
    reviewing = Reviewing()
    reviewing.carry_out(tmp_path, adjust(old, draft, TODAY, ("How?",), ("Slow",)), path)
    found = agreement_files.read(path)
    assert (found.agreement.concerns, found.agreement.objections) == (("How?",), ("Slow",))
    for words in (old.rule, "At night? # Who", "Too loud"):
        assert words in found.history[-1]
    assert "How?" not in found.history[-1], "that stays where it is"
    assert reviewing.undo()
    assert path.read_bytes() == before


def test_if_the_old_agreement_cannot_be_changed_no_new_one_is_made(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(place: Path, *_more: object) -> Path:
        raise CannotSave(place, OSError(28, "No space left on device"))

    before = texts(tmp_path)
    monkeypatch.setattr(agreement_files, "change", full)
    new = in_place_of(OLD, Draft(rule="We write."), "b", TODAY)
    reviewing = Reviewing()
    with pytest.raises(CannotSave):
        reviewing.carry_out(tmp_path, supersede(OLD, new, TODAY), path, new)
    assert texts(tmp_path) == before
    assert reviewing.last is None


def test_an_undo_that_is_impossible_now_can_be_tried_again(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(place: Path, *_more: object) -> bool:
        raise CannotSave(place, OSError(28, "No space left on device"))

    before = texts(tmp_path)
    reviewing = Reviewing()
    reviewing.carry_out(tmp_path, keep(OLD, TODAY), path)
    with monkeypatch.context() as fault:
        fault.setattr(agreement_files, "undo", full)
        with pytest.raises(CannotSave):
            reviewing.undo()
    assert reviewing.last
    assert reviewing.undo()
    assert texts(tmp_path) == before


def test_what_somebody_else_changed_in_the_meantime_is_reported(tmp_path: Path, path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("2027-02-22", "2030-01-01"), "utf-8")
    done = Reviewing().carry_out(tmp_path, keep(OLD, TODAY), path)
    assert done.beside
    assert done.path != path
    assert agreement_files.read(path).agreement.review == date(2030, 1, 1)


def test_a_renamed_file_is_found_and_is_not_a_second_version(tmp_path: Path, path: Path) -> None:
    renamed = path.rename(path.with_name("called by hand.md"))
    done = Reviewing().carry_out(tmp_path, keep(OLD, TODAY), path)
    assert (done.path, done.beside) == (renamed, False)
    assert replace(agreement_files.read(renamed).agreement, review=TODAY, reviewed=None) == OLD


def test_a_disk_that_does_not_tell_whether_a_file_exists_leaves_nothing_half_done(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(tmp_path)
    new = in_place_of(OLD, Draft(rule="We write."), "b", TODAY)
    reviewing = Reviewing()

    def refuse(*_given: object, **_more: object) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(os, "stat", refuse)
        with pytest.raises(CannotSave):
            reviewing.carry_out(tmp_path, supersede(OLD, new, TODAY), path, new)
        with pytest.raises(CannotSave):
            refresh_poster(tmp_path, "Team", TODAY)
    assert reviewing.last is None
    assert texts(tmp_path) == before


BY_HAND = """---
decided: 2026-11-22 # our day
---
Call
====

* when it is urgent
* when it is not

## Signs that it works

1. nobody asks twice
2. <!-- more? --> nobody waits

## History


"""


def test_text_formatted_by_hand_is_restored_as_it_was(tmp_path: Path, path: Path) -> None:
    path.write_text(BY_HAND, "utf-8")
    found = agreement_files.read(path).agreement
    reviewing = Reviewing()
    draft = replace(draft_of(found, TODAY), title="Write", rule="We write.", signs="Nobody calls.")
    adjusted = reviewing.carry_out(tmp_path, adjust(found, draft, TODAY), path).change.after
    reviewing.carry_out(tmp_path, hand_over(adjusted, "Peter", TODAY), path)
    assert reviewing.undo()
    assert reviewing.undo()
    assert path.read_text("utf-8") == BY_HAND


def test_undo_keeps_what_somebody_added_after_the_review(tmp_path: Path, path: Path) -> None:
    reviewing = Reviewing()
    reviewing.carry_out(tmp_path, keep(OLD, TODAY), path)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n## Ours\n\nA note.\n")
    assert reviewing.undo()
    assert agreement_files.read(path).agreement == OLD
    assert path.read_text("utf-8").endswith("\n## Ours\n\nA note.\n")


def test_undo_keeps_what_somebody_added_just_before_the_review(tmp_path: Path, path: Path) -> None:
    was, act = path.read_bytes(), keep(OLD, TODAY)
    noted = was + b"\n## Ours\n\nA note.\n"
    path.write_bytes(noted)
    agreement_files.change(tmp_path, act, path)
    assert agreement_files.undo(tmp_path, act, path, was)
    assert path.read_bytes() == noted


BROKEN = [(errno.EIO, ever, late) for ever in (False, True) for late in (False, True)]


@pytest.mark.parametrize("kind", BROKEN, ids=str)
def test_wherever_replacing_a_rule_is_interrupted_one_of_the_two_is_in_force(tmp_path: Path, kind: Kind) -> None:
    new = in_place_of(OLD, Draft(rule="We write."), "b", TODAY)

    def play(folder: Path, disk: FaultyDisk) -> None:
        with disk.quiet():
            path = agreement_files.add(folder, OLD)
        with suppress(CannotSave):
            Reviewing().carry_out(folder, supersede(OLD, new, TODAY), path, new)
        with disk.quiet():
            assert agreement_files.in_force(folder, "a") or agreement_files.in_force(folder, "b")
            assert not [problem for problem in agreement_files.check(folder) if problem.severity is Severity.ERROR]

    assert at_each_call(tmp_path, kind, play) > 20


@pytest.mark.parametrize("kind", BROKEN, ids=str)
def test_wherever_replacing_or_undoing_in_a_game_is_interrupted_one_of_the_two_is_in_force(
    tmp_path: Path, kind: Kind
) -> None:
    new = in_place_of(OLD, Draft(rule="We write."), "b", TODAY)
    before = Table(3).game
    after = replace(before, agreements=(new,), changes=(supersede(OLD, new, TODAY),))

    def play(folder: Path, disk: FaultyDisk) -> None:
        with disk.quiet():
            kept = Records(folder, before, TODAY)
            team = kept.folder
            agreement_files.add(team, OLD)
        for game in (after, before, after, before):
            kept.write_agreements(game)
            with disk.quiet():
                assert agreement_files.in_force(team, "a") or agreement_files.in_force(team, "b")
        disk.heal()
        assert kept.write_agreements(before), kept.problem
        with disk.quiet():
            assert agreement_files.in_force(team, "a")
            assert not agreement_files.in_force(team, "b")

    assert at_each_call(tmp_path, kind, play, step=7) > 3


def test_a_rule_whose_successor_is_missing_is_an_error(tmp_path: Path, path: Path) -> None:
    new = in_place_of(OLD, Draft(rule="We write."), "b", TODAY)
    done = Reviewing().carry_out(tmp_path, supersede(OLD, new, TODAY), path, new)
    assert agreement_files.check(tmp_path) == ()
    assert done.made_path
    done.made_path.unlink()
    [problem] = agreement_files.check(tmp_path)
    assert problem.severity is Severity.ERROR
    assert "neither of the two is in force" in problem.message()
