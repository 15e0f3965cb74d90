"""The text of an agreement's file: read back exactly, and understood after edits by hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.storage.texts import HOSTILE, agreement, agreements

from dialogkort import language
from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.agreements.reviews import Act, Review
from dialogkort.core.text import clean
from dialogkort.files.front_matter import cleaned, decode, read_page
from dialogkort.files.problems import FileProblem, NotUnderstood
from dialogkort.storage.agreements import board, poster
from dialogkort.storage.agreements.history import history_item
from dialogkort.storage.agreements.text import outline, parse, render

PATH = Path("agreements/2026-11-22-x.md")

WRITTEN = """\
---
id: spil-1
status: in-force
decided: 2026-11-22
review: 2027-02-22
keeper: Åse
deck: digital-kommunikation
card: mail-eller-opkald
---

# Ring, når det haster

Når det haster, ringer vi.\x20\x20
Alt andet kan vente til i morgen.

## Anledning

> Hvornår ringer du, og hvornår skriver du?

Kortsæt: digital-kommunikation

## Tegn på at det virker

Ingen sender sms efter kl. 17.

## Hjørneflag

Reglerne om hviletid gælder.

## Betænkeligheder

- Hvad med nattevagten?
- Vi skal huske vikarerne.

## Historik

- 22\\. november 2026: Aftalt
"""


@pytest.mark.usefixtures("danish")
def test_a_file_looks_as_expected() -> None:
    assert render(agreement()) == WRITTEN


def test_an_agreement_with_few_fields_has_a_short_file() -> None:
    short = Agreement("a-1", "Ring", "Vi ringer.", date(2026, 11, 22), date(2027, 2, 22))
    assert render(short) == (
        "---\nid: a-1\nstatus: in-force\ndecided: 2026-11-22\nreview: 2027-02-22\n---\n\n"
        "# Ring\n\nVi ringer.\n\n## History\n\n- 22 November 2026: Agreed\n"
    )


@given(agreements)
@settings(max_examples=40, deadline=None)
def test_every_agreement_is_read_back(kept: Agreement) -> None:
    for tongue in language.TONGUES:
        with language.using(tongue):
            assert parse(render(kept), PATH) == kept


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_can_be_in_every_field(text: str) -> None:
    text = clean(text)
    rule = Agreement(text or "x", text, text, date(1, 1, 1), date.max, text, text, text, (text, text), text, text, text)
    with language.using("da"):
        written = render(rule)
    assert parse(written, PATH) == rule
    assert parse(f"\ufeff{written}".replace("\n", "\r\n").rstrip(), PATH) == rule


REVIEWED = replace(
    agreement(),
    status=Status.SUPERSEDED,
    reviewed=date(2027, 2, 22),
    supersedes="spil-0",
    superseded_by="spil-2",
    decision="Hvem må holde fri?",
    level=4,
    level_before=2,
    levelled=date(2027, 2, 22),
)


def test_the_keys_of_a_reviewed_agreement_come_after_the_others() -> None:
    assert (
        "card: mail-eller-opkald\nreviewed: 2027-02-22\nsupersedes: spil-0\nsuperseded_by: spil-2\n"
        'decision: "Hvem må holde fri?"\nlevel: 4\nlevel_before: 2\nlevelled: 2027-02-22\n---\n'
    ) in render(REVIEWED)
    assert parse(render(REVIEWED), PATH) == REVIEWED


@given(agreements, st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=40, deadline=None)
def test_the_outline_is_the_complete_agreement_without_its_text(kept: Agreement, end: str) -> None:
    text = cleaned(render(kept).replace("\n", end))
    shown = outline(read_page(text, PATH), PATH, [])
    assert shown == replace(kept, rule="", signs="", corner_flags="", concerns=(), objections=(), question="")


def test_the_outline_of_a_file_written_by_hand_can_be_read() -> None:
    for text, title in (
        ("---\ndecided: 2026-11-22\n---\nVi ringer. Altid.", "Vi ringer"),
        ("---\ndecided: 2026-11-22\n---\n<!-- # nej -->\n\n\n# Ring \\* #", "Ring *"),
        ("---\ndecided: 2026-11-22\n---\n# Ring <!-- altid --> nu", "Ring  nu"),
        ("# Ring", "Ring"),
    ):
        page = read_page(text, PATH)
        shown = outline(page, PATH, [])
        assert shown
        assert shown.title == parse(text, PATH).title == title


def edited(*changes: tuple[str, str]) -> Agreement:
    text = WRITTEN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(text, PATH)


def test_some_edits_change_nothing() -> None:
    assert edited() == agreement()
    assert edited(("keeper: Åse", "tags: [x, y]\n# a comment\nkeeper:   'Åse'  # she is new\nx: {y: z}")) == agreement()
    assert edited(("## Hjørneflag", "## Noter\n\nVores egne.\n\n| a | b |\n|---|---|\n\n## Hjørneflag:")) == agreement()
    assert edited(("## Tegn på at det virker", "## tegn på, at det virker ##")) == agreement()
    assert edited(("## Betænkeligheder", "##   Concerns"), ("- Hvad", "* Hvad"), ("- Vi", "2. Vi")) == agreement()
    assert edited(("  \nAlt", "\\\nAlt")) == agreement()
    assert edited(("Alt andet", "<!-- husk\n## Noter\n-->Alt andet")).title == "Ring, når det haster"
    assert edited(("## Historik", "## Historik\n\n- 1. januar 2027: Talt om")) == agreement()
    assert edited(("---\nid", "\n---   \nid"), ("mail-eller-opkald\n---", "mail-eller-opkald\n...")) == agreement()


def test_text_is_read_from_the_body_of_the_file() -> None:
    assert edited(("# Ring, når det haster", "# Vi ringer *altid* #")).title == "Vi ringer *altid*"
    assert edited(("Alt andet kan", "- ét\n- to\n\n```\n# tre\n```\nAlt andet kan")).rule == (
        "Når det haster, ringer vi.\n- ét\n- to\n\n```\n# tre\n```\nAlt andet kan vente til i morgen."
    )
    assert (
        edited(("> Hvornår ringer du, og hvornår skriver du?\n\nKortsæt", "Hvorfor?\n\nKortsæt")).question == "Hvorfor?"
    )
    assert edited(("- Hvad med nattevagten?\n- Vi skal huske vikarerne.", "Kun én.")).concerns == ("Kun én.",)


def test_missing_parts_are_filled_in() -> None:
    assert parse("# Ring\n\nVi ringer.", PATH) == Agreement(
        "2026-11-22-x", "Ring", "Vi ringer.", date(2026, 11, 22), date(2027, 2, 22)
    )
    assert parse("Vi ringer. Altid.", PATH).title == "Vi ringer"
    assert parse("---\ndecided: 1. marts 2027\nstatus: In force\n---\n", PATH) == Agreement(
        "2026-11-22-x", "", "", date(2027, 3, 1), date(2027, 6, 1)
    )
    assert edited(("status: in-force", "status: retired")).status is Status.RETIRED
    assert edited(("status: in-force", "status: Superseded  # by nothing")).status is Status.SUPERSEDED
    assert edited(("keeper: Åse", "keeper: [Åse, Bo]")).keeper == "Åse, Bo"
    assert edited(("review: 2027-02-22", "review: 1.3.2027")).review == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("decided: 2026-11-22", "decided: snart", 4, "not a date"),
        ("review: 2027-02-22", "review: 2027-02-30", 5, "not a date"),
        ("status: in-force", "status: måske", 3, "Write in-force, retired or superseded"),
        ("keeper: Åse", "reviewed: [2027]", 6, "not a date"),
        ("keeper: Åse", "level: 8", 6, "not a level"),
        ("keeper: Åse", "level: ²", 6, "not a level"),
        ("keeper: Åse", "keeper: Åse: leder", 6, "cannot be understood"),
        ("keeper: Åse", "keeper: *", 6, "cannot be understood"),
        ("keeper: Åse", "keeper: *x", 6, "quotation marks"),
        ("keeper: Åse", "keeper: Åse\nkeeper: Bo", 7, "twice"),
        ("opkald\n---", "opkald\n", 1, "no closing"),
        ("keeper: Åse", "<<<<<<< HEAD\nkeeper: Bo\n=======\nkeeper: Åse\n>>>>>>> x", 6, "Two versions"),
        ("Alt andet", "<<<<<<< HEAD\nAlt", 14, "Two versions"),
    ],
)
def test_what_cannot_be_understood_is_reported_with_its_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(NotUnderstood, match=words) as caught:
        edited((old, new))
    assert caught.value.problem.line == line
    assert str(caught.value).startswith(f"2026-11-22-x.md:{line}")


def test_all_problems_in_the_front_matter_are_reported_at_once() -> None:
    faults: list[FileProblem] = []
    text = WRITTEN.replace("2026-11-22", "i går").replace("in-force", "  'måske'").replace("keeper: Åse", "level: x")
    assert outline(read_page(text, PATH), PATH, faults) is None
    assert [(fault.line, fault.column) for fault in faults] == [(3, 11), (4, 10), (6, 8)]


def test_a_file_without_any_date_is_reported() -> None:
    with pytest.raises(NotUnderstood, match="when this was agreed"):
        parse("# Ring\n\nVi ringer.", Path("README.md"))


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_gives_either_an_agreement_or_a_problem(data: st.DataObject) -> None:
    content = bytearray(WRITTEN.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(content)))
        last = data.draw(st.integers(first, min(len(content), first + 40)))
        piece = st.one_of(st.binary(max_size=8), st.sampled_from([text.encode() for text in HOSTILE]))
        content[first:last] = data.draw(piece)
    try:
        found = parse(decode(bytes(content), PATH), PATH)
    except NotUnderstood:
        return
    assert parse(render(found), PATH) == found


@pytest.mark.usefixtures("danish")
def test_no_markdown_reader_sees_a_numbered_list_in_a_file_of_ours() -> None:
    was = "25. august er en dag.\n2. Så."
    review = Review(Act.ADJUST, date(2026, 8, 25), "1. fordi", date(2027, 5, 3), was)
    rule = agreement(rule="1. Ring\n2) Skriv", concerns=("3. hvad så?",), title="4. regel", keeper="5. etage")
    for text in (
        render(rule, [history_item(review, rule)]),
        poster.render("6. klasse", [rule], date(2027, 3, 1)),
        board.render("6. klasse", [replace(rule, decision="7. sal", level=3)], date(2027, 3, 1)),
    ):
        assert "ordered_list_open" not in {token.type for token in MarkdownIt().parse(text)}
