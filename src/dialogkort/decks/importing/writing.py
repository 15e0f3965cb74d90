"""A proposal → the text of a deck: quoted where necessary, an id for each card, and what was left out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dialogkort.core.cards import Card
from dialogkort.core.text import clean_line
from dialogkort.decks.format.writing import card_lines, format_for, scalar
from dialogkort.decks.importing.proposal import LeftOut, Proposal
from dialogkort.decks.reading.ids import Taken, card_id
from dialogkort.language import TONGUES
from dialogkort.language import gettext as _
from dialogkort.language.names import slug

_MODELINES: Final = "# yaml-language-server: $schema=deck.schema.json\n# $schema: deck.schema.json\n"
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST_TOLD: Final = 500


def deck_text(proposal: Proposal, deck_id: str, language: str) -> str:
    """Return the text of a deck with the cards of a proposal, in their language or else in `language`."""
    cards = with_ids(proposal.cards)
    sources = _sources(cards)
    title = proposal.title or deck_id.replace("-", " ").capitalize()
    lines = [f"format: {format_for(cards)}", f"id: {scalar(deck_id)}", f"title: {scalar(title)}"]
    lines.append(f"language: {language_of(cards) or language}")
    if sources:
        lines.append("sources:")
        lines += [f"  {key}: {scalar(text)}" for text, key in sources.items()]
    lines.append("cards:")
    for number, card in enumerate(cards):
        if number:
            lines.append("")
        lines += card_lines(replace(card, source=sources.get(card.source, "")), "  ")
    lines += _told(proposal.left_out)
    return _MODELINES + "\n".join(lines) + "\n"


def with_ids(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Give each card an id of its own: the one in the file if it is free, else one derived from its question."""
    given = Counter(card.id for card in cards)
    own = {name for name, times in given.items() if name and times == 1}
    taken = Taken(own)
    return tuple(card if card.id in own else replace(card, id=taken.free(card_id(card.question))) for card in cards)


def language_of(cards: Iterable[Card]) -> str:
    """Return the language if the words of the cards reveal it, else an empty text."""
    words = [word.casefold() for card in cards for word in _WORD.findall(card.question)]
    counts = {code: sum(word in tongue.common for word in words) for code, tongue in TONGUES.items()}
    best = max(counts, key=lambda name: counts[name])
    is_clear = counts[best] >= 0.05 * len(words) and list(counts.values()).count(counts[best]) == 1
    return best if is_clear else ""


def _sources(cards: Sequence[Card]) -> dict[str, str]:
    """Return the citations of the cards, each with a key of its own."""
    taken = Taken(())
    return {
        text: taken.free(slug(text[:60])[:30].strip("-"))
        for text in dict.fromkeys(card.source for card in cards)
        if text
    }


def _told(left_out: Sequence[LeftOut]) -> list[str]:
    """Return what was left out, as notes at the end of the file, for authors to copy from."""
    if not left_out:
        return []
    lines = ["", "# " + _("Left out:")]
    for piece in left_out[:_MOST_TOLD]:
        place = piece.place.words()
        lines.append("# - " + (f"{place}: " if place else "") + f"{clean_line(piece.text, 400)} ({piece.reason()})")
    return lines
