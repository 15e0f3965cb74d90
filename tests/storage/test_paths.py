"""Names become paths: whatever a team, a deck or an agreement is called, its files are in its own folder."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.table import Table
from tests.storage.texts import agreement
from tests.systems import symlinks

from dialogkort.core.game.setup import DeckInPlay
from dialogkort.core.team import LONGEST_TEAM_NAME, Team
from dialogkort.core.text import clean_line
from dialogkort.files import atomic, links
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games import minutes as game_files

pytestmark = pytest.mark.usefixtures("no_waiting")

DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?\Z")
"""What Windows considers a device, whatever its ending. (Microsoft: Naming Files, Paths, and Namespaces)"""
FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]|[. ]\Z|\A[. -]')
"""What makes a part of a path impossible or hidden, or makes it look like an option."""
LONGEST_PART = 255 - len("2026-11-22-") - len(".md") - len("-9999") - 40
"""Bytes: what file systems allow, with what is put before and after a name, and room for a temporary one."""

NASTY = (
    *("..", ".", "...", "../../etc/passwd", "/etc/passwd", "\\\\server\\share", "C:\\Windows", "c:autoexec", "~root"),
    *("con", "CON", "con.md", "nul", "Aux", "COM1", "com¹", "lpt9.txt", "CONIN$", "prn ", "clock$"),
    *("-rf", "--folder", ".git", ".ssh/config", "desktop.ini", "a/b", "a\\b", "a:b", "a\0b", "a\nb", "a\x1b[2Jb"),
    *("%2e%2e%2f", "..%c0%af", "\u2024\u2024/", "\uff0e\uff0e\uff0f", "\u202etxt.exe", "\ufeff", "\u200b", "e\u0301"),
    *("team.yaml", "agreements", "games", "agreements.md", " ", "", "x" * 5000, "æøå" * 90, "日本", "🃏", "\ud800"),
)
names = st.sampled_from(NASTY) | st.text(max_size=80) | st.text(alphabet="./\\:~ conaux$-\0\n", max_size=12)


def _is_a_good_part(name: str) -> None:
    assert not DEVICE.match(name), name
    assert not FORBIDDEN.search(name), name
    assert 0 < len(name.encode()) <= LONGEST_PART


def _is_within(folder: Path, path: Path) -> None:
    """Check that `path` is directly in `folder`, even after following all links and dots."""
    assert path.parent == folder
    assert path.resolve().parent == folder.resolve()
    assert {file.name for file in folder.iterdir()} >= {path.name}


@given(names)
@example("..")
@example("con")
def test_the_folder_of_a_team_is_inside_the_main_folder_and_has_an_ordinary_name(name: str) -> None:
    with TemporaryDirectory() as root:
        folder = team_files.folder_of(Path(root), name)
        team_files.save(folder, Team(clean_line(name, LONGEST_TEAM_NAME) or "Team"))
        _is_within(Path(root), folder)
        _is_a_good_part(folder.name)
        assert {path.name for path in folder.iterdir()} == {team_files.NAME}


@settings(max_examples=40)
@given(st.lists(names, max_size=6))
@example(["Nord", "nord!", "NORD", "nord-2", "Nord?"])
@example(["con", "x-con", "CON"])
def test_different_teams_have_different_folders_and_a_team_has_only_one(called: list[str]) -> None:
    with TemporaryDirectory() as root:
        folders: dict[str, Path] = {}
        for name in called:
            shown = clean_line(name, LONGEST_TEAM_NAME)
            if not shown:
                continue
            folder = team_files.folder_of(Path(root), shown)
            assert folders.setdefault(shown.casefold(), folder) == folder
            team_files.save(folder, Team(shown))
        lowered = [folder.name.lower() for folder in folders.values()]
        assert len(set(lowered)) == len(lowered), "and on a disk that does not distinguish a from A"


@settings(max_examples=40)
@given(names, names)
def test_an_agreement_is_in_the_folder_of_its_team(title: str, name: str) -> None:
    with TemporaryDirectory() as root:
        folder = Path(root, "team")
        path = agreement_files.add(folder, agreement(title=title, rule=name, id=name or "x"))
        _is_within(folder / agreement_files.FOLDER, path)
        _is_a_good_part(path.stem)
        assert {file.name for file in folder.iterdir()} <= {agreement_files.FOLDER}
        assert {file.name for file in Path(root).iterdir()} == {"team"}


@settings(max_examples=40)
@given(names, names, names)
def test_the_minutes_of_a_game_are_in_the_folder_of_its_team(name: str, deck: str, team: str) -> None:
    with TemporaryDirectory() as root:
        folder = Path(root, "team")
        table = Table(3, game=name or "g", team=team, decks=(DeckInPlay(deck, deck),))
        path = game_files.save(folder, table.game)
        _is_within(folder / game_files.FOLDER, path)
        _is_a_good_part(path.stem)
        assert {file.name for file in Path(root).iterdir()} == {"team"}


@symlinks
def test_a_team_that_was_moved_elsewhere_with_a_link_remains_one_team(tmp_path: Path) -> None:
    """If the settings allow it, the link is followed, and remains a link."""
    elsewhere = tmp_path / "drev" / "nord"
    team_files.save(elsewhere, Team("Nord"))
    root = tmp_path / "Dialogkort"
    root.mkdir()
    root.joinpath("nord").symlink_to(elsewhere, target_is_directory=True)
    links.follow_into((tmp_path / "drev",))
    folder = team_files.folder_of(root, "Nord")
    assert folder == root / "nord"
    agreement_files.add(folder, agreement())
    assert root.joinpath("nord").is_symlink()
    assert len(list(elsewhere.joinpath(agreement_files.FOLDER).iterdir())) == 1


@pytest.mark.parametrize("kind", ["file", "link to nowhere", "link to a file"])
def test_something_in_the_way_of_a_folder_is_not_touched(kind: str, tmp_path: Path) -> None:
    other = tmp_path / "vigtigt.txt"
    other.write_text("vigtigt", encoding="utf-8")
    root = tmp_path / "Dialogkort"
    root.mkdir()
    place = root / "nord"
    if kind == "file":
        place.write_text("vigtigt", encoding="utf-8")
    else:
        place.symlink_to(other if kind == "link to a file" else root / "findes-ikke")
    folder = team_files.folder_of(root, "Nord")
    try:
        team_files.save(folder, Team("Nord"))
    except atomic.CannotSave:
        assert folder == place
    else:
        assert team_files.load(folder).name == "Nord"
    assert other.read_text(encoding="utf-8") == "vigtigt"
    if kind == "file":
        assert place.read_text(encoding="utf-8") == "vigtigt"


def test_an_id_that_somebody_wrote_into_a_file_is_not_a_path(tmp_path: Path) -> None:
    """The id in an agreement's file is used to find the file by its content, never as a name."""
    outside = tmp_path / "udenfor.md"
    outside.write_text("---\nid: ../../udenfor\ndecided: 2026-11-22\n---\n# Udenfor\n\nRegel\n", encoding="utf-8")
    folder = tmp_path / "team"
    wanted = agreement(id="../../udenfor", decided=date(2026, 11, 22))
    path = agreement_files.add(folder, wanted)
    _is_within(folder / agreement_files.FOLDER, path)
    assert agreement_files.withdraw(folder, wanted)
    assert outside.exists()
    agreement_files.withdraw(folder, replace(wanted, id=str(outside)))
    assert outside.exists()


def test_a_path_that_begins_with_somebody_unknown_is_left_unchanged() -> None:
    assert links.expanded("~nobody-here/x") == Path("~nobody-here/x")
    assert links.expanded("~/x") == Path.home() / "x"


def test_paths_that_people_type_are_expanded_in_one_place() -> None:
    source = Path(links.__file__).parents[1]
    found = [path.relative_to(source) for path in source.rglob("*.py") if "expanduser" in path.read_text("utf-8")]
    assert found == [Path("files/links.py")]
