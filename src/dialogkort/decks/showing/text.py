"""Decks and cards as plain text, for a pipe or paper; how a card looks on the table is left to the screens."""

import textwrap
from collections.abc import Iterable

from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.core.game.dealing import LEVELS
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.words import choice_words, company_words, kind_name

_INDENT = "  "


def level_marks(card: Card) -> str:
    """Return a card's level as shown on its band: ●○○ to ●●●."""
    return "●" * card.level + "○" * (LEVELS - card.level)


def card_text(card: Card, width: int) -> str:
    """Return everything on a card, in lines of about `width` cells."""
    rows = [
        " · ".join(part for part in (card.id, kind_name(card.kind), card.theme, level_marks(card)) if part),
        "",
    ]
    rows += _wrapped(card.question.split("\n"), width)
    if card.kind is Kind.DELEGATION:
        rows += ["", *_wrapped((card.decision,), width)]
    words = zip(card.choices, choice_words(card), strict=True)
    if choices := [(f"{number} ", text) for number, text in words if text]:
        rows += ["", *_listed(choices, width)]
    if card.steps:
        times = [_("{number} min").format(number=step.minutes) for step in card.steps]
        steps = [f"{step.text} ({time})" for step, time in zip(card.steps, times, strict=True)]
        rows += ["", *_listed([(f"{number} ", step) for number, step in enumerate(steps, 1)], width)]
    elif card.kind is Kind.EXERCISE:
        rows += ["", _INDENT + ngettext("{number} minute", "{number} minutes", card.minutes)]
    if company := company_words(card):
        rows += ["", _INDENT + company]
    if card.list_name:
        opens = _("Opens the list: {name}") if card.collect else _("Shows the list: {name}")
        rows += ["", _INDENT + opens.format(name=card.list_name)]
    if card.break_after:
        rows += ["", _INDENT + _("The programme can stop after this card.")]
    if card.follow_ups:
        rows += ["", _INDENT + _("Follow-up questions"), *_listed([("· ", text) for text in card.follow_ups], width)]
    if card.advice:
        rows += ["", _INDENT + _("Advice"), *_wrapped(card.advice.split("\n"), width)]
    if card.source:
        rows += ["", *_wrapped(("(" + card.source + ")",), width)]
    return "\n".join(rows)


def deck_text(deck: Deck, width: int) -> str:
    """Return the details of a deck, and a list of its cards."""
    facts = [
        deck.id,
        deck.language,
        ngettext("{number} card", "{number} cards", len(deck.cards)),
        *([deck.license] if deck.license else []),
    ]
    rows = [deck.title, " · ".join(facts)]
    if deck.authors:
        rows.append(_("by {names}").format(names=", ".join(deck.authors)))
    if deck.description:
        rows += ["", *textwrap.wrap(deck.description, width)]
    theme: str | None = None
    for card in deck.cards:
        if card.theme != theme:
            theme = card.theme
            rows += ["", *([theme] if theme else [])]
        rows.append(f"{_INDENT}{level_marks(card)} {card.id} · {kind_name(card.kind)}")
        rows += _wrapped((" ".join(card.question.split()),), width, _INDENT * 3)
    return "\n".join(rows)


def _wrapped(lines: Iterable[str], width: int, indent: str = _INDENT) -> list[str]:
    return [indent + row for line in lines for row in textwrap.wrap(line, width - len(indent)) or [""]]


def _listed(entries: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Return items with a mark before each, and their continuation lines aligned below the text."""
    rows: list[str] = []
    for mark, text in entries:
        margin = _INDENT + " " * len(mark)
        first, *rest = _wrapped((" ".join(text.split()),), width, margin)
        rows += [_INDENT + mark + first[len(margin) :], *rest]
    return rows
