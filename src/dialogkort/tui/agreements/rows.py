"""The wording of the review screen: a row for each agreement and faulty file, and how many there are."""

from datetime import date
from pathlib import Path

from dialogkort.core.text import clean_line
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.sessions.agreement_entries import Entry
from dialogkort.sessions.agreement_shelf import AgreementShelf
from dialogkort.tui.agreements.list import Row
from dialogkort.tui.keymap import key_of
from dialogkort.views.agreements import role_of, standing_word, standing_words, summary_words
from dialogkort.views.lines import Role


def row_of(thing: object, shelf: AgreementShelf, today: date) -> Row:
    """Return the row of an entry, or of a file that cannot be understood."""
    if isinstance(thing, FileProblem):
        words = thing.brief()
        return Row(clean_line(thing.path.name, 200), "! " + words, "!", "$now", loud=False)
    if not isinstance(thing, Entry):
        return Row("", "")
    words = standing_words(thing.agreement, thing.standing, today, shelf.after(thing))
    words = f"{words} · {thing.team}" if shelf.several_teams else words
    colour = "$now" if role_of(thing.standing) is Role.NOW else "$dim"
    return Row(thing.agreement.title, words, standing_word(thing.standing), colour, loud=thing.agreement.in_force)


def summary_of(shelf: AgreementShelf) -> str:
    """Return how many agreements there are, how many are due, and the search criteria."""
    if not shelf.complete:
        return _("Loading …")
    return summary_words(shelf)


def message_below(shelf: AgreementShelf, folder: Path) -> str:
    """Return the message below the list: that there is nothing, or how many files are faulty."""
    if not shelf.complete:
        return ""
    if not shelf.entries and not shelf.problems:
        none = _("No agreements yet. You make them in your games, and they are kept in {folder}.")
        return none.format(folder=clean_line(str(folder), 400))
    if not shelf.found:
        return _("No agreements match. Press {key} to see them all.").format(key=key_of("agreements.all", "x"))
    key = key_of("agreements.problems", "p")
    unread = {problem.path for problem in shelf.problems if problem.unread}
    if unread:
        words = ngettext(
            "{number} file or folder cannot be read", "{number} files or folders cannot be read", len(unread)
        )
        return f"! {words}: {key}"
    faults = len({problem.path for problem in shelf.problems if not problem.short})
    twice = len({problem.path for problem in shelf.problems if problem.short})
    told = []
    if faults:
        told.append(ngettext("{number} file cannot be understood", "{number} files cannot be understood", faults))
    if twice:
        told.append(ngettext("{number} is duplicated", "{number} are duplicated", twice))
    return f"! {' · '.join(told)}: {key}" if told else ""
