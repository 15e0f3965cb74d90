"""Personal screens under load: how long a step takes to reach 40 seats once on disk, and a key to be drawn meanwhile.

Two measurements. In this process: the real journal with its fsync, and a view for each of 40 seats; the aim is that a
step reaches all within 20 ms (p95) of its fsync. And the program itself in a pseudo-terminal, with 40 seats and 200
hostile connections that never let go: the aim is that a key is drawn within 50 ms (p95), and how long that step takes
to reach the last seat is told as well. The phones, and those who attack, are processes of their own, so that their work
is not measured; what the program itself spends on each step is told beside the time that passes, which depends on
what else the computer does. Its memory is told at each point.

`SEATS`, `STEPS`, `KEYS` and `STRANGERS` in the environment change the numbers.
"""

import asyncio
import base64
import json
import os
import re
import select
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SEATS = int(os.environ.get("SEATS", "40"))
STEPS = int(os.environ.get("STEPS", "60"))
KEYS = int(os.environ.get("KEYS", "40"))
STRANGERS = int(os.environ.get("STRANGERS", "200"))
LOCAL = "127.0.0.1"
PAUSED = b'"running":false'
DECK = """\
format: 1
id: bench
title: Bench
language: en
cards:
  - {id: k1, kind: scale, theme: Trust, question: How much do we trust each other?, low: not at all, high: fully}
"""


# The phones: a process of their own


class Phone:
    """A page without a browser: it reads everything, and understands only what it waits for."""

    def __init__(self, url: str) -> None:
        host, _colon, port = url.removeprefix("http://").rpartition(":")
        self.socket = socket.create_connection((host, int(port)))
        self.socket.sendall(upgrade(url))
        self._held = b""
        while b"\r\n\r\n" not in self._held:
            self._held += self.socket.recv(65536)
        self._held = self._held.partition(b"\r\n\r\n")[2]

    def send(self, message: object) -> None:
        self.socket.sendall(frame(1, json.dumps(message).encode()))

    def messages(self) -> Iterator[bytes]:
        """Return the messages that have come whole; a ping is answered."""
        self._held += self.socket.recv(1 << 18)
        while len(self._held) > 1:
            kind, size, start = self._held[0] & 15, self._held[1] & 127, 2
            if size > 125:
                start = 4 if size == 126 else 10
                size = int.from_bytes(self._held[2:start])
            if len(self._held) < start + size:
                return
            held, self._held = self._held[start : start + size], self._held[start + size :]
            if kind == 9:
                self.socket.sendall(frame(10, held))
            yield held

    def wait_for(self, name: str) -> dict[str, object]:
        while True:
            for text in self.messages():
                message = json.loads(text)
                if name in message:
                    return cast("dict[str, object]", message)

    def sit(self, code: str, name: str) -> None:
        self.send({"code": code, "lang": "en"})
        door = cast("dict[str, list[dict[str, str]]]", self.wait_for("door")["door"])
        member = next(known["member"] for known in door["names"] if known["words"] == name)
        self.send({"n": 1, "do": "sit", "value": member})
        self.wait_for("view")


def upgrade(url: str) -> bytes:
    host = url.partition("://")[2]
    lines = [f"Host: {host}", f"Origin: {url}", "Upgrade: websocket", "Connection: Upgrade"]
    lines += [f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", "Sec-WebSocket-Version: 13"]
    return "\r\n".join(["GET /line HTTP/1.1", *lines, "", ""]).encode()


def frame(kind: int, held: bytes) -> bytes:
    return bytes([128 | kind, 128 | len(held)]) + bytes(4) + held


def phones(url: str, code: str, *names: str) -> None:
    """Sit down, and tell when the last phone has what is waited for: each line that comes in names it."""
    chosen = selectors.DefaultSelector()
    for name in names:
        phone = Phone(url)
        phone.sit(code, name)
        chosen.register(phone.socket, selectors.EVENT_READ, phone)
    chosen.register(sys.stdin.buffer.raw, selectors.EVENT_READ)  # type: ignore[attr-defined]  # it is not in a terminal
    print("seated", flush=True)
    wanted, missing = b"", set[int]()
    while True:
        for key, _events in chosen.select():
            if key.data is None:
                wanted = os.read(0, 1000).strip()
                missing = {known.fd for known in chosen.get_map().values() if known.data}
                if not wanted:
                    return
                print("waiting", flush=True)
                continue
            came = time.perf_counter()
            if any(wanted in text for text in key.data.messages()) and wanted and key.fd in missing:
                missing.remove(key.fd)
                if not missing:
                    print(came, flush=True)


class Phones:
    """All phones, seated; `ask` says what to wait for, and `when` tells when the last one got it."""

    def __init__(self, url: str, code: str, names: list[str]) -> None:
        self._process = started("phones", url, code, *names)
        assert self._line() == "seated"

    def _line(self) -> str:
        return cast("IO[str]", self._process.stdout).readline().strip()

    def ask(self, wanted: bytes) -> None:
        to = cast("IO[str]", self._process.stdin)
        to.write(wanted.decode() + "\n")
        to.flush()
        while (line := self._line()) != "waiting":  # else it is when the last step came, later than we waited
            assert line, "the phones have ended"

    def when(self) -> float:
        ready, _writes, _errors = select.select([self._process.stdout], [], [], 5)
        return float(self._line()) if ready else float("inf")

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


def started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


# The strangers: a process of their own


async def stranger(url: str, number: int, tries: list[int]) -> None:
    """Come again and again: say nothing, half a header, rubbish, or a wrong code, and stay until one is thrown out."""
    host, port = url.removeprefix("http://").split(":")
    said = (b"", b"GET / HTTP/1.1\r\nHost: ", os.urandom(64), f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    while True:
        tries[0] += 1
        with suppress(OSError, asyncio.TimeoutError, TimeoutError):
            reader, writer = await asyncio.open_connection(host, int(port))
            if number % 5 == 4:
                writer.write(upgrade(url))
                await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 6)
                writer.write(frame(1, b'{"code": "00000000"}'))
            else:
                writer.write(said[number % 5])
            await asyncio.wait_for(reader.read(), 6)
            writer.close()
        await asyncio.sleep(0.2)


async def strangers(url: str) -> None:
    """Attack until a line comes in; then tell how often they knocked in a second."""
    tries, began = [0], time.perf_counter()
    attacking = [asyncio.create_task(stranger(url, number, tries)) for number in range(STRANGERS)]
    await asyncio.to_thread(sys.stdin.readline)
    print(f"{tries[0] / (time.perf_counter() - began):.0f}", flush=True)
    for task in attacking:
        task.cancel()


@contextmanager
def attacked(url: str) -> Iterator[None]:
    process = started("strangers", url)
    time.sleep(3)
    try:
        yield
    finally:
        print(f"the strangers knocked {process.communicate(chr(10))[0].strip()} times a second")


# What is measured


def spent(pid: int) -> float:
    """Return the processor's time that a process has had, in ms: Linux tells it for each thread, in nanoseconds."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text("utf-8").split()[0]) for thread in threads) / 1e6


def told(name: str, took: list[float]) -> None:
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{name}: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms, most {max(took):.1f} ms", flush=True)


async def in_this_process() -> None:
    from tests.core.table import forward, same_kind, setup  # noqa: PLC0415 - the phones need nothing of the game

    from dialogkort.core.cards import Kind  # noqa: PLC0415
    from dialogkort.core.game import commands as c  # noqa: PLC0415
    from dialogkort.seats.screens import Screens, Wanted  # noqa: PLC0415
    from dialogkort.sessions.sitting import Sitting  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        sitting = Sitting.begin(Path(folder), setup(SEATS), same_kind(3, Kind.SCALE), time.monotonic)
        assert isinstance(sitting, Sitting)
        assert sitting.send(forward(sitting.game)) is None
        screens = Screens(Wanted(listen=LOCAL))
        await screens.open(sitting, sitting.game.setup.date)
        names = [member.name for member in sitting.game.members]
        phones = await asyncio.to_thread(Phones, screens.address.url, screens.code.replace(" ", ""), names)
        sitting.send(c.BeginClosing())
        took, ours = [], []
        for number in range(STEPS):
            await asyncio.sleep(0.05)
            note = f"bench-{number}."
            await asyncio.to_thread(phones.ask, note.encode())
            began = time.process_time()
            sitting.send(c.ParkNote(note))
            on_disk = time.perf_counter()
            took.append((await asyncio.to_thread(phones.when) - on_disk) * 1000)
            ours.append((time.process_time() - began) * 1000)
        told(f"a step reaches {SEATS} seats after its fsync", took)
        told("  processor's time for it", ours)
        phones.end()
        screens.stop()
        await asyncio.sleep(0.5)


class Watched:
    """The program's terminal, read all the time, as terminals do: one that is not read holds the program up."""

    def __init__(self, master: int, pid: int) -> None:
        self._master, self._pid = master, pid
        self.phones: Phones | None = None
        self._wanted, self._seen, self._came = b"", b"", threading.Event()
        self._at, self._spent, self._reads = 0.0, 0.0, True
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while self._reads:
            if not select.select([self._master], [], [], 0.1)[0]:
                continue
            with suppress(OSError):
                self._seen = self._seen[-200:] + os.read(self._master, 65536)
                if self._wanted and self._wanted in self._seen:
                    self._at, self._spent, self._wanted = time.perf_counter(), spent(self._pid), b""
                    self._came.set()

    def key_to_repaint(self, key: bytes, shown: bytes) -> tuple[float, float, float]:
        """Press a key, and return how long it takes until what it shows is written, and is at the last seat, in ms.

        The third number is the processor's time that the program has had until the first of these.
        """
        self._seen = b""
        self._came.clear()
        self._wanted = shown
        if self.phones:
            self.phones.ask(PAUSED)
        began, before = time.perf_counter(), spent(self._pid)
        os.write(self._master, key)
        drawn = (self._at - began) * 1000 if self._came.wait(5) else float("inf")
        reached = (self.phones.when() - began) * 1000 if self.phones else 0.0
        return drawn, reached, self._spent - before

    def keys(self, name: str) -> None:
        """Stop the clock and let it go on: a step with its fsync, a new screen, and a view for each seat."""
        took: list[float] = []
        reached: list[float] = []
        ours: list[float] = []
        for _press in range(KEYS):
            drawn, at_seats, processor = self.key_to_repaint(b" ", b"paused")
            took.append(drawn)
            reached.append(at_seats)
            ours.append(processor)
            time.sleep(0.4)
            if drawn < float("inf"):  # else that was the one that lets the clock go on
                os.write(self._master, b" ")
                time.sleep(0.4)
        told(f"a key is drawn, {name}", took)
        if self.phones:
            told("  its step is at all seats", reached)
        told("  processor's time until it is drawn", ours)

    def end(self) -> None:
        self._reads = False
        self._thread.join()


def memory(pid: int) -> float:
    """Return what the program holds in memory, in MB."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]  # Linux has it


@contextmanager
def watched(master: int, pid: int) -> Iterator[Watched]:
    watching = Watched(master, pid)
    try:
        yield watching
    finally:
        watching.end()


def the_program() -> None:
    from tests.terminal.places import Places  # noqa: PLC0415
    from tests.terminal.terminal import Terminal  # noqa: PLC0415

    names = [f"Name {number}" for number in range(1, SEATS + 1)]
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "bench.yaml"
        deck.write_text(DECK, encoding="utf-8")
        places = Places(Path(folder), locale="en_GB.UTF-8")
        command = [sys.executable, "-m", "dialogkort", "play", str(deck), "--lang", "en", "--team", "Bench"]
        command += ["--members", ", ".join(names), "--minutes", "45", "--listen", LOCAL]
        with Terminal(command, places.environment()) as terminal:
            pid, master = terminal.process.pid, terminal._master
            terminal.wait_for("Welcome")
            for text in ("draws a card", "reads aloud", "Think on your own"):
                terminal.press("enter")
                terminal.wait_for(text)
            time.sleep(1)
            with watched(master, pid) as table:
                table.keys("without personal screens")
            held = [memory(pid)]
            terminal.press("z")
            terminal.wait_for("Code:")
            terminal.press("esc")
            terminal.wait_for(f"Joined: 0 of {SEATS}")
            found = re.search(r"(http://[\d.:]+) · (\w{4}) (\w{4})", terminal.text)
            assert found
            url, code = found[1], found[2] + found[3]
            held.append(memory(pid))
            with watched(master, pid) as table:
                table.phones = Phones(url, code, names)
                time.sleep(1)
                table.keys(f"with {SEATS} seats")
                held.append(memory(pid))
                with attacked(url):
                    table.keys(f"with {SEATS} seats and {STRANGERS} strangers")
                    held.append(memory(pid))
                table.phones.end()
            print(
                "memory of the program: {:.0f} MB at the table, {:.0f} with personal screens on, {:.0f} with {} seats, "
                "{:.0f} under attack".format(*held[:3], SEATS, held[3])
            )


def main() -> None:
    print(f"{SEATS} seats, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    asyncio.run(in_this_process())
    the_program()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["phones", url, code, *names]:
            phones(url, code, *names)
        case ["strangers", url]:
            asyncio.run(strangers(url))
        case _:
            main()
