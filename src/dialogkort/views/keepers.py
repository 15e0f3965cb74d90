"""The question for somebody who has typed only part of a name: the full name is suggested, but never assumed."""

from collections.abc import Iterable

from dialogkort.core.team import begun_with
from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _
from dialogkort.views.together import listed

MOST_NAMED = 4


def doubt_words(text: str, names: Iterable[str]) -> str:
    """Return the question to ask if `text` is only the beginning of one name or several; else empty."""
    meant = begun_with(text, names)
    written = clean_line(text, 40)
    if not meant:
        return ""
    if len(meant) == 1:
        return _("“{text}” is only the beginning of a name. Do you mean {name}?").format(text=written, name=meant[0])
    named = listed(list(meant[:MOST_NAMED]))
    return _("Several names begin with “{text}”: {names}. Who do you mean?").format(text=written, names=named)
