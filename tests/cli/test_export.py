"""`agreements export`, `games …` and `decks print`: files for the user, and none overwritten unasked."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.cli.calling import Call
from tests.cli.on_file import TODAY, agreement, lay
from tests.core.table import Table, card

from dialogkort.core.agreements.agreement import Status
from dialogkort.core.cards import Kind
from dialogkort.core.game.setup import DeckInPlay
from dialogkort.core.game.state import Played
from dialogkort.storage.games import minutes


@pytest.fixture
def team(tmp_path: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team with two agreements, one of them retired, and two games."""
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY.isoformat())
    root = tmp_path / "folder"
    lay(root, agreement("spil-1", concerns=("Hvad med nat?",), level=4, decision="Ferien"))
    lay(root, agreement("spil-2", title="Gammel", status=Status.RETIRED))
    for number, day in enumerate((date(2026, 11, 22), date(2026, 12, 6)), 1):
        game = Table(3, game=f"g{number}", team="Team Nord", date=day, decks=(DeckInPlay("tillid", "Tillid"),)).game
        played = (Played(card("c", Kind.SCALE), (0, 0, 0, 3, 0), answered=True),)
        minutes.save(root / "team-nord", replace(game, played=played, ratings=(3, 4, 5)))
    return root


def test_all_agreements_in_force_go_into_one_file_that_is_not_overwritten_unasked(team: Path, call: Call, here: Path):
    done = call("agreements", "export")
    assert (done.code, done.out, done.err) == (0, "agreements.html\n", "")
    html = here.joinpath("agreements.html").read_text("utf-8")
    assert "Ring, når det haster" in html
    assert "Hvad med nat?" in html
    assert "Gammel" not in html
    again = call("agreements", "export")
    assert again.code == 1
    assert "--force" in again.err
    assert call("agreements", "export", "--force").code == 0


def test_one_agreement_the_poster_and_the_board_can_be_exported_and_printed_to_standard_output(
    team: Path, call: Call, here: Path
):
    assert "Gammel" in call("agreements", "export", "spil-2", "--output", "-").out
    assert "size: A3 portrait" in call("agreements", "export", "--poster", "a3", "--output", "-").out
    assert "4 · we agree together" in call("agreements", "export", "--board", "--output", "-").out
    assert list(here.iterdir()) == []
    assert call("agreements", "export", "--poster", "a5").code == 2
    assert call("agreements", "export", "nothing").code == 1
    assert call("agreements", "export", "--output", here / "none" / "x" / "y.html").code == 0


def test_the_export_is_in_the_language_of_the_team(team: Path, call: Call):
    team.joinpath("team-nord", "team.yaml").write_text("name: Team Nord\nlanguage: da\n", "utf-8")
    assert "Tovholder" in call("agreements", "export", "--output", "-", "--lang", "en").out


def test_one_of_several_teams_must_be_chosen(team: Path, call: Call):
    lay(team, agreement("a"), team="Team Syd")
    done = call("agreements", "export")
    assert done.code == 2
    assert "Team Nord, Team Syd" in done.err
    assert call("agreements", "export", "--team", "Team Syd").code == 0


def test_games_can_be_listed_shown_and_exported(team: Path, call: Call, here: Path):
    listed = call("games", "list").out.splitlines()
    assert [line.split("  ")[0] for line in listed] == ["6 Dec 2026", "22 Nov 2026"]
    assert "average 4.0" in listed[0]
    assert '"average": 4.0' in call("games", "list", "--format", "json").out
    assert "Everyone gave the same answer." in call("games", "show").out
    assert "22 November 2026" in call("games", "show", "g1").out
    assert "22 November 2026" in call("games", "show", "2026-11-22").out
    done = call("games", "export", "g1")
    assert (done.code, done.out) == (0, "2026-11-22-tillid.html\n")
    assert "<h3>1. Scale</h3>" in here.joinpath("2026-11-22-tillid.html").read_text("utf-8")
    assert call("games", "show", "x").code == 1


def test_a_deck_is_printed_as_cards_with_its_own_colour_and_language(call: Call, here: Path):
    done = call("decks", "print", "tillid")
    assert (done.code, done.out) == (0, "trust.html\n")
    html = here.joinpath("trust.html").read_text("utf-8")
    assert "<b>Trust</b>" in html
    assert "Tillid" in call("decks", "print", "tillid", "--output", "-", "--lang", "da").out
    assert call("decks", "print", "nothing").code == 1


def test_the_list_can_be_a_calendar_or_a_spreadsheet(team: Path, call: Call, monkeypatch: pytest.MonkeyPatch):
    lay(team, agreement("formula", title="=HYPERLINK(1)", keeper="+45"))
    lines = call("agreements", "list", "--format", "ics").out.split("\n")
    assert sum(line.startswith("BEGIN:VEVENT") for line in lines) == 3
    assert sum(line.startswith("STATUS:CANCELLED") for line in lines) == 1
    assert call("agreements", "list", "--format", "ics", "--due", "2026-01-01").out.count("VEVENT") == 0
    rows = list(csv.reader(io.StringIO(call("agreements", "list", "--format", "csv").out.removeprefix("\ufeff"))))
    assert rows[0][:4] == ["id", "team", "title", "rule"]
    assert {row[0]: row[2] for row in rows[1:]} == {"spil-1": "Ring, når det haster", "formula": "'=HYPERLINK(1)"}
    assert [row[9] for row in rows if row[0] == "formula"] == ["'+45"]
    monkeypatch.setenv("LANG", "da_DK.UTF-8")
    assert call("agreements", "list", "--format", "csv").out.startswith("\ufeffid;team;title;")
