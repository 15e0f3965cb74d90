"""Tests that need a program besides Python are marked as such: without it they are skipped, and in CI they fail.

`@pytest.mark.browser` needs Chromium; `@pytest.mark.real_terminal("tmux")` needs the programs that it names. With
`CI=true` in the environment, skipping a test with one of these markers, or with `sdist`, counts as a failure: a test
that did not run does not demonstrate a promise. `scripts/install_test_programs.sh` installs the programs; `.ci/run`
calls it.
"""

import os
import shutil
from collections.abc import Generator

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MARKERS = ("browser", "real_terminal", "sdist")


def browser() -> str | None:
    """Return the path of a Chromium, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def missing(item: pytest.Item) -> str:
    """Say which program a test needs that is missing here; empty when none is."""
    if item.get_closest_marker("browser") and browser() is None:
        return "needs Chromium, which is not here"
    for marker in item.iter_markers("real_terminal"):
        for program in marker.args:
            if shutil.which(program) is None:
                return f"needs {program}, which is not here"
    return ""


def pytest_runtest_setup(item: pytest.Item) -> None:
    if why := missing(item):
        pytest.skip(why)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and any(map(item.get_closest_marker, MARKERS)):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not take: {call.excinfo and call.excinfo.value}"
    return report
