"""Own screens under load: how long a step takes to reach 40 seats once it is on disk, and a key to be drawn meanwhile.

Two measurements. In this process: the real journal with its fsync, a view for each of 40 seats, and pages that take
their share of the same loop; the aim is that a step reaches all within 20 ms (p95) of its fsync. And the program
itself in a pseudo-terminal, with 40 seats and 200 hostile connections that never let go: the aim is that a key is
drawn within 50 ms (p95). Its memory is told at each point. `SEATS`, `STEPS`, `KEYS` and `STRANGERS` in the environment
change the numbers. On two cores, those who attack and those who are attacked share them.
"""

import asyncio
import json
import os
import re
import select
import statistics
import sys
import tempfile
import threading
import time
from contextlib import AsyncExitStack, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.core.table import forward, same_kind, setup  # noqa: E402
from tests.seats.served import LOCAL  # noqa: E402
from tests.terminal.places import Places  # noqa: E402
from tests.terminal.terminal import Terminal  # noqa: E402
from websockets.asyncio.client import ClientConnection, connect  # noqa: E402

from dialogkort.core.cards import Kind  # noqa: E402
from dialogkort.core.game import commands as c  # noqa: E402
from dialogkort.seats.screens import Screens, Wanted  # noqa: E402
from dialogkort.sessions.sitting import Sitting  # noqa: E402

SEATS = int(os.environ.get("SEATS", "40"))
STEPS = int(os.environ.get("STEPS", "60"))
KEYS = int(os.environ.get("KEYS", "40"))
STRANGERS = int(os.environ.get("STRANGERS", "200"))
DECK = """\
format: 1
id: bench
title: Bench
language: en
cards:
  - {id: k1, kind: scale, theme: Trust, question: How much do we trust each other?, low: not at all, high: fully}
"""


async def sit(stack: AsyncExitStack, url: str, code: str, member: str = "", name: str = "") -> ClientConnection:
    """Sit down as a member, or as the one with this name."""
    line = await stack.enter_async_context(connect(url.replace("http", "ws") + "/line", origin=url, proxy=None))
    await line.send(json.dumps({"code": code, "lang": "en"}))
    door: dict[str, object] = {}
    while "door" not in door:
        door = json.loads(await line.recv())
    names = door["door"]["names"]  # type: ignore[index]  # what a page gets
    member = member or next(known["member"] for known in names if known["words"] == name)
    await line.send(json.dumps({"n": 1, "do": "sit", "value": member}))
    while "view" not in json.loads(await line.recv()):
        pass
    return line


async def drain(line: ClientConnection, came: list[float], marked: list[str]) -> None:
    """Note when the newest moment has come to a seat."""
    async for text in line:
        if marked and marked[-1] in text:
            came.append(time.perf_counter())  # noqa: PERF401 - it comes one by one


async def steps(sitting: Sitting, lines: list[ClientConnection]) -> list[float]:
    """Play on, and return for each step how long after its fsync the last seat had it, in ms."""
    took = []
    came: list[float] = []
    marked: list[str] = []
    readers = [asyncio.create_task(drain(line, came, marked)) for line in lines]
    for number in range(STEPS):
        came.clear()
        note = f"bench-{number}"
        marked.append(note)
        sitting.send(c.ParkNote(note))  # views are made after that, when the table has drawn
        on_disk = time.perf_counter()
        for _wait in range(2000):
            if len(came) >= len(lines):
                break
            await asyncio.sleep(0.001)
        took.append((max(came) - on_disk) * 1000 if len(came) >= len(lines) else float("inf"))
        await asyncio.sleep(0.02)
    for reader in readers:
        reader.cancel()
    return took


async def in_this_process() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sitting = Sitting.begin(Path(folder), setup(SEATS), same_kind(3, Kind.SCALE), time.monotonic)
        assert isinstance(sitting, Sitting)
        assert sitting.send(forward(sitting.game)) is None
        screens = Screens(Wanted(listen=LOCAL))
        await screens.open(sitting, sitting.game.setup.date)
        async with AsyncExitStack() as stack:
            members = [member.id for member in sitting.game.members]
            lines = [await sit(stack, screens.address.url, screens.code, member) for member in members]
            sitting.send(c.BeginClosing())
            told("a step reaches all seats after its fsync", await steps(sitting, lines))
        screens.stop()
        await asyncio.sleep(0.5)


async def stranger(url: str, number: int, tries: list[int]) -> None:
    """Come again and again: say nothing, half a header, rubbish, or a wrong code, and stay until one is thrown out."""
    host, port = url.removeprefix("http://").split(":")
    said = (b"", b"GET / HTTP/1.1\r\nHost: ", os.urandom(64), f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    while True:
        tries[0] += 1
        with suppress(OSError, asyncio.TimeoutError, TimeoutError):
            if number % 5 == 4:
                await wrong_code(url)
            else:
                reader, writer = await asyncio.open_connection(host, int(port))
                writer.write(said[number % 5])
                await asyncio.wait_for(reader.read(), 6)
                writer.close()
        await asyncio.sleep(0.2)


async def wrong_code(url: str) -> None:
    with suppress(Exception):  # it is thrown out in one way or another
        async with connect(url.replace("http", "ws") + "/line", origin=url, proxy=None) as line:
            await line.send('{"code": "00000000"}')
            async for _text in line:
                pass


class Watched:
    """The program's terminal, read all the time, as terminals do: one that is not read holds the program up."""

    def __init__(self, terminal: Terminal) -> None:
        self._master = terminal._master
        self._wanted, self._seen, self._came = b"", b"", threading.Event()
        self._at, self._reads = 0.0, True
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while self._reads:
            if not select.select([self._master], [], [], 0.1)[0]:
                continue
            with suppress(OSError):
                self._seen = self._seen[-200:] + os.read(self._master, 65536)
                if self._wanted and self._wanted in self._seen:
                    self._at, self._wanted = time.perf_counter(), b""
                    self._came.set()

    def key_to_repaint(self, key: bytes, shown: bytes) -> float:
        """Press a key, and return how long it takes until what it shows is written to the terminal, in ms."""
        self._seen = b""
        self._came.clear()
        self._wanted = shown
        began = time.perf_counter()
        os.write(self._master, key)
        return (self._at - began) * 1000 if self._came.wait(5) else float("inf")

    def keys(self) -> list[float]:
        """Stop the clock and let it go on: a step with its fsync, a new screen, and a view for each seat."""
        took: list[float] = []
        for _press in range(KEYS):
            took.append(self.key_to_repaint(b" ", b"paused"))
            time.sleep(0.4)
            if took[-1] < float("inf"):  # else that was the one that lets the clock go on
                os.write(self._master, b" ")
                time.sleep(0.4)
        return took

    def end(self) -> None:
        self._reads = False
        self._thread.join()


def memory(terminal: Terminal) -> float:
    """Return what the program holds in memory, in MB."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text("utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]  # Linux has it


async def the_program() -> None:
    names = [f"Name {number}" for number in range(1, SEATS + 1)]
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "bench.yaml"
        deck.write_text(DECK, encoding="utf-8")
        places = Places(Path(folder), locale="en_GB.UTF-8")
        command = [sys.executable, "-m", "dialogkort", "play", str(deck), "--lang", "en", "--team", "Bench"]
        command += ["--members", ", ".join(names), "--minutes", "45", "--listen", LOCAL]
        with Terminal(command, places.environment()) as terminal:
            terminal.wait_for("Welcome")
            for text in ("draws a card", "reads aloud", "Think for yourself"):
                terminal.press("enter")
                terminal.wait_for(text)
            await asyncio.sleep(1)
            watched = Watched(terminal)
            told("a key is drawn, without own screens", await asyncio.to_thread(watched.keys))
            watched.end()
            before = memory(terminal)
            terminal.press("z")
            terminal.wait_for("Code:")
            terminal.press("esc")
            terminal.wait_for(f"0 of {SEATS} joined")
            found = re.search(r"(http://[\d.:]+) · (\w{4}) (\w{4})", terminal.text)
            assert found
            url, code = found[1], found[2] + found[3]
            open_ = memory(terminal)
            watched = Watched(terminal)
            async with AsyncExitStack() as stack:
                lines = [await sit(stack, url, code, name=name) for name in names]
                readers = [asyncio.create_task(drain(line, [], [])) for line in lines]
                await asyncio.sleep(1)
                seated = memory(terminal)
                told(f"a key is drawn, with {SEATS} seats", await asyncio.to_thread(watched.keys))
                tries = [0]
                strangers = [asyncio.create_task(stranger(url, number, tries)) for number in range(STRANGERS)]
                await asyncio.sleep(3)
                tries[0], began = 0, time.perf_counter()
                told(
                    f"a key is drawn, with {SEATS} seats and {STRANGERS} strangers",
                    await asyncio.to_thread(watched.keys),
                )
                rate = tries[0] / (time.perf_counter() - began)
                print(f"the strangers knocked {rate:.0f} times a second")
                attacked = memory(terminal)
                for task in (*strangers, *readers):
                    task.cancel()
            watched.end()
            print(
                f"memory of the program: {before:.0f} MB at the table, {open_:.0f} with own screens on, "
                f"{seated:.0f} with {SEATS} seats, {attacked:.0f} under attack"
            )


def told(name: str, took: list[float]) -> None:
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{name}: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms, most {max(took):.1f} ms", flush=True)


async def main() -> None:
    print(f"{SEATS} seats, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    await in_this_process()
    await the_program()


if __name__ == "__main__":
    asyncio.run(main())
