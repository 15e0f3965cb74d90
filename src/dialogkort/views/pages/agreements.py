"""Agreements as pages: everything known about each, a poster for the wall, and the board of who decides what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from html import escape

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.delegation import Levelled, board
from dialogkort.core.agreements.filter import Standing, standing_of
from dialogkort.core.cards import DELEGATION_LEVELS
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date
from dialogkort.language.names import sorting_key
from dialogkort.language.words import delegation_level, what_moved
from dialogkort.storage.agreements.reading import Found
from dialogkort.views.agreements import standing_words
from dialogkort.views.pages.frame import facts, page
from dialogkort.views.pages.markup import rule_html, text_html


class Paper(StrEnum):
    """The sizes of a poster."""

    A4 = "a4"
    A3 = "a3"


def agreements_page(team: str, found: Sequence[Found], titles: Mapping[str, str], today: date) -> str:
    """Return a page with everything known about each; `titles` maps the ids of all the team's agreements to titles."""
    heading = _heading(_("Agreements: {team}") if team else _("Agreements"), team)
    count = ngettext("{number} agreement", "{number} agreements", len(found))
    parts = [_top(heading, _("As of {date}.").format(date=long_date(today)) + f" {count}.")]
    parts += [_article(file, titles, today) for file in found]
    if not found:
        parts.append("<p>" + escape(_("No agreements yet.")) + "</p>")
    return page(heading, "\n".join(parts))


def _heading(words: str, team: str) -> str:
    return words.format(team=" ".join(team.split()))


def _top(heading: str, about: str) -> str:
    return f'<h1>{text_html(heading)}</h1>\n<p class="about">{text_html(about)}</p>'


_LOOKS = {
    Standing.IN_FORCE: "",
    Standing.DUE: " now",
    Standing.SLEEPING: " now",
    Standing.RETIRED: " gone",
    Standing.SUPERSEDED: " gone",
}


def _state(agreement: Agreement, today: date, after: str = "") -> str:
    standing = standing_of(agreement, today)
    words = standing_words(agreement, standing, today, after)
    return f'<span class="state{_LOOKS[standing]}">{text_html(words)}</span>'


def _article(file: Found, titles: Mapping[str, str], today: date) -> str:
    agreement = file.agreement
    after = titles.get(agreement.superseded_by, agreement.superseded_by)
    level = f"{agreement.level} · {delegation_level(agreement.level)}" if agreement.level else ""
    rows = [
        (_("Keeper"), text_html(agreement.keeper)),
        (_("Agreed on"), long_date(agreement.decided)),
        (_("Last reviewed"), long_date(agreement.reviewed) if agreement.reviewed else ""),
        (_("Review"), long_date(agreement.review) if agreement.in_force else ""),
        (_("Decision"), text_html(agreement.decision)),
        (_("Level"), escape(level)),
        (_("It works when"), rule_html(file.written("signs"))),
        (_("Guardrails"), rule_html(file.written("corner_flags"))),
        (_("Concerns"), rule_html(file.written("concerns"))),
        (_("Objections that were met"), rule_html(file.written("objections"))),
        (_("Background"), text_html(agreement.question)),
        (_("Deck"), text_html(agreement.deck_title or agreement.deck)),
        (_("Replaces"), text_html(titles.get(agreement.supersedes, agreement.supersedes))),
        (_("History"), _history(file.history)),
    ]
    rule = rule_html(file.written("rule")) if "title" in file.parts else text_html(agreement.rule)
    return (
        f"<article>{_state(agreement, today, after)}\n<h2>{text_html(agreement.title)}</h2>\n"
        f'<div class="rule">{rule}</div>\n{facts(rows)}</article>'
    )


def _history(items: Iterable[str]) -> str:
    inner = "".join(f"<li>{_past(item)}</li>" for item in items)
    return f"<ul>{inner}</ul>" if inner else ""


def _past(item: str) -> str:
    """Return an event of the past, with the previous wording as a quotation."""
    parts = []
    for block in item.split("\n\n"):
        lines = block.split("\n")
        if all(line.startswith(">") for line in lines):
            old = "\n".join(line[1:].removeprefix(" ") for line in lines)
            parts.append(f"<blockquote>{text_html(old)}</blockquote>")
        else:
            parts.append(text_html(block))
    return "".join(parts)


_POSTER = """
body {{ background: #e9efe9; }}
main {{ max-width: {width}; padding: 0; background: none; box-shadow: none; }}
header {{ background: var(--band); color: #fff; padding: {pad} calc({pad} * 1.2); margin-bottom: {gap}; }}
header h1 {{ font-size: {h1}; }} header p {{ margin: .2rem 0 0; color: #e5efe8; font-size: {small}; }}
.cards {{ columns: 2; column-gap: {gap}; }}
.cards article {{ background: var(--paper); border: 0; border-top: .5rem solid var(--band); padding: {pad};
  margin: 0 0 {gap}; break-inside: avoid; display: inline-block; width: 100%; }}
.cards article.now {{ border-top-color: var(--now); }}
.cards h2 {{ font-size: {h2}; margin: 0 0 .4rem; }} .cards .rule {{ font-size: {rule}; }}
.cards .facts {{ font-size: {small}; display: block; margin: .7rem 0 0; color: var(--faint); }}
@media print {{ .cards article {{ box-shadow: none; }} main {{ max-width: none; }} }}
@page {{ size: {size} portrait; margin: {margin}; }}
"""
_SIZES = {
    Paper.A4: {"size": "A4", "margin": "12mm", "width": "52rem", "pad": "5mm", "gap": "5mm", "h1": "24pt", "h2": "14pt",
               "rule": "12pt", "small": "9pt"},
    Paper.A3: {"size": "A3", "margin": "15mm", "width": "74rem", "pad": "8mm", "gap": "8mm", "h1": "38pt", "h2": "21pt",
               "rule": "18pt", "small": "13pt"},
}  # fmt: skip


def poster_page(team: str, found: Iterable[Found], today: date, paper: Paper = Paper.A4) -> str:
    """Return the rules in force as cards for the wall, those due first; sleeping ones are left out."""
    awake = [file for file in found if file.agreement.in_force and not file.agreement.sleeping(today)]
    awake.sort(key=lambda file: (file.agreement.review, sorting_key(file.agreement.title)))
    heading = _heading(_("What we have agreed: {team}") if team else _("What we have agreed"), team)
    count = ngettext("{number} agreement in force", "{number} agreements in force", len(awake))
    about = f"{count} · {long_date(today)}" if awake else long_date(today)
    top = f"<header><h1>{text_html(heading)}</h1><p>{about}</p></header>"
    none = escape(_("There are no agreements in force."))
    cards = "\n".join(_card(file, today) for file in awake) or f"<article><p>{none}</p></article>"
    body = f'{top}\n<div class="cards">{cards}</div>'
    return page(heading, body, style=_POSTER.format(**_SIZES[paper]))


def _card(file: Found, today: date) -> str:
    agreement = file.agreement
    due = agreement.due(today)
    review = (_("Due for review since {date}") if due else _("Review: {date}")).format(date=long_date(agreement.review))
    level = f"{agreement.level} · {delegation_level(agreement.level)}" if agreement.level else ""
    keeper = _("Keeper: {name}").format(name=agreement.keeper) if agreement.keeper else ""
    about = " · ".join(filter(None, (keeper, review, level)))
    rule = rule_html(file.written("rule")) if "title" in file.parts else text_html(agreement.rule)
    return (
        f'<article class="{"now" if due else "held"}"><h2>{text_html(agreement.title)}</h2>'
        f'<div class="rule">{rule}</div><p class="facts">{text_html(about)}</p></article>'
    )


_BOARD = """
main { max-width: 74rem; } @page { size: A4 landscape; margin: 14mm; }
table.board td:first-child { width: 13rem; } .moved { color: var(--band); font-weight: bold; }
tr.empty td { color: #9a9684; padding-top: .15rem; padding-bottom: .15rem; font-size: .85rem; }
"""


def board_page(team: str, agreements: Iterable[Agreement], today: date) -> str:
    """Return who decides what: level by level, with what has changed."""
    rows = board(agreements, sorting_key)
    heading = _heading(_("Who decides what: {team}") if team else _("Who decides what"), team)
    about = _(
        "The higher the level, the more we decide for ourselves. Each level is an agreement, and is reviewed like one."
    )
    columns = (_("Level"), _("Decision"), _("Level changed"), _("Agreed on"), _("Review"), _("Keeper"))
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    lines = []
    for level in range(1, DELEGATION_LEVELS + 1):
        own = [row for row in rows if row.level == level]
        words = escape(f"{level} · {delegation_level(level)}")
        lines += [_row(row, words if not place else "", today) for place, row in enumerate(own)]
        lines += [] if own else [f'<tr class="empty"><td>{words}</td><td colspan="5"></td></tr>']
    table = f'<table class="board"><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'
    top = _top(heading, _("As of {date}.").format(date=long_date(today)) + f" {about}")
    return page(heading, f"{top}\n{table}", style=_BOARD)


def _row(row: Levelled, level: str, today: date) -> str:
    agreement = row.agreement
    review = _("Due for review since {date}") if agreement.due(today) else "{date}"
    cells = (
        level,
        text_html(row.decision),
        f'<span class="moved">{escape(what_moved(row.before, row.level, row.since))}</span>' if row.before else "",
        long_date(agreement.decided),
        review.format(date=long_date(agreement.review)),
        text_html(agreement.keeper),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
