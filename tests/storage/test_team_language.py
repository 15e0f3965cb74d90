"""Files belong to the team: whoever writes into its folder, in whatever language, writes in the team's."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.table import RULE, Table
from tests.storage.texts import agreement

from dialogkort import language
from dialogkort.core.agreements.reviews import Change, adjust, draft_of, hand_over, keep, move
from dialogkort.core.game import commands as c
from dialogkort.core.game.state import Game
from dialogkort.sessions.records import Records, refresh_poster
from dialogkort.sessions.reviewing import Reviewing
from dialogkort.storage import teams
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements.files import FOLDER

pytestmark = pytest.mark.usefixtures("no_waiting")
READERS = ("da", "en")


def game(tongue: str, team: str = "Nord") -> Game:
    """A game with an agreement, started by somebody who uses `tongue`."""
    table = Table(3, team=team).do(c.WriteDraft(RULE), c.Propose(), c.ConsentAll())
    table.do(c.Adopt(table.game.setup.date), c.ParkNote("Kaffe"), c.BeginClosing(), c.SkipPhase(), c.SkipPhase())
    return replace(table.game, setup=replace(table.game.setup, language=tongue))


def reviews() -> tuple[Change, ...]:
    rule = agreement()
    kept = keep(rule, rule.review, reason="Det virker")
    worded = adjust(kept.after, replace(draft_of(rule, rule.review), rule="Vi ringer."), rule.review)
    return kept, worded, move(worded.after, kept.after.review.replace(year=2029), rule.review)


def play(root: Path, tongue: str) -> None:
    finished = game(tongue)
    records = Records(root, finished, finished.setup.date)
    assert records.write_team(finished), records.problem
    assert records.write_game(finished), records.problem


def review(root: Path, tongue: str) -> None:
    folder = root / "nord"
    reviewing = Reviewing()
    path = agreement_files.add(folder, agreement())
    agreement_files.add(folder, agreement(id="board", decision="Ferie", level=3))
    for review in reviews():
        path = reviewing.carry_out(folder, review, path).path
    # one that does not fit is kept beside
    another = hand_over(agreement(keeper="Bo"), "Carla", agreement().review)
    assert reviewing.carry_out(folder, another, path).beside
    refresh_poster(folder, "Nord", agreement().review)


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.md")}


@pytest.fixture(params=READERS)
def of_team(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The language of a team on file."""
    folder = tmp_path / "nord"
    folder.mkdir()
    folder.joinpath(teams.NAME).write_text(f"name: Nord\nlanguage: {request.param}\n", "utf-8")
    return str(request.param)


SAYS = {
    "da": ("# Aftaler: Nord", "## Historik", ": Aftalt", "Beholdt.", "# Hvem bestemmer hvad: Nord"),
    "en": ("# Agreements: Nord", "## History", ": Agreed", "Kept.", "# Who decides what: Nord"),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("write", [play, review])
def test_files_are_written_the_same_way_for_every_reader(
    tmp_path: Path, of_team: str, reader: str, write: Callable[[Path, str], None]
) -> None:
    language.use(reader)
    write(tmp_path, reader)
    written = contents(tmp_path / "nord")
    other = "da" if of_team == "en" else "en"
    text = "\n".join(written.values())
    assert [words for words in SAYS[other] if words in text] == []
    assert SAYS[of_team][0] in written["agreements.md"]
    assert all(SAYS[of_team][1] in page for name, page in written.items() if name.startswith(FOLDER + os.sep))
    assert language.current() == reader


def test_a_new_team_gets_the_language_of_its_first_game_and_keeps_it(tmp_path: Path) -> None:
    for tongue in ("da", "en"):
        language.use(tongue)
        play(tmp_path, tongue)
        assert teams.load(tmp_path / "nord").language == "da"
        assert (tmp_path / "nord" / "agreements.md").read_text("utf-8").startswith("# Aftaler: Nord\n")


def test_a_team_without_a_name_has_one_folder_whoever_continues_its_game(tmp_path: Path) -> None:
    unnamed = game("da", team="")
    folders = set()
    for reader in READERS:
        language.use(reader)
        folders.add(Records(tmp_path, unnamed, unnamed.setup.date).folder.name)
    assert len(folders) == 1


@pytest.mark.parametrize("speaking", [[], ["--lang", "en"], ["--lang", "da"]])
def test_a_review_from_a_script_without_a_language_uses_the_language_of_the_team(
    tmp_path: Path, of_team: str, speaking: list[str]
) -> None:
    folder = tmp_path / "nord"
    path = agreement_files.add(folder, agreement())
    command = [
        sys.executable,
        "-m",
        "dialogkort",
        "agreements",
        "review",
        *speaking,
        "--folder",
        str(tmp_path),
        "--keep",
    ]
    called = subprocess.run(
        [*command, agreement().id], env={"HOME": str(tmp_path / "home")}, capture_output=True, check=False, timeout=60
    )
    assert (called.returncode, called.stderr) == (0, b"")
    assert SAYS[of_team][0] in (folder / "agreements.md").read_text("utf-8")
    assert SAYS[of_team][3] in path.read_text("utf-8")
