"""`dialogkort where`: the folders and the settings in force."""

import argparse
import os
from pathlib import Path

from dialogkort import language
from dialogkort.cli.columns import columns
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import show, shown
from dialogkort.decks.shelf.shelf import bundled_folder
from dialogkort.language import gettext as _
from dialogkort.storage import locations, settings


def describe(command: Parser) -> None:
    """Describe the command."""
    command.description = _("Show where the teams' files, unfinished games, settings and decks are.")
    command.add_argument("--keys", action="store_true", help=_("list the actions whose keys you can change"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the folders and the settings, one per line."""
    places = locations.locations(os.environ)
    if given.keys:
        return _show_keys(places)
    kept, problems = settings.load(places.config)
    rows = (
        (_("the teams' files"), given.folder or kept.folder or places.documents),
        *((_("links may lead to"), folder) for folder in kept.linked_folders),
        (_("unfinished games"), places.state / "games"),
        (_("settings"), places.config / settings.NAME),
        (_("your own decks"), places.own_decks),
        *((_("shared decks"), folder) for folder in kept.shared_decks),
        (_("bundled decks"), bundled_folder()),
        (_("language"), language.current()),
        (_("colours"), kept.theme or "felt"),
    )
    show("\n".join(columns([(label, shown(value) if isinstance(value, Path) else value) for label, value in rows])))
    for problem in problems:
        show(str(problem))
    return 0


def _show_keys(places: locations.Locations) -> int:
    """Print the id of each action and its key: the default, or the one from the settings."""
    from dialogkort.tui import keymap  # noqa: PLC0415 - the screens are loaded only for this

    kept, _problems = settings.load(places.config)
    chosen = dict(kept.keymap)
    keymap.use(chosen)
    show("\n".join(f"{name}: {chosen.get(name, usual)}" for name, usual in keymap.ids()))
    problems = keymap.problems(chosen)
    for problem in problems:
        show(f"{settings.NAME}: {problem.message()}")
    return 1 if problems else 0
