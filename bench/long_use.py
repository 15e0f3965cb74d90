"""Whether dialogkort stays as fast and as small as it was: thousands of steps of the real app in one process.

Played is with keys, on the screens and with the real decks and files, without a terminal: (1) many games one
after another, with answers, agreements, undoing and closing; (2) one game that never ends. Shown are the time
of a step in the first and the last thousand, the memory after the first thousand and at the end, and what is
left over between two games: tasks, timers, threads, open files, objects. The time is that of the processor, so
that other programs count less; each game finds an empty folder, as more agreements are more to read. Needs Linux.

    python bench/long_use.py [--steps 10000]
"""

import argparse
import asyncio
import gc
import os
import random
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from textual.screen import Screen

from dialogkort import language
from dialogkort.core.agreements.agreement import Draft
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Format, Phase
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.team import members_named
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.sessions.beginning import Beginning
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage.locations import Locations
from dialogkort.storage.settings import Settings
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.table.screen import TableScreen

THOUSAND = 1000
MEMBERS = members_named(("Aisha", "Peter", "Mette", "Bo"))
DECKS = ("tillid", "kontrol", "selvledelse")
MOST_MEMORY, SLOWEST = 1.10, 1.2
"""Goals: the end against the first thousand."""


@dataclass
class Left:
    """What there is of what could be left over."""

    tasks: int
    timers: int
    threads: int
    files: int
    screens: int
    objects: int

    @classmethod
    def of(cls, app: DialogkortApp) -> "Left":
        gc.collect()
        return cls(
            tasks=len(asyncio.all_tasks()),
            timers=len(app._timers),
            threads=threading.active_count(),
            files=len(os.listdir("/proc/self/fd")),  # noqa: PTH208 - a Path would hold one open meanwhile
            screens=sum(isinstance(get_object, Screen) for get_object in gc.get_objects()),
            objects=len(gc.get_objects()),
        )


@dataclass
class Run:
    """The steps of one run, in seconds of the processor, and the memory on the way, in bytes."""

    steps: int
    seconds: list[float] = field(default_factory=list)
    memory: dict[int, int] = field(default_factory=dict)
    left: list[tuple[int, Left]] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return len(self.seconds) >= self.steps

    def took(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if len(self.seconds) % THOUSAND == 0:
            gc.collect()
            self.memory[len(self.seconds)] = _memory()

    def show(self, what: str) -> bool:
        """Print the figures, and tell whether they are within the goals."""
        first, last = self.seconds[:THOUSAND], self.seconds[-THOUSAND:]
        slower = sorted(last)[len(last) // 2] / sorted(first)[len(first) // 2]
        start, end = self.memory[min(self.memory)], self.memory[max(self.memory)]
        print(f"\n{what}: {len(self.seconds)} steps")
        print(f"  a step, median   {_ms(first)} → {_ms(last)} ms      {slower:.2f} × (at most {SLOWEST})")
        grown = end / start
        print(f"  memory           {start / 2**20:.1f} → {end / 2**20:.1f} MB   {grown:.2f} × (at most {MOST_MEMORY})")
        for number, left in (self.left[0], self.left[-1]) if len(self.left) > 1 else ():
            print(f"  at home after {number:>3} games: {left}")
        return slower <= SLOWEST and grown <= MOST_MEMORY


def _ms(seconds: list[float]) -> str:
    return f"{sorted(seconds)[len(seconds) // 2] * 1000:.2f}"


def _memory() -> int:
    """Return the bytes that the process has, in memory or swapped out."""
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return 1024 * sum(int(found) for found in re.findall(r"^Vm(?:RSS|Swap):\s*(\d+) kB", told, re.MULTILINE))


async def _rest() -> None:
    """Wait until the app has dealt with everything and drawn."""
    loop = asyncio.get_running_loop()
    for _ in range(10_000):
        await asyncio.sleep(0)
        if not loop._ready:  # type: ignore[attr-defined]
            return


async def _press(app: DialogkortApp, key: str) -> None:
    app.simulate_key(key)
    await _rest()


def _key(game: Game, chance: random.Random) -> str:
    """Return a key that leads on from here, mostly the one that a team would press."""
    if game.stage is Stage.CLOSING and (game.turns is None or game.turns.over):
        return "enter" if game.all_rated else str(chance.randint(1, 5))
    if game.round and game.round.offered:
        return "1"
    if game.phase is Phase.REVEAL and game.round and not game.round.shown:
        return "enter" if not game.to_answer else "1"
    return chance.choices(["enter", "space", "plus", "p", "u", "f"], [80, 4, 4, 4, 6, 2])[0]


async def _agree(table: TableScreen, number: int) -> None:
    """Agree on a rule, by the commands that the form sends."""
    rule = f"Når uge {number} er travl, så siger vi det højt på mødet."
    for command in (
        c.WriteDraft(Draft(rule=rule, review=table.app.surroundings.today.replace(year=2099))),
        c.Propose(),
    ):
        table.send(command)
        await _rest()
    for key in ("j", "space", "enter"):
        await _press(table.app, key)


async def _step(app: DialogkortApp, chance: random.Random, number: int, *, ends: bool) -> None:
    """Take one step at the table. A game that never `ends` is taken back when its cards have all been played."""
    table = app.screen
    if not isinstance(table, TableScreen):
        await _press(app, "escape")
        return
    game = table.sitting.game
    if game.phase is Phase.AGREE and ends and chance.random() < 0.3:
        await _agree(table, number)
    elif game.stage is Stage.CLOSING and not ends:
        for _ in range(200):
            table.sitting.undo()
        await _press(app, "u")
    else:
        await _press(app, _key(game, chance))


def _begin(app: DialogkortApp, *, minutes: int) -> None:
    app.begin_game(Beginning("Team Sø", MEMBERS, decks=DECKS, minutes=minutes, form=Format.CLASSIC))


async def _many_games(app: DialogkortApp, run: Run) -> None:
    chance, games = random.Random(1), 0
    while not run.over:
        shutil.rmtree(app.surroundings.folder, ignore_errors=True)
        _begin(app, minutes=25)
        await _rest()
        while app.sitting and app.sitting.game.stage is not Stage.ENDED and not run.over:
            before = time.process_time()
            await _step(app, chance, len(run.seconds), ends=True)
            run.took(time.process_time() - before)
            if app.sitting and len(app.sitting.game.played) >= 4 and app.sitting.game.stage is Stage.ROUND:
                await _press(app, "l")
        if app.sitting and app.sitting.game.stage is Stage.ENDED:
            await _press(app, "enter")
        elif app.sitting:
            app.leave_game(app.sitting)
            await _rest()
        games += 1
        if games in {5, 10} or games % 25 == 0:
            await app.workers.wait_for_complete()
            await _rest()
            run.left.append((games, Left.of(app)))


async def _one_game(app: DialogkortApp, run: Run) -> None:
    chance = random.Random(2)
    _begin(app, minutes=600)
    await _rest()
    while not run.over:
        before = time.process_time()
        await _step(app, chance, len(run.seconds), ends=False)
        run.took(time.process_time() - before)


async def _played(play: Callable[[DialogkortApp, Run], object], steps: int, folder: Path) -> Run:
    run = Run(steps)
    surroundings = Surroundings(
        locations=Locations(folder / "documents", folder / "state", folder / "config"),
        settings=Settings(),
        shelf=Shelf((bundled_folder(),)),
        monotonic=time.monotonic,
        wall=lambda: datetime.now().astimezone(),
        rng=random.Random(3),
    )
    app = DialogkortApp(surroundings)
    async with app.run_test(size=(100, 30)):
        await play(app, run)  # type: ignore[misc]
        await _rest()
    return run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=10_000)
    steps = max(parser.parse_args().steps, 2 * THOUSAND)
    language.use("da")
    kept = True
    for what, play in (("Many games", _many_games), ("One game that never ends", _one_game)):
        with tempfile.TemporaryDirectory() as folder:
            kept = asyncio.run(_played(play, steps, Path(folder))).show(what) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
