"""Make the pages that explain each problem of a deck: `python scripts/problems.py`; `--check` only reports.

They are made from the same table as `dialogkort decks explain`, in both languages, and a test keeps them up to date.
"""

import sys
from pathlib import Path

from dialogkort import language
from dialogkort.decks.problems.codes import CODES
from dialogkort.decks.showing.explaining import examples, heading, severity_word, why

DOCS = Path(__file__).resolve().parents[1] / "docs"
HEADS = {
    "en": """\
# What can be wrong with a deck

*På dansk: [problems.da.md](problems.da.md)*

`dialogkort decks check FILE` checks a deck for problems and gives each one a code. This page explains the codes;
`dialogkort decks explain CODE` prints the same text. An **error** keeps a card from being dealt; the other cards can
still be played. A **warning** is advice. [authoring.md](authoring.md) explains how to write a deck.
""",
    "da": """\
# Hvad der kan være galt med et kortsæt

*In English: [problems.md](problems.md)*

`dialogkort decks check FIL` siger, hvad der er galt med et kortsæt, hvert problem med sin kode. Her står, hvad
koderne betyder; `dialogkort decks explain KODE` siger det samme. En **fejl** gør, at et kort ikke bliver delt ud; de
andre kort kan spilles. En **advarsel** er et godt råd. Hvordan man skriver et kortsæt, står i
[authoring.da.md](authoring.da.md).
""",
}
LABELS = {"en": ("The mistake:", "Correct:"), "da": ("Fejlen:", "Skrevet rigtigt:")}
PAGES = {"en": "problems.md", "da": "problems.da.md"}


def page(tongue: str) -> str:
    """Return the page in a language."""
    before = language.current()
    language.use(tongue)
    try:
        return "\n".join([HEADS[tongue], *(_section(code, *LABELS[tongue]) for code in CODES)])
    finally:
        language.use(before)


def _section(code: str, slip: str, right_words: str) -> str:
    lines = [f"## {code}", "", f"**{heading(code)}** ({severity_word(code)})", "", why(code), ""]
    wrong, right = examples(code)
    if wrong:
        lines += [slip, "", "```yaml", wrong.rstrip("\n"), "```", "", right_words, "", "```yaml"]
        lines += [right.rstrip("\n"), "```", ""]
    return "\n".join(lines)


def main() -> int:
    stale = [name for tongue, name in PAGES.items() if not _is_fresh(DOCS / name, page(tongue))]
    if "--check" not in sys.argv:
        for tongue, name in PAGES.items():
            (DOCS / name).write_text(page(tongue), encoding="utf-8", newline="\n")
        return 0
    for name in stale:
        print(f"not fresh: docs/{name}; run python scripts/problems.py")
    return 1 if stale else 0


def _is_fresh(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
