"""`agreements review`: the outcome is written to the agreement's own file, its history and the poster."""

from datetime import date
from pathlib import Path

import pytest
from tests.cli.calling import Call, is_safe
from tests.cli.on_file import TODAY, agreement, kept, lay

from dialogkort.core.agreements.agreement import Status
from dialogkort.core.team import Team, members_named
from dialogkort.files import atomic
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements.files import read


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the teams, on a day in February."""
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY.isoformat())
    return tmp_path / "folder"


@pytest.fixture
def path(root: Path) -> Path:
    """The file of an agreement that is due."""
    return lay(root, agreement())


def poster(path: Path) -> str:
    return path.parents[1].joinpath("agreements.md").read_text("utf-8")


def last_item(path: Path) -> str:
    return read(path).history[-1]


def test_an_agreement_can_be_kept(call: Call, path: Path) -> None:
    before = kept(path)
    done = call("agreements", "review", "spil-1", "--keep", "--reason", "  Det virker\nstadig ")
    assert (done.code, done.err) == (0, "")
    after = kept(path)
    assert (after.status, after.reviewed, after.review) == (Status.IN_FORCE, TODAY, date(2027, 5, 22))
    assert after.rule == before.rule
    assert last_item(path).startswith("22. februar 2027: Beholdt.")
    assert "Det virker stadig" in last_item(path)
    assert "22 May 2027" in done.out
    assert str(path) in done.out
    assert "22 May 2027" in poster(path)


@pytest.mark.parametrize("until", ["2027-04-01", "1. april", "in 38 days"])
def test_an_agreement_can_be_kept_until_a_date(call: Call, path: Path, until: str) -> None:
    assert call("agreements", "review", "spil-1", "--keep", "--until", until).code == 0
    assert kept(path).review == date(2027, 4, 1)


def test_an_agreement_can_be_retired_and_brought_back(call: Call, path: Path) -> None:
    assert call("agreements", "review", "spil-1", "--retire", "--reason", "Ny vagttelefon").code == 0
    assert kept(path).status is Status.RETIRED
    assert "Ny vagttelefon" in last_item(path)
    assert "Ring" not in poster(path)
    for act in (("--retire",), ("--keeper", "Bo"), ("--date", "1. maj"), ("--adjust", "--rule", "x")):
        refused = call("agreements", "review", "spil-1", *act)
        assert (refused.code, refused.out) == (1, "")
        assert "--keep" in refused.err
    assert call("agreements", "review", "spil-1", "--keep").code == 0
    assert kept(path).status is Status.IN_FORCE
    assert "Ring" in poster(path)


def test_a_new_keeper_or_a_new_date_does_not_count_as_a_review(call: Call, path: Path) -> None:
    assert call("agreements", "review", "spil-1", "--keeper", "Peter").code == 0
    assert call("agreements", "review", "spil-1", "--date", "2027-06-01").code == 0
    after = kept(path)
    assert (after.keeper, after.review, after.reviewed) == ("Peter", date(2027, 6, 1), None)
    assert [name for name in ("Åse", "Peter") if name in read(path).history[1]] == ["Åse", "Peter"]
    assert call("agreements", "review", "spil-1", "--keeper", "").code == 0
    assert kept(path).keeper == ""


@pytest.mark.parametrize(
    ("arguments", "most"),
    [
        (("agreements", "review", "spil-1", "--adjust", "--rule", "ord " * 3_000), "10000"),
        (("agreements", "review", "spil-1", "--retire", "--reason", "x" * 2_001), "2000"),
        (("agreements", "new", "--team", "Team Nord", "--rule", "ord " * 3_000), "10000"),
        (("agreements", "new", "--team", "Team Nord", "--rule", "Vi ringer.", "--title", "x" * 201), "200"),
        (("play", "--team", "x" * 61), "60"),
    ],
)
def test_what_is_too_long_is_rejected_and_never_cut(
    call: Call, path: Path, arguments: tuple[str, ...], most: str
) -> None:
    before = path.read_bytes()
    done = call(*arguments)
    assert done.code == 2
    assert f"but the limit is {most}." in done.err
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


def test_a_partial_name_is_asked_about_and_changes_nothing(call: Call, path: Path) -> None:
    team_files.save(path.parents[1], Team("Team Sø", members_named(("Mette", "Peter Holm", "Peter Lund"))))
    before = path.read_bytes()
    done = call("agreements", "review", "spil-1", "--keeper", "met")
    assert done.code == 2
    assert "“met” is only the beginning of a name. Do you mean Mette?" in done.err
    done = call("agreements", "review", "spil-1", "--keeper", "Peter")
    assert done.code == 2
    assert "Peter Holm and Peter Lund" in done.err
    assert path.read_bytes() == before
    assert call("agreements", "review", "spil-1", "--keeper", "Peter", "--as-written").code == 0
    assert kept(path).keeper == "Peter"
    done = call("agreements", "new", "--team", "Team Sø", "--rule", "Vi ringer.", "--keeper", "met")
    assert done.code == 2
    assert len(list(path.parent.iterdir())) == 1
    done = call("agreements", "list", "--keeper", "Pet")
    assert (done.code, done.out) == (0, "")
    assert "Do you mean Peter?" in done.err


def test_a_change_that_is_already_made_is_not_written(call: Call, path: Path) -> None:
    before = path.read_bytes()
    for act in (("--keeper", "Åse"), ("--date", TODAY.isoformat())):
        done = call("agreements", "review", "spil-1", *act)
        assert (done.code, done.out, done.err) == (0, "That is already the case, so nothing has changed.\n", "")
    assert path.read_bytes() == before


def test_an_agreement_can_be_adjusted(call: Call, root: Path) -> None:
    path = lay(root, agreement(signs="Ro efter 17.", concerns=("Nattevagten?",), corner_flags="Hviletid."))
    old = kept(path)
    done = call("agreements", "review", "spil-1", "--adjust", "--rule", "Vi ringer altid.", "--reason", "Klarere")
    assert (done.code, done.err) == (0, "")
    after = kept(path)
    assert (after.rule, after.title, after.reviewed) == ("Vi ringer altid.", old.title, TODAY)
    assert (after.signs, after.concerns, after.corner_flags) == (old.signs, old.concerns, old.corner_flags)
    assert "Klarere" in last_item(path)
    assert "Alt andet kan vente til i morgen." in last_item(path), "the old wording is in the history"
    assert "Vi ringer altid." in poster(path)
    assert all(line.startswith("  ") for line in done.out.splitlines()[1:] if line.strip())


def test_title_and_signs_can_be_adjusted_alone(call: Call, path: Path) -> None:
    rule = kept(path).rule
    words = ("--title", "Ring først", "--signs", "Ingen mails om natten.", "--until", "2028-01-01")
    assert call("agreements", "review", "spil-1", "--adjust", *words).code == 0
    after = kept(path)
    assert (after.title, after.signs, after.rule) == ("Ring først", "Ingen mails om natten.", rule)
    assert after.review == date(2028, 1, 1)


def test_a_title_taken_from_the_rule_follows_the_new_rule(call: Call, root: Path) -> None:
    path = lay(root, agreement(title="Når det haster, ringer vi", rule="Når det haster, ringer vi."))
    assert call("agreements", "review", "spil-1", "--adjust", "--rule", "Vi ringer altid. Ellers ikke.").code == 0
    assert kept(path).title == "Vi ringer altid"


def test_an_agreement_can_be_superseded(call: Call, root: Path) -> None:
    path = lay(root, agreement(deck="digital", card="a", question="Hvornår?"))
    done = call("agreements", "review", "spil-1", "--supersede", "--rule", "Vi har en vagttelefon.", "--reason", "Ro")
    assert (done.code, done.err) == (0, "")
    old = kept(path)
    assert old.status is Status.SUPERSEDED
    [other] = [file for file in path.parent.iterdir() if file != path]
    new = kept(other)
    assert (old.superseded_by, new.supersedes) == (new.id, "spil-1")
    assert (new.rule, new.title) == ("Vi har en vagttelefon.", "Vi har en vagttelefon")
    assert (new.decided, new.review, new.keeper) == (TODAY, date(2027, 5, 22), "Åse")
    assert new.question == "Hvornår?"
    assert "Vi har en vagttelefon" in last_item(path)
    assert (new.id in done.out, str(other) in done.out) == (True, True)
    assert "Vi har en vagttelefon" in poster(path)
    assert "Når det haster" not in poster(path)


def test_text_from_the_command_line_is_cleaned(call: Call, path: Path) -> None:
    nasty = "\x1b[31mVi\u202e ringer\r\naltid"
    done = call("agreements", "review", "spil-1", "--adjust", "--rule", nasty, "--title", nasty, "--reason", nasty)
    assert done.code == 0
    assert is_safe(done.out)
    assert is_safe(path.read_text("utf-8"))
    assert kept(path).rule.endswith("ringer\naltid")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ((), "--keep"),
        (("--keep", "--retire"), "--retire"),
        (("--keep", "--keeper", "Bo"), "--keeper"),
        (("--keep", "--rule", "x"), "--rule"),
        (("--retire", "--until", "2028-01-01"), "--until"),
        (("--adjust",), "--adjust"),
        (("--adjust", "--rule", " "), "The rule is empty"),
        (("--supersede",), "--supersede"),
        (("--supersede", "--title", "x"), "--supersede"),
        (("--keep", "--until", "2027-02-21"), "in the past"),
        (("--date", "2026-01-01"), "in the past"),
        (("--date", "engang"), "engang"),
    ],
)
def test_a_usage_error_changes_nothing(call: Call, path: Path, wrong: tuple[str, ...], named: str) -> None:
    before = path.read_bytes()
    done = call("agreements", "review", "spil-1", *wrong)
    assert (done.code, done.out) == (2, "")
    assert named in done.err
    assert path.read_bytes() == before
    assert len(list(path.parent.iterdir())) == 1


def test_an_unknown_agreement_or_team_is_reported(call: Call, path: Path) -> None:
    assert call("agreements", "review", "x", "--keep").code == 1
    assert call("agreements", "review", "spil-1", "--keep", "--team", "Team Vest").code == 2
    assert call("agreements", "review", "spil-1", "--keep", "--team", "Team Nord").code == 0


def test_only_the_lines_that_must_change_are_changed(call: Call, path: Path) -> None:
    text = path.read_text("utf-8").replace("keeper: Åse", "x-egen: 1 # min\nkeeper: Åse")
    written = text.replace("## Historik", "| a | b |\n|---|---|\n\n## Historik").replace("\n", "\r\n").encode()
    path.write_bytes(written)
    assert call("agreements", "review", path, "--keeper", "Bo").code == 0
    old, new = written.split(b"\r\n"), path.read_bytes().split(b"\r\n")
    assert [line for line in old if line not in new] == ["keeper: Åse".encode()]
    assert [line.partition(b": ")[0] for line in new if line not in old] == [b"keeper", b"- 22\\. februar 2027"]


def test_a_file_that_somebody_changes_in_the_meantime_is_not_overwritten(
    call: Call, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = agreement_files.change

    def late(*arguments: object, **named: object) -> Path:
        path.write_text(path.read_text("utf-8").replace("keeper: Åse", "keeper: Vagn"), encoding="utf-8")
        return change(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(agreement_files, "change", late)
    done = call("agreements", "review", "spil-1", "--keeper", "Bo")
    assert done.code == 1
    assert kept(path).keeper == "Vagn"
    [beside] = [file for file in path.parent.iterdir() if file != path]
    assert kept(beside).keeper == "Bo"
    assert str(beside) in done.err


def test_a_full_disk_is_reported(call: Call, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(where: Path, *_rest: object, **_named: object) -> None:
        raise atomic.CannotSave(where, OSError(28, "No space left on device"))

    before = path.read_bytes()
    monkeypatch.setattr(agreement_files, "change", full)
    done = call("agreements", "review", "spil-1", "--keep")
    assert (done.code, done.out) == (1, "")
    assert "could not be saved" in done.err
    assert path.read_bytes() == before
