"""For all tests: properties are tested with the same examples each time, so that a failure is caused by the change.

With `SOAK=1` in the environment (`make soak`), the examples are new each time. Before a test runs, the programs that it
needs besides Python are looked for (`needed_programs`).
"""

import gc
import io
import os
import signal
import sys

import pytest
from hypothesis import settings
from tests.needed_programs import pytest_runtest_makereport, pytest_runtest_setup
from tests.systems import WINDOWS

from dialogkort.files import links

__all__ = ["pytest_runtest_makereport", "pytest_runtest_setup"]

# No example has a deadline: a busy machine is not an error. Where speed matters, a test measures it.
settings.register_profile("same-each-time", derandomize=True, deadline=None)
settings.register_profile("others-each-time", deadline=None)
settings.load_profile("others-each-time" if os.environ.get("SOAK") else "same-each-time")

# An app that a test opens has all colours and signs, whatever the terminal can show in which the tests run.
os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"})
os.environ.pop("NO_COLOR", None)
if WINDOWS:
    os.environ["WT_SESSION"] = "tests"
if isinstance(sys.__stdout__, io.TextIOWrapper):
    sys.__stdout__.reconfigure(encoding="utf-8")


# Programs that a test starts can be interrupted, even if the tests run in the background of a shell.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

LONGEST_ID = 120
"""The number of characters up to which a parameter is part of a test's name."""


def pytest_collection_finish() -> None:
    """Do not let the garbage collector look through thousands of collected tests again and again."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a test by its parameter only if that is short: not after a whole document, which may contain the time."""
    return argname if isinstance(val, str | bytes) and len(val) > LONGEST_ID else None


@pytest.fixture(autouse=True)
def _no_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test names its own folders."""
    monkeypatch.setattr(links, "_choices", links._Choices())
