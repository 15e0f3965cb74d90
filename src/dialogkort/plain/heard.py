"""Lines as they are heard: screen readers stumble over symbols, capitals, and purely visual layout."""

import re

from dialogkort.language import gettext as _
from dialogkort.views.faces import Face, spoken

_SIGN = re.compile(r"^(?:[·●○~]|—) ")
_MADE = re.compile(r"^✓ ")


def heard(line: str) -> str:
    """Return a line without symbols that are only for the eye."""
    words = _MADE.sub(lambda _found: _("Agreement: {title}").format(title=""), line)
    return _SIGN.sub("", words).replace(" · ", ", ").replace("  ✓", "").replace(" → ", ": ")


def heard_title(title: str) -> str:
    """Return the title of a card, which is in capitals for the eye: some screen readers spell those out."""
    return heard(title.capitalize() if title.isupper() else title)


def heard_face(face: Face) -> tuple[str, ...]:
    """Return what is on the table, one line for each thing: what it is, the text, and its details."""
    title, *others = spoken(face)
    return (heard_title(title), *map(heard, others))
