"""The overview of a year in a team's life, compared with an independent count from the files."""

import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.cli.calling import Call
from tests.views.test_pages import ALLOWED, Tags

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
TODAY = date(2027, 1, 10)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sys.path.insert(0, str(SCRIPTS))
    try:
        from year import write_year
    finally:
        sys.path.remove(str(SCRIPTS))
    return write_year(tmp_path_factory.mktemp("year"))


@pytest.fixture
def seen(year: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> dict:
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY.isoformat())
    done = call("overview", "--folder", year.parent, "--format", "json")
    assert (done.code, done.err) == (0, "")
    [team] = json.loads(done.out)["teams"]
    return team


def front(path: Path) -> dict[str, str]:
    """Return the plain lines of the front matter, read with a regular expression only."""
    text = path.read_text("utf-8").split("---\n")[1]
    return dict(re.findall(r"^(\w+): (.*)$", text, re.MULTILINE))


def test_the_agreements_are_counted_by_standing(seen: dict, year: Path) -> None:
    files = [front(path) for path in (year / "agreements").glob("*.md")]
    assert len(files) == 40
    status = Counter(file["status"] for file in files)
    told = seen["agreements"]
    assert told["retired"] == status["retired"] > 0
    assert told["superseded"] == status["superseded"] > 0
    assert told["in-force"] + told["due"] + told["sleeping"] == status["in-force"]
    due = [file for file in files if file["status"] == "in-force" and file["review"] <= TODAY.isoformat()]
    assert seen["overdue"] == told["due"] + told["sleeping"] == len(due)
    coming = Counter(file["review"][:7] for file in files if file["status"] == "in-force" and file not in due)
    assert seen["coming"] == {month: coming[month] for month in seen["coming"]}
    assert sum(seen["coming"].values()) == sum(coming.values())


def test_the_reviews_match_the_histories_and_the_minutes(seen: dict, year: Path) -> None:
    texts = [path.read_text("utf-8") for path in (year / "agreements").glob("*.md")]
    words = {"keep": "Beholdt.", "adjust": "Justeret.", "retire": "Lagt væk.", "supersede": "Afløst af"}
    counted = {act: sum(text.count(f": {said}") for text in texts) for act, said in words.items()}
    assert seen["reviews"] == counted
    assert min(counted.values()) > 0
    acts = Counter(
        act
        for path in (year / "games").glob("*.md")
        for act in re.findall(r"^    act: (\w+)$", path.read_text("utf-8"), re.MULTILINE)
    )
    assert acts == counted


def test_the_number_of_rules_is_counted_month_by_month(seen: dict, year: Path) -> None:
    files = [front(path) for path in (year / "agreements").glob("*.md")]
    for month, number in seen["load"].items():
        last = min(f"{month}-31", TODAY.isoformat())
        gone = [file for file in files if file["status"] != "in-force" and file["reviewed"] <= last]
        assert number == sum(file["decided"] <= last for file in files) - len(gone)
    assert len(seen["load"]) == 12


def test_the_meetings_and_repeated_questions_are_compared_over_time(seen: dict, year: Path) -> None:
    texts = sorted((path.name, path.read_text("utf-8")) for path in (year / "games").glob("*.md"))
    assert seen["meetings"] == len(texts) == 26
    averages = {
        name[:10]: float(found[1]) for name, text in texts if (found := re.search(r"(?m)^average: (.*)$", text))
    }
    assert seen["averages"] == averages
    assert len(averages) == 23, "three meetings of two people have none"
    scales = [
        (name[:10], json.loads(found[1]))
        for name, text in texts
        if (found := re.search(r"kind: scale(?:(?!  - ).)*?answers: (\[.*?\])", text, re.DOTALL))
    ]
    [compared] = seen["compared"]
    assert compared["times"] == len(scales) == 23
    assert (compared["then"]["date"], compared["then"]["answers"]) == scales[0]
    assert (compared["now"]["date"], compared["now"]["answers"]) == scales[-1]


def test_no_count_below_three_is_in_any_file_or_answer(seen: dict, year: Path) -> None:
    for path in (year / "games").glob("*.md"):
        for counts in re.findall(r"answers: (\[.*?\])", path.read_text("utf-8")):
            assert sum(json.loads(counts)) >= 3
    assert all(sum(compared[when]["answers"]) >= 3 for compared in seen["compared"] for when in ("then", "now"))


def test_the_pictures_have_their_content_in_words(year: Path, call: Call, seen: dict, tongue: str) -> None:
    text = call("overview", "--folder", year.parent).out
    now = sum(seen["agreements"][standing] for standing in ("in-force", "due", "sleeping"))
    told = {"en": f"Agreements in force: {now} of 40.", "da": f"Af 40 aftaler gælder {now}."}
    assert told[tongue] in text
    assert max(map(len, text.splitlines())) <= 400
    for name in ("Åse", "Dorthe", "Mette"):
        assert name not in text


def test_the_page_contains_its_pictures(year: Path, call: Call, seen: dict) -> None:
    html = call("overview", "--folder", year.parent, "--format", "html", "--output", "-").out
    tags = Tags(html).tags
    assert {tag for tag, _attributes in tags} <= ALLOWED | {"svg", "rect", "text", "line", "figure", "figcaption"}
    assert sum(tag == "svg" for tag, _attributes in tags) >= 7
    assert not [value for _tag, attributes in tags for name, value in attributes.items() if name.startswith("on")]
    assert "Hvor mange regler der er" in html, "in the team's language"


def test_one_meeting_without_a_rating_is_told_in_the_singular(call: Call, tmp_path: Path, here: Path) -> None:
    folder = tmp_path / "folder" / "nord"
    (folder / "games").mkdir(parents=True)
    (folder / "team.yaml").write_text("name: Nord\n", "utf-8")
    (folder / "games" / "2025-01-01-old.md").write_text(
        "---\nid: old\ndate: 2025-01-01\ncards: []\n---\n\n# Spil\n", "utf-8"
    )
    assert "1 meeting has minutes. It has no rating that can be shown." in call("overview").out


def test_a_small_number_of_meetings_is_said_to_be_small(call: Call, tmp_path: Path, here: Path) -> None:
    folder = tmp_path / "folder" / "nord"
    (folder / "games").mkdir(parents=True)
    (folder / "team.yaml").write_text("name: Nord\n", "utf-8")
    for day in ("2026-11-01", "2026-11-08"):
        page = f"---\nid: g{day}\nversion: 2\ndate: {day}\nrounds:\n  - card: a/b\naverage: 3.50\n---\n\n# Spil\n"
        (folder / "games" / f"{day}-a.md").write_text(page, "utf-8")
    (folder / "games" / "2025-01-01-old.md").write_text(
        "---\nid: old\ndate: 2025-01-01\ncards: []\n---\n\n# Spil\n", "utf-8"
    )
    text = call("overview").out
    assert "3 meetings have minutes." in text
    assert "2 meetings have a rating that can be shown. That is too few to see a trend." in text
    assert "1 of them is from an earlier version" in text
    assert "No agreements yet." in text
