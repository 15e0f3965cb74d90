"""The language of each test, put back afterwards. English needs no catalogue."""

import os
from collections.abc import Iterator

import pytest

from dialogkort import language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = language.current()
    language.use("en")
    yield
    language._current = before


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: that it is waited for is shown in test_atomic."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture
def danish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Danish dates and headings; sentences stay English, so that the tests need no catalogue."""
    monkeypatch.setattr(language, "_current", "da")
