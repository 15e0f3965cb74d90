"""Reading decks, measured against `yaml.load(…, CSafeLoader)` in the same run: `python bench/decks.py`.

The first table is one deck of 10,000 cards (above the limit of a real deck, which is lifted here): text,
checked, with positions. The second is a shelf of 1,000 decks with 20 cards each, in a fresh process. The third
shows that memory grows with the deck and no faster. All times are medians.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import yaml

from dialogkort.decks.format.schema import Limits
from dialogkort.decks.reading.reading import read_deck

CARDS = 10_000
RUNS = 5
DECKS = 1_000
CARDS_OF_A_DECK = 20
LIFTED = Limits(size=100_000_000, items=1_000_000, nodes=100_000_000)
GOAL_RATIO = 0.6
GOAL_SHELF = 1.5
COLD = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from dialogkort.decks.shelf.shelf import Shelf
shelf = Shelf([Path(sys.argv[1])])
assert len(shelf.decks()) == int(sys.argv[2])
cold = time.perf_counter()
shelf.decks()
print(cold - start, time.perf_counter() - cold)
"""


def deck(cards: int, deck_id: str = "stor") -> str:
    """Return a deck that looks like a real one: Danish text, all the usual fields."""
    head = f'format: 1\nid: {deck_id}\ntitle: Stor\nlanguage: da\nsources:\n  bog: "Forfatter: Bogen"\ncards:\n'
    return head + "".join(
        f"  - id: kort-{number}\n"
        "    kind: question\n"
        f"    theme: Tema {number % 5}\n"
        f"    level: {number % 3 + 1}\n"
        f'    question: "Hvornår har du sidst talt med en kollega om sag {number}, og hvad fik I ud af det?"\n'
        "    follow_ups:\n"
        '      - "Hvad skete der bagefter?"\n'
        '      - "Hvad kunne vi aftale, så det sker igen?"\n'
        '    advice: "Spørg først den, der kender sagen bedst, og hør også de berørte."\n'
        "    source: bog\n"
        "    tags: [mail, telefon]\n"
        for number in range(cards)
    )


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read(data: bytes) -> None:
    reading = read_deck(data, "stor", LIFTED)
    if reading.problems or reading.deck is None:
        sys.exit(f"The deck of the benchmark is not good: {reading.problems[:3]}")


def peak(data: bytes) -> float:
    """Return the most megabytes that reading takes up at once."""
    tracemalloc.start()
    read(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1_000_000


def one_deck() -> None:
    text = deck(CARDS)
    data = text.encode()
    read(data)
    loads, reads = [], []
    for _ in range(RUNS):
        # in turn, so that whatever else the machine does falls on both
        loads.append(seconds(lambda: yaml.load(text, yaml.CSafeLoader)))
        reads.append(seconds(lambda: read(data)))
    load, ours = statistics.median(loads), statistics.median(reads)
    print(f"one deck of {CARDS:,} cards, {len(data) / 1e6:.1f} MB, median of {RUNS}")
    print(f"  yaml.load(…, CSafeLoader)       {load:6.2f} s")
    print(f"  read, checked, with positions   {ours:6.2f} s")
    print(f"  ratio                           {ours / load:6.2f}    goal: at most {GOAL_RATIO}")


def a_shelf() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(DECKS):
            Path(folder, f"deck-{number}.yaml").write_text(deck(CARDS_OF_A_DECK, f"deck-{number}"), encoding="utf-8")
        times = []
        for _ in range(RUNS):
            command = [sys.executable, "-c", COLD, folder, str(DECKS)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            times.append([float(part) for part in done.stdout.split()])
    cold, again = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"\na shelf of {DECKS:,} decks with {CARDS_OF_A_DECK} cards each, median of {RUNS}")
    print(f"  in a fresh process              {cold:6.2f} s  goal: at most {GOAL_SHELF}")
    print(f"  again, nothing changed          {again:6.2f} s")


def memory() -> None:
    print("\nmemory at most")
    for cards in (CARDS // 8, CARDS // 4, CARDS // 2, CARDS):
        data = deck(cards).encode()
        most = peak(data)
        size = len(data) / 1e6
        print(f"  {cards:6,} cards, {size:4.1f} MB        {most:6.1f} MB, {most * 1000 / cards:.1f} kB a card")


if __name__ == "__main__":
    one_deck()
    a_shelf()
    memory()
