"""`decks check`: every problem of every file, for people, for programs and for GitHub."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.calling import Call, deck, is_safe
from tests.decks.hostile_files import FILES
from tests.systems import as_nasty_as_possible, names_of_bytes, pipes, shells, symlinks

WRONG = "format: 1\ntitle: T\ncards:\n  - id: a\n    question: Hvad nu?\n  - id: b\n    qestion: Hvad nu?\n"
WARNED = "format: 1\ntitle: T\ncards:\n  - id: a\n    question: Er det godt?\n"


def test_a_good_deck_has_no_problems(call: Call, here: Path, tongue: str) -> None:
    done = call("decks", "check", deck(here / "god.yaml"))
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == {
            "en": "0 errors, 0 warnings in 1 file.\n",
            "da": "0 fejl, 0 advarsler i 1 fil.\n",
        }[tongue]
    )


def test_a_problem_looks_as_expected(call: Call, here: Path, tongue: str) -> None:
    deck(here / "samling.yaml", WRONG)
    done = call("decks", "check", "samling.yaml")
    assert (done.code, done.err) == (1, "")
    first, line, carets, count = done.out.splitlines()
    assert line == "   7 │     qestion: Hvad nu?"
    assert carets.startswith("     │     ^^^^^^^ ")
    assert first.startswith("samling.yaml:7:5  DK102  ")
    if tongue == "da":
        assert first.endswith("Ukendt felt «qestion»")
        assert carets.endswith("mente du «question»?")
        assert count == "1 fejl, 0 advarsler i 1 fil. Kortet a kan stadig bruges."
    else:
        assert first.endswith("Unknown field “qestion”")
        assert count == "1 error, 0 warnings in 1 file. Card a can still be played."


def test_strict_counts_warnings_as_errors(call: Call, here: Path) -> None:
    path = deck(here / "a.yaml", WARNED)
    assert call("decks", "check", path).code == 0
    assert call("decks", "check", "--strict", path).code == 1
    assert call("decks", "check", "--strict", "--format", "json", path).code == 1


def test_all_files_are_checked_in_one_pass_and_folders_too_but_none_twice(call: Call, here: Path) -> None:
    deck(here / "b.yml", WRONG)
    deck(here / "a.yaml")
    deck(here / "under" / "c.yaml", WRONG)
    deck(here / ".skjult.yaml", "@")
    deck(here / ".git" / "d.yaml", "@")
    (here / "note.txt").write_text("@", encoding="utf-8")
    done = call("decks", "check", here, here / "a.yaml", "--format", "json")
    report = json.loads(done.out)
    assert [Path(file["path"]).name for file in report["files"]] == ["a.yaml", "b.yml", "c.yaml"]
    assert (report["errors"], report["warnings"]) == (2, 0)


def test_a_named_file_is_checked_whatever_its_name(call: Call, here: Path) -> None:
    assert "DK102" in call("decks", "check", deck(here / "kort.txt", WRONG)).out


def test_a_folder_without_decks_is_a_usage_error(call: Call, here: Path, tongue: str) -> None:
    for form in ("text", "json", "github"):
        done = call("decks", "check", here, "--format", form)
        assert done.code == 2
        assert str(here) in done.err
    assert call("decks", "check").code == 2
    assert call("decks", "check", "").code == 2
    assert call("decks", "check", "x", "--format", "xml").code == 2


def test_a_missing_file_is_reported(call: Call, tongue: str) -> None:
    done = call("decks", "check", "findes-ikke.yaml")
    assert done.code == 2
    assert "findes-ikke.yaml:1:1  DK001" in done.out
    assert {"en": "the file does not exist", "da": "der er ingen fil"}[tongue] in done.out


def test_json_has_the_promised_shape(call: Call, here: Path, tongue: str) -> None:
    deck(here / "a.yaml", WRONG + "  - id: a\n    question: Hvem?\n")
    done = call("decks", "check", "a.yaml", "--format", "json")
    report = json.loads(done.out)
    assert set(report) == {"files", "errors", "warnings"}
    [file] = report["files"]
    assert set(file) == {"path", "cards", "playable", "problems"}
    assert (file["path"], file["cards"], file["playable"]) == ("a.yaml", 3, 1)
    unknown, taken = file["problems"]
    assert set(unknown) == {"code", "severity", "line", "column", "message", "hint", "related"}
    assert (unknown["code"], unknown["severity"], unknown["line"], unknown["column"]) == ("DK102", "error", 7, 5)
    assert unknown["related"] == []
    [first] = taken["related"]
    assert (first["line"], first["column"]) == (4, 9)
    assert set(first) == {"line", "column", "message"}
    assert done.out.isascii()


def test_columns_count_characters(call: Call, here: Path) -> None:
    deck(here / "a.yaml", WARNED + "  - id: b\n    question: 💥 Hvad: nu?\n")
    report = json.loads(call("decks", "check", "a.yaml", "--format", "json").out)
    assert [
        (problem["line"], problem["column"]) for problem in report["files"][0]["problems"] if problem["code"] == "DK021"
    ] == [(7, 21)]


def test_github_annotations_have_the_promised_shape(call: Call, here: Path) -> None:
    deck(here / "en, to: 100%.yaml", WRONG + "  - id: c\n    question: x\n    50%,x: y\n")
    lines = call("decks", "check", "en, to: 100%.yaml", "--format", "github").out.splitlines()
    assert lines[0] == (
        "::error file=en%2C to%3A 100%25.yaml,line=7,col=5,endColumn=12,title=DK102::"
        "Unknown field “qestion”: did you mean “question”?"
    )
    assert "Unknown field “50%25,x”" in lines[1]
    assert lines[-1].startswith("2 errors")
    warned = call("decks", "check", deck(here / "w.yaml", WARNED), "--format", "github").out
    assert warned.startswith("::warning file=")


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("name", ["escape sequences", "bidi", "nul", "noise", "utf-16", "conflicts", "alias bomb"])
def test_a_hostile_file_ends_with_exit_code_1_and_its_text_is_cleaned(
    call: Call, here: Path, name: str, form: str
) -> None:
    path = here / as_nasty_as_possible("a\x1b[31m\u202e\n.yaml")
    path.write_bytes(FILES[name]())
    done = call("decks", "check", path, "--format", form)
    assert (done.code, done.err) == (1, "")
    assert is_safe(done.out)


@pipes
@symlinks
def test_something_that_is_not_a_file_is_not_opened(call: Call, here: Path) -> None:
    (here / "mappe.yaml").mkdir()
    (here / "enhed.yaml").symlink_to("/dev/zero")
    (here / "kreds.yaml").symlink_to(here / "kreds.yaml")
    os.mkfifo(here / "roer.yaml")
    done = call("decks", "check", here)
    assert done.code == 2, "for what cannot be read at all"
    assert done.out.count("DK002") == 2
    assert done.out.count("DK001") == done.out.count("DK013") == 1
    assert call("decks", "check", here / "mappe.yaml").code == 1


def test_a_folder_that_cannot_be_read_is_reported(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deck(here / "a.yaml")
    (here / "lukket").mkdir()
    scan = os.scandir

    def refuse(place: str) -> object:
        if str(place).endswith("lukket"):
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    done = call("decks", "check", here)
    assert done.code == 2
    assert "lukket:1:1  DK001" in done.out


def run(*arguments: str, **settings: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dialogkort", *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=30, **settings)  # type: ignore[call-overload,no-any-return]


@shells
def test_a_reader_that_stops_reading_is_not_an_error(here: Path) -> None:
    deck(here / "a.yaml", WRONG + "".join(f"  - id: k{n}\n    qestion: x\n" for n in range(400)))
    command = f"{sys.executable} -m dialogkort decks check a.yaml | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, timeout=30)
    assert done.stderr == b""
    assert done.stdout.startswith(b"a.yaml:7:5")


def test_an_output_with_few_characters_gets_replacements(here: Path) -> None:
    deck(here / "a.yaml", WRONG)
    done = run("decks", "check", "a.yaml", env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"   7 |     qestion" in done.stdout


@names_of_bytes
def test_a_file_name_that_is_not_utf8_is_shown(here: Path) -> None:
    name = os.fsencode(here) + b"/\xe5.yaml"
    with open(name, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(b"@")
    for form in ("text", "json", "github"):
        done = run("decks", "check", "--format", form, str(here))
        assert (done.returncode, done.stderr) == (1, b"")
        done.stdout.decode()
