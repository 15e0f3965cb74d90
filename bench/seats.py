"""Own screens under load: how long a step takes to reach 40 seats once it is on disk, and a key to be drawn meanwhile.

The journal is the real one, with its fsync, and each seat gets a view of its own. `SEATS`, `STEPS` and `STRANGERS`
in the environment change the numbers. Aims: a step reaches all within 20 ms (p95) of its fsync; the loop is held up
for no more than 50 ms (p95) while 200 strangers knock. The pages run in the same process and take their share.
"""

import asyncio
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.core.table import forward, same_kind, setup  # noqa: E402
from tests.seats.served import LOCAL  # noqa: E402
from websockets.asyncio.client import ClientConnection, connect  # noqa: E402

from dialogkort.core.cards import Kind  # noqa: E402
from dialogkort.core.game import commands as c  # noqa: E402
from dialogkort.seats.screens import Screens, Wanted  # noqa: E402
from dialogkort.sessions.sitting import Sitting  # noqa: E402

SEATS = int(os.environ.get("SEATS", "40"))
STEPS = int(os.environ.get("STEPS", "60"))
STRANGERS = int(os.environ.get("STRANGERS", "200"))


async def sit(stack: AsyncExitStack, screens: Screens, member: str) -> ClientConnection:
    url = screens.address.url
    line = await stack.enter_async_context(connect(url.replace("http", "ws") + "/line", origin=url, proxy=None))
    await line.send(json.dumps({"code": screens.code, "lang": "en"}))
    await line.recv()
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
        sitting.send(c.ParkNote(note))
        on_disk = time.perf_counter()
        for _wait in range(2000):
            if len(came) >= len(lines):
                break
            await asyncio.sleep(0.001)
        took.append((max(came) - on_disk) * 1000 if came else float("nan"))
        await asyncio.sleep(0.02)
    for reader in readers:
        reader.cancel()
    return took


async def held_up(seconds: float) -> list[float]:
    """Return how late the loop is with what is due every 5 ms, in ms: what a key has to wait for."""
    late, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        before = time.perf_counter()
        await asyncio.sleep(0.005)
        late.append((time.perf_counter() - before - 0.005) * 1000)
    return late


def told(name: str, took: list[float]) -> None:
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{name}: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms, most {max(took):.1f} ms")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        sitting = Sitting.begin(Path(folder), setup(SEATS), same_kind(3, Kind.SCALE), time.monotonic)
        assert isinstance(sitting, Sitting)
        assert sitting.send(forward(sitting.game)) is None
        screens = Screens(Wanted(listen=LOCAL))
        await screens.open(sitting, sitting.game.setup.date)
        async with AsyncExitStack() as stack:
            members = [member.id for member in sitting.game.members]
            lines = [await sit(stack, screens, member) for member in members]
            sitting.send(c.BeginClosing())
            print(f"{SEATS} seats, pages in the same process, load {os.getloadavg()[0]:.1f}")
            told("a step reaches all seats after its fsync", await steps(sitting, lines))
            strangers = [
                await asyncio.open_connection(*screens.address.url[7:].split(":")) for _one in range(STRANGERS)
            ]
            told(f"the loop is late with {STRANGERS} strangers", await held_up(3))
            for _reader, writer in strangers:
                writer.close()
        screens.stop()
        await asyncio.sleep(0.5)
        print(
            f"memory of the process, pages included: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )


if __name__ == "__main__":
    asyncio.run(main())
