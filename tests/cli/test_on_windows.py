"""What the command line does only on Windows; `make test-windows` runs the tests that need a real Windows."""

import asyncio
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.tui.surroundings import WIDE, Room, beginning, press, settled, write

from dialogkort import language
from dialogkort.cli import terminal, windows_console
from dialogkort.cli.arguments import parse
from dialogkort.cli.surroundings import surroundings_of
from dialogkort.cli.windows_console import on_window_closing
from dialogkort.tui.terminal.editor import command_of

CLOSE, INTERRUPT = 2, 0


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [("da_DK", "da"), ("nb_NO", "da"), ("sv_SE", "da"), ("fo_FO", "da"), ("de_DE", "en"), ("", "en")],
)
def test_without_a_locale_the_system_is_asked_for_its_language(
    monkeypatch: pytest.MonkeyPatch, locale: str, spoken: str
) -> None:
    monkeypatch.setattr(language, "_of_windows", lambda: locale)
    assert language.preferred({}) == spoken
    assert language.preferred({"LANG": "en_GB.UTF-8"}) == "en", "a setting of the user's own is not overruled"


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
@pytest.mark.parametrize(("number", "spoken"), [(0x0406, "da"), (0x0409, "en"), (0x0414, "da"), (0x041D, "da")])
def test_the_languages_of_windows_are_known_by_their_numbers(
    monkeypatch: pytest.MonkeyPatch, number: int, spoken: str
) -> None:
    import ctypes

    monkeypatch.setattr(ctypes.windll.kernel32, "GetUserDefaultUILanguage", lambda: number)
    assert language.preferred({}) == spoken


@pytest.mark.parametrize(("system", "editor"), [("win32", "notepad"), ("darwin", "open -t"), ("linux", "")])
def test_without_an_editor_setting_the_usual_one_of_the_system_is_used(
    monkeypatch: pytest.MonkeyPatch, here: Path, system: str, editor: str
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("dialogkort.cli.surroundings.sys.platform", system)
    assert surroundings_of(parse([], os.environ))[0].editor == editor
    monkeypatch.setenv("EDITOR", "nano")
    assert surroundings_of(parse([], os.environ))[0].editor == "nano"


def test_an_editor_command_on_windows_is_split_into_words(tmp_path: Path) -> None:
    program = tmp_path / "Program Files" / "edit.exe"
    program.parent.mkdir()
    program.write_bytes(b"")
    program.chmod(0o755)
    assert command_of(str(program), "nt") == [str(program)], "a path with spaces needs no quotes"
    assert command_of(f'"{program}" -multiInst', "nt") == [str(program), "-multiInst"]
    assert command_of(r"C:\tools\edit.exe --wait", "nt") == [r"C:\tools\edit.exe", "--wait"]
    assert command_of("", "nt") == []
    assert command_of("'/usr/bin/my editor' -w", "posix") == ["/usr/bin/my editor", "-w"]
    assert command_of("'", "posix") == []


def test_a_console_without_escape_codes_gets_a_message_and_no_codes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(terminal, "WINDOWS", True)
    monkeypatch.setattr(windows_console, "shows_screens", lambda: False)
    assert terminal.open_app(parse([], {"LANG": "en"})) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip() == (
        "dialogkort: this console cannot show screens. Use Windows Terminal, or start with --plain for plain text."
    )


def test_other_console_events_are_not_ours() -> None:
    called: list[str] = []
    with on_window_closing(lambda: called.append("leave")) as told:
        assert not told(INTERRUPT)
    assert called == []


async def test_text_being_typed_is_kept_when_the_window_is_closed(tmp_path: Path) -> None:
    room = Room(tmp_path)
    answers: list[bool] = []
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        await write(pilot, "Vi ringer, når det ha")
        loop = asyncio.get_running_loop()
        with on_window_closing(lambda: loop.call_soon_threadsafe(pilot.app.leave, 129)) as told:
            system = threading.Thread(target=lambda: answers.append(told(CLOSE)))
            system.start()
            while not pilot.app.leaving:
                await asyncio.sleep(0.01)
            assert answers == [], "the system waits until everything is kept"
        system.join(5)
    assert answers == [True]
    kept = b"".join(path.read_bytes() for path in room.journals.iterdir())
    assert "Vi ringer, når det ha".encode() in kept


CLOSES = """
import asyncio, os, signal, sys, threading, time
os.environ["COLUMNS"], os.environ["LINES"] = "80", "24"
os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"
from dialogkort.cli import app, arguments, windows_console
def close():
    while not windows_console._kept:
        time.sleep(0.1)
    time.sleep(2)
    if sys.argv[1] == "break":
        signal.raise_signal(signal.SIGBREAK)
    else:
        windows_console._kept[-1](2)
threading.Thread(target=close, daemon=True).start()
code = app.run(arguments.parse(["--lang", "en"], os.environ), None, resume=False, first=None)
print("left in order with", code)
"""


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
@pytest.mark.parametrize(("way", "code"), [("break", 149), ("close", 129)])
def test_the_program_ends_cleanly(here: Path, way: str, code: int) -> None:
    command = [sys.executable, "-c", CLOSES, way]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert f"left in order with {code}" in done.stdout, done.stderr
