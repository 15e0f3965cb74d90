"""The one gate for all printing, whatever happens to the output, and whatever the locale says."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.calling import Call
from tests.cli.on_file import TODAY, agreement, lay
from tests.systems import lost_folders, shells

from dialogkort import cli

COMMANDS = {
    "help": ("--help",),
    "help of a group": ("decks", "--help"),
    "help of a command": ("agreements", "list", "--help"),
    "version": ("--version",),
    "where": ("where",),
    "list": ("agreements", "list"),
    "list as json": ("agreements", "list", "--format", "json"),
    "show": ("agreements", "show", "spil-1"),
    "check": ("agreements", "check"),
    "review": ("agreements", "review", "spil-1", "--keep"),
    "decks": ("decks", "list"),
    "a deck": ("decks", "show", "tillid"),
    "schema": ("decks", "schema"),
    "explain": ("decks", "explain", "DK208"),
    "a usage error": ("nej",),
    "an unknown option": ("agreements", "list", "--nej"),
}
ENDS = {"a usage error": 2, "an unknown option": 2}
"""The exit codes that are not 0."""
each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of the program, with an agreement on file, in Danish."""
    lay(tmp_path / "folder", agreement(title="Ring, når det haster – også om natten “ß” 日本"))
    monkeypatch.setenv("LANG", "da_DK.UTF-8")
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY.isoformat())
    return dict(os.environ)


def run(shell: str, environ: dict[str, str], command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which the command is `"$@"`; if that is all, it needs no shell."""
    call = [sys.executable, "-m", "dialogkort", *COMMANDS[command]]
    return subprocess.run(
        call if shell == '"$@"' else ["/bin/bash", "-c", f"set -o pipefail; {shell}", "bash", *call],
        env=environ,
        capture_output=True,
        check=False,
        timeout=60,
    )


@shells
@each_command
def test_a_reader_that_stops_reading_does_not_change_the_exit_code(environ: dict[str, str], command: str) -> None:
    done = run('"$@" | true', environ, command)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.returncode == ENDS.get(command, 0)


@shells
@each_command
def test_a_full_disk_is_reported_and_the_exit_code_is_2(environ: dict[str, str], command: str) -> None:
    done = run('"$@" >/dev/full', environ, command)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    if command not in ENDS:
        assert done.stderr.decode().startswith("dialogkort: ")
        assert done.stderr.count(b"\n") == 1


@shells
@each_command
def test_the_exit_code_is_the_same_when_errors_cannot_be_printed(environ: dict[str, str], command: str) -> None:
    assert run('"$@" 2>/dev/full', environ, command).returncode == ENDS.get(command, 0)
    assert run('"$@" 2>&- >&-', environ, command).returncode == ENDS.get(command, 0)


@each_command
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_characters_that_the_output_cannot_show_become_plainer_signs_or_question_marks(
    environ: dict[str, str], command: str, encoding: str
) -> None:
    done = run('"$@"', {**environ, "PYTHONIOENCODING": encoding}, command)
    assert done.returncode == ENDS.get(command, 0)
    assert b"Traceback" not in done.stderr
    (done.stdout + done.stderr).decode(encoding)
    if command == "list":
        shown = {
            "ascii": 'Ring, n?r det haster - ogs? om natten "?" ??',
            "latin-1": 'Ring, når det haster - også om natten "ß" ??',
        }
        assert shown[encoding] in done.stdout.decode(encoding)
    if command == "a deck":
        assert {"*oo", "**o", "***"} <= set(done.stdout.decode(encoding).split())


@lost_folders
@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ENDS])
def test_in_a_deleted_folder_a_command_works_or_says_so(environ: dict[str, str], tmp_path: Path, command: str) -> None:
    folder = tmp_path / "gone"
    done = run(f'mkdir "{folder}" && cd "{folder}" && rmdir "{folder}" && "$@"', environ, command)
    assert b"Traceback" not in done.stderr
    if command in {"show", "review"}:  # an agreement can be named by its file, from here
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(b"dialogkort: ")
    else:
        assert (done.returncode, done.stderr) == (0, b"")


@lost_folders
def test_in_a_deleted_folder_a_command_that_needs_it_says_so(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tongue: str
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    for arguments in (("decks", "check", "x.yaml"), ("agreements", "list", "--folder", "x")):
        done = call(*arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("dialogkort: ")
    done = call("decks", "check", "x.yaml")
    assert ("er væk" if tongue == "da" else "no longer exists") in done.err


def test_a_file_that_is_missing_for_another_reason_is_not_mistaken_for_that(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_given: object) -> int:
        raise FileNotFoundError("x")

    monkeypatch.setattr("dialogkort.cli.where.run", missing)
    with pytest.raises(FileNotFoundError):
        call("where")


def test_an_interrupt_gives_no_traceback(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_given: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("dialogkort.cli.where.run", interrupted)
    assert call("where") == (130, "", "")


def test_all_printing_goes_through_the_gate() -> None:
    """Only `cli/printing.py` touches the streams of the process, except to ask whether they are a terminal."""
    folder = Path(cli.__file__).parents[1]
    past = []
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in {"print", "input"}:
                past.append(path)
            if isinstance(called, ast.Attribute) and ast.unparse(called).startswith(("sys.stdout.", "sys.stderr.")):
                past.append(path)
    assert {path.relative_to(folder).as_posix() for path in past} == {"cli/printing.py"}


# A locale that is not UTF-8


@pytest.fixture
def latin_1(tmp_path: Path, environ: dict[str, str]) -> dict[str, str]:
    """A Danish locale in Latin-1, as systems had it long ago."""
    if not shutil.which("localedef"):
        pytest.skip("no localedef here")
    made = subprocess.run(
        ["localedef", "-i", "da_DK", "-f", "ISO-8859-1", tmp_path / "da_DK"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    if made.returncode:
        pytest.skip("no sources of locales here")
    return {**environ, "LOCPATH": str(tmp_path), "LC_ALL": "da_DK", "LANG": "da_DK"}


def test_text_is_read_and_printed_as_utf_8_whatever_the_locale_says(latin_1: dict[str, str], tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import locale; print(locale.getencoding())"],
        env=latin_1,
        capture_output=True,
        check=True,
    )
    assert told.stdout.strip() == b"ISO-8859-1", "otherwise this shows nothing"
    lay(tmp_path / "folder", agreement("anden", title="Blåbærgrød"), team="Nørrebro")
    done = run('"$@" --team Nørrebro', latin_1, "list")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Blåbærgrød" in done.stdout.decode()
    done = run('"$@" --team Nørrebro --keeper Søren', latin_1, "list")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    call = [sys.executable, "-m", "dialogkort", "agreements", "review", "anden", "--keeper", "Søren Østergård"]
    subprocess.run(call, env=latin_1, capture_output=True, check=True)
    [path] = (tmp_path / "folder" / "nørrebro" / "agreements").glob("*.md")
    assert "keeper: Søren Østergård\n" in path.read_text("utf-8")
