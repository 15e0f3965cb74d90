"""Which of several files of one agreement is the original, whatever a program called the copy."""

from datetime import date
from pathlib import Path

import pytest

from dialogkort.core.agreements.reviews import keep
from dialogkort.storage.agreements.check import check
from dialogkort.storage.agreements.files import FOLDER, change, load_all, path_of, read
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


def test_two_rules_with_similar_names_are_separate(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    for name in ("moeder", "moeder-2", "moeder om fredagen", "en-kopi", "en", "moeder (fredag)"):
        (tmp_path / FOLDER / f"{name}.md").write_text(PLAIN, encoding="utf-8")
    found, problems = load_all(tmp_path)
    assert len(found) == 6
    assert problems == ()
