"""Nudges: what a draft may still lack to be kept in daily life. Gentle questions, never a condition.

Source: implementation intentions, "when X, then we Y" (P. Gollwitzer); observable behaviour instead of intentions, as
in behavioural contracts. The patterns are few and simple: a missing nudge costs nothing, a needless one costs trust.
"""

import re
from enum import StrEnum
from functools import cache

from dialogkort.core.agreements.agreement import Draft
from dialogkort.language import TONGUES
from dialogkort.language.tongue import Tongue

LONG = 240
"""A rule with at least this many characters is hard to remember."""


class Nudge(StrEnum):
    """What a draft may lack, in the order of the questions."""

    SEEN = "seen"
    WHEN = "when"
    SHORT = "short"
    SIGNS = "signs"


def nudges(draft: Draft) -> tuple[Nudge, ...]:
    """Return what to ask about a draft; nothing if it has no rule yet."""
    rule = draft.rule.strip()
    if not rule:
        return ()
    when, vague = _signs(tuple(TONGUES.values()))
    timed = bool(when.search(rule))
    found = {
        Nudge.SEEN: bool(vague.search(rule)) and not timed,
        Nudge.WHEN: not timed,
        Nudge.SHORT: len(rule) > LONG,
        Nudge.SIGNS: not draft.signs.strip(),
    }
    return tuple(nudge for nudge, asked in found.items() if asked)


@cache
def _signs(tongues: tuple[Tongue, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for words that say when, and for words of good intentions, in all languages."""
    timed = "|".join(word for tongue in tongues for word in tongue.timed)
    vague = "|".join(word for tongue in tongues for word in tongue.vague)
    return re.compile(rf"\b(?:{timed})\b|[0-9]", re.IGNORECASE), re.compile(rf"\b(?:{vague})\b", re.IGNORECASE)
