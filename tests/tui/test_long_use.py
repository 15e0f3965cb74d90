"""A day of games in one process: nothing is left over between two of them, and a late step is no more work.

`bench/long_use.py` measures seconds and memory; here is what keeps them constant.
"""

import asyncio
import gc
import os
import sys
from collections.abc import Callable
from dataclasses import astuple, dataclass
from itertools import pairwise
from pathlib import Path

from tests.systems import WINDOWS
from tests.tui.surroundings import WIDE, Room, beginning, play_to, press, screen_name
from textual._styles_cache import StylesCache
from textual.pilot import Pilot

from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.table.screen import TableScreen

MANY = 300
"""Steps after which a step is compared with an early one: nearly twice those of a long meeting."""
WIDGETS_OF_A_TABLE = 25
"""And somewhat fewer."""


COUNTED = Path("/proc/self/fd").is_dir() and not WINDOWS
"""Whether the system tells which files are open; under wine it tells that of another program."""


@dataclass(frozen=True)
class Left:
    """How much there is of what could be left over, on the home screen."""

    tasks: int
    timers: int
    files: int
    tables: int

    @classmethod
    def now(cls, pilot: Pilot[str]) -> "Left":
        pilot.app.clear_notifications()
        return cls(
            tasks=len(asyncio.all_tasks()),
            timers=len(pilot.app._timers),
            files=len(os.listdir("/proc/self/fd")) if COUNTED else 0,  # noqa: PTH208
            tables=_living(TableScreen),
        )

    def is_within(self, before: "Left") -> bool:
        """Tell whether there is no more of anything than `before`, when a part may still have been on its way out."""
        return all(now <= then for now, then in zip(astuple(self), astuple(before), strict=True))


def _living(kind: type) -> int:
    gc.collect()
    return sum(isinstance(get_object, kind) for get_object in gc.get_objects())


async def _play(pilot: Pilot[str]) -> None:
    """Play a game from the home screen and back, with a form, a question, the help and an undone step."""
    app = pilot.app
    assert isinstance(app, DialogkortApp)
    app.begin_game(beginning())
    await press(pilot, "enter")
    await press(pilot, "question_mark", "escape", "a", "escape", "n", "escape", "u", "enter")
    play_to(pilot, Phase.DISCUSS)
    await press(pilot, "space", "enter")
    play_to(pilot, Stage.CLOSING)
    await press(pilot, "s")
    await press(pilot, "s")
    assert screen_name(pilot) == "SummaryScreen"
    await press(pilot, "enter")
    assert screen_name(pilot) == "HomeScreen"


async def test_games_leave_nothing_behind(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await press(pilot)
        await _play(pilot)  # by now, what is made only once has been made
        before, drawn = Left.now(pilot), _living(StylesCache)
        for _ in range(3):
            await _play(pilot)
        for _ in range(500):  # notifications disappear by themselves
            if Left.now(pilot).is_within(before):
                break
            await asyncio.sleep(0.01)
        assert Left.now(pilot).is_within(before)
        assert not list(room.journals.iterdir())
        assert _living(StylesCache) < drawn + WIDGETS_OF_A_TABLE, "the widgets of each game are kept"


def _work(do: Callable[[], object]) -> int:
    """Return how many functions are called, by us and by what we use: the same on any machine, however busy."""
    calls = 0

    def count(_frame: object, what: str, _argument: object) -> None:
        nonlocal calls
        calls += what in {"call", "c_call"}

    gc.collect()
    gc.disable()  # what is called incidentally belongs to no step
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
        gc.enable()
    return calls


async def test_a_late_step_takes_no_more_work_than_an_early_one(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        play_to(pilot, Phase.THINK)
        table = pilot.app.screen
        assert isinstance(table, TableScreen)
        sitting = table.sitting

        def step() -> None:
            assert sitting.send(c.TogglePause()) is None
            assert sitting.send(c.TogglePause()) is None

        def undo() -> None:
            assert sitting.undo()
            assert sitting.undo()

        def work() -> list[int]:
            for do in (step, table.draw, undo):  # by now, what is looked up only once has been looked up
                do()
            return [_work(step), _work(table.draw), _work(undo)]

        early = work()
        for _ in range(MANY // 2):
            step()
        assert work() == early


async def test_a_step_adds_only_itself_to_the_journal(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        play_to(pilot, Phase.THINK)
        table = pilot.app.screen
        assert isinstance(table, TableScreen)
        (path,) = room.journals.glob("*.journal")
        sizes = []
        for _ in range(20):
            table.sitting.send(c.TogglePause())
            sizes.append(path.stat().st_size)
        assert max(after - before for before, after in pairwise(sizes)) < 200
