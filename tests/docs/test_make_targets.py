"""What the documentation tells people to run with make exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
TARGETS = set(re.findall(r"^([a-z][a-z -]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
TOLD = re.compile(r"(?:`|^    )make ([a-z][a-z-]*)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_on_a_page_exists(page: Path) -> None:
    targets = {word for names in TARGETS for word in names.split()}
    assert set(TOLD.findall(page.read_text("utf-8"))) <= targets


def test_the_pages_do_name_targets() -> None:
    assert {"play", "test", "attack", "soak"} <= {word for names in TARGETS for word in names.split()}
    assert "attack" in TOLD.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
