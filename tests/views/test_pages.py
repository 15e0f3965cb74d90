"""Pages to print and share: no text can break out of its place, and only the markdown on the allowlist is rendered."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.storage.texts import agreement, texts
from tests.views.hostile_pages import TEXTS

from dialogkort.core.agreements.reviews import Act
from dialogkort.core.cards import Card, Deck, Kind, Step, Together
from dialogkort.core.overview.figures import Kept, overview
from dialogkort.core.overview.meetings import Meeting, PlayedRound
from dialogkort.core.text import clean
from dialogkort.files import markdown
from dialogkort.storage.agreements.reading import Found, found_in
from dialogkort.storage.agreements.text import render
from dialogkort.views.overview import Picture, Value, pictures
from dialogkort.views.pages.agreements import Paper, agreements_page, board_page, poster_page
from dialogkort.views.pages.markup import page_html, rule_html
from dialogkort.views.pages.minutes import minutes_page
from dialogkort.views.pages.overview import overview_page
from dialogkort.views.pages.sheets import ON_A_SHEET, SIZES, sheets_page

TODAY = date(2027, 3, 1)
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "article", "section", "div", "span", "h1", "h2",
    "h3", "p", "br", "ul", "ol", "li", "dl", "dt", "dd", "b", "i", "em", "strong", "code", "pre", "a", "table", "thead",
    "tbody", "tr", "th", "td", "blockquote", "hr", "svg", "rect", "text", "line", "figure", "figcaption",
}  # fmt: skip
DRAWN = {"svg", "rect", "text", "line"}
LOOKS = {"class", "style", "lang", "charset", "http-equiv", "content", "name", "colspan", "start"}


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def is_harmless(html: str) -> None:
    """Assert that the page contains nothing that runs, and fetches nothing."""
    for tag, attributes in Tags(html).tags:
        assert tag in ALLOWED, tag
        for name, value in attributes.items():
            drawn = tag in DRAWN and not name.startswith("on") and "href" not in name
            assert drawn or name in LOOKS or (tag, name) == ("a", "href"), (tag, name)
            if name == "href":
                assert re.match(r"(?i)https?://|mailto:", value or ""), value
            if name == "style":
                assert re.fullmatch(r"[a-z0-9.:;-]*", value or ""), value


def found(text: str) -> Found:
    """An agreement with `text` in each of its fields, from its file."""
    rule = agreement(
        title=text, rule=text, keeper=text, signs=text, corner_flags=text, concerns=(text, text), question=text,
        deck=text, deck_title=text, objections=(text,), decision=text, level=4, level_before=2,
    )  # fmt: skip
    path = Path("2026-11-22-a.md")
    return found_in(render(rule).encode(), path)


def pages(text: str) -> list[str]:
    """All the pages that there are, with `text` wherever there can be text."""
    shown = found(text)
    titles = {shown.agreement.id: text, "x": text}
    cards = (
        Card("a", "d", Kind.DILEMMA, text, text, options=(text, text), follow_ups=(text,)),
        Card("b", "d", Kind.SCALE, text, low=text, high=text),
        Card("c", "d", Kind.DELEGATION, text, decision=text),
    )
    kept = [Kept(replace(shown.agreement, title=text or "x"), (Act.KEEP, Act.KEEP))]
    answered = PlayedRound(
        "d/a", kind=Kind.SCALE, fingerprint="f", question=text, low=text, high=text, answers=(1, 1, 1, 0, 0)
    )
    asked = [Meeting(f"g{number}", date(2027, 1, number), 2, rounds=(answered,)) for number in (1, 2)]
    hostile = Picture("x", text, text, values=(Value(text, 1, text),), notes=(text,))
    return [
        agreements_page(text, [shown], titles, TODAY),
        poster_page(text, [shown], TODAY, Paper.A3),
        board_page(text, [shown.agreement], TODAY),
        minutes_page(text, TODAY),
        overview_page(text, [*pictures(overview(kept, asked, TODAY)), hostile], TODAY),
        sheets_page(Deck("d", text, cards=cards), "#2f6f45"),
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_never_breaks_out_of_its_place(text: str) -> None:
    for html in pages(clean(text)):
        is_harmless(html)


@given(texts)
@settings(max_examples=40, deadline=None)
def test_no_text_at_all_breaks_out_of_its_place(text: str) -> None:
    for html in pages(text):
        is_harmless(html)


@given(texts)
@settings(max_examples=40, deadline=None)
def test_text_typed_in_the_program_looks_the_way_it_was_typed(text: str) -> None:
    assume(markdown.rule(text) == markdown.block(text))  # otherwise it contains markdown that is allowed in a rule
    html = rule_html(found(text).written("rule"))
    assert "".join(Tags(html).text.split()) == "".join(text.split())
    assert {tag for tag, _attributes in Tags(html).tags} <= {"p", "br"}


def test_allowed_markdown_is_rendered_and_everything_else_is_text() -> None:
    html = rule_html(
        "Vi *ringer* og **skriver** `kode` [side](https://a.dk/?a=1&b=2) [post](mailto:a@b.dk)\n\n"
        "- [ ] en\n- [x] to\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n# Ingen overskrift\n\n![billede](http://x) <b>fed</b>\n\n<!-- skjult -->"
    )
    for part in ("<em>ringer</em>", "<strong>skriver</strong>", "<code>kode</code>", "☐ en", "☑ to", "<td>1</td>"):
        assert part in html
    assert 'href="https://a.dk/?a=1&amp;b=2"' in html
    assert "# Ingen overskrift" in html
    assert "&lt;b&gt;fed" in html
    assert "skjult" not in html
    assert "<h1" not in html
    assert "<img" not in html
    assert "<h2>Kort</h2>" in page_html("## Kort")


def test_a_plain_rule_consists_of_paragraphs_with_line_breaks() -> None:
    assert rule_html("Vi ringer.  \nOgså ugen ud.\n\nAldrig.") == ("<p>Vi ringer.<br>Også ugen ud.</p>\n<p>Aldrig.</p>")


@given(st.lists(texts, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_lists_are_the_same_with_and_without_the_markdown_reader(several: list[str]) -> None:
    written = markdown.items(several).rstrip("\n")
    by_reader = rule_html(f"{written}\n- *x*")
    assert by_reader.startswith(rule_html(written).rstrip("\n").removesuffix("</ul>").rstrip("\n").split("<p>")[0])
    assert "".join(Tags(rule_html(written)).text.split()) in "".join(Tags(by_reader).text.split())


def test_a_plain_list_does_not_need_the_markdown_reader() -> None:
    assert (
        rule_html("- Hvad nu?\n- 5 er mere, siger Åse.")
        == "<ul>\n<li>Hvad nu?</li>\n<li>5 er mere, siger Åse.</li>\n</ul>\n"
    )
    assert rule_html("- Hvad nu?\n- Om *natten*") == "<ul>\n<li>Hvad nu?</li>\n<li>Om <em>natten</em></li>\n</ul>\n"


def test_a_sheet_has_eight_cards_and_the_backs_match_when_it_is_turned_over_the_long_edge() -> None:
    cards = tuple(Card(f"c{number}", "d", Kind.QUESTION, f"Nr. {number}?") for number in range(11))
    html = sheets_page(Deck("d", "Sæt", cards=cards), "#2f6f45")
    sheets = html.split('<div class="sheet">')[1:]
    assert len(sheets) == 4
    for front, back in (sheets[0:2], sheets[2:4]):
        places = [re.findall(r"left:([\d.]+)mm;top:([\d.]+)mm\">", sheet) for sheet in (front, back)]
        turned = [(str(210 - 95 - int(left)), top) for left, top in places[0]]
        assert places[1] == turned
    assert sheets[0].count("Nr. ") == sheets[1].count("<b>Sæt</b>") == ON_A_SHEET == 8
    assert sheets[2].count("Nr. ") == sheets[3].count("<b>Sæt</b>") == 3
    assert sheets[0].count('class="mark"') == 16


@pytest.mark.usefixtures("danish")
def test_the_pages_are_in_danish() -> None:
    html = "".join(pages("Vi ringer."))
    assert '<html lang="da">' in html
    for word in ("Tovholder", "Betænkeligheder", "Indvendinger, der blev imødekommet", "Hvem bestemmer hvad"):
        assert word in html


def test_an_earlier_wording_is_quoted_in_the_history() -> None:
    found = found_in(render(agreement()).encode(), Path("x.md"))
    kept = replace(
        found, history=("1. maj 2026: Justeret. Før stod der:\n\n> Ring, når det haster.\n>\n> Også <b>i ferien</b>.",)
    )
    page = agreements_page("Team Ø", [kept], {}, TODAY)
    assert "<blockquote>Ring, når det haster.<br><br>Også &lt;b&gt;i ferien&lt;/b&gt;.</blockquote></li>" in page
    assert "&gt; Ring" not in page


def test_a_printed_exercise_has_its_steps_with_their_minutes() -> None:
    steps = (Step("Tegn en time <b>alene</b>", 4), Step("Vis den frem", 6))
    card = Card("a", "d", Kind.EXERCISE, "Tegn", minutes=10, steps=steps, together=Together.PAIRS, collect="Tegninger")
    html = sheets_page(Deck("d", "Sæt", cards=(card,)), "#2f6f45")
    with_numbers = re.findall(r"<li><b>(\d)</b>(.*?)</li>", html)
    assert [number for number, _text in with_numbers] == ["1", "2"]
    assert "4 min" in with_numbers[0][1]
    assert "&lt;b&gt;alene" in with_numbers[0][1]
    assert "Tegninger" in html


def test_a_card_with_a_lot_of_text_has_smaller_type() -> None:
    def size(**fields: Any) -> float:
        card = Card("a", "d", **{"kind": Kind.QUESTION, "question": "Hvad?", **fields})
        found = re.search(r"font-size:([\d.]+)pt;left", sheets_page(Deck("d", "Sæt", cards=(card,)), "#2f6f45"))
        return float(found[1]) if found else 0.0

    full = size(
        question="Hvad nu? " * 12, kind=Kind.DELEGATION, decision="Hvem der ringer", follow_ups=("Hvad så?",) * 3
    )
    assert size() == SIZES[0] > full >= SIZES[-1]


def test_the_pages_of_a_team_without_agreements_say_so() -> None:
    assert "No agreements yet." in agreements_page("Nord", [], {}, TODAY)
    assert "<article><p>There are no agreements in force.</p></article>" in poster_page("Nord", [], TODAY)
    html = overview_page("Nord", pictures(overview((), (), TODAY)), TODAY)
    assert "No game has been played yet." in html
    assert "<svg" not in html
