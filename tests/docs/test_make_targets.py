"""What the documentation tells people to run with make can be run."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
TARGETS = set(re.findall(r"^([a-z][a-z -]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
TOLD = re.compile(r"(?:`|^    )make ([a-z][a-z-]*)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_make_target_that_a_page_names_is_there(page: Path) -> None:
    targets = {word for names in TARGETS for word in names.split()}
    assert set(TOLD.findall(page.read_text("utf-8"))) <= targets


def test_targets_are_found() -> None:
    assert {"play", "test", "attack", "soak"} <= {word for names in TARGETS for word in names.split()}
    assert "attack" in TOLD.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
