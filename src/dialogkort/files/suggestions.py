"""“Did you mean”: the word that an author most likely had in mind, in English or in Danish."""

from collections.abc import Collection, Iterable
from typing import Final

_LONGEST: Final = 40
_MOST: Final = 100
_ALIKE: Final = 0.7
_FOLD: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "-": "_", " ": "_"})


def likely(word: str, known: Collection[str], also: Iterable[tuple[str, str]] = ()) -> str:
    """Return the word in `known` that is most like `word`, or an empty text.

    `also` are alternatives, such as Danish words, each with the known word that it stands for.
    """
    if len(known) > _MOST:
        return word if word in known else ""
    words = {folded(name): name for name in known}
    for other, name in also:
        words.setdefault(folded(other), name)
    asked = folded(word)
    if asked in words:
        return words[asked]
    if not 2 <= len(asked) <= _LONGEST:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - only a deck with a slip needs it

    close = get_close_matches(asked, words, 1, _ALIKE)
    return words[close[0]] if close else ""


def folded(word: str) -> str:
    """Return a word in the form used for comparison: no case, no æ ø å, no blanks or hyphens."""
    return word[: 2 * _LONGEST].strip(" -:").casefold().translate(_FOLD)
