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

# No example has a deadline: a busy machine is not a fault. What must be quick is measured where it is said.
settings.register_profile("same-each-time", derandomize=True, deadline=None)
settings.register_profile("others-each-time", deadline=None)
settings.load_profile("others-each-time" if os.environ.get("SOAK") else "same-each-time")

# An app that a test opens has all colours, whatever the terminal can show that the tests run in.
os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"})
os.environ.pop("NO_COLOR", None)


@pytest.fixture(autouse=True)
def _no_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test names its own folders."""
    monkeypatch.setattr(links, "_choices", links._Choices())
