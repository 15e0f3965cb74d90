"""Lines as they are heard: a screen reader stumbles over signs, capitals, and what only the eye puts in order."""

import re

from dialogkort.language import gettext as _
from dialogkort.views.faces import Face, spoken

_SIGN = re.compile(r"^(?:[·●○~]|—) ")
_MADE = re.compile(r"^✓ ")


def heard(line: str) -> str:
    """Return a line without signs that only the eye needs."""
    words = _MADE.sub(lambda _found: _("Agreement: {title}").format(title=""), line)
    return _SIGN.sub("", words).replace(" · ", ", ").replace("  ✓", "").replace(" → ", ": ")


def heard_title(title: str) -> str:
    """Return the title of a card, which stands in capitals for the eye: some programs spell those."""
    return heard(title.capitalize() if title.isupper() else title)


def heard_face(face: Face) -> tuple[str, ...]:
    """Return what lies on the table, a line for each thing: what it is, the text, and what goes with it."""
    title, *others = spoken(face)
    return (heard_title(title), *map(heard, others))
