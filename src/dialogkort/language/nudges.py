"""Nudges: what a draft may still lack to be kept in daily life. Gentle questions, never a condition.

Source: implementation intentions, "when X, then we Y" (P. Gollwitzer); behaviour that one can see, instead
of intentions, as in contracts on conduct. The signs in the words are few and plain: a nudge that is not shown
costs nothing, one that is shown in vain costs trust.
"""

import re
from enum import StrEnum
from functools import cache

from dialogkort.core.agreements.agreement import Draft
from dialogkort.language import TONGUES
from dialogkort.language.tongue import Tongue

LONG = 240
"""From this many letters on a rule is hard to remember."""


class Nudge(StrEnum):
    """What a draft may lack, in the order in which it is asked."""

    SEEN = "seen"
    WHEN = "when"
    SHORT = "short"
    SIGNS = "signs"


def nudges(draft: Draft) -> tuple[Nudge, ...]:
    """Return what to ask about a draft; nothing while there is no rule yet."""
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
    """Return what finds the words that tell when, and those of good intentions, of all languages joined."""
    timed = "|".join(word for tongue in tongues for word in tongue.timed)
    vague = "|".join(word for tongue in tongues for word in tongue.vague)
    return re.compile(rf"\b(?:{timed})\b|[0-9]", re.IGNORECASE), re.compile(rf"\b(?:{vague})\b", re.IGNORECASE)
