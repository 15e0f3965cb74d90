"""For all tests: properties are tried with the same examples each time, so that a red run is about the change.

With `SOAK=1` in the environment (`make soak`) they are others each time. What a test needs besides Python is looked
for before it (`needed_programs`).
"""

import os

import pytest
from hypothesis import settings
from tests.needed_programs import pytest_runtest_makereport, pytest_runtest_setup

from dialogkort.files import links

__all__ = ["pytest_runtest_makereport", "pytest_runtest_setup"]

settings.register_profile("same-each-time", derandomize=True)
if not os.environ.get("SOAK"):
    settings.load_profile("same-each-time")


@pytest.fixture(autouse=True)
def _no_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test names its own folders."""
    monkeypatch.setattr(links, "_choices", links._Choices())
