"""A room with scratch folders, the language of each test, and a wait that ends when nothing is left to do."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.tui.surroundings import Room
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from dialogkort import language


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Danish, unless a test says otherwise; restored afterwards."""
    before, told = language.current(), os.environ.get("LANGUAGE")
    language.use("da")
    yield
    language.use(before)
    if told is None:
        os.environ.pop("LANGUAGE", None)


async def nothing_is_left_to_do(_least: float = 0, _most: float = 0) -> None:
    """Wait until the event loop has nothing that could run: only timers, threads and keys can bring more."""
    loop = asyncio.get_running_loop()
    for _ in range(10_000):
        await asyncio.sleep(0)
        if not loop._ready:  # type: ignore[attr-defined]
            return


@pytest.fixture(autouse=True)
def prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual waits until the processor is idle for a fiftieth of a second, several times for each key."""
    monkeypatch.setattr("textual.app.wait_for_idle", nothing_is_left_to_do)
    monkeypatch.setattr("textual.pilot.wait_for_idle", nothing_is_left_to_do)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: tests/storage shows that the program does."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """Each app in the tests has the same styles: each sheet is parsed once, and not again for every app and theme."""
    known: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parsed(sheet: Stylesheet, *args: object, **named: object) -> list[RuleSet]:
        key = (args, tuple(sorted(named.items())), frozenset(sheet._variables.items()))
        if key not in known:
            known[key] = parse(sheet, *args, **named)  # type: ignore[arg-type]
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        yield


@pytest.fixture
def english(danish: None) -> None:
    language.use("en")


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)
