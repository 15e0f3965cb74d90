"""The overview screen with 10,000 agreements on file: `python bench/overview_screen.py`.

The app runs without a terminal, in this process. Measured is the time from the key to the end of the frame that answers
it: the screen itself, its first chart, and all its charts. Medians of the runs, each in a new app over the same files;
beside them the processor's time of the process, which is what a machine with nothing else to do would need.

    python bench/overview_screen.py [--runs 5] [--agreements 10000]
"""

import argparse
import asyncio
import statistics
import tempfile
from pathlib import Path

from agreements_cli import lay
from review_screen import Watch, app, still

from dialogkort import language
from dialogkort.tui.overview import OverviewScreen

GOALS = {"the screen": 150, "the first chart": 300, "all charts": 1500}
"""Milliseconds; the first chart at most 150 ms after the screen."""


async def one_run(root: Path) -> dict[str, tuple[float, float]]:
    timed = app(root)
    async with timed.run_test(size=(100, 30)) as pilot:
        await still(pilot)
        opening = Watch(timed, "o")
        screen = await opening.until(lambda: isinstance(timed.screen, OverviewScreen) and timed.screen.is_mounted)
        shown = timed.screen
        assert isinstance(shown, OverviewScreen)
        first = await opening.until(lambda: bool(shown.pictures))
        whole = await opening.until(lambda: bool(shown.pictures) and shown.complete)
    return {"the screen": screen, "the first chart": first, "all charts": whole}


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--runs", type=int, default=5)
    given.add_argument("--agreements", type=int, default=10_000)
    asked = given.parse_args()
    language.use("da")
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in GOALS}
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), asked.agreements)
        for _ in range(asked.runs):
            for name, figures in asyncio.run(one_run(Path(folder))).items():
                taken[name].append(figures)
    print(f"the overview screen with {asked.agreements:,} agreements, medians of {asked.runs} runs")
    for name, figures in taken.items():
        clock, busy = (statistics.median(column) for column in zip(*figures, strict=True))
        print(f"  {name:<22}{clock:7.0f} ms, {busy:5.0f} ms of the processor   goal: at most {GOALS[name]} ms")


if __name__ == "__main__":
    main()
