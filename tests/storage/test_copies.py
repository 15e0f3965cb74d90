"""Which of several files of one agreement is the original, whatever a program called the copy."""

import errno
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogkort.core.agreements.reviews import keep
from dialogkort.files import atomic, named_files
from dialogkort.files.failures import CannotSave
from dialogkort.files.problems import NotUnderstood
from dialogkort.storage.agreements import versions
from dialogkort.storage.agreements.check import check
from dialogkort.storage.agreements.files import FOLDER, change, load_all, path_of, read, scan
from dialogkort.storage.agreements.reading import Found

pytestmark = pytest.mark.usefixtures("no_waiting")
SCHEMES = (
    "{} (1)",
    "{}(1)",
    "{} (2)",
    "{} - Kopi",
    "{} - Kopi (2)",
    "{} - Copy",
    "{} - Copy (3)",
    "{} – kopi",
    "{} [conflict]",
    "Kopi 2 af {}",
    "{} kopi",
    "{} kopi 2",
    "{} copy",
    "{} copy 2",
    "{} (kopi)",
    "{} (copy)",
    "{} (another copy)",
    "Kopi af {}",
    "Copy of {}",
    "Kopi (2) af {}",
    "Copy (2) of {}",
    "{} (Mette's conflicted copy 2026-11-22)",
    "{} (Mettes modstridende kopi 2026-11-22)",
    "{} (conflicted copy 2026-11-22 101010)",
    "{} (Case Conflict)",
    "{} (konflikt)",
    "{}.sync-conflict-20261122-101010-ABCDEFG",
    "{}_conflict-20261122-101010",
    "{}-conflict-20261122",
    "{}.conflict-1",
    "{} conflicted copy 2026-11-22",
    "{}~",
    "{}~1",
    "{}.orig",
    "{}.bak",
    "{}.backup",
)
BODY = "# Møder slutter til tiden\n\nVi slutter fem minutter før.\n"
PLAIN = f"---\ndecided: 2026-08-10\n---\n\n{BODY}"
FILES = {
    "moeder": PLAIN,
    "2026-08-10-moeder": f"# M\n\n{BODY}",
    "med id": PLAIN.replace("decided", "id: m1\ndecided"),
    "2026-08-10-med-id": PLAIN.replace("decided", "id: m1\ndecided"),
    "Id": PLAIN.replace("decided", "Id: m1\ndecided"),
}


@pytest.mark.parametrize("stem", FILES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_copy_is_another_version_and_the_original_gets_the_review(tmp_path: Path, scheme: str, stem: str) -> None:
    place = tmp_path / FOLDER
    place.mkdir()
    original, copy = place / f"{stem}.md", place / f"{scheme.format(stem)}.md"
    for path in (copy, original):
        path.write_text(FILES[stem], encoding="utf-8")
    [found], problems = load_all(tmp_path)
    assert isinstance(found, Found)
    assert found.path == original == path_of(tmp_path, found.agreement.id)
    assert [problem.path for problem in problems] == [copy]
    assert copy in {problem.path for problem in check(tmp_path)}
    assert change(tmp_path, keep(found.agreement, date(2026, 11, 22))) == original
    assert copy.read_text(encoding="utf-8") == FILES[stem]
    assert read(original).agreement.id == found.agreement.id


def test_the_first_change_writes_the_id_into_the_file_so_that_it_can_be_renamed(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "moeder.md"
    path.parent.mkdir()
    path.write_text(PLAIN, encoding="utf-8")
    change(tmp_path, keep(read(path).agreement, date(2026, 11, 22)), path)
    assert path.read_text(encoding="utf-8").startswith("---\ndecided: 2026-08-10\nid: moeder\n")
    renamed = path.rename(path.with_name("Nyt navn.md"))
    assert read(renamed).agreement.id == "moeder"


UNKNOWN = (
    "{} 2",
    "{}-2",
    "{}-DESKTOP-AB12",
    "{}-backup",
    "{}_LAPTOP",
    "{} gammel",
    "{}.kladde",
    "{}-Mettes MacBook",
    "{} - Genvej",
    "{}-2026-11-22T10-15-00",
    "{}@nas",
    "{} (fra telefonen)",
    "{} {{1}}",
    "{}__1__",
    "{}~HEAD",
    "{}%20copy",
    "Ny {}",
    "Mette {}",
    "tidligere_{}",
    "{} 📄",
)
"""Names that no pattern recognises: they could as well belong to agreements of their own."""
LIKE = {
    "plain": PLAIN,
    "no heading": "---\ndecided: 2026-08-10\n---\nVi slutter fem minutter før.\n",
    "question": f"{PLAIN}\n## Anledning\n\n> Hvornår slutter vi?\n",
    "other keys": PLAIN.replace("---\n\n", "keeper: Mette\nstatus: retired\ntags: [a, b]\n---\n\n"),
    "CRLF": PLAIN.replace("\n", "\r\n"),
}


def put(folder: Path, **texts: str) -> list[Path]:
    (folder / FOLDER).mkdir(exist_ok=True)
    paths = [folder / FOLDER / f"{name}.md" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_bytes(text.encode())
    return paths


@pytest.mark.parametrize("like", LIKE)
@pytest.mark.parametrize("scheme", UNKNOWN)
def test_a_copy_without_an_id_is_known_by_its_content_whatever_its_name(tmp_path: Path, scheme: str, like: str) -> None:
    copied = scheme.format("moeder-til-tiden")
    original, copy = put(tmp_path, **{"moeder-til-tiden": LIKE[like], copied: LIKE[like]})
    [found], problems = load_all(tmp_path)
    assert found.path == original
    assert [(problem.path, problem.other) for problem in problems] == [(copy, original)]
    assert [heading.path for heading in scan(tmp_path)] == [original]
    told = [problem.message() for problem in check(tmp_path) if problem.path == copy]
    assert told[0].startswith("This is another version")
    assert not any("id:" in words for words in told), "an id would make it an agreement of its own"
    assert change(tmp_path, keep(found.agreement, date(2026, 11, 22))) == original
    [again], [problem] = load_all(tmp_path)
    assert (again.path, again.agreement.id) == (original, "moeder-til-tiden"), "it has an id now, and the copy has not"
    assert problem.path == copy
    assert copy.read_bytes() == LIKE[like].encode()


@pytest.mark.parametrize("scheme", [*SCHEMES, *UNKNOWN])
def test_a_copy_with_an_edited_rule_is_known_by_a_name_that_has_the_name_of_the_original(
    tmp_path: Path, scheme: str
) -> None:
    edited = PLAIN.replace("fem minutter", "ti minutter")
    original, copy = put(tmp_path, **{"moeder": PLAIN, scheme.format("moeder"): edited})
    [found], [problem] = load_all(tmp_path)
    assert (found.path, problem.path) == (original, copy)


@pytest.mark.parametrize("scheme", UNKNOWN)
def test_the_file_that_states_the_id_is_the_original_even_if_its_name_is_longer(tmp_path: Path, scheme: str) -> None:
    stated, copy = put(tmp_path, **{scheme.format("moeder"): FILES["med id"], "moeder": PLAIN})
    [found], [problem] = load_all(tmp_path)
    assert (found.path, found.agreement.id, problem.path) == (stated, "m1", copy)


DIFFERENT = {
    "another day": PLAIN.replace("08-10", "08-11"),
    "another rule": PLAIN.replace("Vi slutter fem minutter før.", "Vi holder pause hver time."),
    "another title": PLAIN.replace("slutter til", "begynder til"),
    "another question": f"{PLAIN}\n## Anledning\n\n> Hvem slutter mødet?\n",
    "an id of its own": PLAIN.replace("decided", "id: m2\ndecided"),
    "another decision": PLAIN.replace("decided", "decision: Mødernes længde\nlevel: 3\ndecided"),
}


@pytest.mark.parametrize("how", DIFFERENT)
@pytest.mark.parametrize("stated", [False, True])
def test_agreements_that_only_share_a_title_are_separate(tmp_path: Path, how: str, *, stated: bool) -> None:
    put(tmp_path, moeder=FILES["med id"] if stated else PLAIN, pauser=DIFFERENT[how])
    if stated or how != "an id of its own":
        assert len(load_all(tmp_path)[0]) == len(list(scan(tmp_path))) == 2
        assert load_all(tmp_path)[1] == ()
    else:  # the one without an id is a copy of the one with it
        assert [file.path.stem for file in load_all(tmp_path)[0]] == ["pauser"]


@pytest.mark.parametrize("keeping", ["the copy", "the original", "both"])
@pytest.mark.parametrize("stated", [False, True])
def test_a_copy_known_by_its_content_is_settled_and_that_is_undone(
    tmp_path: Path, keeping: str, *, stated: bool
) -> None:
    name = "m1" if stated else "moeder"
    edited = PLAIN.replace("fem minutter", "ti minutter")
    original, copy = put(tmp_path, **{"moeder": FILES["med id"] if stated else PLAIN, "moeder-DESKTOP-AB12": edited})
    before = {path.name: path.read_bytes() for path in original.parent.iterdir()}
    match keeping:
        case "the copy":
            settled = versions.let_count(tmp_path, copy, original, original)
        case "the original":
            settled = versions.let_count(tmp_path, original, copy, original)
        case _:
            settled = versions.keep_both(tmp_path, copy, original, "ny")
    found, problems = load_all(tmp_path)
    assert problems == ()
    got = {file.agreement.id: (file.path, "ti minutter" in file.agreement.rule) for file in found}
    both = {name: (original, False), "ny": (copy, True)}
    assert got == (both if keeping == "both" else {name: (original, keeping == "the copy")})
    assert versions.undo(tmp_path, settled)
    assert {path.name: path.read_bytes() for path in original.parent.iterdir()} == before


def test_two_rules_with_similar_names_are_separate(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    for name in ("moeder", "moeder-2", "moeder om fredagen", "en-kopi", "en", "moeder (fredag)"):
        text = PLAIN.replace("Møder", f"Aftalen {name}:")
        (tmp_path / FOLDER / f"{name}.md").write_text(text, encoding="utf-8")
    found, problems = load_all(tmp_path)
    assert len(found) == 6
    assert problems == ()


def swapped(folder: Path, keeping: str) -> versions.Settled:
    edited = PLAIN.replace("fem minutter", "ti minutter")
    original, copy = put(folder, **{"moeder": PLAIN, "moeder-DESKTOP-AB12": edited})
    if keeping == "both":
        return versions.keep_both(folder, copy, original, "ny")
    return versions.let_count(folder, copy, original, original)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / FOLDER).iterdir() if path.name[0] != "."}


def failing_once(patch: pytest.MonkeyPatch, name: str, after: int) -> None:
    """Let one call of `atomic`, the one `after` so many, find the file in use."""
    real, calls = getattr(atomic, name), iter([False] * after + [True])

    def call(path: Path, *args: Any, **named: Any) -> Any:
        if next(calls, False):
            error = OSError(errno.EBUSY, "in use")
            raise error if name == "move" else CannotSave(path, error)
        return real(path, *args, **named)

    patch.setattr(atomic, name, call)


@pytest.mark.parametrize(
    ("keeping", "name", "after"),
    [
        ("the copy", "write", 0),
        ("the copy", "move", 0),
        ("the copy", "move", 1),
        ("both", "write", 0),
        ("both", "write", 1),
    ],
)
def test_undoing_is_completed_at_the_second_try_if_a_file_was_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeping: str, name: str, after: int
) -> None:
    settled = swapped(tmp_path, keeping)
    failing_once(monkeypatch, name, after)
    with pytest.raises(CannotSave):
        versions.undo(tmp_path, settled)
    assert versions.undo(tmp_path, settled)
    edited = PLAIN.replace("fem minutter", "ti minutter")
    assert contents(tmp_path) == {"moeder.md": PLAIN.encode(), "moeder-DESKTOP-AB12.md": edited.encode()}


@pytest.mark.parametrize(
    ("keeping", "name", "after"),
    [("the copy", "move", 0), ("the copy", "move", 1), ("both", "write", 1)],
)
def test_settling_that_fails_halfway_changes_nothing_and_succeeds_at_the_second_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeping: str, name: str, after: int
) -> None:
    edited = PLAIN.replace("fem minutter", "ti minutter")
    put(tmp_path, **{"moeder": PLAIN, "moeder-DESKTOP-AB12": edited})
    before = contents(tmp_path)
    with monkeypatch.context() as patch:
        failing_once(patch, name, after)
        with pytest.raises(CannotSave):
            swapped(tmp_path, keeping)
    assert contents(tmp_path) == before
    settled = swapped(tmp_path, keeping)
    assert load_all(tmp_path)[1] == ()
    assert versions.undo(tmp_path, settled)
    assert contents(tmp_path) == before


def test_a_second_id_that_cannot_be_added_leaves_no_first_one_behind(tmp_path: Path) -> None:
    flow = "---\n{decided: 2026-08-10}\n---\n\n" + BODY
    original, copy = put(tmp_path, **{"moeder": PLAIN, "moeder-2": flow})
    before = contents(tmp_path)
    with pytest.raises(NotUnderstood):
        versions.keep_both(tmp_path, copy, original, "ny")
    assert contents(tmp_path) == before


def test_a_version_that_somebody_threw_away_is_not_restored(tmp_path: Path) -> None:
    settled = swapped(tmp_path, "the copy")
    settled.moved[0][1].unlink()
    assert not versions.undo(tmp_path, settled)


def test_a_name_with_line_feeds_is_recognised_without_trying_every_division() -> None:
    for times in (3, 300):
        assert named_files.own_name("2026-01-01-x" + "-conflict-" * times + "\nz.md") == "2026-01-01-x"
