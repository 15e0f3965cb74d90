"""Terminals that are closed at the end of each test, whatever happens in it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.terminal.places import Places
from tests.terminal.terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


@pytest.fixture
def start(places: Places) -> Iterator[Start]:
    """Start the program; `columns` and `rows` are the terminal's size."""
    with ExitStack() as stack:

        def started(*arguments: str, columns: int = 100, rows: int = 30) -> Terminal:
            return stack.enter_context(places.start(*arguments, columns=columns, rows=rows))

        yield started
