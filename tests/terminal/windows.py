"""Real terminal windows on a display of our own: keys and clicks by XTEST, what they show, and the pixels."""

import mmap
import os
import shlex
import struct
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 30.0
SIZE = (1240, 800)
COLUMNS, ROWS = 100, 30
_QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
Colour = tuple[int, int, int]


class InVain(AssertionError):
    """What was waited for did not appear."""


def wait_until(come: Callable[[], bool], what: Callable[[], str], timeout: float = PATIENCE) -> None:
    """Look until `come` returns True. Raises InVain with what `what` returns."""
    end = time.monotonic() + timeout
    while not come():
        if time.monotonic() > end:
            raise InVain(f"Not within {timeout:g} s: {what()}")
        time.sleep(0.05)


class Display:
    """An X server without a screen, whose picture can be read from a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        reading, writing = os.pipe()
        size = "x".join(map(str, SIZE))
        self._server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                f"{size}x24",
                "-fbdir",
                str(folder),
                "-nolisten",
                "tcp",
                "-noreset",
            ],
            pass_fds=(writing,),
            **_QUIET,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        self.run("setxkbmap", "dk")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait(PATIENCE)

    def run(self, *command: str) -> str:
        """Run a program on this display, and return what it prints."""
        environ = {**os.environ, "DISPLAY": self.name}
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False)
        return done.stdout

    def pixels(self, left: int, top: int, width: int, height: int) -> list[Colour]:
        """Return the colours in a part of the picture."""
        with (
            (self._folder / "Xvfb_screen0").open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            header = struct.unpack(">25I", data[:100])
            begins, stride = header[0] + header[19] * 12, header[12]
            found = []
            for y in range(top, top + height):
                row = data[begins + y * stride + left * 4 : begins + y * stride + (left + width) * 4]
                found += [(row[n + 2], row[n + 1], row[n]) for n in range(0, len(row), 4)]
            return found


@dataclass(frozen=True)
class Emulator:
    """How a terminal is started in a `folder`: its command ends where the program is named.

    `shows` asks it what is on its screen, if it can tell. `environ` is for the terminal, `told` for the program in it:
    some terminals hide what they do not set themselves.
    """

    name: str
    command: Callable[[Path], Sequence[str]]
    shows: Callable[["Window"], str] | None = None
    environ: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()


class Window:
    """A terminal window with the program in it."""

    def __init__(
        self, display: Display, emulator: Emulator, program: Sequence[str], environ: dict[str, str], folder: Path
    ) -> None:
        self.display, self.emulator, self._folder = display, emulator, folder
        self._tty = folder / "tty"
        self.printed = folder / "printed"
        script = folder / "start"
        script.write_text(f'#!/bin/sh\ntty >"{self._tty}"\nexec env {shlex.join([*emulator.told, *program])}\n')
        script.chmod(0o755)
        whole = {**environ, "DISPLAY": display.name, **dict(emulator.environ)}
        self.process = subprocess.Popen(
            [*emulator.command(folder), str(script)], env=whole, start_new_session=True, **_QUIET
        )
        self.id = ""
        wait_until(self._found, lambda: f"a window of {emulator.name}")
        self.display.run("xdotool", "windowfocus", self.id)

    def _found(self) -> bool:
        names = self.display.run("xdotool", "search", "--onlyvisible", "--name", ".").split()
        self.id = names[-1] if names else ""
        return bool(self.id)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)

    def press(self, *keys: str) -> None:
        """Press keys as a person does, one after the other."""
        for key in keys:
            time.sleep(0.25)
            self.display.run("xdotool", "key", key)

    def type(self, text: str) -> None:
        self.display.run("xdotool", "type", "--delay", "40", text)

    def click(self, column: int, row: int) -> None:
        """Click on a cell."""
        left, top = self._middle_of(column, row)
        self.display.run("xdotool", "mousemove", str(left), str(top), "sleep", "0.2", "click", "1")

    def _middle_of(self, column: float, row: float) -> tuple[int, int]:
        told = dict(
            line.split("=") for line in self.display.run("xdotool", "getwindowgeometry", "--shell", self.id).split()
        )
        width, height = int(told["WIDTH"]) / COLUMNS, int(told["HEIGHT"]) / ROWS
        return int(int(told["X"]) + (column + 0.5) * width), int(int(told["Y"]) + (row + 0.5) * height)

    def pixels(self, column: int, row: int, columns: int, rows: int = 1) -> list[Colour]:
        """Return the colours of some cells."""
        left, top = self._middle_of(column - 0.5, row - 0.5)
        right, bottom = self._middle_of(column + columns - 0.5, row + rows - 0.5)
        return self.display.pixels(left, top, right - left, bottom - top)

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    @property
    def text(self) -> str:
        """What is on the screen, as the terminal itself reports it."""
        assert self.emulator.shows
        return self.emulator.shows(self)

    def wait_for(self, *texts: str) -> str:
        """Wait until all `texts` are on the screen."""
        seen: list[str] = [""]

        def come() -> bool:
            seen[0] = self.text
            return all(text in seen[0] for text in texts)

        wait_until(come, lambda: f"{texts} in {self.emulator.name}:\n{seen[0]}")
        return seen[0]

    def place_of(self, text: str) -> tuple[int, int]:
        """Return the column and row where `text` begins, the lowest if there are several."""
        rows = self.wait_for(text).split("\n")
        row = max(number for number, line in enumerate(rows) if text in line)
        return rows[row].index(text), row

    def print_screen(self) -> str:
        """Ask the terminal to print its screen to a file, as xterm and st do, and return that."""
        self.printed.write_text("")  # st holds it open
        wait_until(self._tty.exists, lambda: "the terminal's own file")
        Path(self._tty.read_text().strip()).write_text("\x1b[i")
        time.sleep(0.3)
        told = self.printed.read_text(encoding="utf-8", errors="replace").replace("\0", "")
        return "\n".join(told.rpartition("\x1b[i")[2].split("\n")[:ROWS])  # st writes everything it gets into that file
