"""Text that tries to control a terminal, and a check of the bytes for any of it."""

import re
import unicodedata

ESCAPES = "\x1b[2J\x1b]0;PWND\x07\x1b]52;c;UFdORA==\x07\x9b31m\x9d0;PWND\x9c\x1bc\x1b[?1049l\x0e\x08"
TURNED = "\u202e\u2066\u061c\ufeff\u200b"
MARKUP = "[/][@click=app.quit]klik[/] [bold red]rød[/bold red] [link=https://example.org]x[/link] $now {0}"
HOSTILE = f"{ESCAPES}{TURNED}{MARKUP}"
PASTED = f"\x9b31m\x9d0;PWND\x9c\x07\x0e\x08{TURNED}[/][@click=app.quit]klik[/]"
"""What can be pasted: terminals themselves do not let ESC through."""

USUAL = frozenset(
    [
        "ESC[m",
        "ESC[H",
        "\x1b[<u",
        "\x1b[>1u",
        "\x1b[>c",
        "\x1b[2J",
        "\x1b[?2026$p",
        "\x1b[?2048$p",
        "\x1b]22;default\x07",
        *(f"\x1b[?{mode}{on}" for mode in (7, 25, 1000, 1002, 1004, 1006, 1049, 2004) for on in "hl"),
    ]
)
"""The control sequences with which the screen is drawn. A separate test shows that a plain game sends no others."""

_TOKEN = re.compile(r"\x1b(?:\[[<=>?]?[\d;:]*[ $]?[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\[\]])")
_MANY = re.compile(r"\x1b\[[\d;]*([mH])")


def sequences(raw: bytes) -> set[str]:
    """Return the kinds of control sequences in what reached the terminal: colours and positions count as one each."""
    return {_MANY.sub(r"ESC[\1", found) for found in _TOKEN.findall(raw.decode())}


def controls(raw: bytes) -> set[str]:
    """Return the control and format characters outside sequences."""
    text = _TOKEN.sub("", raw.decode())
    return {character for character in text if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}} - set(
        "\r\n\N{ZERO WIDTH JOINER}"
    )


def is_clean(raw: bytes) -> bool:
    """Tell whether the terminal got nothing but words and what draws them."""
    assert controls(raw) == set()
    assert sequences(raw) <= USUAL
    assert b"PWND\x07" not in raw
    return True


def in_quotes(text: str) -> str:
    """Return `text` as a YAML string in double quotes, with everything escaped that can be."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08X}" for c in text) + '"'
