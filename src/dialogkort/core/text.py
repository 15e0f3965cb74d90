"""The one gate for text from people: what is let through is safe to show, to store and to compare."""

import re
import unicodedata
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ALLOWED = frozenset("\n\N{ZERO WIDTH JOINER}") | frozenset(map(chr, range(0xFE00, 0xFE10)))
_MANY_MARKS = re.compile(r"[^\w\x00-\x7f]{60}")
"""No letter combines with the one before it; what is found here need not be marks, but a run of them is found."""


def composed(text: str) -> str:
    """Return `text` as NFC, in a time that grows with its length, whatever stands in it.

    The library moves each mark to its place in a run of them by comparing it with all that stand before it. Here
    they are in their order already when it sees them.
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

    Line feeds, the zero-width joiner and the variation selectors (which emoji need) are kept, CR LF and CR
    become LF, a tab becomes a space. So no text can steer the terminal or reorder what stands around it.
    """
    if text.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = composed(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(
        character if character in _ALLOWED or unicodedata.category(character) not in _UNSAFE else REPLACEMENT
        for character in text
    )


def clean_line(text: str, limit: int) -> str:
    """Return `text` cleaned, on one line, without the unsafe characters, at most `limit` characters long."""
    line = composed(" ".join(clean(text).replace(REPLACEMENT, "").split()))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
