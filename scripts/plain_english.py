"""Find phrases in the interface, the documentation and the tests that sound translated: part of `make lint`.

The phrases, and what to write instead, are in `plain_english.toml`. The terms to use are in CONTRIBUTING.md.
"""

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.catalogue import extracted

ROOT = Path(__file__).resolve().parents[1]
LIST = Path(__file__).with_name("plain_english.toml")


class Found(NamedTuple):
    """A phrase in text: where it is, the phrase, and what to write instead."""

    place: str
    phrase: str
    better: str


def phrases() -> dict[str, dict[str, str]]:
    """Return the phrases and their replacements, for `everywhere`, for `messages` and for `tests`."""
    return tomllib.loads(LIST.read_text("utf-8"))


def pattern_of(phrase: str) -> str:
    """Return a pattern for the phrase in a text, where any white space counts as a space."""
    words = r"\s+".join(map(re.escape, phrase.split()))
    return rf"(?<!\w){words}(?!\w)"


@cache
def any_of(phrases: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases: most texts have none, and need no other look."""
    return re.compile("|".join(map(pattern_of, phrases)), re.IGNORECASE)


def find(text: str, avoided: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    """Yield the position of each avoided phrase in the text, the phrase, and what to write instead."""
    if not any_of(frozenset(avoided)).search(text):
        return
    for phrase, better in avoided.items():
        for match in re.finditer(pattern_of(phrase), text, re.IGNORECASE):
            yield match.start(), phrase, better


def in_messages(avoided: dict[str, str]) -> Iterator[Found]:
    """Yield the avoided phrases in the English messages of the interface."""
    for message in extracted():
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            for _position, phrase, better in find(text, avoided):
                yield Found(f"{message.locations[0][0]}: {text!r}", phrase, better)


def pages() -> list[Path]:
    """Return the English pages: what a reader is given, without the Danish ones."""
    found = [*ROOT.glob("*.md"), *ROOT.joinpath("docs").rglob("*.md")]
    return sorted(path for path in found if not path.name.endswith(".da.md"))


def in_pages(avoided: dict[str, str]) -> Iterator[Found]:
    """Yield the avoided phrases in the documentation."""
    for path in pages():
        text = path.read_text("utf-8")
        for position, phrase, better in find(text, avoided):
            line = text.count("\n", 0, position) + 1
            yield Found(f"{path.relative_to(ROOT).as_posix()}:{line}", phrase, better)


def said_in(source: str) -> Iterator[tuple[int, str]]:
    """Yield what a module of tests says to its readers, with the line: names of tests, docstrings and comments."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.lineno, node.name.replace("_", " ")
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.lineno, node.value.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def in_tests(avoided: dict[str, str]) -> Iterator[Found]:
    """Yield the avoided phrases in what the tests say to their readers."""
    for path in sorted(ROOT.joinpath("tests").rglob("*.py")):
        for line, text in said_in(path.read_text("utf-8")):
            for _position, phrase, better in find(re.sub("`[^`]*`", "`…`", text), avoided):
                yield Found(f"{path.relative_to(ROOT).as_posix()}:{line}", phrase, better)


def everything_found() -> list[Found]:
    """Return what `make lint` complains about."""
    avoided = phrases()
    everywhere = avoided["everywhere"]
    return [
        *in_messages(everywhere | avoided["messages"]),
        *in_pages(everywhere),
        *in_tests(everywhere | avoided["tests"]),
    ]


def main() -> int:
    found = everything_found()
    for place, phrase, better in found:
        print(f"{place}: “{phrase}” sounds translated; write “{better}”")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
