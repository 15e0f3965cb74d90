"""The single gate for text from people: whatever passes is safe to show, to store and to compare."""

import re
import unicodedata
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ALLOWED = frozenset("\n\N{ZERO WIDTH JOINER}") | frozenset(map(chr, range(0xFE00, 0xFE10)))
_MANY_MARKS = re.compile(r"[^\w\x00-\x7f]{60}")
"""A long run of characters that may be combining marks: not all of them are, but any long run of marks is found."""


def composed(text: str) -> str:
    """Return `text` as NFC, in time proportional to its length, whatever it contains.

    The library moves each combining mark to its place in a run by comparing it with all those before it. Here they are
    already in order when the library gets them.
    """
    if _MANY_MARKS.search(text):
        text = "".join(map(_decomposed, text))
        if marks := "".join(letter for letter in set(text) if unicodedata.combining(letter)):
            text = re.sub(f"[{marks}]{{2,}}", _in_order, text)
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1024)
def _decomposed(character: str) -> str:
    return unicodedata.normalize("NFD", character)


def _in_order(run: re.Match[str]) -> str:
    return "".join(sorted(run[0], key=unicodedata.combining))


def clean(text: str) -> str:
    """Return `text` as NFC with control, format and unassigned characters replaced by U+FFFD.

    Line feeds, the zero-width joiner and the variation selectors (which emoji need) are kept, CR LF and CR become LF,
    and a tab becomes a space. So no text can control the terminal or reorder what is around it.
    """
    if text.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = composed(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(
        character if character in _ALLOWED or unicodedata.category(character) not in _UNSAFE else REPLACEMENT
        for character in text
    )


def clean_line(text: str, limit: int) -> str:
    """Return `text` cleaned, on one line, without unsafe characters, and at most `limit` characters long."""
    line = composed(" ".join(clean(text).replace(REPLACEMENT, "").split()))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
