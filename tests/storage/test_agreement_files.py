"""Agreements in a team's folder: created, changed and undone; nothing that a person did is lost."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from tests.storage.texts import agreement
from tests.systems import modes, shows_links, symlinks

from dialogkort import language
from dialogkort.core.agreements.agreement import Agreement, Draft, Status
from dialogkort.core.agreements.reviews import Act, Change, adjust, draft_of, hand_over, keep, move, retire, supersede
from dialogkort.files import filesystem, folder_lock, links
from dialogkort.files.atomic import CannotRead, CannotSave
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements.files import (
    FOLDER,
    add,
    change,
    change_again,
    load_all,
    path_of,
    read,
    render,
    scan,
    undo,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("no_waiting")
TODAY = date(2027, 2, 22)


def versions(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / FOLDER).iterdir())


def test_adding_an_agreement_again_changes_nothing(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    assert path == tmp_path / "agreements" / "2026-11-22-ring-naar-det-haster.md"
    before = path.stat()
    language.use("da")
    assert add(tmp_path, agreement()) == path
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert path_of(tmp_path, "spil-1") == path
    assert path_of(tmp_path, "spil-2") is None


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    first, second, third = (add(tmp_path, agreement(id=f"spil-{number}")) for number in (1, 2, 3))
    assert [path.name.removeprefix("2026-11-22-ring-naar-det-haster") for path in (first, second, third)] == [
        ".md", "-2.md", "-3.md",
    ]  # fmt: skip
    assert add(tmp_path, agreement(id="spil-2")) == second


def test_many_adding_at_once_never_share_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filesystem, "LONG", 60.0)  # a busy machine is not an error
    with ThreadPoolExecutor(8) as many:
        paths = list(many.map(lambda number: add(tmp_path, agreement(id=f"spil-{number}")), range(60)))
    assert len(set(paths)) == 60
    found, problems = load_all(tmp_path)
    assert {file.agreement.id for file in found} == {f"spil-{number}" for number in range(60)}
    assert problems == ()


def test_another_agreement_with_the_same_id_gets_a_file_of_its_own(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    theirs = path.read_text("utf-8").replace("Alt andet", "Resten")
    path.write_text(theirs, "utf-8")
    assert not withdraw(tmp_path, agreement())
    other = add(tmp_path, agreement(rule="Andet."))
    assert add(tmp_path, agreement(rule="Andet.")) == other != path
    assert path.read_text("utf-8") == theirs
    [found], [problem] = load_all(tmp_path)
    assert (found.path, problem.path) == (path, other)
    assert "another version" in str(problem)
    assert path.name in str(problem)


def test_only_the_agreement_that_is_withdrawn_is_removed(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    kept = add(tmp_path, agreement(id="spil-2"))
    assert withdraw(tmp_path, agreement())
    assert not path.exists()
    assert kept.exists()
    assert withdraw(tmp_path, agreement())
    assert withdraw(tmp_path / "none", agreement())
    language.use("da")
    assert withdraw(tmp_path, agreement(id="spil-2"))
    assert not kept.exists()


def test_all_agreements_come_in_order_with_the_problems(tmp_path: Path) -> None:
    add(tmp_path, agreement(id="c", title="Ål", decided=date(2026, 11, 22)))
    add(tmp_path, agreement(id="b", title="Zebra", decided=date(2026, 11, 22)))
    add(tmp_path, agreement(id="a", title="Først", decided=date(2025, 1, 1)))
    folder = tmp_path / "agreements"
    folder.joinpath("2026-01-01-latin.md").write_bytes("# Æ".encode("latin-1"))
    folder.joinpath("2026-01-02-folder.md").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "2026-01-03-pipe.md")
    else:  # Windows has no pipes in folders
        (folder / "2026-01-03-pipe.md").mkdir()
    folder.joinpath("2026-01-04-large.md").write_bytes(b"x" * 1_000_000)
    if shows_links():
        folder.joinpath("2026-01-05-gone.md").symlink_to("nowhere")
    folder.joinpath("2026-01-06-none.md").write_bytes(b"---\nx\n---\n")
    folder.joinpath(".hidden.md").write_bytes(b"\xff")
    folder.joinpath("notes.txt").write_bytes(b"\xff")
    folder.joinpath("README.md").write_bytes(b"# How we do it\n\nNo front matter, no date.\n")
    found, problems = load_all(tmp_path)
    assert [file.agreement.title for file in found] == ["Først", "Zebra", "Ål"]
    gone = ["05-gone"] if shows_links() else []
    assert sorted(problem.path.name[8:15] for problem in problems) == [
        "01-lati", "02-fold", "03-pipe", "04-larg", *gone, "06-none",
    ]  # fmt: skip
    assert all(problem.message() and str(problem).startswith(problem.path.name) for problem in problems)
    noted = []
    assert {heading.path for heading in scan(tmp_path, noted)} == {file.path for file in found}
    assert noted == list(problems)


def test_listing_does_not_need_the_full_text_but_can_load_it(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    [heading] = scan(tmp_path)
    assert heading.path == path
    assert heading.outline == replace(agreement(), rule="", question="", signs="", corner_flags="", concerns=())
    assert heading.outline.due(TODAY)
    assert heading.read() == load_all(tmp_path)[0][0]
    assert heading.read().history == ("22 November 2026: Agreed",)
    path.unlink()
    with pytest.raises(CannotRead):
        heading.read()


COPIES = (
    "{stem} (Peter's conflicted copy 2026-11-22).md",
    "{stem}-PETERS-PC.md",
    "{stem}.sync-conflict-20261122-101500-ABCDEFG.md",
    "{stem} (conflicted copy 2026-11-22 101500).md",
    "{stem} (1).md",
    "{stem} 2.md",
    "{stem} (Oles kopi 2026-11-23).MD",
)


@pytest.mark.parametrize("name", COPIES)
def test_copies_from_sync_programs_are_shown_but_never_counted(tmp_path: Path, name: str) -> None:
    path = add(tmp_path, agreement())
    copy = path.with_name(name.format(stem=path.stem))
    copy.write_bytes(path.read_bytes().replace(b"Alt andet", b"Resten"))
    [found], [problem] = load_all(tmp_path)
    assert (found.path, problem.path) == (path, copy)
    assert len(list(scan(tmp_path))) == 1
    theirs = copy.read_bytes()
    act = retire(agreement(), TODAY)
    assert change(tmp_path, act) == path
    assert [file.agreement.status for file in load_all(tmp_path)[0]] == [Status.RETIRED]
    assert undo(tmp_path, act)
    assert copy.read_bytes() == theirs
    assert path.exists()


def test_no_folder_means_no_agreements(tmp_path: Path) -> None:
    assert load_all(tmp_path / "none") == ((), ())
    assert list(scan(tmp_path / "none")) == []
    assert not undo(tmp_path / "none", retire(agreement(), TODAY))
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    tmp_path.joinpath("agreements").write_bytes(b"")
    _found, [problem] = load_all(tmp_path)
    assert "cannot be read" in str(problem)
    for write in (lambda: add(tmp_path, agreement()), lambda: change(tmp_path, retire(agreement(), TODAY))):
        with pytest.raises(CannotSave, match="not a folder"):
            write()


def test_names_that_are_paths_stay_inside_the_folder(tmp_path: Path) -> None:
    path = add(tmp_path / "team", agreement(title="../../../../etc/passwd\n\0"))
    assert path.parent == tmp_path / "team" / FOLDER
    assert add(tmp_path / "team", agreement(title="../../../../etc/passwd\n\0")) == path
    path = add(tmp_path / "team", agreement(id="x", title=""))
    assert path.name == "2026-11-22-naar-det-haster-ringer-vi-alt-andet-kan-vente-til-i-morgen.md"


def every_act(kept: Agreement) -> list[Change]:
    """One of each act, and the adjustments that change the most and the least."""
    return [
        keep(kept, TODAY, reason="Det virker"),
        adjust(
            kept,
            replace(draft_of(kept, TODAY), rule="Vi ringer.\nAltid.", signs="", reason="For langt"),
            TODAY,
            ("Ny.",),
        ),
        adjust(kept, Draft("Ny", "Helt nyt.\n\nI to afsnit.", corner_flags="Ny."), TODAY),
        retire(kept, TODAY, "Det giver sig selv"),
        supersede(kept, agreement(id="spil-9", title="Ny [regel]"), TODAY),
        hand_over(kept, "Bo", TODAY, "Barsel"),
        hand_over(kept, "", TODAY),
        move(kept, date(2027, 5, 1), TODAY),
    ]


HAND_EDITS = {
    "renamed a heading with a comma": ("## Tegn på at det virker", "## Tegn på, at det virker:"),
    "put a comment into the front matter": ("keeper: Åse", "# hun er ny\nkeeper: Åse"),
    "put a comment after a value": ("review: 2027-02-22", "review: 2027-02-22   # om tre måneder"),
    "quoted a value": ("keeper: Åse", "keeper:   'Åse'"),
    "put in keys of their own": ("card: mail", "tags: [a, b]\nteam:\n  - x\n  - y\ncard: mail"),
    "wrote the dates as people do": ("review: 2027-02-22", "review: 22. februar 2027"),
    "changed the order of the keys": ("id: spil-1\nstatus: in-force\n", "status: in-force\nid: spil-1\n"),
    "deleted the status": ("status: in-force\n", ""),
    "made a list of the keeper": ("keeper: Åse", "keeper: [Åse]"),
    "wrote an empty line above all": ("---\nid", "\n---\nid"),
    "ended the front matter with dots": ("opkald\n---\n", "opkald\n...\n"),
    "underlined the title with hashes": ("# Ring, når det haster", "#   Ring, når det haster   ##"),
    "wrote a table": ("## Hjørneflag\n", "## Tal\n\n| år | mails |\n|---|--:|\n| 2026 | 400 |\n\n## Hjørneflag\n"),
    "put in a picture": ("## Anledning", "![væggen](billeder/væg.jpg)\n\n## Anledning"),
    "made the rule a list": (
        "Når det haster, ringer vi.  \nAlt andet kan vente til i morgen.",
        "- Når det haster, ringer vi.\n* Alt andet kan vente til i morgen.",
    ),
    "wrote the concerns as numbers": ("- Hvad med nattevagten?\n- Vi", "1. Hvad med nattevagten?\n2) Vi"),
    "wrote in the history": ("Aftalt\n", "Aftalt\n- Talt om den på mødet i januar\n  (Mette var der ikke)\n"),
    "deleted the history": ("\n## Historik\n\n- 22\\. november 2026: Aftalt\n", ""),
    "put a section below the history": ("Aftalt\n", "Aftalt\n\n## Noter\n\nHusk kage.   \n\n\n"),
    "moved the history to the top": (
        "## Anledning", "## Historik\n\n- 22\\. november 2026: Aftalt\n\n## Anledning",
    ),
    "commented something out": ("## Hjørneflag", "<!--\n## Hjørneflag\n\nGamle.\n-->\n## Hjørneflag"),
    "wrote headings in English": ("## Betænkeligheder", "## Concerns"),
    "wrote no empty lines": ("\n\n", "\n"),
    "wrote two empty lines for each": ("\n\n", "\n\n\n"),
    "left out the title": ("# Ring, når det haster\n\n", ""),
}  # fmt: skip


ENDS = ("windows", "unix", "no end")


@pytest.mark.usefixtures("danish")
@pytest.mark.parametrize(("how", "ends"), list(zip(HAND_EDITS, cycle(ENDS), strict=False)))
def test_every_act_works_on_a_file_that_somebody_has_edited(tmp_path: Path, how: str, ends: str) -> None:
    old, new = HAND_EDITS[how]
    text = render(agreement())
    assert old in text
    text = text.replace(old, new)
    text = {"unix": text, "windows": "\ufeff" + text.replace("\n", "\r\n"), "no end": text.rstrip("\n")}[ends]
    path = tmp_path / FOLDER / "vores bedste.md"
    path.parent.mkdir()
    path.write_bytes(text.encode())
    before = read(path)
    assert before.agreement.id == "spil-1"
    own = [line for line in new.split("\n") if line.strip() and line not in render(agreement()).split("\n")]
    for act in every_act(before.agreement):
        assert change(tmp_path, act) == path
        written = path.read_bytes().decode()
        found = read(path)
        assert found.agreement == act.after
        assert found.history[: len(before.history)] == before.history
        assert len(found.history) == len(before.history) + 1
        if act.review.act in {Act.RETIRE, Act.SUPERSEDE}:
            assert all(line in written for line in own)
        assert ("\r\n" in written, written.count("\n") == written.count("\r\n"), written[0] == "\ufeff") == (
            (ends == "windows",) * 3
        )
        assert written.endswith("\n") == (ends != "no end")
        assert undo(tmp_path, act)
        assert read(path) == before
        path.write_bytes(text.encode())
    assert versions(tmp_path) == [path]


def test_a_comment_after_a_value_is_kept(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    path.write_text(
        path.read_text("utf-8").replace("review: 2027-02-22", "review: 2027-02-22   # tre # måneder"), "utf-8"
    )
    change(tmp_path, move(agreement(), date(2027, 5, 1), TODAY))
    assert "\nreview: 2027-05-01   # tre # måneder\n" in path.read_text("utf-8")


def test_the_lines_of_a_list_that_do_not_change_are_kept_as_written(tmp_path: Path) -> None:
    path = add(tmp_path, agreement(rule="x"))
    path.write_text(path.read_text("utf-8").replace("\nx\n", "\n* [et](a.md)\n* **to**\n* tre\n"), "utf-8")
    rule = read(path).agreement
    assert rule.rule == "* [et](a.md)\n* **to**\n* tre"
    change(tmp_path, adjust(rule, replace(draft_of(rule, TODAY), rule=rule.rule.replace("tre", "fire")), TODAY))
    assert "\n* [et](a.md)\n* **to**\n* fire\n" in path.read_text("utf-8")


def test_the_history_is_in_the_language_of_the_file(tmp_path: Path) -> None:
    language.use("da")
    path = add(tmp_path, agreement())
    language.use("en")
    act = keep(agreement(), TODAY, reason="Det virker")
    change(tmp_path, act)
    last = "22. februar 2027: Beholdt. Ses igen den 22. maj 2027. Grund: Det virker."
    assert read(path).history == ("22. november 2026: Aftalt", last)
    change(tmp_path, act)
    assert len(read(path).history) == 2
    assert undo(tmp_path, act)
    assert len(read(path).history) == 1


EARLIER = (
    ("## Background", "## Occasion"),
    ("## Guardrails", "## Corner flags"),
    (" It used to say:", " Before, it said:"),
)


def as_written_earlier(path: Path) -> None:
    text = path.read_text("utf-8")
    for now, earlier in EARLIER:
        text = text.replace(now, earlier)
    path.write_text(text, encoding="utf-8", newline="\n")  # as the program itself does on each system


def test_a_review_that_an_earlier_version_wrote_is_recognised_and_undone(tmp_path: Path) -> None:
    language.use("en")
    path = add(tmp_path, agreement())
    as_written_earlier(path)
    before = path.read_bytes()
    act = adjust(agreement(), replace(draft_of(agreement(), TODAY), rule="We call."), TODAY)
    change(tmp_path, act)
    as_written_earlier(path)
    assert "Before, it said:" in path.read_text("utf-8")
    written = path.read_bytes()
    change(tmp_path, act)
    change_again(tmp_path, [act], {})
    assert path.read_bytes() == written
    assert undo(tmp_path, act)
    assert path.read_bytes() == before


def test_an_agreement_that_an_earlier_version_wrote_is_withdrawn(tmp_path: Path) -> None:
    language.use("en")
    path = add(tmp_path, agreement())
    written = path.read_bytes()
    as_written_earlier(path)
    assert path.read_bytes() != written
    assert withdraw(tmp_path, agreement())
    assert not path.exists()


def test_two_reviews_of_different_things_are_both_kept(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    first, second = hand_over(agreement(), "Bo", TODAY), move(agreement(), date(2027, 5, 1), TODAY)
    third = adjust(agreement(), replace(draft_of(agreement(), TODAY), review=agreement().review, rule="Ring."), TODAY)
    for act in (first, second, third):
        assert change(tmp_path, act) == path
    found = read(path)
    assert (found.agreement.keeper, found.agreement.review, found.agreement.rule) == ("Bo", date(2027, 5, 1), "Ring.")
    assert len(found.history) == 4
    assert undo(tmp_path, first)
    assert read(path).agreement.keeper == "Åse"
    assert len(read(path).history) == 3


def test_of_two_reviewing_dates_the_later_one_is_kept(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    change(tmp_path, keep(agreement(), date(2027, 3, 1), until=date(2027, 9, 1)))
    late = retire(agreement(), TODAY)
    assert change(tmp_path, late) == path
    assert read(path).agreement.reviewed == date(2027, 3, 1)
    assert read(path).agreement.status is Status.RETIRED


def test_the_loser_of_a_race_is_kept_beside_the_winner(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    theirs = hand_over(agreement(), "Bo", TODAY)
    change(tmp_path, theirs)
    won = path.read_bytes()
    ours = hand_over(agreement(), "Carl", TODAY, "Bedst")
    other = change(tmp_path, ours)
    assert other == path.with_name(f"{path.stem}-2.md")
    assert path.read_bytes() == won
    assert read(other).agreement == ours.after
    assert read(other).history[-1].endswith("Keeper changed from Åse to Carl. Reason: Bedst.")
    [found], [problem] = load_all(tmp_path)
    assert (found.path, problem.path) == (path, other)
    assert change(tmp_path, ours) == other
    assert versions(tmp_path) == sorted([path, other])
    following = move(ours.after, date(2027, 5, 1), TODAY)
    assert change(tmp_path, following, other) == other
    assert undo(tmp_path, following, other)
    assert undo(tmp_path, ours, other)
    assert versions(tmp_path) == [path]
    assert path.read_bytes() == won


def test_the_losing_version_beside_a_renamed_file_is_not_taken_for_the_original(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    path = path.rename(path.with_name("vores vigtigste.md"))
    change(tmp_path, hand_over(agreement(), "Bo", TODAY))
    change(tmp_path, hand_over(agreement(), "Carl", TODAY))
    [found], [_problem] = load_all(tmp_path)
    assert found.path == path


def test_changes_that_somebody_made_in_the_meantime_are_kept(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    act = keep(agreement(), TODAY)
    theirs = path.read_bytes().replace(b"review: 2027-02-22", b"review: 2028-01-01")
    path.write_bytes(theirs)
    assert change(tmp_path, act) != path
    assert path.read_bytes() == theirs


@pytest.mark.parametrize("damage", [b"<<<<<<< HEAD\n", b"\xff", b"---\n: [\n---\n"])
def test_a_file_that_can_no_longer_be_understood_is_not_changed(tmp_path: Path, damage: bytes) -> None:
    path = add(tmp_path, agreement())
    theirs = damage + path.read_bytes()
    path.write_bytes(theirs)
    act = retire(agreement(), TODAY)
    other = change(tmp_path, act, path)
    assert other != path
    assert path.read_bytes() == theirs
    assert not undo(tmp_path, act, path) or not other.exists() or read(other).agreement == act.before
    assert path.read_bytes() == theirs


def test_git_conflict_markers_anywhere_are_reported_with_their_line(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    text = path.read_text("utf-8")
    path.write_text(text.replace("Alt andet", "<<<<<<< HEAD\nAlt\n=======\nResten\n>>>>>>> x\n"), "utf-8")
    found, [problem] = load_all(tmp_path)
    assert found == ()
    assert problem.line == 14
    assert "Two versions" in problem.message()


def test_a_renamed_file_is_found_by_its_id(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    add(tmp_path, agreement(id="spil-2"))
    renamed = path.rename(path.with_name("Vores vigtigste aftale.md"))
    assert change(tmp_path, retire(agreement(), TODAY), path) == renamed
    assert read(renamed).agreement.status is Status.RETIRED


def test_the_path_hint_is_ignored_when_another_agreement_has_that_name(tmp_path: Path) -> None:
    path, other = add(tmp_path, agreement()), add(tmp_path, agreement(id="spil-2"))
    path.rename(path.with_name("a.md"))
    other.rename(path)
    assert change(tmp_path, retire(agreement(), TODAY), path) == path.with_name("a.md")
    assert read(path).agreement.in_force


def test_a_file_without_an_id_is_identified_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "2026-11-22-ring.md"
    path.parent.mkdir()
    path.write_text("# Ring\n\nVi ringer.", "utf-8")
    rule = read(path).agreement
    assert change(tmp_path, keep(rule, TODAY)) == path
    assert path.read_text("utf-8") == (
        '---\nid: "2026-11-22-ring"\n'
        "review: 2027-05-22\nreviewed: 2027-02-22\n---\n\n# Ring\n\nVi ringer.\n\n"
        "## History\n\n- 22 February 2027: Kept. Next review: 22 May 2027."
    )


def test_a_deleted_file_is_written_again(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    path.unlink()
    act = hand_over(agreement(), "Bo", TODAY)
    assert change(tmp_path, act, path) == path
    assert read(path).agreement == act.after
    assert change(tmp_path, act, path) == path
    assert undo(tmp_path, act)
    assert path.read_text("utf-8") == render(agreement())


def test_different_content_with_the_same_size_and_time_is_noticed(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    facts = path.stat()
    theirs = path.read_bytes().replace("keeper: Åse".encode(), b"keeper: Carl")
    path.write_bytes(theirs)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert path.stat().st_size == facts.st_size
    assert change(tmp_path, hand_over(agreement(), "Bo", TODAY), path) != path
    assert path.read_bytes() == theirs


@symlinks
@modes
def test_a_link_stays_a_link_and_the_mode_is_kept(tmp_path: Path) -> None:
    links.name_folder(tmp_path)
    path = add(tmp_path, agreement())
    target = tmp_path / "delt.md"
    path.rename(target)
    target.chmod(0o640)
    path.symlink_to(target)
    assert change(tmp_path, retire(agreement(), TODAY)) == path
    assert path.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert read(target).agreement.status is Status.RETIRED


def test_a_change_that_is_already_in_the_file_is_not_written_again(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    first = hand_over(agreement(), "Bo", TODAY)
    second = hand_over(first.after, "Åse", TODAY)
    third = move(second.after, date(2027, 5, 1), TODAY)
    for act in (first, second, third):
        change(tmp_path, act)
    before = path.stat().st_ino
    paths: dict[str, Path] = {}
    change_again(tmp_path, (first, second, third), paths)
    assert path.stat().st_ino == before
    assert paths == {"spil-1": path}
    fourth = hand_over(third.after, "Bo", TODAY)
    change_again(tmp_path, (first, second, third, fourth), paths)
    assert read(path).agreement == fourth.after
    assert len(read(path).history) == 5


def test_a_resumed_game_does_not_repeat_a_change_that_was_undone_by_hand(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    act = hand_over(agreement(), "Bo", TODAY)
    change(tmp_path, act)
    path.write_text(path.read_text("utf-8").replace("keeper: Bo", "keeper: Åse"), "utf-8")
    change_again(tmp_path, (act,), {})
    assert read(path).agreement.keeper == "Åse"
    change(tmp_path, act)
    assert read(path).agreement.keeper == "Bo"
    assert len(read(path).history) == 3


def test_undo_is_refused_when_somebody_has_changed_the_same_part(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    act = hand_over(agreement(), "Bo", TODAY)
    change(tmp_path, act)
    theirs = path.read_bytes().replace(b"keeper: Bo", b"keeper: Carl")
    path.write_bytes(theirs)
    assert not undo(tmp_path, act)
    assert path.read_bytes() == theirs


def test_an_item_that_somebody_has_added_to_is_kept(tmp_path: Path) -> None:
    path = add(tmp_path, agreement())
    act = hand_over(agreement(), "Bo", TODAY)
    change(tmp_path, act)
    theirs = path.read_text("utf-8").rstrip("\n") + "\n  Han glæder sig.\n"
    path.write_text(theirs, "utf-8")
    assert undo(tmp_path, act)
    assert path.read_text("utf-8") == theirs.replace("keeper: Bo", "keeper: Åse")


def test_a_read_only_folder_is_reported_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = add(tmp_path, agreement())
    act = retire(agreement(), TODAY)
    change(tmp_path, act)
    before = path.read_bytes()

    def refuse(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(filesystem, "make_file", refuse)
    for write in (
        lambda: add(tmp_path, agreement(id="spil-2")),
        lambda: change(tmp_path, move(agreement(), date(2027, 5, 1), TODAY)),
        lambda: undo(tmp_path, act),
    ):
        with pytest.raises(CannotSave, match="read-only"):
            write()
    assert versions(tmp_path) == [path]
    assert path.read_bytes() == before


def test_an_agreement_whose_file_cannot_be_read_is_not_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = add(tmp_path, agreement())

    def refuse(*_: object) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(filesystem, "open_to_read", refuse)
    with pytest.raises(CannotSave):
        change(tmp_path, retire(agreement(), TODAY), path)
    assert versions(tmp_path) == [path]


def test_another_program_that_does_not_release_the_lock_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filesystem, "LONG", 0.0)
    path = add(tmp_path, agreement())
    with folder_lock.alone_in(tmp_path / FOLDER), pytest.raises(CannotSave):
        change(tmp_path, retire(agreement(), TODAY))
    assert read(path).agreement.in_force
    change(tmp_path, retire(agreement(), TODAY))
    assert read(path).agreement.status is Status.RETIRED
    assert versions(tmp_path) == [path]


def test_nothing_is_saved_that_would_be_too_large_to_read_again(tmp_path: Path) -> None:
    long = agreement(rule="We call.\n" * 20_000 + "x")
    path = add(tmp_path, long)
    before = path.read_bytes()
    with pytest.raises(CannotSave, match="too large to read back"):
        change(tmp_path, adjust(long, Draft(rule=f"{long.rule}!"), TODAY))
    with pytest.raises(CannotSave, match="too large to read back"):
        add(tmp_path, agreement(id="spil-2", rule="We call.\n" * 40_000))
    assert versions(tmp_path) == [path]
    assert path.read_bytes() == before
    change(tmp_path, retire(long, TODAY))
    assert read(path).agreement.status is Status.RETIRED


@pytest.mark.parametrize("front", ["id: [one]", "id: [one, two]", "id:\n  - one"])
def test_an_id_that_somebody_turned_into_a_list_is_the_same_id_everywhere(tmp_path: Path, front: str) -> None:
    path = tmp_path / FOLDER / "2026-11-22-x.md"
    path.parent.mkdir()
    path.write_text(
        f"---\n{front}\nstatus: in-force\ndecided: 2026-11-22\nreview: 2027-02-22\n---\n\n# T\n\nWe call.\n",
        encoding="utf-8",
    )
    before, found = path.read_bytes(), read(path).agreement
    assert path_of(tmp_path, found.id) == path
    act = retire(found, TODAY, "Nobody calls")
    assert change(tmp_path, act) == path
    assert versions(tmp_path) == [path]
    assert undo(tmp_path, act)
    assert path.read_bytes() == before


def test_a_disk_that_does_not_tell_whether_a_file_exists_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = agreement()
    add(tmp_path, rule)
    act = retire(rule, TODAY)
    change(tmp_path, act)

    def refuse(*_given: object, **_more: object) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(os, "stat", refuse)
        for write in (lambda: undo(tmp_path, act), lambda: withdraw(tmp_path, rule)):
            with pytest.raises(CannotSave):
                write()
    assert undo(tmp_path, act)


def test_everything_that_other_modules_use_is_exported() -> None:
    assert set(agreement_files.__all__) >= {
        "Found", "Heading", "add", "change", "check", "history_item", "load_all", "parse", "path_of", "read", "render",
        "scan", "undo", "withdraw",
    }  # fmt: skip
