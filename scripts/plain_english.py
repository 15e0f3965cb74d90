"""Find phrases in the interface and the documentation that sound translated: part of `make lint`.

The phrases, and what to write instead, are in `plain_english.toml`. The terms to use are in CONTRIBUTING.md.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
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
    """Return the phrases and their replacements, for `everywhere` and for `messages` alone."""
    return tomllib.loads(LIST.read_text("utf-8"))


def find(text: str, avoided: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    """Yield the position of each avoided phrase in the text, the phrase, and what to write instead."""
    for phrase, better in avoided.items():
        words = r"\s+".join(map(re.escape, phrase.split()))
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE):
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
            yield Found(f"{path.relative_to(ROOT)}:{line}", phrase, better)


def main() -> int:
    avoided = phrases()
    found = [*in_messages(avoided["everywhere"] | avoided["messages"]), *in_pages(avoided["everywhere"])]
    for place, phrase, better in found:
        print(f"{place}: “{phrase}” sounds translated; write “{better}”")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
