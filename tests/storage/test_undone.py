"""A game that is killed between an undo in its journal and the files: what was undone does not remain on file."""

from dataclasses import replace
from pathlib import Path

from tests.core.table import RULE, TODAY, agreement, pile, setup

from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage.agreements import files as agreement_files

OLD = agreement("a1")


def begun(tmp_path: Path) -> tuple[Sitting, Records]:
    """A game whose first round is about an agreement, with a journal and files."""
    started = Sitting.begin(tmp_path / "games", setup(2, reviews=("a1",)), pile(), lambda: 0.0, (OLD,))
    assert isinstance(started, Sitting)
    records = Records(tmp_path / "teams", started.game, TODAY)
    agreement_files.add(records.folder, OLD)
    while started.game.phase is not Phase.AGREE:
        skipped = c.SkipPhase() if started.game.phase is Phase.REVEAL else c.MoveOn()
        assert started.send(skipped) is None
    return started, records


def killed(sitting: Sitting, tmp_path: Path) -> tuple[Sitting, Records]:
    """The game as resumed after a kill."""
    path = sitting._journal.path
    sitting._journal.close()
    back = Sitting.resume(path, lambda: 0.0)
    return back, Records(tmp_path / "teams", back.game, TODAY, back.before_undo)


def on_file(records: Records) -> dict[str, object]:
    found, problems = agreement_files.load_all(records.folder)
    assert not problems
    return {file.agreement.id: file.agreement for file in found}


def adopt(sitting: Sitting) -> None:
    for command in (c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Adopt(TODAY)):
        assert sitting.send(command) is None


def test_a_review_that_was_undone_is_not_on_file(tmp_path: Path) -> None:
    sitting, records = begun(tmp_path)
    assert sitting.send(c.Keep(TODAY)) is None
    assert records.write_agreements(sitting.game)
    assert on_file(records) != {"a1": OLD}
    sitting.undo()
    back, records = killed(sitting, tmp_path)
    assert records.write_agreements(back.game)
    assert on_file(records) == {"a1": OLD}


def test_an_agreement_that_was_undone_with_the_steps_before_it_is_not_on_file(tmp_path: Path) -> None:
    sitting, records = begun(tmp_path)
    adopt(sitting)
    assert records.write_agreements(sitting.game)
    assert len(on_file(records)) == 2
    sitting.undo()
    sitting.undo()
    back, records = killed(sitting, tmp_path)
    assert records.write_agreements(back.game)
    assert on_file(records) == {"a1": OLD}


def test_an_undo_before_anything_was_written_changes_nothing(tmp_path: Path) -> None:
    sitting, records = begun(tmp_path)
    assert sitting.send(c.Retire(TODAY)) is None
    sitting.undo()
    before = [path.read_bytes() for path in (records.folder / agreement_files.FOLDER).iterdir()]
    back, records = killed(sitting, tmp_path)
    assert records.write_agreements(back.game)
    assert [path.read_bytes() for path in (records.folder / agreement_files.FOLDER).iterdir()] == before


def test_a_review_after_an_undo_is_kept(tmp_path: Path) -> None:
    sitting, records = begun(tmp_path)
    assert sitting.send(c.Retire(TODAY)) is None
    assert records.write_agreements(sitting.game)
    sitting.undo()
    assert records.write_agreements(sitting.game)
    assert sitting.send(c.Keep(TODAY)) is None
    assert records.write_agreements(sitting.game)
    kept = on_file(records)
    back, records = killed(sitting, tmp_path)
    assert back.before_undo is None
    assert records.write_agreements(back.game)
    assert on_file(records) == kept
    assert kept["a1"] == replace(OLD, reviewed=TODAY, review=kept["a1"].review)
