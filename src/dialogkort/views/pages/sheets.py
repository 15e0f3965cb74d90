"""A deck as sheets to print and cut: eight cards per sheet, with the backs on the next sheet so that they match."""

from collections.abc import Sequence
from html import escape

from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.core.game.dealing import LEVELS
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.words import choice_words, kind_name
from dialogkort.views.pages.frame import page
from dialogkort.views.pages.markup import text_html

COLUMNS, ROWS = 2, 4
ON_A_SHEET = COLUMNS * ROWS
LONG, LONGER, LONGEST = 290, 430, 620
"""The numbers of characters on a card from which its type is smaller, still smaller, and smallest."""

_STYLE = """
body {{ background: #fff; }}
@page {{ size: A4 portrait; margin: 0; }}
.sheet {{ position: relative; width: 210mm; height: 297mm; break-after: page; overflow: hidden; background: #fff; }}
.sheet:last-child {{ break-after: auto; }}
.card {{ position: absolute; width: 95mm; height: 66mm; overflow: hidden; padding: 11mm 6mm 5mm; line-height: 1.28;
  color: var(--ink); font-size: 11.5pt; display: flex; flex-direction: column; }}
.card.long {{ font-size: 9.5pt; }} .card.longer {{ font-size: 7.8pt; }}
.card.longest {{ font-size: 6.7pt; }}
.band {{ position: absolute; left: 0; top: 0; right: 0; height: 8mm; background: {band}; color: #fff; padding: 0 6mm;
  font: bold 8pt/8mm "Helvetica Neue", "Liberation Sans", "DejaVu Sans", Arial, sans-serif; white-space: nowrap;
  overflow: hidden; text-transform: uppercase; letter-spacing: .04em; display: flex; justify-content: space-between;
  gap: 4mm; }}
.band span:first-child {{ overflow: hidden; text-overflow: ellipsis; }}
.card .asked {{ margin: 0; font-weight: bold; }} .card .decision {{ margin: 1.5mm 0 0; font-style: italic; }}
.card ol {{ margin: 2mm 0 0; padding: 0; list-style: none; font-size: .88em; }}
.card ol b {{ display: inline-block; width: 1.2em; }}
.card ul {{ margin: auto 0 0; padding: 2mm 0 0 3.5mm; font-size: .74em; color: var(--faint); }}
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
    title = _("Cards to cut out: {deck}").format(deck=deck.title or deck.id)
    return page(title, "\n".join(sheets), style=_STYLE.format(band=escape(band)), main=False)


def _sheet(cards: Sequence[tuple[str, str]], kind: str, *, turned: bool) -> str:
    """Return a sheet; one that is `turned` on its long edge has its columns in reverse order."""
    placed = []
    for place, (look, inner) in enumerate(cards):
        row, column = divmod(place, COLUMNS)
        column = COLUMNS - 1 - column if turned else column
        at = f"left:{_LEFT + column * _WIDE}mm;top:{_TOP + row * _HIGH}mm"
        placed.append(f'<section class="card {look} {kind}" style="{at}">{inner}</section>')
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
    title = card.theme or _("card")
    if card.kind is not Kind.QUESTION:
        title = f"{title} · {kind_name(card.kind)}"
    mark = "●" * card.level + "○" * (LEVELS - card.level)
    inner = [
        f'<div class="band"><span>{text_html(title)}</span><span>{mark}</span></div>',
        f'<p class="asked">{text_html(card.question)}</p>',
    ]
    if card.decision:
        inner.append(f'<p class="decision">{text_html(card.decision)}</p>')
    if card.minutes:
        minutes = ngettext("{number} minute", "{number} minutes", card.minutes)
        inner.append(f'<p class="decision">{escape(minutes)}</p>')
    choices = [(number, words) for number, words in zip(card.choices, choice_words(card), strict=True) if words]
    if choices:
        listed = "".join(f"<li><b>{number}</b> {text_html(words)}</li>" for number, words in choices)
        inner.append(f"<ol>{listed}</ol>")
    if card.follow_ups:
        listed = "".join(f"<li>{text_html(words)}</li>" for words in card.follow_ups)
        inner.append(f"<ul>{listed}</ul>")
    texts = (card.question, card.decision, *(words for _number, words in choices), *card.follow_ups)
    signs = sum(map(len, texts)) + 25 * len(choices) + 20 * len(card.follow_ups)
    looks = ((LONGEST, "longest"), (LONGER, "longer"), (LONG, "long"))
    return next((look for least, look in looks if signs > least), ""), "".join(inner)


def _back(deck: Deck) -> tuple[str, str]:
    return "", f"<b>{text_html(deck.title or deck.id)}</b><i>dialogkort</i>"
