"""The review screen with 10,000 agreements on file: `python bench/review_screen.py`.

Measured are the first page of the list, the whole list, a key in the search, and an arrow (see `timed_screen`). The
keys of the search are those of a word that stands in each agreement, so that each of them goes through all texts.

    python bench/review_screen.py [--runs 5] [--agreements 10000]
"""

from pathlib import Path

from timed_screen import Figures, Timed, Watch, app, measure, still

from dialogkort.tui.agreements.filter import ReviewFilterScreen
from dialogkort.tui.agreements.screen import ReviewScreen

GOALS = {"first page": 150, "whole list": 1000, "a key in the search": 50, "an arrow": 50}
"""Milliseconds."""
WORD = "haster"
ARROWS = 20


async def one_run(root: Path, count: int) -> Figures:
    timed = app(root)
    async with timed.run_test(size=(100, 30)) as pilot:
        await still(pilot)
        opening = Watch(timed, "a")
        first = await opening.until(lambda: bool(shelf(timed) and shelf(timed).found))
        whole = await opening.until(lambda: shelf(timed).complete)
        assert len(shelf(timed).entries) == count
        await still(pilot)
        arrows = []
        for number in range(1, ARROWS + 1):
            arrow = Watch(timed, "down")
            arrows.append(await arrow.until(lambda number=number: timed.screen.query_one("#list").place == number))
            await still(pilot)
        timed.simulate_key("f")
        await still(pilot)
        assert isinstance(timed.screen, ReviewFilterScreen)
        letters = []
        for number, letter in enumerate(WORD, 1):
            key = Watch(timed, letter)
            letters.append(await key.until(lambda number=number: len(timed.screen.text()) == number))
            await still(pilot)
    return {"first page": [first], "whole list": [whole], "a key in the search": letters, "an arrow": arrows}


def shelf(timed: Timed):
    return timed.screen._shelf if isinstance(timed.screen, ReviewScreen) else None


if __name__ == "__main__":
    measure("review", one_run, GOALS)
