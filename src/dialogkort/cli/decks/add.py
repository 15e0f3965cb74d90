"""`dialogkort decks add`: put a deck on the user's shelf."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dialogkort.cli.decks.arguments import take_file
from dialogkort.cli.decks.remove import lay_aside
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import ask, complain, is_terminal, show, width
from dialogkort.cli.surroundings import shelf_of
from dialogkort.core.cards import Deck
from dialogkort.decks.format import schema_file
from dialogkort.decks.reading.reading import Reading, read_deck
from dialogkort.decks.shelf.changes import changes
from dialogkort.decks.shelf.shelf import content, shelve
from dialogkort.decks.showing.display import show_reading, summary
from dialogkort.files import atomic
from dialogkort.files.atomic import CannotSave
from dialogkort.language import gettext as _
from dialogkort.language.names import slug
from dialogkort.storage.locations import Locations, locations

_SHOWN = 12


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Check a deck and copy it to your shelf, where the game finds it. A deck with the same id and"
        " language is not overwritten unless you give --replace; the old deck is then moved to the folder"
        " “removed”."
    )
    take_file(command)
    command.add_argument("--replace", action="store_true", help=_("replace the deck that is already there"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Check the file, and copy exactly the bytes that were checked."""
    data = content(given.file)
    reading = data if isinstance(data, Reading) else read_deck(data, given.file.stem)
    if reading.problems:
        show(show_reading(str(given.file), reading, width()))
        show(summary([reading]))
    deck = reading.deck
    if isinstance(data, Reading) or deck is None or reading.errors:
        complain(_("The deck has not been added. Fix the errors first."))
        return 1
    places = locations(os.environ)
    taken = _taken_by(deck, data, places)
    path = taken or _free(deck, places.own_decks)
    try:
        if taken is None:
            _copy(path, data)
    except FileExistsError:
        taken = path
    except CannotSave as error:
        complain(str(error))
        return 1
    if taken and content(taken) != data:
        return _replace(deck, taken, data, given)
    show(_("{title} is on your shelf: {path}").format(title=deck.title, path=path))
    show(f"  dialogkort play {shelve(path).id}")
    return 0


def _replace(deck: Deck, path: Path, data: bytes, given: argparse.Namespace) -> int:
    """Say what changed, and overwrite the existing deck if the user agrees."""
    before = _deck_at(path, deck)
    show(_("There is already a deck {id} on your shelf: {path}").format(id=deck.id, path=path))
    if before is None or (before.id, before.language) == (deck.id, deck.language):
        show(_differences(before, deck))
    elif not given.replace:
        complain(_("It is a different deck: {title}. Give this one a different id.").format(title=before.title))
        return 1
    if not (given.replace or _agrees()):
        complain(
            _(
                "The deck has not been replaced. Use --replace to replace it; the old deck is kept in the folder"
                " “removed”."
            )
        )
        return 1
    try:
        aside = lay_aside(path)
        _copy(path, data)
    except CannotSave as error:
        complain(str(error))
        return 1
    except OSError as error:
        words = _("{path} could not be moved to the folder “removed”: {why}")
        complain(words.format(path=path, why=error.strerror or type(error).__name__))
        return 1
    show(_("{title} has been replaced. The old deck is now in {path}").format(title=deck.title, path=aside))
    show(f"  dialogkort play {shelve(path).id}")
    return 0


def _differences(before: Deck | None, after: Deck) -> str:
    """Return the differences between two decks, as lines."""
    if before is None:
        return "  " + _("the deck that is there now cannot be played")
    found = changes(before, after)
    rows = [
        *((_("new: {ids}").format(ids=_ids(found.new)),) if found.new else ()),
        *((_("changed: {ids}").format(ids=_ids(found.changed)),) if found.changed else ()),
        *((_("removed: {ids}").format(ids=_ids(found.gone)),) if found.gone else ()),
        *((_("changed: the description of the deck"),) if found.of_deck else ()),
    ]
    return "\n".join(f"  {row}" for row in rows or [_("only comments and layout differ")])


def _ids(ids: Sequence[str]) -> str:
    shown = ", ".join(ids[:_SHOWN])
    return f"{shown} …" if len(ids) > _SHOWN else shown


def _agrees() -> bool:
    """Ask whether to replace the deck, if somebody is at a terminal."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        return False
    try:
        return ask(_("Replace it? (y/N) ")).strip().casefold()[:1] in {"y", "j"}
    except (EOFError, KeyboardInterrupt):
        return False


def _taken_by(deck: Deck, data: bytes, places: Locations) -> Path | None:
    """Return the file of the user's own deck with the same id and language; preferably the same deck."""
    name = (deck.id, deck.language)
    own = [shelved for shelved in shelf_of(places).decks() if shelved.path.parent == places.own_decks]
    paths = [
        shelved.path for shelved in own if shelved.reading.deck and (shelved.id, shelved.reading.deck.language) == name
    ]
    return next((path for path in paths if content(path) == data), paths[0] if paths else None)


def _free(deck: Deck, folder: Path) -> Path:
    """Return the file for a deck: named after its id, and after its language too if a deck in another has that name."""
    name = slug(deck.id)  # `con` is a valid id, but not a valid file name
    paths = [folder / f"{name}.yaml", folder / f"{name}-{slug(deck.language)}.yaml"]
    return next((path for path in paths if not _is_other(path, deck)), paths[0])


def _is_other(path: Path, deck: Deck) -> bool:
    """Tell whether a file contains another deck: not an older one with the same id and language, nor a faulty one."""
    there = _deck_at(path, deck)
    return there is not None and (there.id, there.language) != (deck.id, deck.language)


def _deck_at(path: Path, deck: Deck) -> Deck | None:
    """Return the deck in a file on the shelf; one without an id of its own gets that of the deck being added."""
    data = content(path) if atomic.facts(path, follow=False) else None
    return read_deck(data, deck.id).deck if isinstance(data, bytes) else None


def _copy(path: Path, data: bytes) -> None:
    """Write the deck, and the schema that its modelines refer to. Raises FileExistsError and CannotSave."""
    atomic.write(path, data, exclusive=True)
    atomic.write_if_changed(path.parent / schema_file.NAME, schema_file.schema_text().encode())
