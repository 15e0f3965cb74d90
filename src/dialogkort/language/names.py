"""Names for files and the sort order of lists, with æ ø å in mind."""

import re
import unicodedata
import zlib
from pathlib import Path

LONGEST = 80
"""The most bytes in a slug."""

_READ = 1_000
"""How many characters of text count for its name or its place in a list. Titles differ long before that."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "œ": "oe", "þ": "th", "ð": "d", "đ": "d", "ł": "l"})
_DEVICES = re.compile(r"(?:con|prn|aux|nul|clock|conin|conout|com\d|lpt\d)\Z")
_DANISH = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})


def slug(text: str) -> str:
    """Return a name for a file: lower-case ASCII letters, digits and single hyphens, 1 to 80 bytes.

    The same text gives the same slug on every machine; different text may share one. It never starts with a hyphen or
    a dot and is never the name of a Windows device.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text[:_READ]).casefold()).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    name = _shortened(re.sub(r"[^a-z0-9]+", "-", plain).strip("-"))
    if not name:
        return f"x{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}" if text.strip() else "x"
    return f"x-{name}" if _DEVICES.match(name) else name


def sorting_key(text: str) -> tuple[str, str]:
    """Return a key that sorts like a Danish dictionary: … z æ ø å, aa with å, ignoring case and accents."""
    lower = unicodedata.normalize("NFC", text[:_READ]).casefold()
    danish = lower.replace("aa", "å").translate(_DANISH)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", danish) if not unicodedata.combining(letter))
    return plain, text


def _shortened(name: str) -> str:
    """Cut a slug at the end of a word if that costs little, else anywhere."""
    if len(name) <= LONGEST:
        return name
    head = name[:LONGEST]
    if name[LONGEST] == "-":
        return head
    words = head.rsplit("-", 1)[0]
    return words if len(words) >= LONGEST // 2 else head.rstrip("-")


def shown_path(path: Path) -> str:
    """Return a path as it is shown to people: in their home folder it begins with ~."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if home != path and path.is_relative_to(home) else str(path)
