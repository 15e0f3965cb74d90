"""Each language, restored afterwards; what is tested here comes from its own tables, not from catalogues."""

from collections.abc import Iterator

import pytest

from dialogkort import language


@pytest.fixture(params=["da", "en"])
def tongue(request: pytest.FixtureRequest) -> Iterator[str]:
    before = language.current()
    language.use(request.param)
    yield request.param
    language.use(before)
