"""What the review screen knows while it reads: the first page grows, and later readings arrive all at once."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.agreements.filter import AgreementFilter, Which
from dialogkort.core.agreements.reviews import keep, retire
from dialogkort.files.problems import FileProblem
from dialogkort.sessions.agreement_entries import Batch, Entry, batches, entry
from dialogkort.sessions.agreement_shelf import AgreementShelf
from dialogkort.sessions.reviewing import Reviewed
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.tui.agreements.rows import message_below

TODAY = date(2026, 11, 22)
FOLDER = Path("team")
ALL = AgreementFilter()
BROKEN = FileProblem(FOLDER / "broken.md", "It is broken.")


def entry_of(name: str, review: date = TODAY, **fields: object) -> Entry:
    made = Agreement(name, name.upper(), "We call.", TODAY - timedelta(90), review, **fields)  # type: ignore[arg-type]
    return entry(FOLDER, "Team", FOLDER / f"{name}.md", made, TODAY)


def titles(shelf: AgreementShelf) -> str:
    return "".join(found.agreement.title if isinstance(found, Entry) else "!" for found in shelf.found)


def full(*entries: Entry, wanted: AgreementFilter = ALL) -> AgreementShelf:
    shelf = AgreementShelf(wanted)
    shelf.take(Batch(list(entries), [BROKEN], last=True))
    return shelf


def test_the_first_reading_is_shown_as_it_arrives_and_due_agreements_move_up() -> None:
    shelf = AgreementShelf(AgreementFilter())
    assert shelf.take(Batch([entry_of("b", TODAY + timedelta(9)), entry_of("c", TODAY + timedelta(3))]))
    assert (titles(shelf), shelf.complete) == ("CB", False)
    assert shelf.take(Batch([entry_of("a")], [BROKEN], last=True))
    assert (titles(shelf), shelf.complete, shelf.waiting) == ("ACB!", True, 1)


def test_the_list_does_not_change_until_a_later_reading_is_complete() -> None:
    shelf = full(entry_of("a"), entry_of("b"))
    shelf.begin()
    assert not shelf.take(Batch([entry_of("c")]))
    assert titles(shelf) == "AB!"
    assert shelf.take(Batch([entry_of("d")], last=True))
    assert titles(shelf) == "CD"


def test_a_filter_leaves_out_the_files_with_problems() -> None:
    shelf = full(entry_of("a"), entry_of("b", status=Status.RETIRED))
    shelf.look_for(AgreementFilter(Which.GONE))
    assert titles(shelf) == "B"
    shelf.look_for(AgreementFilter())
    assert titles(shelf) == "AB!"


def test_an_act_moves_nothing_in_the_list_until_a_filter_is_used() -> None:
    shelf = full(entry_of("a"), entry_of("b"), entry_of("c"))
    change = keep(entry_of("a").agreement, TODAY)
    new = entry_of("a").become(change.after, FOLDER / "a.md", TODAY)
    assert shelf.put_in_place(entry_of("a"), new, entry_of("n")) == 1
    assert titles(shelf) == "ANBC!"
    assert shelf.waiting == 3
    shelf.look_for(AgreementFilter())
    assert titles(shelf) == "BCNA!"


def test_an_act_on_an_agreement_that_is_no_longer_shown_hides_no_other() -> None:
    shelf = full(entry_of("b"), entry_of("c"), wanted=AgreementFilter(Which.DUE))
    assert shelf.put_in_place(entry_of("a"), entry_of("a", TODAY + timedelta(90))) == 0
    assert titles(shelf) == "ABC"


def test_an_agreement_is_shown_after_undo_even_if_the_filter_excludes_it() -> None:
    change = retire(entry_of("a").agreement, TODAY)
    gone = entry_of("a").become(change.after, FOLDER / "a.md", TODAY)
    shelf = full(gone, entry_of("b"), wanted=AgreementFilter(Which.DUE))
    assert titles(shelf) == "B"
    assert shelf.undo(Reviewed(FOLDER, change, FOLDER / "a.md"), TODAY) == 0
    assert titles(shelf) == "AB"
    assert shelf.undo(Reviewed(Path("elsewhere"), change, FOLDER / "a.md"), TODAY) is None


def test_predecessors_and_successors_have_titles_or_ids_if_they_are_not_on_file() -> None:
    shelf = full(
        entry_of("a", status=Status.SUPERSEDED, superseded_by="b"),
        entry_of("b", supersedes="a"),
        entry_of("c", supersedes="x"),
    )
    assert [shelf.after(entry_of("z", superseded_by="b")), shelf.before(entry_of("z", supersedes="a"))] == ["B", "A"]
    assert [shelf.after(entry_of("z")), shelf.before(entry_of("z", supersedes="x"))] == ["", "x"]


def test_everything_in_the_folder_arrives_and_the_problems_come_last(tmp_path: Path) -> None:
    team = tmp_path / "team"
    for name in "abc":
        agreement_files.add(team, entry_of(name).agreement)
    (team / "agreements" / "2026-01-01-broken.md").write_bytes(b"\xff")
    read = list(batches(tmp_path, TODAY))
    assert [batch.last for batch in read] == [False] * (len(read) - 1) + [True]
    assert sorted(found.agreement.id for batch in read for found in batch.entries) == ["a", "b", "c"]
    assert [len(batch.problems) for batch in read][-1] == 1
    assert all("we call." in found.text for batch in read for found in batch.entries)


@pytest.mark.usefixtures("english")
def test_a_file_with_two_problems_is_counted_once() -> None:
    shelf = AgreementShelf(ALL)
    shelf.take(Batch([], [BROKEN, FileProblem(BROKEN.path, "It is broken in two places.")], last=True))
    assert message_below(shelf, FOLDER) == "! 1 file cannot be understood: p"
