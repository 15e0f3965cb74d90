"""Nudges: what a draft may still lack to be kept in daily life. Gentle questions, never a condition.

Source: implementation intentions, "when X, then we Y" (P. Gollwitzer); behaviour that one can see, instead
of intentions, as in contracts on conduct. The signs in the words are few and plain: a nudge that is not shown
costs nothing, one that is shown in vain costs trust.
"""

import re
from enum import StrEnum

from dialogkort.core.agreements.agreement import Draft

LONG = 240
"""From this many letters on a rule is hard to remember."""


class Nudge(StrEnum):
    """What a draft may lack, in the order in which it is asked."""

    SEEN = "seen"
    WHEN = "when"
    SHORT = "short"
    SIGNS = "signs"


_WHEN = re.compile(
    r"\b(når|hvis|hver|hvert|inden|før|efter|senest|mandag\w*|tirsdag\w*|onsdag\w*|torsdag\w*|fredag\w*|dagligt?"
    r"|ugentligt?|månedligt?|kl|kun|aldrig|altid|ved|under|to gange|en gang|én gang"
    r"|when|whenever|if|every|each|before|after|by|within|until|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?"
    r"|daily|weekly|monthly|never|always|only|once|twice|during)\b|[0-9]",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(bedre|mere|mindre|prøve?r?|forsøge?r?|huske?r?|respekt\w*|ordentligt?|godt?|gode|positive?|åbne|ærlige|fokus\w*"
    r"|opmærksomm?e?|kommunikere?r?|stoler?|tillid\w*"
    r"|better|more|less|try|tries|remember|respect\w*|properly|good|positive|open|honest|focus\w*|aware|mindful"
    r"|communicate|trust)\b",
    re.IGNORECASE,
)


def nudges(draft: Draft) -> tuple[Nudge, ...]:
    """Return what to ask about a draft; nothing while there is no rule yet."""
    rule = draft.rule.strip()
    if not rule:
        return ()
    timed = bool(_WHEN.search(rule))
    found = {
        Nudge.SEEN: bool(_VAGUE.search(rule)) and not timed,
        Nudge.WHEN: not timed,
        Nudge.SHORT: len(rule) > LONG,
        Nudge.SIGNS: not draft.signs.strip(),
    }
    return tuple(nudge for nudge, asked in found.items() if asked)
