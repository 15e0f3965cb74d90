"""`dialogkort agreements list --due` beside the least that Python can do: `python bench/agreements_cli.py`.

Process against process and interleaved: one reads the bytes of all files and splits off their front matter,
the other is the command with its start, reading, sorting and printing. One agreement in ten is due. Medians of
the runs; the ratios count, as they hold on any machine.

    python bench/agreements_cli.py [--runs 9] [--agreements 10000]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from dialogkort import language
from dialogkort.core.agreements.agreement import Agreement
from dialogkort.storage.agreements.files import FOLDER, render

TODAY = date(2027, 2, 22)
GOAL = 3.0
KEEPERS = ("Åse", "Peter", "Mette-Marie", "")
LEAST = """
import os, sys
fields = 0
for entry in os.scandir(sys.argv[1]):
    with open(entry.path, encoding="utf-8") as file:
        _, front, body = file.read().split("---\\n", 2)
    fields += len(front.splitlines())
print(fields)
"""
COMMANDS = {
    "list --due": ("list", "--due"),
    "list": ("list",),
    "list --due --format json": ("list", "--due", "--format", "json"),
    "check": ("check",),
}


def lay(root: Path, count: int) -> Path:
    """Lay the files of a team with `count` agreements, and return their folder."""
    folder = root / "team-nord" / FOLDER
    folder.mkdir(parents=True)
    folder.parent.joinpath("team.yaml").write_text("name: Team Nord\nlanguage: da\n", encoding="utf-8")
    language.use("da")
    for number in range(count):
        is_due = number % 10 == 0
        decided = TODAY - timedelta(days=(100 if is_due else 10) + number % 60)
        one = Agreement(
            id=f"20261122-104112-{number:04x}-1",
            title=f"Ring, når sag {number} haster",
            rule="Når det haster, ringer vi.\nAlt andet kan vente til i morgen, også når der er travlt.",
            decided=decided,
            review=decided + timedelta(days=90),
            keeper=KEEPERS[number % len(KEEPERS)],
            signs="Ingen kigger på mail efter klokken fem.",
            concerns=("Hvad med dem, der har nattevagt?",),
            deck="digital-kommunikation",
            card="mail-eller-opkald",
            question="Hvornår har et opkald sidst sparet dig for ti mails?",
        )
        folder.joinpath(f"{decided}-ring-naar-sag-{number}-haster.md").write_bytes(render(one).encode())
    return folder


def seconds(command: list[str], root: Path) -> float:
    """Return how long a process takes, from its start to its end."""
    places = {f"DIALOGKORT_{name}": str(root / name.lower()) for name in ("STATE", "CONFIG")}
    environ = {**os.environ, **places, "DIALOGKORT_TODAY": TODAY.isoformat(), "LANG": "da_DK.UTF-8"}
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True, env=environ)
    taken = time.perf_counter() - start
    if not done.stdout.strip() or done.stderr:
        sys.exit(f"The benchmark is wrong: {command} said {done.stdout[:200]!r} and {done.stderr[:200]!r}")
    return taken


def measure(root: Path, folder: Path, runs: int) -> dict[str, float]:
    """Return the median of each, after one run that only warms up."""
    commands = {"least": [sys.executable, "-c", LEAST, str(folder)]}
    for name, arguments in COMMANDS.items():
        commands[name] = [sys.executable, "-m", "dialogkort", "agreements", *arguments, "--folder", str(root)]
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            one = seconds(command, root)
            if number:
                taken[name].append(one)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast the agreements are listed on the command line.")
    parser.add_argument("--runs", type=int, default=9, help="how often each is measured (default 9)")
    parser.add_argument("--agreements", type=int, default=10_000, help="how many there are (default 10000)")
    given = parser.parse_args()
    met = True
    for count in (given.agreements // 100, given.agreements // 10, given.agreements):
        with tempfile.TemporaryDirectory(prefix="dialogkort-bench-") as name:
            folder = lay(Path(name, "teams"), count)
            taken = measure(Path(name, "teams"), folder, given.runs)
        print(f"{count:,} agreements, median of {given.runs}")
        for label, one in taken.items():
            ratio = one / taken["least"]
            goal = f"   goal: at most {GOAL}" if (label, count) == ("list --due", given.agreements) else ""
            met = met and not (goal and ratio > GOAL)
            print(f"  {label:<26} {one * 1000:8.1f} ms  {ratio:6.2f}{goal}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
