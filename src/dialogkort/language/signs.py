"""Plainer signs, for terminals whose fonts lack some, and for output whose encoding does: the only table of them."""

IN_PLAIN = {
    "✓": "+", "●": "*", "○": "o", "▸": ">", "▮": "#", "•": "·", "☑": "+", "☐": "o",
    "━": "─", "…": ".", "–": "-", "—": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‹": "<", "›": ">",
    "→": ">", "←": "<", "↑": "^", "↓": "v", "⏎": "<", "⌫": "<", "€": "E", "œ": "o", "ł": "l", "\ufffd": "?",
    "▲": "^", "■": "#", "◆": "&", "★": "*", "✚": "+", "◈": "@", "♥": "v", "♣": "%",
    "▁": "▄", "▂": "▄", "▃": "▄", "▅": "█", "▆": "█", "▇": "█", "▉": "█", "▊": "█", "▋": "█", "▍": "▌", "▎": "▌",
    "▏": "▌", "▕": "▐", "╭": "┌", "╮": "┐", "╰": "└", "╯": "┘", "┃": "│", "╸": "─", "╺": "─",
}  # fmt: skip
"""Replacements for symbols that fonts lack."""
IN_BARE = {
    "█": "#", "▀": "#", "▄": "#", "▌": "|", "▐": "|", "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+",
}  # fmt: skip
"""Replacements for blocks and lines on terminals that have only letters."""


def fitting(text: str, encoding: str) -> str:
    """Return `text` as `encoding` can write it: what it lacks becomes a plainer sign, or `?` where there is none."""
    return "".join(sign if _has(encoding, sign) else _plainer(sign, encoding) for sign in text)


def _plainer(sign: str, encoding: str) -> str:
    plain = IN_PLAIN.get(sign, sign)
    return next((found for found in (plain, IN_BARE.get(plain, "?")) if _has(encoding, found)), "?")


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
