"""Make the fingerprints of source text: `python scripts/fingerprints.py FOLDER` (its *.txt files).

The decks are written from these texts, but no sentence is carried over. The fingerprints let a test hold that
without the texts: four bytes of BLAKE2 for each run of eight words.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

RUN = 8
"""Words in a run."""

BYTES = 4
FILE = Path(__file__).resolve().parents[1] / "tests" / "decks" / "source_texts.fingerprints"


def words(text: str) -> list[str]:
    """Return the words of `text`: lower case, hyphens at the ends of lines joined, symbols left out."""
    joined = re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", unicodedata.normalize("NFC", text))
    return re.findall(r"\w+", joined.lower())


def runs(text: str) -> Iterator[tuple[bytes, str]]:
    """Yield the fingerprint of each run of words in `text`, and the run."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        run = " ".join(found[start : start + RUN])
        yield blake2b(run.encode(), digest_size=BYTES).digest(), run


def kept() -> frozenset[bytes]:
    """Return the fingerprints in the file."""
    content = FILE.read_bytes()
    return frozenset(content[start : start + BYTES] for start in range(0, len(content), BYTES))


if __name__ == "__main__":
    found = {mark for path in Path(sys.argv[1]).glob("*.txt") for mark, _run in runs(path.read_text("utf-8"))}
    FILE.write_bytes(b"".join(sorted(found)))
    print(f"{len(found)} fingerprints in {FILE.name}")
