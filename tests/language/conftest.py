"""Each language, put back afterwards; what is tested here comes from own tables, not from catalogues."""

import pytest

from dialogkort import language


@pytest.fixture(params=["da", "en"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(language, "_current", request.param)
    tongue: str = request.param
    return tongue
