"""What the benchmarks of single screens share: the app with its frames timed, and the figures of several runs.

The app runs without a terminal, in this process. Measured is the time from a key to the end of the frame that answers
it, and beside it the processor's time of the process, which is what a machine with nothing else to do would need.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from agreements_cli import TODAY, lay
from textual.pilot import Pilot

from dialogkort import language, tui
from dialogkort.decks.shelf.shelf import Shelf
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage.locations import Locations
from dialogkort.storage.settings import Settings
from dialogkort.tui.app import DialogkortApp

PATIENCE = 60.0
Figures = dict[str, list[tuple[float, float]]]
"""By what was measured: milliseconds, and those of the processor."""


class Timed(DialogkortApp):
    """The app, with the moment when its last frame was done."""

    CSS_PATH = Path(tui.__file__).with_name("app.tcss")
    drawn = 0.0

    def _display(self, *given: object) -> None:
        super()._display(*given)  # type: ignore[arg-type]
        self.drawn = time.perf_counter()


def app(root: Path) -> Timed:
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=UTC)
    places = Locations(root, root / "state", root / "config")
    timed = Timed(Surroundings(places, Settings(), Shelf(()), time.monotonic, lambda: moment, Random(1)))
    timed.animation_level = "none"
    return timed


class Watch:
    """Begins with a key; `until` tells what has gone by at the end of the frame that answers it."""

    def __init__(self, app: Timed, key: str) -> None:
        self._app = app
        self._start, self._busy = time.perf_counter(), time.process_time()
        app.simulate_key(key)

    async def until(self, come: Callable[[], bool]) -> tuple[float, float]:
        """Return the milliseconds to the first frame after `come` is true, and those of the processor."""
        while not come():
            if time.perf_counter() > self._start + PATIENCE:
                raise SystemExit("The benchmark is wrong: it waits in vain")
            await asyncio.sleep(0.0005)
        since = time.perf_counter()
        while self._app.drawn < since:
            await asyncio.sleep(0.0005)
        return (self._app.drawn - self._start) * 1000, (time.process_time() - self._busy) * 1000


async def still(pilot: Pilot[str]) -> None:
    """Wait until nothing is left to do."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def measure(screen: str, one_run: Callable[[Path, int], Awaitable[Figures]], goals: Mapping[str, int]) -> None:
    """Print the medians of the runs, each in a new app over the same files, beside the goals in milliseconds."""
    given = argparse.ArgumentParser()
    given.add_argument("--runs", type=int, default=5)
    given.add_argument("--agreements", type=int, default=10_000)
    asked = given.parse_args()
    language.use("da")
    taken: Figures = {name: [] for name in goals}
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), asked.agreements)
        for _ in range(asked.runs):
            for name, figures in asyncio.run(one_run(Path(folder), asked.agreements)).items():
                taken[name] += figures
    print(f"the {screen} screen with {asked.agreements:,} agreements, medians of {asked.runs} runs")
    for name, figures in taken.items():
        clock, busy = (statistics.median(column) for column in zip(*figures, strict=True))
        print(f"  {name:<22}{clock:7.0f} ms, {busy:5.0f} ms of the processor   goal: at most {goals[name]} ms")
