"""Whatever keeps a file from saying that a rule is retired is reported; the rule never counts as in force."""

from datetime import date
from pathlib import Path

import pytest

from dialogkort.core.agreements.agreement import Status
from dialogkort.core.agreements.reviews import keep
from dialogkort.files.problems import Severity
from dialogkort.storage.agreements.check import check
from dialogkort.storage.agreements.files import FOLDER, change, load_all, read, scan
from dialogkort.storage.agreements.text import parse

pytestmark = pytest.mark.usefixtures("no_waiting")
FILE = "---\nid: a\nstatus: retired\ndecided: 2026-05-22\n---\n\n# Ring\n\nVi ringer.\n"
KEYS = "id: a\nstatus: retired\ndecided: 2026-05-22\n"

HIDDEN = {
    "a dash as fence": FILE.replace("---", "—"),
    "a short dash": FILE.replace("---", "–"),
    "two hyphens": FILE.replace("---", "--"),
    "four hyphens": FILE.replace("---", "----"),
    "an indented fence": FILE.replace("---\nid", " ---\nid"),
    "no fence": FILE.replace("---\n", ""),
    "the fence of another program": FILE.replace("---", "+++").replace(": ", " = "),
    "a note above the fence": f"# husk\n{FILE}",
    "the title above the fence": f"# Ring\n\n---\n{KEYS}---\n\nVi ringer.\n",
    "a key in front that is not known": FILE.replace("---", "--").replace("id: a", "tags: x"),
    "status misspelled": FILE.replace("status", "stauts"),
    "status in Danish": FILE.replace("status", "tilstand"),
    "status in Danish capitals": FILE.replace("status", "Tilstand"),
    "an empty file": "",
    "blank lines": "\n \n",
    "null bytes": "\0" * 200,
    "a file that ends in null bytes": FILE + "\0" * 20,
}


@pytest.mark.parametrize("name", ["2026-05-22-ring.md", "ring.md"])
@pytest.mark.parametrize("how", HIDDEN)
def test_a_rule_whose_status_is_hidden_is_reported_and_left_unchanged(tmp_path: Path, how: str, name: str) -> None:
    if name == "ring.md" and not HIDDEN[how].strip():
        return  # a file without a date and without content is nobody's agreement
    path = tmp_path / FOLDER / name
    path.parent.mkdir()
    path.write_text(HIDDEN[how], encoding="utf-8")
    found, problems = load_all(tmp_path)
    assert found == ()
    [problem] = problems
    assert (problem.path, problem.severity) == (path, Severity.ERROR)
    assert str(problem)
    assert [problem.severity for problem in check(tmp_path)] == [Severity.ERROR]
    told = list(problems)
    assert list(scan(tmp_path, told := [])) == []
    assert len(told) == 1
    change(tmp_path, keep(parse(FILE, path), date(2026, 11, 22)), path)
    assert path.read_text(encoding="utf-8") == HIDDEN[how]


@pytest.mark.parametrize(
    "text",
    [
        FILE.replace("status", "Status"),
        FILE.replace("status: retired", "STATUS: retired"),
        f"<!-- husk -->\n{FILE}",
        f"<!--\nhusk: den\n-->\n\n{FILE}",
        FILE.replace("2026-05-22", "2026-05-22T00:00:00"),
        FILE.replace("2026-05-22", "2026-05-22 09:30:00+02:00"),
        FILE.replace("2026-05-22", "2026-05-22T00:00:00.000Z"),
    ],
)
def test_the_spelling_of_other_programs_is_understood_and_changed_in_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / FOLDER / "ring.md"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    before = read(path).agreement
    assert (before.id, before.status, before.decided) == ("a", Status.RETIRED, date(2026, 5, 22))
    assert change(tmp_path, keep(before, date(2026, 11, 22)), path) == path
    assert read(path).agreement.in_force
    assert path.read_text(encoding="utf-8").casefold().count("status:") == 1
    assert path.read_text(encoding="utf-8").count("---") == text.count("---")


def test_missing_keys_that_have_another_name_are_reported(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "ring.md"
    path.parent.mkdir()
    path.write_text(FILE.replace("status", "tovholder: Bo\nreviev: 2026-09-01\nteam: nord\nstatus"), encoding="utf-8")
    problems = check(tmp_path)
    assert [(problem.severity, problem.line, dict(problem.values)) for problem in problems] == [
        (Severity.WARNING, 3, {"key": "tovholder", "meant": "keeper"}),
        (Severity.WARNING, 4, {"key": "reviev", "meant": "review"}),
    ]
    assert len(load_all(tmp_path)[0]) == 1


@pytest.mark.parametrize("nobody", ["null", "~", "Null", "", '""'])
def test_a_keeper_called_null_means_no_keeper(nobody: str) -> None:
    text = FILE.replace("status", f"keeper: {nobody}\nstatus")
    assert parse(text, "ring.md").keeper == ""
    assert parse(text.replace("id: a", "id: a # x"), "ring.md").keeper == ""
    assert parse(FILE.replace("status", 'keeper: "null"\nstatus'), "ring.md").keeper == "null"


def test_a_page_for_people_is_not_an_agreement(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "README.md").write_text(
        "# Aftaler\n\nVores.\n\n---\n\nStatus følger.\n\n- et: to\n", encoding="utf-8"
    )
    assert load_all(tmp_path) == ((), ())
    assert check(tmp_path) == ()
