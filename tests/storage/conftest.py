"""The language of each test, restored afterwards. English, unless a test says otherwise."""

import os
from collections.abc import Iterator

import pytest

from dialogkort import language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    yield
    language.use(before)


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: test_atomic shows that the program does."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture
def danish(english: None) -> None:
    language.use("da")
