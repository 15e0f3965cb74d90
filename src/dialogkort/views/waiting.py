"""An unfinished game in words: whose it is, when it was left, and how far it had come."""

from datetime import date
from pathlib import Path

from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import ago, clock_time
from dialogkort.language.names import shown_path
from dialogkort.sessions.waiting import WaitingGame
from dialogkort.views.lines import Line, Role, line


def waiting_words(waiting: WaitingGame, today: date, folder: Path) -> tuple[Line, Line]:
    """Return the two lines for a game in a list: its title, and what is known about it.

    A game whose files are not in `folder` says where they are.
    """
    left = f"{ago(waiting.left.date(), today)} {clock_time(waiting.left)}"
    game = waiting.game
    if game is None:
        why = clean_line(waiting.unreadable, 200)
        return line((_("A game that cannot be read"), Role.STRONG), f" · {left}"), line((why, Role.ASIDE))
    name = game.setup.team or ngettext("{number} at the table", "{number} at the table", len(game.present))
    decks = ", ".join(deck.title for deck in game.setup.decks)
    rounds = ngettext("{number} round played", "{number} rounds played", game.cards_played)
    rounds = rounds if game.cards_played else _("no rounds played yet")
    made = len(game.agreements)
    agreements = ngettext("{number} agreement", "{number} agreements", made) if made else ""
    elsewhere = waiting.folder if waiting.folder != folder else None
    place = _("in {folder}").format(folder=clean_line(shown_path(elsewhere), 200)) if elsewhere else ""
    about = " · ".join(part for part in (decks, rounds, agreements, place) if part)
    return line((clean_line(name, 60), Role.STRONG), f" · {left}"), line((about, Role.ASIDE))
