"""`dialogkort decks mend`: fix what is certain; shown as a diff first, written with --write."""

import argparse
from difflib import unified_diff

from dialogkort.cli.decks.arguments import take_file
from dialogkort.cli.decks.saving import saved
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import show, width
from dialogkort.decks.reading.mending import mended
from dialogkort.decks.reading.reading import Reading
from dialogkort.decks.shelf.shelf import content
from dialogkort.decks.showing.display import show_reading, summary
from dialogkort.files.excerpts import visible
from dialogkort.language import gettext as _
from dialogkort.language import ngettext


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Fix the problems that have only one possible solution: misspelled fields, tabs and no-break spaces, bullets, "
        "quotes, a missing dash, ids. Shows the changes; --write saves them. Nothing else in the file changes. Exit "
        "codes: 0 if nothing is left to do, otherwise 1."
    )
    take_file(command)
    command.add_argument("--write", action="store_true", help=_("save the changes; without this, they are only shown"))
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Show what would change, or write it."""
    path = given.file
    data = content(path)
    if isinstance(data, Reading):
        show(show_reading(str(path), data, width()))
        return 2
    found = mended(data, path.stem)
    changed = found.data != data
    if changed and not given.write:
        show(_difference(data, found.data, str(path)))
    if changed and given.write and not saved(path, data, found.data):
        return 1
    if changed:
        count = ngettext("{number} fix.", "{number} fixes.", len(found.fixed))
        hint = "" if given.write else " " + _("Nothing has been saved yet. Use --write to save the changes.")
        show(count + hint)
    left = found.reading
    if left.errors:
        show(_("You need to decide what to do about the rest:"))
    elif not changed:
        show(_("There is nothing to fix."))
    if left.problems:
        show(show_reading(str(path), left, width()))
        show(summary([left]))
    return int(left.errors > 0 or (changed and not given.write))


def _difference(before: bytes, after: bytes, name: str) -> str:
    """Return the differing lines as a diff, with tabs and other blanks visible."""
    old, new = (list(map(visible, chunk.decode("utf-8", "replace").splitlines())) for chunk in (before, after))
    return "\n".join(unified_diff(old, new, name, name, lineterm="", n=1))
