"""The language of each test, restored afterwards. English, unless a test says otherwise."""

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
def danish(english: None) -> None:
    language.use("da")
