"""The overview screen with 10,000 agreements on file: `python bench/overview_screen.py`.

Measured are the screen itself, its first chart, and all its charts (see `timed_screen`).

    python bench/overview_screen.py [--runs 5] [--agreements 10000]
"""

from pathlib import Path

from timed_screen import Figures, Watch, app, measure, still

from dialogkort.tui.overview import OverviewScreen

GOALS = {"the screen": 150, "the first chart": 300, "all charts": 1500}
"""Milliseconds; the first chart at most 150 ms after the screen."""


async def one_run(root: Path, _count: int) -> Figures:
    timed = app(root)
    async with timed.run_test(size=(100, 30)) as pilot:
        await still(pilot)
        opening = Watch(timed, "o")
        screen = await opening.until(lambda: isinstance(timed.screen, OverviewScreen) and timed.screen.is_mounted)
        shown = timed.screen
        assert isinstance(shown, OverviewScreen)
        first = await opening.until(lambda: bool(shown.pictures))
        whole = await opening.until(lambda: bool(shown.pictures) and shown.complete)
    return {"the screen": [screen], "the first chart": [first], "all charts": [whole]}


if __name__ == "__main__":
    measure("overview", one_run, GOALS)
