"""What a game leaves on file follows the game: what is undone is removed again, what is resumed is there only once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.core.table import Table
from tests.storage.texts import agreement
from tests.storage.unreadable import breaking

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.agreements.reviews import Change, adjust, draft_of, hand_over, keep, move, retire, supersede
from dialogkort.core.game.commands import Join
from dialogkort.core.game.state import Game
from dialogkort.files.failures import CannotSave
from dialogkort.sessions.records import Records, refresh_poster
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements import poster
from dialogkort.storage.agreements.files import FOLDER, add, load_all, read

pytestmark = pytest.mark.usefixtures("no_waiting")
TODAY = date(2027, 2, 22)
OLD = agreement(id="old", title="Old")
NEW = agreement(id="new", title="New", decided=TODAY, review=date(2027, 5, 22), supersedes="old")


def game(*changes: Change, agreements: tuple[Agreement, ...] = ()) -> Game:
    return replace(Table(3).game, changes=changes, agreements=agreements)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """The records of a game that has just begun, in a folder that contains one agreement."""
    made = Records(tmp_path, game(), TODAY)
    add(made.folder, OLD)
    return made


def files(records: Records) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (records.folder / FOLDER).iterdir()}


def standing(records: Records) -> dict[str, Agreement]:
    found, problems = load_all(records.folder)
    assert problems == ()
    return {file.agreement.id: file.agreement for file in found}


def test_the_reviews_of_a_game_are_written_in_order_and_undone_from_the_last(records: Records) -> None:
    first = keep(OLD, TODAY)
    second = hand_over(first.after, "Bo", TODAY)
    third = retire(second.after, TODAY, "Nok")
    stages = [files(records)]
    for number in range(1, 4):
        assert records.write_agreements(game(*(first, second, third)[:number]))
        stages.append(files(records))
    assert standing(records) == {"old": third.after}
    assert "Old" not in (records.folder / poster.NAME).read_text("utf-8")
    for number in (2, 1, 0):
        assert records.write_agreements(game(*(first, second, third)[:number]))
        assert files(records) == stages[number]
    assert "Old" in (records.folder / poster.NAME).read_text("utf-8")


def test_newcomers_stay_in_the_team_and_what_people_wrote_in_the_meantime_is_kept(tmp_path: Path) -> None:
    table = Table(3)
    records = Records(tmp_path, table.game, TODAY)
    assert records.write_team(table.game)
    path = records.folder / "team.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("members:\n", "members:\n  - name: Zoe\n    phone: 12\n"), encoding="utf-8")
    table.do(Join("Åse", remote=True))
    assert records.remember_joined(table.game)
    members = team_files.load(records.folder).members
    assert [(member.name, member.remote) for member in members][-1] == ("Åse", True)
    assert members[0].name == "Zoe"
    assert 'phone: "12"' in path.read_text("utf-8")
    table.do(Join("zoe"))
    assert records.remember_joined(table.game)
    assert [member.name for member in team_files.load(records.folder).members].count("Zoe") == 1
    before_bo = table.game
    table.do(Join("Bo"))
    assert records.remember_joined(table.game)
    assert [member.name for member in team_files.load(records.folder).members][-1] == "Bo"
    assert records.write_agreements(before_bo), "undoing the arrival is written with the other files"
    assert [member.name for member in team_files.load(records.folder).members][-1] == "Åse"
    assert "Zoe" in path.read_text("utf-8")
    again = Records(tmp_path, before_bo, TODAY)
    text = path.read_text("utf-8")
    assert again.write_game(before_bo)
    assert path.read_text("utf-8") == text, "a known member is not written twice when the game is resumed"


def test_several_reviews_are_undone_at_once_and_replaced_by_another(records: Records) -> None:
    first, second = keep(OLD, TODAY), move(keep(OLD, TODAY).after, date(2028, 1, 1), TODAY)
    records.write_agreements(game(first, second))
    other = retire(OLD, TODAY)
    assert records.write_agreements(game(other))
    assert standing(records) == {"old": other.after}
    assert len(read(next(iter((records.folder / FOLDER).iterdir()))).history) == 2


def test_a_new_agreement_replaces_an_old_one_and_both_are_undone(records: Records) -> None:
    before = files(records)
    act = supersede(OLD, NEW, TODAY)
    assert records.write_agreements(game(act, agreements=(NEW,)))
    assert standing(records) == {"old": act.after, "new": NEW}
    assert standing(records)["old"].superseded_by == "new"
    assert records.write_agreements(game())
    assert files(records) == before


def test_an_agreement_from_this_game_is_adjusted_and_both_are_undone(records: Records) -> None:
    before = files(records)
    act = adjust(NEW, replace(draft_of(NEW, TODAY), rule="Andet.\nOg mere."), TODAY)
    assert records.write_agreements(game(agreements=(NEW,)))
    assert records.write_agreements(game(act, agreements=(NEW,)))
    assert standing(records)["new"] == act.after
    assert records.write_agreements(game(act, agreements=(NEW,)))
    assert standing(records)["new"] == act.after
    assert records.write_agreements(game())
    assert files(records) == before


def test_a_resumed_game_writes_nothing_twice(records: Records, tmp_path: Path) -> None:
    first, second = hand_over(OLD, "Bo", TODAY), hand_over(hand_over(OLD, "Bo", TODAY).after, "Åse", TODAY)
    third = adjust(NEW, replace(draft_of(NEW, TODAY), rule="Andet."), TODAY)
    played = game(first, second, third, agreements=(NEW,))
    assert records.write_agreements(played)
    written = files(records)
    for _ in range(2):
        resumed = Records(tmp_path, played, TODAY)
        assert resumed.write_agreements(played)
        assert files(resumed) == written


def test_a_resumed_game_writes_what_was_missing_before_the_kill(records: Records, tmp_path: Path) -> None:
    first, second = hand_over(OLD, "Bo", TODAY), move(hand_over(OLD, "Bo", TODAY).after, date(2028, 1, 1), TODAY)
    records.write_agreements(game(first))
    played = game(first, second, agreements=(NEW,))
    assert Records(tmp_path, played, TODAY).write_agreements(played)
    assert standing(records) == {"old": second.after, "new": NEW}


def test_a_review_can_be_made_again_after_it_was_undone(records: Records) -> None:
    act = hand_over(OLD, "Bo", TODAY)
    for changes in ((act,), (), (act,)):
        assert records.write_agreements(game(*changes))
    assert standing(records) == {"old": act.after}
    there = hand_over(act.after, "Åse", TODAY)
    again = hand_over(there.after, "Bo", TODAY)
    assert records.write_agreements(game(act, there, again))
    assert standing(records)["old"].keeper == "Bo"


def test_a_change_by_hand_survives_undo(records: Records) -> None:
    act = hand_over(OLD, "Bo", TODAY)
    records.write_agreements(game(act))
    [path] = (records.folder / FOLDER).iterdir()
    theirs = path.read_bytes().replace(b"keeper: Bo", b"keeper: Carl")
    path.write_bytes(theirs)
    assert records.write_agreements(game())
    assert path.read_bytes() == theirs


def test_another_folder_gets_everything_from_the_game(records: Records, tmp_path: Path) -> None:
    act = keep(OLD, TODAY)
    played = game(act, agreements=(NEW,))
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    records.root = blocked
    assert not records.write_agreements(played)
    assert "not a folder" in records.problem
    records.root = tmp_path / "another"
    assert records.write_agreements(played)
    assert records.problem == ""
    assert standing(records) == {"old": act.after, "new": NEW}
    records.root = tmp_path
    assert records.write_agreements(played)
    assert standing(records) == {"old": act.after, "new": NEW}


def test_a_folder_that_is_new_gets_the_team_before_the_agreements(records: Records, tmp_path: Path) -> None:
    played = game(agreements=(NEW,))
    assert records.write_agreements(played)
    assert not (records.folder / "team.yaml").exists(), "the team was there before the game"
    records.root = tmp_path / "another"
    assert records.write_agreements(played)
    assert len(team_files.load(records.folder).members) == 3
    lost = Records(tmp_path / "lost", played, TODAY, begun_there=True)
    assert not lost.write_agreements(played)
    lost.make_folder()
    assert lost.write_agreements(played)
    assert len(team_files.load(lost.folder).members) == 3


def test_the_files_of_a_game_are_listed(records: Records) -> None:
    assert records.files() == ()
    act = retire(OLD, TODAY)
    records.write_agreements(game(act, agreements=(NEW,)))
    assert {path.name for path in records.files()} == {"2026-11-22-old.md", "2027-02-22-new.md", poster.NAME}
    assert standing(records)["old"].status is Status.RETIRED
    assert agreement_files.path_of(records.folder, "new") in records.files()


def test_no_poster_is_made_from_a_folder_that_cannot_be_read(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would say that no agreements are in force."""
    refresh_poster(records.folder, "Team", TODAY)
    before = (records.folder / poster.NAME).read_bytes()
    with monkeypatch.context() as patch:
        breaking(patch)(records.folder / FOLDER)
        with pytest.raises(CannotSave, match="not been rebuilt"):
            refresh_poster(records.folder, "Team", TODAY)
    assert (records.folder / poster.NAME).read_bytes() == before


def test_a_poster_names_the_files_that_cannot_be_understood(records: Records) -> None:
    path = add(records.folder, NEW)
    agreements = path.parent
    (agreements / "2026-01-01-empty.md").write_bytes(b"")
    (agreements / "2026-01-02-nul.md").write_bytes(bytes(9))
    (agreements / "2026-01-03-odd.md").write_text("---\nstatus: dunno\n---\n# Odd\n\nOdd.\n", "utf-8")
    (agreements / "2026-01-04-stauts.md").write_text("---\nstauts: retired\n---\n# Odd\n\nOdd.\n", "utf-8")
    (agreements / f"{path.stem} (1).md").write_bytes(path.read_bytes())
    refresh_poster(records.folder, "Team", TODAY)
    text = (records.folder / poster.NAME).read_text(encoding="utf-8")
    names = "2026-01-01-empty.md, 2026-01-02-nul.md, 2026-01-03-odd.md, 2026-01-04-stauts.md"
    assert f": {names}\n" in text
    assert text.count("## New") == 1


def test_a_poster_names_the_files_that_could_not_be_read(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    path = add(records.folder, NEW)
    with monkeypatch.context() as patch:
        breaking(patch)(path)
        refresh_poster(records.folder, "Team", TODAY)
    text = (records.folder / poster.NAME).read_text(encoding="utf-8")
    assert f"! Not included (cannot be read): {path.name}" in text
    assert "## Old" in text
    refresh_poster(records.folder, "Team", TODAY)
    text = (records.folder / poster.NAME).read_text(encoding="utf-8")
    assert "Not included" not in text
    assert "## New" in text
