"""Count the bundled decks for the first screen: `make contents`. With `--check`, only tell whether that was done."""

import json
import sys

from dialogkort.decks.shelf import contents
from dialogkort.decks.shelf.library import FIRST, Library
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.language import TONGUES


def count() -> str:
    """Return what belongs in the file."""
    folder = bundled_folder()
    library = Library(Shelf((folder,)))
    languages = {}
    for language in TONGUES:
        shelved = library.decks(language)
        decks = [deck for shelved_deck in shelved if (deck := shelved_deck.reading.deck)]
        sizes = {path.name: path.stat().st_size for path in sorted(shelved_deck.path for shelved_deck in shelved)}
        languages[language] = contents.written(contents.counted(decks, len(FIRST)), sizes)
    return json.dumps(languages, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the file, or tell that it is not what it should be."""
    place, text = bundled_folder() / contents.NAME, count()
    if "--check" not in sys.argv[1:]:
        place.write_text(text, encoding="utf-8")
        return 0
    if place.is_file() and place.read_text(encoding="utf-8") == text:
        return 0
    print(f"{contents.NAME} does not match the decks: run make contents")
    return 1


if __name__ == "__main__":
    sys.exit(main())
