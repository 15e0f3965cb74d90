"""`agreements new`, `remake` and `digest`: what a team can do with its agreements without a game."""

from datetime import date
from pathlib import Path

import pytest
from tests.cli.calling import Call
from tests.cli.on_file import TODAY, agreement, lay

from dialogkort.storage.agreements.reading import load_all

RULE = "Møder slutter fem minutter før. Så kan vi nå at gå."


@pytest.fixture
def root(tmp_path: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY.isoformat())
    return tmp_path / "folder"


def test_a_new_agreement_is_saved_and_says_that_it_was_made_outside_a_game(call: Call, root: Path):
    lay(root, agreement())
    done = call(
        "agreements", "new", "--rule", RULE, "--keeper", "Bo", "--signs", "Nogen går.", "--review", "2027-06-01"
    )
    assert done.code == 0
    assert "Møder slutter fem minutter før" in done.out
    [made] = [found for found in load_all(root / "team-nord")[0] if found.agreement.id != "spil-1"]
    assert (made.agreement.rule, made.agreement.keeper, made.agreement.signs) == (RULE, "Bo", "Nogen går.")
    assert (made.agreement.decided, made.agreement.review) == (TODAY, date(2027, 6, 1))
    assert made.history[-1].endswith(": Recorded outside a game.")
    assert "Møder slutter" in (root / "team-nord" / "agreements.md").read_text("utf-8")


def test_the_first_agreement_creates_the_named_team(call: Call, root: Path):
    assert call("agreements", "new", "--rule", RULE).code == 2
    assert call("agreements", "new", "--rule", RULE, "--team", "Team Syd").code == 0
    assert (root / "team-syd" / "team.yaml").read_text("utf-8").startswith("name: Team Syd")
    assert call("agreements", "new", "--rule", RULE, "--team", "Team Syd").code == 0
    assert len(load_all(root / "team-syd")[0]) == 2


@pytest.mark.parametrize("wrong", [("--rule", "  "), ("--rule", "x", "--review", "2027-02-22"), ("--title", "x")])
def test_a_usage_error_writes_nothing(call: Call, root: Path, wrong: tuple[str, ...]):
    lay(root, agreement())
    assert call("agreements", "new", *wrong).code == 2
    assert len(load_all(root / "team-nord")[0]) == 1


def test_the_pages_are_rebuilt_from_the_files(call: Call, root: Path):
    path = lay(root, agreement(level=4, decision="Ferien"))
    done = call("agreements", "remake")
    assert done.code == 0
    assert [Path(line).name for line in done.out.splitlines()] == ["agreements.md", "delegation.md"]
    path.write_text(path.read_text("utf-8").replace("# Ring, når det haster", "# Ring altid"), "utf-8")
    call("agreements", "remake")
    assert "## Ring altid" in (root / "team-nord" / "agreements.md").read_text("utf-8")


def test_the_digest_lists_what_is_due_this_month_and_earlier(call: Call, root: Path):
    lay(root, agreement("a", title="Gammel sag", review=date(2026, 12, 1), keeper=""))
    lay(root, agreement("b", title="Denne måned", review=date(2027, 2, 28)))
    lay(root, agreement("c", title="Næste måned", review=date(2027, 3, 1), keeper="Bo"))
    text = call("agreements", "digest").out
    assert text.startswith("Team Nord: due for review in February 2027\n====")
    assert text.index("Gammel sag") < text.index("Denne måned")
    assert "since 1 December 2026 · no keeper" in text
    assert "on 28 February 2027 · Åse" in text
    assert "Næste måned" not in text
    assert "Næste måned" in call("agreements", "digest", "--month", "2027-03", "--keeper", "bo").out
    assert call("agreements", "digest", "--keeper", "Bo").out == "", "there is nothing to email"
    assert call("agreements", "digest", "--month", "2027-13").code == 2
    assert "det skal I se på i februar 2027" in call("agreements", "digest", "--lang", "da").out


def test_a_folder_among_the_agreements_is_reported_as_not_read(call: Call, root: Path):
    path = lay(root, agreement())
    below = path.parent / "arkiv"
    below.mkdir()
    (path.parent / ".git").mkdir()
    (path.parent / "pictures").mkdir()
    assert call("agreements", "check").code == 0
    (below / "2026-01-01-old.md").write_text("---\ndecided: 2026-01-01\n---\n\n# Old\n", "utf-8")
    (path.parent / ".git" / "x.md").write_text("x", "utf-8")
    done = call("agreements", "check")
    assert "arkiv" in done.out
    assert "not read" in done.out
    assert call("agreements", "check", "--strict").code == 1
    listed = call("agreements", "list")
    assert "1 file was skipped." in listed.err
    assert listed.code == 0


def test_a_team_that_begins_with_an_agreement_gets_its_language(call: Call, root: Path) -> None:
    assert call("agreements", "new", "--team", "Nord", "--rule", "Vi ringer.", "--lang", "da").code == 0
    assert "language: da\n" in (root / "nord" / "team.yaml").read_text("utf-8")
    assert call("agreements", "new", "--team", "Nord", "--rule", "Vi skriver.", "--lang", "en").code == 0
    poster = (root / "nord" / "agreements.md").read_text("utf-8")
    assert poster.startswith("# Aftaler: Nord")
    assert "Agreements" not in poster
