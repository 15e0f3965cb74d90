"""The one gate for text from people: what is let through is safe to show, to store and to compare."""

import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ALLOWED = frozenset("\n\N{ZERO WIDTH JOINER}") | frozenset(map(chr, range(0xFE00, 0xFE10)))


def clean(text: str) -> str:
    """Return `text` as NFC with control, format and unassigned characters replaced by U+FFFD.

    Line feeds, the zero-width joiner and the variation selectors (which emoji need) are kept, CR LF and CR
    become LF, a tab becomes a space. So no text can steer the terminal or reorder what stands around it.
    """
    if text.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(
        character if character in _ALLOWED or unicodedata.category(character) not in _UNSAFE else REPLACEMENT
        for character in text
    )


def clean_line(text: str, limit: int) -> str:
    """Return `text` cleaned, on one line, without the unsafe characters, at most `limit` characters long."""
    line = unicodedata.normalize("NFC", " ".join(clean(text).replace(REPLACEMENT, "").split()))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
