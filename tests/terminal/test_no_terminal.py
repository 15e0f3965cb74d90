"""Without a terminal the program says so and draws nothing; what needs no terminal works without one."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from tests.terminal.places import Places, da

from dialogkort import __version__

pytestmark = pytest.mark.xdist_group("no-terminal")

LOCALES = {"da": "da_DK.UTF-8", "en": "en_GB.UTF-8"}
NEEDED = "this needs a terminal: start it in a terminal window, or use --plain for plain text."


@pytest.fixture(params=["da", "en"])
def tongue(request: pytest.FixtureRequest, places: Places) -> str:
    places.locale = LOCALES[request.param]
    return str(request.param)


@pytest.fixture
def line() -> Iterator[int]:
    """The program's end of a terminal."""
    master, slave = pty.openpty()
    yield slave
    os.close(slave)
    os.close(master)


def _run(places: Places, *arguments: str, **streams: object) -> subprocess.CompletedProcess[str]:
    settings: dict[str, object] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, **streams}
    return subprocess.run(
        [*places.program, *arguments],
        check=False,
        env=places.environment(),
        stderr=subprocess.PIPE,
        text=True,
        timeout=30,
        **settings,
    )  # type: ignore[call-overload]


def _is_reported(done: subprocess.CompletedProcess[str], tongue: str) -> None:
    told = da(NEEDED) if tongue == "da" else NEEDED
    assert done.returncode == 2
    assert done.stderr == f"dialogkort: {told}\n"
    assert not done.stdout


@pytest.mark.parametrize("command", [(), ("play",), ("play", "tillid", "--members", "3"), ("resume",), ("review",)])
def test_without_a_terminal_at_either_end_the_program_says_so(
    command: tuple[str, ...], places: Places, tongue: str
) -> None:
    _is_reported(_run(places, *command), tongue)
    assert not places.state.exists()
    assert not places.folder.exists()


def test_output_to_a_pipe_is_reported(places: Places, tongue: str, line: int) -> None:
    _is_reported(_run(places, stdin=line), tongue)


def test_input_from_a_pipe_is_reported(places: Places, tongue: str, line: int) -> None:
    _is_reported(_run(places, stdout=line), tongue)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&-"])
def test_closed_streams_are_reported(closed: str, places: Places) -> None:
    command = ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *places.program]
    done = subprocess.run(command, check=False, env=places.environment(), capture_output=True, text=True, timeout=30)
    _is_reported(done, "da")


def test_the_language_can_be_chosen(places: Places) -> None:
    _is_reported(_run(places, "--lang", "en"), "en")
    _is_reported(_run(places, "play", "--lang=en"), "en")


def test_the_version_is_printed(places: Places, tongue: str) -> None:
    done = _run(places, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"dialogkort {__version__}\n", "")


def test_where_prints_the_folders(places: Places, tongue: str) -> None:
    done = _run(places, "where")
    assert (done.returncode, done.stderr) == (0, "")
    for folder in (places.folder, places.state / "games", places.config / "settings.yaml"):
        assert str(folder) in done.stdout
    assert (da("the teams' files") if tongue == "da" else "the teams' files") in done.stdout
    assert not places.folder.exists()


def test_where_prints_the_folder_given_on_the_command_line(places: Places) -> None:
    given = places.root / "et andet sted"
    assert str(given) in _run(places, "where", "--folder", str(given)).stdout


COMMANDS = ((), ("play",), ("resume",), ("review",), ("where",))
SAME = frozenset(
    # words that people type, or that are the same in both languages
    [
        "plain",
        "keys",
        "dialogkort",
        "play",
        "resume",
        "review",
        "reviews",
        "agreements",
        "decks",
        "games",
        "overview",
        "seats",
        "port",
        "address",
        "url",
        "tunnel",
        "proxy",
        "listen",
        "browser",
        "plain",
        "where",
        "h",
        "help",
        "lang",
        "da",
        "en",
        "folder",
        "version",
        "team",
        "members",
        "minutes",
        "format",
        "seed",
        "kort",
        "short",
        "klassisk",
        "classic",
        "grundig",
        "thorough",
        "id",
        "for",
        "i",
    ]
)
"""Words that may be in the help of both languages."""


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_danish_help_contains_no_english_words(command: tuple[str, ...], places: Places) -> None:
    places.locale = LOCALES["da"]
    danish = _run(places, *command, "--help")
    english = _run(places, *command, "--help", "--lang", "en")
    assert (danish.returncode, english.returncode) == (0, 0)
    assert not (_words(danish.stdout) & _words(english.stdout)) - SAME


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_is_complete(command: tuple[str, ...], places: Places, tongue: str) -> None:
    """Each option and each command has its description in either language."""
    told = _run(places, *command, "--help").stdout
    names = set(re.findall(r"--\w+", told)) | ({"play", "resume", "review", "where"} if not command else set())
    assert {"--help", "--lang", "--folder"} <= names
    for name in names:
        described = re.search(rf"^ +(?:-h, )?{re.escape(name)}\b.*(?:\n {{8,}}\S.*)*", told, re.MULTILINE)
        assert described, name
        words = re.sub(r"\{.*?\}|--?\w+|\b[A-ZÆØÅ]+\b", "", described.group().replace(name, "", 1))
        assert len(_words(words)) >= 2, f"{name} has no words: {described.group()!r}"


@pytest.mark.parametrize(
    "wrong",
    [("--nej",), ("spil",), ("play", "--minutes", "mange"), ("play", "--seed", "x"), ("play", "--format", "x")],
)
def test_a_usage_error_says_what_is_wrong(wrong: tuple[str, ...], places: Places, tongue: str) -> None:
    done = _run(places, *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert ("fejl:" if tongue == "da" else "error:") in done.stderr
    assert "Traceback" not in done.stderr
    english = _run(places, *wrong, "--lang", "en").stderr
    if tongue == "da":
        assert not (_words(done.stderr) & _words(english)) - SAME - _words(" ".join(wrong))


def test_the_program_runs_as_a_module(places: Places) -> None:
    places.program = (sys.executable, "-m", "dialogkort")
    _is_reported(_run(places), "da")
