"""Text as people write it, and as nobody should: for all tests of files."""

from datetime import date

from hypothesis import strategies as st

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.text import clean

HOSTILE = (
    "",
    " ",
    "\n",
    "\n \n",
    "  indented",
    "trailing  ",
    "two  \nlines  ",
    "\ttab",
    "# heading",
    "## Historik",
    "C#",
    "closed ##",
    "---",
    "---\nid: forged\n---",
    "setext\n===",
    "setext\n---",
    "- item",
    "* item\n* item",
    "+ item",
    "-",
    "1. one\n2) two",
    "22. februar",
    "```\ncode\n```",
    "~~~\ncode",
    "> quoted",
    "> [!note]",
    "<!-- hidden",
    "<!-- hidden -->",
    "\\<!-- a -->",
    "<script>alert(1)</script>",
    "<b>bold</b> &amp; &#10; &lt;",
    "[link](javascript:alert(1))",
    "![image](http://x)",
    "[ref]: http://x",
    "[^1]: note",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a\n:-",
    ": definition",
    "*emphasis* _emphasis_ __strong__ snake_case ~~gone~~",
    "`code` \\` \\\\",
    "ends with \\",
    "line \\\nbreak",
    "%%comment%% ==mark== $$x$$",
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other",
    "[/] [@click=app.quit]now[/]",
    "{% include %} {{ x }}",
    "key: value",
    "no",
    "null",
    "12:30",
    "2026-11-22",
    "- ",
    "'single' \"double\"",
    "@at %percent &amp *star !bang",
    "æøå ÆØÅ é 日本 👩‍👧 🏳️‍🌈",
    "blød\u00adt",
    "\u202ereversed",
    "\x1b[31mred",
    "a\u00a0b",
    "\u00a0",
    "\u0338combining",
    "accent\n\u0300 on \U0001f600",
    "Kortsæt: tillid",
    "Deck: trust",
    "a\n\n\nb",
    "https://eksempel.dk/a_b?c=1&d=2",
)

_PIECES = st.sampled_from([*HOSTILE, *"#-+*_=>|`~<&;[](){}\\!:.)%$ \n123abæøå", "\n\n", "  ", "&#", "--- ", "\u0301"])
texts = st.one_of(
    st.text(max_size=40),
    st.lists(_PIECES, max_size=8).map("".join),
).map(clean)
lines = texts.map(lambda text: text.replace("\n", " "))
ids = st.one_of(st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True), texts.filter(len))

agreements = st.builds(
    Agreement,
    objections=st.lists(texts, max_size=3).map(tuple),
    id=ids,
    title=texts,
    rule=texts,
    decided=st.dates(),
    review=st.dates(),
    keeper=texts,
    signs=texts,
    corner_flags=texts,
    concerns=st.lists(texts, max_size=3).map(tuple),
    deck=texts,
    card=texts,
    question=texts,
    status=st.sampled_from(Status),
    reviewed=st.none() | st.dates(),
    supersedes=texts,
    superseded_by=texts,
    decision=texts,
    level=st.integers(0, 7),
    level_before=st.integers(0, 7),
    levelled=st.none() | st.dates(),
    interval=st.integers(0, (date.max - date.min).days),
)


def agreement(**fields: object) -> Agreement:
    """An agreement as a team makes it."""
    return Agreement(
        **{
            "id": "spil-1",
            "title": "Ring, når det haster",
            "rule": "Når det haster, ringer vi.\nAlt andet kan vente til i morgen.",
            "decided": date(2026, 11, 22),
            "review": date(2027, 2, 22),
            "keeper": "Åse",
            "signs": "Ingen sender sms efter kl. 17.",
            "corner_flags": "Reglerne om hviletid gælder.",
            "concerns": ("Hvad med nattevagten?", "Vi skal huske vikarerne."),
            "deck": "digital-kommunikation",
            "card": "mail-eller-opkald",
            "question": "Hvornår ringer du, og hvornår skriver du?",
            **fields,
        }
    )
