"""The page of promises is true: each test that it names exists, and each link leads somewhere."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/promises.md", "SECURITY.md")
NAMED = re.compile(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`")
NETWORK = {
    "socket",
    "ssl",
    "uvicorn",
    "starlette",
    "websockets",
    "ifaddr",
    "http",
    "urllib",
    "ftplib",
    "smtplib",
    "webbrowser",
    "requests",
    "httpx",
    "aiohttp",
}


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


@cache
def names_in(file: str) -> frozenset[str]:
    found = ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
    names = (node.name for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(name for name in names if name.startswith("test_"))


def test_every_test_on_the_page_exists() -> None:
    named = NAMED.findall(text_of("docs/promises.md"))
    assert len(named) > 50
    assert [file for file, _test in named if not (ROOT / file).is_file()] == []
    assert [f"{file}::{test}" for file, test in named if test and test not in names_in(file)] == []


def test_no_test_on_the_page_is_written_in_another_form() -> None:
    text = text_of("docs/promises.md")
    assert NAMED.sub("", text).count("tests/") == 0
    assert "::test_" not in NAMED.sub("", text)


def test_each_promise_has_tests_and_says_what_is_not_promised() -> None:
    parts = re.split(r"^#{2,3} ", text_of("docs/promises.md"), flags=re.MULTILINE)
    promises = [part for part in parts if "**Promised.**" in part]
    assert len(promises) >= 7
    for part in promises:
        title = part.splitlines()[0]
        assert NAMED.search(part), title
        assert "**Not promised" in part, title


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", text_of(page)):
        file, _, anchor = link.partition("#")
        there = (ROOT / page).parent.joinpath(file).resolve() if file else ROOT / page
        assert there.exists(), link
        assert not anchor or anchor in anchors_in(there), link


def anchors_in(path: Path) -> set[str]:
    titles = re.findall("^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}


def test_only_personal_screens_use_the_network() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        if path.parent.name == "seats":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert NETWORK.isdisjoint(name.partition(".")[0] for name in names), path
