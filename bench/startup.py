"""How fast dialogkort is there and how light it stays, beside the least that Textual can do.

In one run and interleaved: a minimal Textual app (one `Static`), a minimal Textual clock (`Digits`, once a
second) and dialogkort, each in a pseudo-terminal of 100×30 that answers nothing. Measured are the time to the
first frame with text and until the shelf is counted, the resident memory, the processor's time in some idle
seconds with a running phase clock, and the time from a key to the last byte of its repaint. Medians of the runs;
the ratios count, as they hold on any machine. Needs Linux.

    python bench/startup.py [--runs 10] [--idle 5]
"""

import argparse
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 100, 30
SETTLED = 1.0
"""Seconds after the first frame until the memory is read: what is loaded in the background is there by then."""
PAUSE = 0.3
"""Seconds before each key: the table ignores Enter and space for a moment after one has moved the game."""
QUIET = 0.08
"""Seconds without a byte after which a repaint is over."""
PATIENCE = 30.0
ANSWER = 1.0
"""Seconds after which a key has changed nothing on the screen: it does not count."""

MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    def compose(self):
        yield Static("text")

Minimal().run()
"""
CLOCK = """
from time import monotonic
from textual.app import App
from textual.widgets import Digits

class Clock(App):
    def compose(self):
        yield Digits("00:00")

    def on_mount(self):
        self.set_interval(1, self.tick)

    def tick(self):
        minutes, seconds = divmod(int(monotonic()), 60)
        self.query_one(Digits).update(f"{minutes % 60:02}:{seconds:02}")

Clock().run()
"""
DIALOGKORT = "import sys; from dialogkort.cli import main; sys.exit(main(sys.argv[1:]))"
GAME = ("play", "tillid", "--team", "Team", "--members", "Aisha,Peter,Mette", "--minutes", "45", "--seed", "1")
TO_THINK = 3
"""How often Enter is pressed from the opening to the silent time to think: the card, its reading, the silence."""

_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\[\]])")
_TEXT = re.compile(rb"[^\x00-\x20\x7f]")
_COUNTED = re.compile(rb"\d kort\b")
"""What the Danish home screen says once the shelf is counted."""


class Program:
    """A Python program in a pseudo-terminal."""

    def __init__(self, code: str, arguments: Sequence[str], places: Path) -> None:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._master = master
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(places),
                "LANG": "da_DK.UTF-8",
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "DIALOGKORT_FOLDER": str(places / "folder"),
                "DIALOGKORT_STATE": str(places / "state"),
                "DIALOGKORT_CONFIG": str(places / "config"),
            },
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def first_text(self) -> float:
        """Return the seconds from the start to the first frame with text."""
        return self.shows(_TEXT)

    def shows(self, pattern: re.Pattern[bytes]) -> float:
        """Return the seconds from the start until `pattern` is on the screen."""
        seen = b""
        while True:
            content, at = self._read(PATIENCE)
            seen += content
            if not content:
                raise RuntimeError(f"no such text came: {seen[-200:]!r}")
            if pattern.search(_SEQUENCE.sub(b"", seen)):
                return at - self.started

    def keys(self, *keys: bytes) -> list[float]:
        """Press keys, and return for each the seconds until the last byte of what it changes on the screen."""
        taken = []
        for key in keys:
            self.rest(PAUSE)
            sent = time.perf_counter()
            os.write(self._master, key)
            content, at = self._read(ANSWER)
            while content:
                last = at
                content, at = self._read(QUIET)
                if not content:
                    taken.append(last - sent)
        if not taken:
            raise RuntimeError("no key changed anything")
        return taken

    def rest(self, seconds: float) -> None:
        """Let `seconds` pass; what is written meanwhile is read."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    @property
    def memory(self) -> float:
        """The resident memory in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    @property
    def processor(self) -> float:
        """The seconds that all threads together have had of the processor."""
        tasks = Path(f"/proc/{self._process.pid}/task")
        try:  # to the nanosecond, where the system counts so
            return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9
        except FileNotFoundError:
            numbers = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")

    def _read(self, patience: float) -> tuple[bytes, float]:
        if not select.select([self._master], [], [], patience)[0]:
            return b"", time.perf_counter()
        try:
            return os.read(self._master, 65536), time.perf_counter()
        except OSError:  # the program has ended
            return b"", time.perf_counter()


@dataclass
class Measured:
    """What was measured, run by run; seconds and MB."""

    start: dict[str, list[float]] = field(default_factory=lambda: {"minimal": [], "clock": [], "dialogkort": []})
    settled: list[float] = field(default_factory=list)
    memory: dict[str, list[float]] = field(default_factory=lambda: {"minimal": [], "dialogkort": []})
    idle: dict[str, list[float]] = field(default_factory=lambda: {"clock": [], "dialogkort": []})
    keys: list[float] = field(default_factory=list)


def measure(runs: int, idle: float) -> Measured:
    """Measure all, one of each in turn, after one round that only warms up."""
    measured = Measured()
    _round(Measured(), 0.1)
    for number in range(1, runs + 1):
        print(f"\r{number} of {runs}", end="", file=sys.stderr, flush=True)
        _round(measured, idle)
    print(file=sys.stderr)
    return measured


def _round(measured: Measured, idle: float) -> None:
    with tempfile.TemporaryDirectory(prefix="dialogkort-bench-") as name:
        places = Path(name)
        with Program(MINIMAL, (), places) as minimal:
            measured.start["minimal"].append(minimal.first_text())
            minimal.rest(SETTLED)
            measured.memory["minimal"].append(minimal.memory)
        with Program(DIALOGKORT, (), places) as home:
            measured.start["dialogkort"].append(home.first_text())
            measured.settled.append(home.shows(_COUNTED))
            home.rest(SETTLED)
            measured.memory["dialogkort"].append(home.memory)
            measured.keys += home.keys(b"\x1b[B", b"\x1b[B", b"\x1b[A", b"\x1b[A")
        with Program(CLOCK, (), places) as clock:
            measured.start["clock"].append(clock.first_text())
            clock.rest(SETTLED)
            measured.idle["clock"].append(_used(clock, idle))
        with Program(DIALOGKORT, GAME, places) as table:
            table.first_text()
            table.rest(SETTLED)
            measured.keys += table.keys(*[b"\r"] * TO_THINK)
            table.rest(SETTLED)
            measured.idle["dialogkort"].append(_used(table, idle))
            measured.keys += _keys_at_the_table(table)


def _used(program: Program, seconds: float) -> float:
    before = program.processor
    program.rest(seconds)
    return program.processor - before


def _keys_at_the_table(table: Program) -> list[float]:
    """Return how long keys take; the clock is paused where it could repaint in the middle of one."""
    return table.keys(*[b" ", b"f", b"f", b"g", b"g", b"\r", b"u", b" "] * 3)


def _table(measured: Measured) -> tuple[list[tuple[str, str, str, str, str]], bool]:
    median = statistics.median
    minimal, home = median(measured.start["minimal"]), median(measured.start["dialogkort"])
    least, most = median(measured.memory["minimal"]), median(measured.memory["dialogkort"])
    clock, game = median(measured.idle["clock"]), median(measured.idle["dialogkort"])
    slow = statistics.quantiles(measured.keys, n=20)[-1]
    settled = median(measured.settled)
    checked = (
        home / minimal <= 1.25,
        settled / minimal <= 1.6,
        most / least <= 1.25,
        game / clock <= 1.5,
        slow <= 0.05,
    )
    sign = ["✓" if met else "✗" for met in checked]
    rows = [
        ("", "minimal", "dialogkort", "ratio", "goal"),
        ("first frame with text", _ms(minimal), _ms(home), f"{home / minimal:.2f}", f"≤ 1.25 {sign[0]}"),
        ("shelf counted", _ms(minimal), _ms(settled), f"{settled / minimal:.2f}", f"≤ 1.6 {sign[1]}"),
        ("resident memory", f"{least:.1f} MB", f"{most:.1f} MB", f"{most / least:.2f}", f"≤ 1.25 {sign[2]}"),
        ("processor, idle, clock runs", _ms(clock), _ms(game), f"{game / clock:.2f}", f"≤ 1.5 {sign[3]}"),
        ("key to repaint, median", "", _ms(median(measured.keys)), "", ""),
        ("key to repaint, p95", "", _ms(slow), "", f"≤ 50 ms {sign[4]}"),
    ]
    return rows, all(checked)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast dialogkort is there, and how light it stays.")
    parser.add_argument("--runs", type=int, default=10, help="how often each is measured (default 10)")
    parser.add_argument("--idle", type=float, default=5.0, help="seconds of idleness to measure (default 5)")
    given = parser.parse_args()
    print(f"{given.runs} runs, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()}")
    measured = measure(given.runs, given.idle)
    rows, met = _table(measured)
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  ".join(cells).rstrip())
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
