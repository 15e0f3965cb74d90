"""Reading a folder of agreements, measured against the least that does it: `python bench/agreements.py`.

The base reads the same bytes and splits the front matter, in Python, in the same run and in turn with ours, so
that whatever else the machine does falls on both. `scan` is what lists use, `load_all` reads every text. The
files are made by `render`, as games make them; how a person's edits slow them down is the last table. All
times are medians. The commands and the screen are measured by `agreements_cli.py` and `review_screen.py`.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from dialogkort import language
from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import keep
from dialogkort.storage.agreements.files import FOLDER, change, load_all, path_of, render, scan, undo

COUNTS = (100, 1_000, 10_000)
RUNS = 7
TODAY = date(2027, 2, 22)
GOAL_SCAN = 3.0
GOAL_ALL = 1.0
EDITS = {
    "as games make them": (),
    "with CR LF": (("\n", "\r\n"),),
    "with a comment and a list in the front matter": (("keeper:", "# hers\ntags: [a, b]\nkeeper:"),),
}


def agreement(number: int) -> Agreement:
    """Return an agreement as a team makes it, with all the usual fields."""
    decided = date(2024, 1, 1) + timedelta(days=number % 1000)
    return Agreement(
        id=f"20261122-{number:06}",
        title=f"Ring, når det haster med sag {number}",
        rule="Når det haster, ringer vi.\nAlt andet kan vente til i morgen, og så svarer vi inden kl. 12.",
        decided=decided,
        review=decided + timedelta(days=90 + number % 700),
        keeper="Åse",
        signs="Ingen sender sms efter kl. 17.",
        corner_flags="Reglerne om hviletid gælder.",
        concerns=("Hvad med nattevagten?", "Vi skal huske vikarerne."),
        deck="digital-kommunikation",
        card="mail-eller-opkald",
        question="Hvornår ringer du, og hvornår skriver du?",
    )


def lay(folder: Path, count: int, edits: tuple[tuple[str, str], ...] = ()) -> None:
    place = folder / FOLDER
    place.mkdir(parents=True)
    for number in range(count):
        one = agreement(number)
        text = render(one)
        for old, new in edits:
            text = text.replace(old, new)
        (place / f"{one.decided.isoformat()}-ring-naar-det-haster-{number}.md").write_bytes(text.encode())


def split(folder: Path) -> int:
    """Read the bytes of all files and split their front matter; return how many fields there are."""
    fields = 0
    for entry in os.scandir(folder / FOLDER):
        with open(entry.path, "rb") as file:  # noqa: PTH123 - the least that does it
            data = file.read()
        head, _line, _body = data.decode().removeprefix("---\n").partition("\n---\n")
        fields += len(dict(line.split(": ", 1) for line in head.split("\n")))
    return fields


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(*works: Callable[[], object]) -> list[float]:
    times = [[seconds(work) for work in works] for _ in range(RUNS + 1)]
    return [statistics.median(column) for column in zip(*times[1:], strict=True)]  # the first run warms up


def expect(found: int, count: int) -> None:
    if found != count:
        sys.exit(f"{found} agreements were read of {count}.")


def reading(folder: Path) -> None:
    print(f"reading, seconds, median of {RUNS}; goal: the scan at most {GOAL_SCAN} × the base, all within {GOAL_ALL} s")
    print("   agreements     base     scan      ×   due      load_all      ×   microseconds each")
    for count in COUNTS:
        team = folder / str(count)
        lay(team, count)
        expect(sum(1 for _ in scan(team)), count)
        base, listed, due, whole = medians(
            lambda team=team: split(team),
            lambda team=team: list(scan(team)),
            lambda team=team: [one for one in scan(team) if one.outline.due(TODAY)],
            lambda team=team: load_all(team),
        )
        print(
            f"  {count:11,} {base:8.4f} {listed:8.4f} {listed / base:6.2f} {due:8.4f} {whole:8.4f} {whole / base:6.2f}"
            f"   {listed / count * 1e6:.0f} and {whole / count * 1e6:.0f}"
        )


def changing(folder: Path) -> None:
    team = folder / str(COUNTS[-1])
    one = agreement(77)
    path = path_of(team, one.id)
    act = keep(one, TODAY)
    known, searched, back = medians(
        lambda: (change(team, act, path), undo(team, act, path)),
        lambda: (change(team, act), undo(team, act)),
        lambda: path_of(team, one.id),
    )
    print(f"\none review and back, on disk, among {COUNTS[-1]:,}")
    print(f"  where it is known               {known * 1000:8.1f} ms")
    print(f"  where it must be looked for     {searched * 1000:8.1f} ms")
    print(f"  looking for it once             {back * 1000:8.1f} ms")


def edited(folder: Path) -> None:
    print(f"\nscan of {COUNTS[1]:,} files, microseconds each")
    for number, (name, edits) in enumerate(EDITS.items()):
        team = folder / f"edited-{number}"
        lay(team, COUNTS[1], edits)
        expect(sum(1 for _ in scan(team)), COUNTS[1])
        [listed] = medians(lambda team=team: list(scan(team)))
        print(f"  {name:46} {listed / COUNTS[1] * 1e6:6.0f}")


if __name__ == "__main__":
    language.use("da")
    with tempfile.TemporaryDirectory() as place:
        reading(Path(place))
        changing(Path(place))
        edited(Path(place))
