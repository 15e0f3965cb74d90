"""Teams on file: what can be understood is used, what people wrote is kept."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.texts import lines

from dialogkort.core.team import LONGEST_NAME, LONGEST_TEAM_NAME, Member, Team, members_named
from dialogkort.core.text import clean_line
from dialogkort.files.atomic import CannotSave
from dialogkort.storage.teams import folder_of, load, read, save, teams

pytestmark = pytest.mark.usefixtures("no_waiting")
NORD = Team(
    name="Team Nord",
    members=(Member("m1", "Åse"), Member("m2", "Bo [vikar]", remote=True), Member("m3", "")),
    language="da",
    minutes=45,
    format="klassisk",
    dealing="blind",
    answering="fingers",
    decks=("tillid", "kontrol"),
)

WRITTEN = """\
name: Team Nord
language: da
minutes: 45
format: klassisk
dealing: blind
answering: fingers
decks:
  - tillid
  - kontrol
members:
  - name: Åse
  - name: "Bo [vikar]"
    remote: true
  - name: ""
"""

teams_made = st.builds(
    Team,
    name=lines.map(lambda text: clean_line(text, LONGEST_TEAM_NAME)).filter(len),
    members=st.lists(st.tuples(lines.map(lambda text: clean_line(text, LONGEST_NAME)), st.booleans()), max_size=5).map(
        lambda found: tuple(Member(f"m{place}", *member) for place, member in enumerate(found, 1))
    ),
    language=st.sampled_from(["", "da", "en"]),
    minutes=st.integers(0, 600),
    format=st.sampled_from(["", "kort", "grundig"]),
    dealing=st.sampled_from(["", "blind", "colleague"]),
    answering=st.sampled_from(["", "unseen"]),
    decks=st.lists(lines.map(lambda text: clean_line(text, 50)).filter(len), max_size=3).map(tuple),
)


def written(folder: Path, text: str) -> Path:
    path = folder / "team.yaml"
    path.write_bytes(text.encode())
    return path


def test_a_team_file_looks_as_expected(tmp_path: Path) -> None:
    save(tmp_path, NORD)
    assert (tmp_path / "team.yaml").read_text("utf-8") == WRITTEN
    assert load(tmp_path) == NORD


@given(teams_made, teams_made)
@settings(max_examples=40, deadline=None)
def test_every_team_reads_back_and_can_be_changed_into_any_other(
    tmp_path_factory: pytest.TempPathFactory, first: Team, other: Team
) -> None:
    folder = tmp_path_factory.mktemp("team")
    for team in (first, other):
        save(folder, team)
        assert read(folder).team == team
        assert read(folder).problems == ()
    assert list(folder.iterdir()) == [folder / "team.yaml"]


def test_a_team_is_saved_only_if_it_differs(tmp_path: Path) -> None:
    path = written(tmp_path, "# ours\nname: 'Team Nord'\nmembers: [Åse, Bo]\n")
    before = path.stat().st_ino
    save(tmp_path, load(tmp_path))
    assert path.stat().st_ino == before


def test_what_people_wrote_is_kept(tmp_path: Path) -> None:
    path = written(
        tmp_path, "\ufeff# ours\r\nname: Nord\r\nroom: 2.14\r\nminutes: 30 # at most\r\nmembers:\r\n - Åse\r\n"
    )
    assert load(tmp_path) == Team("Nord", members_named(("Åse",)), minutes=30)
    save(tmp_path, replace(load(tmp_path), minutes=45, format="kort"))
    assert path.read_bytes().decode() == (
        "\ufeff# ours\r\nname: Nord\r\nroom: 2.14\r\nminutes: 45 # at most\r\nmembers:\r\n - Åse\r\nformat: kort\r\n"
    )


def test_what_people_wrote_about_a_member_is_kept(tmp_path: Path) -> None:
    written(tmp_path, "name: Nord\nmembers:\n  - name: Åse\n    mail: aase@kommune.dk\n  - name: Bo\n")
    team = load(tmp_path)
    save(tmp_path, replace(team, members=members_named(("Carl", "Åse"))))
    text = (tmp_path / "team.yaml").read_text("utf-8")
    assert text == 'name: Nord\nmembers:\n  - name: Carl\n  - name: Åse\n    mail: "aase@kommune.dk"\n'


@pytest.mark.parametrize(
    ("text", "team", "line"),
    [
        ("minutes: many", Team("nord"), 1),
        ("minutes: 45 min", Team("nord"), 1),
        ("name: N\nminutes: 9999", Team("N"), 2),
        ("name: [a, b]", Team("nord"), 1),
        ("name: N\nformat: lang", Team("N"), 2),
        ("name: N\nlanguage: sv", Team("N"), 2),
        ("name: N\nmembers: {a: b}", Team("N"), 2),
        ("name: N\nmembers:\n  - Åse\n  - [x]\n  - Bo", Team("N", members_named(("Åse", "Bo"))), 4),
        ("name: N\nname: M", Team("N"), 2),
        ("name: N\nminutes: 30\nformat: a: b", Team("N", minutes=30), 3),
        ("name: N\nmembers:\n  - Åse\n  - *bo", Team("N", members_named(("Åse",))), 4),
        ("- a", Team("nord"), 1),
        ("\n".join(["members:", *["- x"] * 41]), Team("nord", members_named(("x",) * 40)), 42),
    ],
)
def test_problems_are_reported_and_the_rest_is_used(tmp_path: Path, text: str, team: Team, line: int) -> None:
    folder = tmp_path / "nord"
    folder.mkdir()
    path = written(folder, text)
    found = read(folder)
    assert found.team == team
    assert [problem.line for problem in found.problems] == [line]
    assert all(str(problem) for problem in found.problems)
    save(folder, found.team)
    if found.named:
        assert path.read_text("utf-8") == text


def test_being_remote_is_understood_in_different_words(tmp_path: Path) -> None:
    written(
        tmp_path,
        "members:\n - {name: A, remote: ja}\n - {name: B, remote: no}\n - {name: C, remote: True}\n - {}\n",
    )
    assert [(member.name, member.remote) for member in load(tmp_path).members] == [
        ("A", True), ("B", False), ("C", True), ("", False),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["name: N\nformat: a: b\nminutes: 3\n", "{name: N}", "- a\n- b\n", "\u0000"])
def test_a_file_that_cannot_be_edited_is_kept_beside(tmp_path: Path, text: str) -> None:
    for number in ("", "-2"):
        path = written(tmp_path, text)
        save(tmp_path, NORD)
        assert path.read_text("utf-8") == WRITTEN
        assert (tmp_path / f"team.old{number}.yaml").read_bytes() == text.encode()


def test_a_file_in_another_encoding_is_kept_beside(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_bytes("name: Ærø".encode("latin-1"))
    found = read(tmp_path)
    assert found.team.name == tmp_path.name
    assert "UTF-8" in str(found.problems[0])
    save(tmp_path, NORD)
    assert (tmp_path / "team.old.yaml").read_bytes() == "name: Ærø".encode("latin-1")


def test_something_that_is_not_a_file_is_reported(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "team.yaml")
    else:  # Windows has no pipes in folders
        (tmp_path / "team.yaml").mkdir()
    assert "regular file" in str(read(tmp_path).problems[0])
    with pytest.raises(CannotSave):
        save(tmp_path, NORD)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotSave):
        save(tmp_path / "file", NORD)


def test_control_characters_are_removed_and_long_names_shortened(tmp_path: Path) -> None:
    written(tmp_path, 'name: "a\\e[31m"\nmembers: ["' + "x" * 200 + '", "\\u202eb"]\n')
    team = load(tmp_path)
    assert team.name == "a[31m"
    assert [len(member.name) for member in team.members] == [40, 1]


YEAR_2001 = 1_000_000_000
"""Seconds: not every system records the time of a file more precisely, or one before its creation."""


def test_teams_are_listed_with_the_most_recently_used_first(tmp_path: Path) -> None:
    for number, name in enumerate(("Nord", "Syd", "Øst")):
        folder = folder_of(tmp_path, name)
        save(folder, Team(name))
        os.utime(folder / "team.yaml", (YEAR_2001 + number, YEAR_2001 + number))
    (tmp_path / "vest" / "agreements").mkdir(parents=True)
    os.utime(tmp_path / "vest" / "agreements", (YEAR_2001 + 9, YEAR_2001 + 9))
    (tmp_path / "other").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "file.md").write_bytes(b"")
    (tmp_path / "nord" / "games").mkdir()
    os.utime(tmp_path / "nord" / "games", (YEAR_2001 + 5, YEAR_2001 + 5))
    assert [(path.name, team.name) for path, team in teams(tmp_path)] == [
        ("vest", "vest"), ("nord", "Nord"), ("oest", "Øst"), ("syd", "Syd"),
    ]  # fmt: skip
    assert teams(tmp_path / "none") == ()
    assert teams(tmp_path / "file.md") == ()


def test_two_teams_never_share_a_folder(tmp_path: Path) -> None:
    for name, folder in (("Nord!", "nord"), ("Nord?", "nord-2"), ("NORD!", "nord"), ("日本", None)):
        place = folder_of(tmp_path, name)
        assert folder is None or place.name == folder
        save(place, Team(name) if not place.exists() else load(place))
    assert folder_of(tmp_path, "Nord?").name == "nord-2"
    assert folder_of(tmp_path, "日本") != folder_of(tmp_path, "中国")


def test_a_renamed_folder_still_belongs_to_the_team(tmp_path: Path) -> None:
    save(folder_of(tmp_path, "Nord"), Team("Nord"))
    (tmp_path / "nord").rename(tmp_path / "Afdeling nord")
    assert folder_of(tmp_path, "nord").name == "Afdeling nord"


def test_a_folder_whose_team_file_was_lost_is_reused(tmp_path: Path) -> None:
    (tmp_path / "team-nord" / "agreements").mkdir(parents=True)
    assert folder_of(tmp_path, "Team Nord").name == "team-nord"
    (tmp_path / "syd").write_bytes(b"")
    assert folder_of(tmp_path, "Syd").name == "syd-2"


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_still_gives_a_team_and_is_never_lost(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("team")
    content = bytearray(WRITTEN.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        first = data.draw(st.integers(0, len(content)))
        last = data.draw(st.integers(first, min(len(content), first + 20)))
        content[first:last] = data.draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b": ", b"- ", b"\n", b"&a "]))
        )
    (folder / "team.yaml").write_bytes(content)
    found = read(folder)
    assert all(str(problem) for problem in found.problems)
    save(folder, replace(found.team, minutes=599))
    assert load(folder) == replace(found.team, minutes=599)
    kept = folder / "team.old.yaml"
    assert not kept.exists() or kept.read_bytes() == content
