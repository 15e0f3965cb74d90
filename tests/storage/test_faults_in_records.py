"""A failure of each call to the system while a game's files are written: what is reported as saved is there.

The rest is written when possible, and nothing that already exists is damaged. As in `test_faults`, for the n-th call,
once and forever; here each kind of failure is tried at every few calls, and all of them together at each.
"""

import re
from pathlib import Path

from tests.core.table import TODAY
from tests.storage.faulty_disk import KINDS, FaultyDisk, Kind, at_each_call, each_kind
from tests.storage.games import GAMES

from dialogkort.core.game.state import Game, Stage
from dialogkort.language import using
from dialogkort.sessions.records import Records
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements import poster
from dialogkort.storage.games import minutes as game_files

with using(GAMES[-1].setup.language):
    MINUTES = game_files.render(GAMES[-1], GAMES[-1].setup.date)
READING = {"open", "read", "stat", "lstat", "listdir", "scandir", "lseek", "close"}
"""Calls where a failure may hide what is there: then a page lags behind, or an agreement is kept twice."""


def is_on_file(root: Path, game: Game, hit: str) -> None:
    """Everything that `game` led to is in the team's folder, and nothing in it is damaged."""
    [(folder, team)] = team_files.teams(root)
    found, problems = agreement_files.load_all(folder)
    assert {file.agreement.rule for file in found} == {agreement.rule for agreement in game.agreements}
    assert len(found) == len(game.agreements)
    assert team.name.casefold() == "holdet"
    assert problems == () or hit in READING
    if hit not in READING:
        titles = re.findall(r"^## (.*)$", (folder / poster.NAME).read_text("utf-8"), re.MULTILINE)
        assert sorted(titles) == sorted(agreement.title for agreement in game.agreements)


def nothing_is_damaged(root: Path, hit: str) -> None:
    for folder, _team in team_files.teams(root):
        assert team_files.read(folder).problems == ()
        assert agreement_files.load_all(folder)[1] == () or hit in READING
        for path in folder.glob("agreements/*.md"):
            assert agreement_files.read(path).agreement.rule in {agreement.rule for agreement in GAMES[-1].agreements}
        for path in folder.glob("games/*.md"):
            assert path.read_text("utf-8") == MINUTES
        if (page := folder / poster.NAME).exists():
            assert page.read_text("utf-8").endswith("*\n")


def play_records(folder: Path, disk: FaultyDisk) -> None:
    """Write what people keep, as a game does: what is reported as saved is there, and in the end all of it."""
    root = folder / "Dialogkort"
    state: object = True
    records = Records(root, GAMES[0], TODAY)
    for game in GAMES:
        ended = game.stage is Stage.ENDED
        saved = records.write_game(game) if ended else records.write_team(game) and records.write_agreements(game)
        assert bool(saved) == (records.problem == "")
        if saved != state or ended:
            state = saved
            with disk.quiet():
                nothing_is_damaged(root, disk.hit)
                if saved:
                    is_on_file(root, game, disk.hit)
    disk.heal()
    assert records.write_team(GAMES[-1])
    assert records.write_game(GAMES[-1])
    is_on_file(root, GAMES[-1], disk.hit)
    nothing_is_damaged(root, disk.hit)
    assert {path.read_text("utf-8") for path in root.glob("*/games/*.md")} == {MINUTES}


@each_kind
def test_what_is_reported_as_saved_is_there_and_the_rest_is_written_when_possible(tmp_path: Path, kind: Kind) -> None:
    assert at_each_call(tmp_path, kind, play_records, step=15 if kind == KINDS[0] else len(KINDS)) > 8
