"""`dialogkort where`: the folders and the settings in force."""

import argparse
import os

from dialogkort import language
from dialogkort.core.text import clean
from dialogkort.language import gettext as _


def about() -> str:
    return _("Show where the teams' files, the unfinished games, the settings and the decks lie.")


def run(given: argparse.Namespace) -> int:
    """Print the folders and the settings, one a line."""
    from dialogkort.decks.shelf.shelf import bundled_folder  # noqa: PLC0415
    from dialogkort.storage import locations, settings  # noqa: PLC0415

    places = locations.locations(os.environ)
    kept, problems = settings.load(places.config)
    rows = (
        (_("the teams' files"), given.folder or kept.folder or places.documents),
        *((_("links may lead into"), folder) for folder in kept.linked_folders),
        (_("unfinished games"), places.state / "games"),
        (_("settings"), places.config / settings.NAME),
        (_("your own decks"), places.own_decks),
        (_("bundled decks"), bundled_folder()),
        (_("language"), language.current()),
        (_("colours"), kept.theme or "felt"),
    )
    widest = max(len(label) for label, _value in rows)
    for label, value in rows:
        print(f"{label:<{widest}}  {clean(str(value))}")
    for problem in problems:
        print(clean(str(problem)))
    return 0
