"""Calling the program as the command line does, in scratch folders."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

GOOD = """\
format: 1
id: {id}
title: Prøve
language: da
cards:
  - id: a
    question: Hvad nu?
  - id: b
    question: Hvem ringer vi til?
"""


class Done(NamedTuple):
    """How a call ended: the exit code and the output."""

    code: int
    out: str
    err: str


Call = Callable[..., Done]


def deck(path: Path, text: str = "", deck_id: str = "proeve") -> Path:
    """Write a deck, a good one unless `text` says otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or GOOD.format(id=deck_id), encoding="utf-8", newline="")
    return path


def is_safe(text: str) -> bool:
    """Tell whether nothing in `text` controls a terminal; line feeds and what emoji need are allowed."""
    unsafe = {
        character
        for character in set(text)
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    }
    return unsafe <= {"\n", "\u200d"}
