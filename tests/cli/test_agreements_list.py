"""`agreements list` and `show`: for people, for programs and for scripts, with the date given as an argument."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.cli.calling import Call, is_safe
from tests.cli.on_file import TODAY, agreement, lay
from tests.systems import WINDOWS, as_nasty_as_possible, shells

from dialogkort.cli import printing
from dialogkort.core.agreements.agreement import Status
from dialogkort.files.cells import cells

KEYS = [
    *("id", "team", "title", "rule", "status", "due", "sleeping", "decided", "reviewed", "review", "keeper", "deck"),
    *("card", "supersedes", "superseded_by", "decision", "level", "path"),
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the teams, on a day in February."""
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY.isoformat())
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


@pytest.fixture
def several(root: Path) -> Path:
    """One agreement for each standing, and one from another team."""
    lay(root, agreement("due"))
    lay(root, agreement("later", review=date(2027, 6, 1), keeper="Peter", title="Senere"))
    lay(root, agreement("asleep", decided=date(2026, 8, 1), review=date(2026, 11, 1), keeper="", title="Sover"))
    gone = agreement("gone", status=Status.RETIRED, reviewed=date(2027, 1, 5), title="Udgået")
    lay(root, gone)
    lay(root, agreement("before", status=Status.SUPERSEDED, superseded_by="due", title="Før"))
    lay(root, agreement("theirs", review=date(2027, 1, 22), title="De andres"), team="Team Syd")
    return root


def ids(call: Call, *arguments: object) -> list[str]:
    done = call("agreements", "list", "--format", "json", *arguments)
    assert (done.code, done.err) == (0, "")
    return [load["id"] for load in json.loads(done.out)["agreements"]]


def test_agreements_in_force_are_listed_with_those_waiting_longest_first(call: Call, several: Path) -> None:
    assert ids(call) == ["asleep", "theirs", "due", "later"]


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (("--due",), ["asleep", "theirs", "due"]),
        (("--due", "2027-01-31"), ["asleep", "theirs"]),
        (("--due", "2027-05-31"), ["asleep", "theirs", "due"]),
        (("--due", "om 4 måneder"), ["asleep", "theirs", "due", "later"]),
        (("--status", "in-force"), ["asleep", "theirs", "due", "later"]),
        (("--status", "retired"), ["gone"]),
        (("--status", "superseded"), ["before"]),
        (("--status", "sleeping"), ["asleep"]),
        (("--status", "all"), ["asleep", "theirs", "due", "later", "gone", "before"]),
        (("--keeper", "åSE "), ["theirs", "due"]),
        (("--keeper", "A\N{COMBINING RING ABOVE}se"), ["theirs", "due"]),
        (("--keeper", ""), ["asleep"]),
        (("--team", "team nord"), ["asleep", "due", "later"]),
        (("--team", "team-syd"), ["theirs"]),
        (("--team", "Team Syd", "--due", "--keeper", "Åse"), ["theirs"]),
    ],
)
def test_the_filters_decide_what_is_listed(
    call: Call, several: Path, arguments: tuple[str, ...], listed: list[str]
) -> None:
    assert ids(call, *arguments) == listed


def test_the_table_shows_the_standing_of_each_agreement(call: Call, several: Path, tongue: str) -> None:
    done = call("agreements", "list", "--status", "all")
    assert (done.code, done.err) == (0, "")
    words = {
        "en": ["sleeping, due since 1 Nov 2026", "due since 22 Jan 2027", "due since 22 Feb 2027"],
        "da": ["1. nov. 2026", "22. jan. 2027", "22. feb. 2027"],
    }[tongue]
    for line, said in zip(done.out.splitlines(), words, strict=False):
        assert said in line
    assert [line.split()[-1] for line in done.out.splitlines()] == [
        "asleep",
        "theirs",
        "due",
        "later",
        "gone",
        "before",
    ]
    assert all(("Team Syd" in line) == ("theirs" in line) for line in done.out.splitlines())
    if tongue == "da":
        assert not re.search("sleeping|since|retired|superseded|review", done.out)


def test_a_single_team_is_not_repeated_on_each_line(call: Call, root: Path) -> None:
    lay(root, agreement())
    assert "Team Nord" not in call("agreements", "list").out


@pytest.mark.parametrize("room", [40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal_and_no_id_is_cut(
    call: Call, several: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    name = "20261122-104112-3fa2-1"
    wide = "日本語の長い題名 " * 6 + "Speciallægepraksisplanlægningsstabiliseringsperiodeafslutning"
    lay(several, agreement(name, title=wide, keeper="Mette-Marie Østergaard"))
    monkeypatch.setattr(printing, "room", lambda: room)
    out = call("agreements", "list", "--status", "all").out
    assert max(cells(line) for line in out.splitlines()) <= room
    assert name in out
    assert all(word in re.sub(r"\s", "", out) for word in ("日本語の長い題名" * 6, "afslutning"))


def test_a_pipe_gets_one_line_per_agreement(call: Call, several: Path) -> None:
    lay(several, agreement("lang", title="x" * 300))
    assert len(call("agreements", "list").out.splitlines()) == 5


def test_an_empty_list_says_so(call: Call, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(root, agreement(review=date(2028, 1, 1)))
    due = ("agreements", "list", "--due", "--exit-code")
    for form in ("table", "markdown"):
        assert call(*due, "--format", form) == (0, "", "")
    assert json.loads(call(*due, "--format", "json").out) == {"agreements": [], "problems": []}
    monkeypatch.setattr(printing, "room", lambda: 80)
    assert call(*due).out == "No agreements to list.\n"


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_a_folder_without_a_team_is_reported_and_the_exit_code_is_2(
    call: Call, root: Path, form: str, tongue: str
) -> None:
    """A monitor that watches the wrong folder must not stay green forever."""
    for given in ((), ("--folder", root), ("--folder", root / "x")):
        done = call("agreements", "list", "--format", form, "--due", "--exit-code", *given)
        assert (done.code, done.out) == (2, "")
        assert str(root) in done.err


@pytest.mark.parametrize(
    "words", [("agreements", "remake"), ("agreements", "digest"), ("overview",), ("games", "list"), ("games", "show")]
)
def test_every_command_about_teams_reports_a_folder_without_a_team(
    call: Call, root: Path, words: tuple[str, ...]
) -> None:
    done = call(*words, "--folder", root)
    assert (done.code, done.out) == (2, "")
    assert f"There are no team files in {root}." in done.err
    root.rmdir()
    assert call(*words).code in {0, 1}


def test_before_the_first_game_nothing_is_wrong(call: Call, root: Path) -> None:
    root.rmdir()
    done = call("agreements", "list", "--exit-code")
    assert (done.code, done.out) == (0, "")
    assert "Nobody has played yet" in done.err
    assert str(root) in done.err


def test_one_long_title_does_not_push_the_rows_in_a_pipe_out_of_line(call: Call, several: Path) -> None:
    before = call("agreements", "list").out.splitlines()
    lay(several, agreement("lang", title="x" * 300))
    after = call("agreements", "list").out.splitlines()
    assert [line for line in after if not line.endswith("lang")] == before


def test_the_exit_code_says_whether_anything_is_listed(call: Call, several: Path) -> None:
    assert call("agreements", "list", "--due", "--exit-code").code == 1
    assert call("agreements", "list", "--due", "--exit-code", "--format", "json").code == 1
    assert call("agreements", "list", "--due", "2026-10-31", "--exit-code").code == 0
    assert call("agreements", "list", "--due").code == 0


def test_json_has_the_promised_shape(call: Call, root: Path) -> None:
    path = lay(root, agreement(deck="tillid", card="a", decision="Ferie", level=4, supersedes="x", reviewed=TODAY))
    lay(root, agreement("bar", keeper="", review=date(2027, 3, 1)))
    done = call("agreements", "list", "--format", "json")
    assert done.out.isascii()
    report = json.loads(done.out)
    assert list(report) == ["agreements", "problems"]
    full, bare = report["agreements"]
    assert list(full) == list(bare) == [*KEYS, "history"]
    assert full == {
        "id": "spil-1",
        "team": "Team Nord",
        "title": "Ring, når det haster",
        "rule": "Når det haster, ringer vi.\nAlt andet kan vente til i morgen.",
        "status": "in-force",
        "due": True,
        "sleeping": False,
        "decided": "2026-11-22",
        "reviewed": "2027-02-22",
        "review": "2027-02-22",
        "keeper": "Åse",
        "deck": "tillid",
        "card": "a",
        "supersedes": "x",
        "superseded_by": None,
        "decision": "Ferie",
        "level": 4,
        "path": str(path),
        "history": ["22. november 2026: Aftalt"],
    }
    empty = ("reviewed", "keeper", "deck", "card", "supersedes", "superseded_by", "decision", "level")
    assert {bare[key] for key in empty} == {None}
    assert (bare["due"], bare["sleeping"]) == (False, False)


def test_due_and_sleeping_are_relative_to_the_given_day(call: Call, root: Path) -> None:
    lay(root, agreement())
    told = [
        json.loads(call("agreements", "list", "--due", day, "--format", "json").out)["agreements"]
        for day in ("2027-02-22", "2027-12-31")
    ]
    assert [(agreement["due"], agreement["sleeping"]) for [agreement] in told] == [(True, False), (True, True)]


def test_markdown_can_be_pasted_into_an_email(call: Call, several: Path) -> None:
    lay(several, agreement("kort", title="Pauser", rule="Pauser.", review=date(2028, 1, 1)))
    out = call("agreements", "list", "--format", "markdown").out
    assert out.startswith("## Team Nord\n\n- **Sover**\n\n  Når det haster, ringer vi.")
    assert "\n\n## Team Syd\n\n- **De andres**\n" in out
    assert "- **Ring, når det haster**\n\n  Når det haster, ringer vi.  \n  Alt andet kan vente til i morgen.\n" in out
    assert "  due since 22 Feb 2027 · Keeper: Åse\n" in out
    assert "- **Pauser**\n\n  next review " in out
    markdown = call("agreements", "list", "--format", "markdown", "--team", "Team Nord").out
    assert "##" not in markdown


def test_text_cannot_forge_markdown_structure(call: Call, root: Path) -> None:
    lay(root, agreement(title="# x** <b>", rule="- a\n## Team Syd\n[x](javascript:1)", keeper="*A*"))
    out = call("agreements", "list", "--format", "markdown").out
    assert "\n##" not in out
    assert "  - a" in out, "a rule may contain a list"
    assert "\\## Team Syd" in out
    assert "\\[x\\](javascript:1)" in out
    assert "\\[x\\]" in out
    assert "\\*A\\*" in out


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_nothing_in_a_file_controls_the_terminal(call: Call, root: Path, form: str) -> None:
    path = lay(root, agreement("a"), team="Team Nord", name=as_nasty_as_possible("2026-11-22-\x1b[31m\u202e.md"))
    text = path.read_text("utf-8").replace("Åse", "\x1b[31mÅse\u202e\x9b").replace("haster", "\x1b]0;x\x07haster")
    path.write_text(text, encoding="utf-8")
    path.parents[1].joinpath("team.yaml").write_text('name: "N\\x1b[31mord\\u202e"\n', encoding="utf-8")
    lay(root, agreement("b"), team="Team Syd")
    done = call("agreements", "list", "--format", form)
    assert done.code == 0
    assert is_safe(done.out)
    shown = call("agreements", "show", "a")
    assert shown.code == 0
    assert is_safe(shown.out)
    assert is_safe(call("agreements", "show", "a", "--format", "markdown").out)


def test_a_file_name_cannot_begin_a_line_of_its_own(call: Call, root: Path) -> None:
    lay(root, agreement("a"), name=as_nasty_as_possible("2026-11-22-a\n::error::b\r::error::c.md"))
    for arguments in (("show", "a"), ("review", "a", "--keep"), ("review", "a", "--supersede", "--rule", "We call.")):
        done = call("agreements", *arguments)
        assert done.code == 0
        assert WINDOWS or "::error::b" in done.out
        assert not re.search("^ *::", done.out, re.MULTILINE)


def test_files_that_cannot_be_understood_are_reported(call: Call, root: Path) -> None:
    lay(root, agreement())
    bad = lay(root, agreement("skidt"))
    bad.write_text(bad.read_text("utf-8").replace("decided: 2026-11-22", "decided: engang"), encoding="utf-8")
    for form in ("table", "markdown"):
        done = call("agreements", "list", "--format", form)
        assert (done.code, "skidt" in done.out) == (0, False)
        assert "1 file was skipped" in done.err
    done = call("agreements", "list", "--format", "json")
    assert done.err == ""
    [problem] = json.loads(done.out)["problems"]
    assert (problem["path"], problem["line"], problem["column"]) == (str(bad), 4, 10)
    assert "engang" in problem["message"]


def test_an_unknown_folder_or_team_is_a_usage_error(call: Call, several: Path, tongue: str) -> None:
    done = call("agreements", "list", "--team", "Team Vest", "--exit-code")
    assert (done.code, done.out) == (2, "")
    assert "Team Vest" in done.err
    assert "Team Nord, Team Syd" in done.err
    done = call("agreements", "list", "--folder", several / "mangler", "--exit-code")
    assert (done.code, done.out) == (2, "")
    assert "mangler" in done.err
    file = several / "team-nord" / "team.yaml"
    assert call("agreements", "list", "--folder", file).code == 2


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("list", "--due", "engang"),
        ("list", "--status", "x"),
        ("list", "--format", "xml"),
        ("list", "x"),
        ("show",),
        ("nej",),
    ],
)
def test_a_usage_error_ends_with_exit_code_2(call: Call, several: Path, wrong: tuple[str, ...], tongue: str) -> None:
    done = call("agreements", *wrong)
    assert (done.code, done.out) == (2, "")
    assert ("fejl:" if tongue == "da" else "error:") in done.err


def test_the_day_can_be_given_and_must_be_a_date(call: Call, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(root, agreement())
    monkeypatch.setenv("DIALOGKORT_TODAY", "21. februar 2027")
    assert ids(call, "--due") == []
    for wrong in ("i morges", "2027-02-30", "0001-01-01", "9999-12-31"):
        monkeypatch.setenv("DIALOGKORT_TODAY", wrong)
        done = call("agreements", "list")
        assert (done.code, done.out) == (2, "")
        assert "DIALOGKORT_TODAY" in done.err
        assert wrong in done.err
    monkeypatch.setenv("DIALOGKORT_TODAY", " ")
    assert call("agreements", "list").code == 0


def test_the_folder_of_a_single_team_is_enough(call: Call, several: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ids(call, "--folder", several / "team-syd") == ["theirs"]
    monkeypatch.chdir(several / "team-syd")
    done = call("agreements", "list", "--folder", ".", "--format", "json")
    [listed] = json.loads(done.out)["agreements"]
    assert (listed["team"], listed["path"]) == ("Team Syd", str(Path("agreements", "2026-11-22-theirs.md")))


def test_show_prints_everything(call: Call, root: Path, tongue: str) -> None:
    lay(root, agreement("før", title="Skriv altid"))
    path = lay(
        root,
        agreement(
            "nu",
            signs="Ingen sms efter 17.",
            corner_flags="Hviletid.",
            concerns=("Nattevagten?", "Vikarerne."),
            question="Hvornår ringer du?",
            deck="digital",
            decision="Hvem ringer",
            level=4,
            supersedes="før",
            superseded_by="væk",
            reviewed=date(2027, 1, 2),
        ),
    )
    done = call("agreements", "show", "nu")
    assert (done.code, done.err) == (0, "")
    said = {
        "en": ["due since 22 Feb 2027 · Team Nord · nu", "22 November 2026", "2 January 2027", "Skriv altid (før)"],
        "da": ["22. feb. 2027 · Team Nord · nu", "22. november 2026", "2. januar 2027", "Skriv altid (før)"],
    }[tongue]
    written = ["Alt andet kan vente til i morgen.", "Åse", "Ingen sms efter 17.", "Hviletid.", "Nattevagten?"]
    for words in (*said, *written, "Vikarerne.", "Hvornår ringer du?", "digital", "4 · ", "væk", str(path)):
        assert words in done.out, words
    assert "· 22. november 2026: Aftalt" in done.out


def test_show_prints_no_heading_for_a_missing_history(call: Call, root: Path) -> None:
    path = lay(root, agreement("nu"))
    danish = call("agreements", "show", "nu", "--lang", "da").out
    assert "Historik" in danish
    assert re.search(r"^Aftalt +[0-9]", danish, re.MULTILINE), danish
    path.write_text(path.read_text("utf-8").partition("## Historik")[0], "utf-8")
    assert "Historik" not in call("agreements", "show", "nu", "--lang", "da").out


def test_show_as_json_has_everything_in_the_list_and_more(call: Call, root: Path) -> None:
    lay(root, agreement(concerns=("Nattevagten?",), signs="Ro."))
    [listed] = json.loads(call("agreements", "list", "--format", "json").out)["agreements"]
    [shown] = json.loads(call("agreements", "show", "spil-1", "--format", "json").out)["agreements"]
    more = ["question", "signs", "corner_flags", "concerns", "objections", "deck_title", "history"]
    assert list(shown) == [*KEYS, *more]
    assert {key: shown[key] for key in (*KEYS, "history")} == listed
    assert (shown["signs"], shown["concerns"]) == ("Ro.", ["Nattevagten?"])
    assert (shown["question"], shown["corner_flags"]) == (None, None)
    assert shown["history"] == ["22. november 2026: Aftalt"]


def test_show_as_markdown_is_what_people_wrote(call: Call, root: Path) -> None:
    path = lay(root, agreement())
    path.write_text(path.read_text("utf-8") + "\n## Egen\n\n| a | b |\n|---|---|\n", encoding="utf-8")
    out = call("agreements", "show", "spil-1", "--format", "markdown").out
    assert out.startswith("# Ring, når det haster\n")
    assert out.endswith("## Egen\n\n| a | b |\n|---|---|\n")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_an_agreement_is_found_by_its_id_or_its_file(
    call: Call, root: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    path = lay(root, agreement("20261122-104112-3fa2-1"))
    lay(root, agreement("20261122-104112-3fa2-12", title="En anden"))
    monkeypatch.chdir(root)
    relative = path.relative_to(root)
    for name in ("20261122-104112-3fa2-1", path.name, path.stem, path, relative, f"./{relative}"):
        done = call("agreements", "show", name, "--format", form)
        assert (done.code, done.err) == (0, "")
        assert ("Ring, n" in done.out, "En anden" in done.out) == (True, False)


def test_the_beginning_of_an_id_must_be_unambiguous(call: Call, root: Path, tongue: str) -> None:
    for number in range(9):
        lay(root, agreement(f"2026-{number}"))
    lay(root, agreement("2027-1"), team="Team Syd")
    assert call("agreements", "show", "2027").code == 0
    done = call("agreements", "show", "2026")
    assert (done.code, done.out) == (1, "")
    assert "2026-0 (Team Nord), 2026-1 (Team Nord)" in done.err
    assert done.err.count("Team Nord") == 6
    lay(root, agreement("2027-1"))
    assert call("agreements", "show", "2027-1").code == 1
    assert call("agreements", "show", "2027-1", "--team", "Team Syd").code == 0
    for nothing in ("x", "", "2027-1.md", root / "team-nord" / "team.yaml"):
        done = call("agreements", "show", nothing)
        assert (done.code, done.out) == (1, "")
        assert "list --status all" in done.err


@pytest.mark.parametrize("command", [("show",), ("review", "--keep")], ids=" ".join)
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("in-force", "måske", ":3:9: "),
        ("status: in-force", "status: [in-force", ":"),
        ("id: spil-1\n", "id: 'spil-1'   # vores\n\tdecided\n", ":"),
    ],
)
def test_asking_for_a_file_that_cannot_be_understood_says_why(
    call: Call, root: Path, command: tuple[str, ...], old: str, new: str, told: str
) -> None:
    path = lay(root, agreement())
    lay(root, agreement("spil-2"))
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    before = path.read_bytes()
    for name in (path.name, path, path.stem, "spil-1"):
        done = call("agreements", *command, name)
        assert (done.code, done.out) == (1, "")
        assert f"{path.name}{told}" in done.err
    assert path.read_bytes() == before
    assert call("agreements", *command, "spil-").out.startswith("Ring"), "the start of the one that can be understood"


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (("list", "--due"), {"textual", "rich", "asyncio", "yaml", "json"}),
        (("list", "--format", "json"), {"textual", "rich", "asyncio"}),
        (("check",), {"textual", "rich", "asyncio"}),
        (("review", "spil-1", "--keep"), {"textual", "rich", "asyncio"}),
    ],
)
def test_no_command_loads_more_than_it_needs(root: Path, arguments: tuple[str, ...], unneeded: set[str]) -> None:
    lay(root, agreement())
    program = "import sys; from dialogkort.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", program, "agreements", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "dialogkort" in loaded
    assert not loaded & unneeded


@shells
def test_a_reader_that_stops_reading_is_not_an_error(root: Path) -> None:
    for number in range(400):
        lay(root, agreement(f"spil-{number}"))
    command = f"{sys.executable} -m dialogkort agreements list | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1
