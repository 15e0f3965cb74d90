"""A deck as sheets to print and cut: eight cards per sheet, with the backs on the next sheet so that they match."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.core.game.dealing import LEVELS
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.words import choice_words, company_words, kind_name
from dialogkort.views.pages.frame import page
from dialogkort.views.pages.markup import text_html

COLUMNS, ROWS = 2, 4
ON_A_SHEET = COLUMNS * ROWS
SIZES = (11.5, 10.8, 10.2, 9.6, 9.0, 8.5, 8.0, 7.5, 7.0, 6.6)
"""The sizes of type on a card, in points: the largest with which everything fits is used."""
_WIDTH, _HEIGHT = 85 / 25.4 * 72, 52 / 25.4 * 72
"""The room for text on a card, in points."""
_LINE = 1.24
_BOLD, _ROMAN = 0.6, 0.56
"""The width of a letter compared to the size of its type, in the widest font that may be used."""
_CHOICES, _SMALL, _SMALLEST = 0.88, 0.78, 6.3
"""The sizes of choices and follow-up questions compared to the question's; the latter in points at least."""

_STYLE = """
body {{ background: #fff; }}
@page {{ size: A4 portrait; margin: 0; }}
.sheet {{ position: relative; width: 210mm; height: 297mm; break-after: page; overflow: hidden; background: #fff; }}
.sheet:last-child {{ break-after: auto; }}
.card {{ position: absolute; width: 95mm; height: 66mm; overflow: hidden; padding: 9.5mm 5mm 4mm; line-height: 1.24;
  color: var(--ink); font-size: 11.5pt; display: flex; flex-direction: column; }}
.band {{ position: absolute; left: 0; top: 0; right: 0; height: 7.5mm; background: {band}; color: #fff; padding: 0 5mm;
  font: bold 8pt/7.5mm "Helvetica Neue", "Liberation Sans", "DejaVu Sans", Arial, sans-serif; white-space: nowrap;
  overflow: hidden; text-transform: uppercase; letter-spacing: .04em; display: flex; justify-content: space-between;
  gap: 4mm; }}
.band span:first-child {{ overflow: hidden; text-overflow: ellipsis; }}
.card .asked {{ margin: 0; font-weight: bold; }} .card .decision {{ margin: 1.5mm 0 0; font-style: italic; }}
.card ol {{ margin: 2mm 0 0; padding: 0; list-style: none; font-size: {choices}em; }}
.card ol li {{ padding-left: 1.3em; text-indent: -1.3em; }}
.card ol b {{ display: inline-block; width: 1.3em; text-indent: 0; }}
.card ul {{ margin: auto 0 0; padding: 2mm 0 0 3.5mm; font-size: max({small}em, {smallest}pt); color: var(--faint); }}
.back {{ background: {band}; color: #fff; padding: 6mm; align-items: center; justify-content: center;
  text-align: center; }}
.back b {{ font: bold 17pt/1.2 "Helvetica Neue", "Liberation Sans", "DejaVu Sans", Arial, sans-serif; }}
.back i {{ font-size: 9pt; margin-top: 3mm; opacity: .85; }}
.mark {{ position: absolute; background: #000; }}
@media screen {{ body {{ background: #e9efe9; }} .sheet {{ margin: 8mm auto; box-shadow: 0 1px 6px rgba(0,0,0,.2); }} }}
"""
_LEFT, _TOP, _WIDE, _HIGH = 10, 16.5, 95, 66
"""The position of the first card on its sheet, and the size of each, in millimetres.

The margins are the same on both sides, so that the backs match when the sheet is turned on its long edge.
"""


def sheets_page(deck: Deck, band: str) -> str:
    """Return the cards of `deck`, with a band in the colour `band` (such as `#2f6f45`)."""
    sheets = []
    for first in range(0, len(deck.cards), ON_A_SHEET):
        cards = deck.cards[first : first + ON_A_SHEET]
        sheets.append(_sheet([_front(card) for card in cards], "", turned=False))
        sheets.append(_sheet([_back(deck)] * len(cards), "back", turned=True))
    style = _STYLE.format(band=escape(band), choices=_CHOICES, small=_SMALL, smallest=_SMALLEST)
    title = _("Cards to cut out: {deck}").format(deck=deck.title or deck.id)
    return page(title, "\n".join(sheets), style=style, main=False)


def _sheet(cards: Sequence[tuple[str, str]], kind: str, *, turned: bool) -> str:
    """Return a sheet; one that is `turned` on its long edge has its columns in reverse order."""
    placed = []
    for place, (size, inner) in enumerate(cards):
        row, column = divmod(place, COLUMNS)
        column = COLUMNS - 1 - column if turned else column
        at = f"{size}left:{_LEFT + column * _WIDE}mm;top:{_TOP + row * _HIGH}mm"
        placed.append(f'<section class="card {kind}" style="{at}">{inner}</section>')
    return f'<div class="sheet">{"".join(placed)}{_marks()}</div>'


def _marks() -> str:
    """Return the cutting marks at the edges."""
    upright = [
        f"left:{_LEFT + column * _WIDE - 0.1:.1f}mm;top:{top}mm;width:.2mm;height:4mm"
        for column in range(COLUMNS + 1)
        for top in (_TOP - 6, _TOP + ROWS * _HIGH + 2)
    ]
    level = [
        f"left:{left}mm;top:{_TOP + row * _HIGH - 0.1:.1f}mm;width:4mm;height:.2mm"
        for row in range(ROWS + 1)
        for left in (_LEFT - 6, _LEFT + COLUMNS * _WIDE + 2)
    ]
    return "".join(f'<i class="mark" style="{mark}"></i>' for mark in (*upright, *level))


def _front(card: Card) -> tuple[str, str]:
    """Return the size of a card's type, as a style, and what is on the card."""
    title = card.theme or _("card")
    if card.kind is not Kind.QUESTION:
        title = f"{title} · {kind_name(card.kind)}"
    mark = "●" * card.level + "○" * (LEVELS - card.level)
    inner = [
        f'<div class="band"><span>{text_html(title)}</span><span>{mark}</span></div>',
        f'<p class="asked">{text_html(card.question)}</p>',
    ]
    if about := _about(card):
        inner.append(f'<p class="decision">{text_html(about)}</p>')
    choices = _choices(card)
    if choices:
        listed = "".join(f"<li><b>{number}</b>{text_html(words)}</li>" for number, words in choices)
        inner.append(f"<ol>{listed}</ol>")
    if card.follow_ups:
        listed = "".join(f"<li>{text_html(words)}</li>" for words in card.follow_ups)
        inner.append(f"<ul>{listed}</ul>")
    fitting = next((size for size in SIZES if _height(card, about, choices, size) <= _HEIGHT), SIZES[-1])
    return f"font-size:{fitting}pt;", "".join(inner)


def _about(card: Card) -> str:
    """Return what stands below the question: the decision, or how long an exercise takes, and who talks together."""
    minutes = ngettext("{number} minute", "{number} minutes", card.minutes) if card.minutes else ""
    lists = _("Opens the list: {name}") if card.collect else _("Shows the list: {name}")
    return " · ".join(
        filter(
            None, (card.decision, minutes, company_words(card), card.list_name and lists.format(name=card.list_name))
        )
    )


def _choices(card: Card) -> list[tuple[int, str]]:
    """Return what stands with numbers on a card: the answers, the ends of a scale, or the steps of an exercise."""
    if card.steps:
        times = [_("{number} min").format(number=step.minutes) for step in card.steps]
        return [(number, f"{step.text} ({times[number - 1]})") for number, step in enumerate(card.steps, 1)]
    return [(number, words) for number, words in zip(card.choices, choice_words(card), strict=True) if words]


def _height(card: Card, about: str, choices: Sequence[tuple[int, str]], size: float) -> float:
    """Return about how high the text of a card is in type of a size, in points."""
    choice, small = size * _CHOICES, max(size * _SMALL, _SMALLEST)
    rows = _rows(card.question, _WIDTH, size * _BOLD) * size + _rows(about, _WIDTH, size * _ROMAN) * size
    rows += sum(_rows(words, _WIDTH - 1.3 * choice, choice * _ROMAN) for _number, words in choices) * choice
    rows += sum(_rows(words, _WIDTH - 10, small * _ROMAN) for words in card.follow_ups) * small
    gaps = 4.3 * bool(about) + 5.7 * bool(choices) + 5.7 * bool(card.follow_ups)
    return rows * _LINE + gaps


def _rows(text: str, width: float, letter: float) -> int:
    """Return how many lines a text needs."""
    return sum(len(wrap(line, max(1, int(width / letter)))) for line in text.split("\n"))


def _back(deck: Deck) -> tuple[str, str]:
    return "", f"<b>{text_html(deck.title or deck.id)}</b><i>dialogkort</i>"
