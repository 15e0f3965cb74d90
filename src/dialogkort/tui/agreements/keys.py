"""The keys of the review screen. Actions on an agreement have the same letters as in a game."""

from pathlib import Path

from textual.binding import Binding, BindingType

from dialogkort.core.agreements.reviews import Act
from dialogkort.files.problems import FileProblem
from dialogkort.language import N_
from dialogkort.sessions.agreement_entries import Entry, Listed
from dialogkort.sessions.agreement_shelf import AgreementShelf
from dialogkort.storage.agreements.reading import ANOTHER_VERSION
from dialogkort.tui.keymap import keyed

BINDINGS: list[BindingType] = keyed("agreements", [
    Binding("enter", "acts", N_("more"), tooltip=N_("Everything you can do with the selected agreement.")),
    Binding("b,k", "act('keep')", N_("keep"), tooltip=N_("It still applies. Choose when to review it next.")),
    Binding("j", "act('adjust')", N_("adjust"), tooltip=N_("Change the wording. The old one stays in its history.")),
    Binding("v,r", "act('retire')", N_("retire"),
            tooltip=N_("It no longer applies. Its file is kept, with the reason.")),
    Binding("s", "act('supersede')", N_("replace"),
            tooltip=N_("Write a new agreement to replace it.")),
    Binding("t,h", "act('hand-over')", N_("keeper"), tooltip=N_("Choose someone else as its keeper.")),
    Binding("d", "act('move')", N_("date"), tooltip=N_("Move the review to another date.")),
    Binding("u", "undo", N_("undo"), tooltip=N_("Undo the last thing you did here, as many times as you like.")),
    Binding("f,slash", "search", N_("find"), tooltip=N_("by status, keeper, deck and text")),
    Binding("x", "all", N_("all agreements")),
    Binding("g", "play_reviews", N_("review in a game"),
            tooltip=N_("Deal the agreements that are due as cards, for the whole team.")),
    Binding("n,l", "board", N_("levels"), tooltip=N_("Who decides what: decisions with a level from 1 to 7.")),
    Binding("plus", "new", N_("new agreement"), tooltip=N_("Record an agreement made outside a game.")),
    Binding("w", "share", N_("print and share"),
            tooltip=N_("A page to print or send, the poster, or the review dates for your calendar.")),
    Binding("e", "edit", N_("edit"), tooltip=N_("opens the file in your editor")),
    Binding("p", "problems", N_("problems"), tooltip=N_("Go to the files that cannot be understood.")),
    Binding("question_mark", "app.help", N_("help")),
    Binding("escape,q", "leave", N_("back")),
])  # fmt: skip

ON_BAR = (
    "acts",
    "act('keep')",
    "act('adjust')",
    "act('hand-over')",
    "act('move')",
    "undo",
    "all",
    "act('retire')",
    "search",
    "act('supersede')",
    "play_reviews",
    "board",
    "new",
    "share",
    "edit",
    "problems",
)
"""What matters most, before help and the way out."""

ESSENTIAL = 6
"""How many of them have to be on the bar at 80 columns, in every language."""

_IN_FORCE = frozenset(Act) - {Act.KEEP}
"""What can only be done to an agreement that is in force; keeping any other brings it back."""


def other_version(marked: Listed | None) -> tuple[FileProblem, Path] | None:
    """Return the marked file and the file that it is another version of, if so."""
    if isinstance(marked, FileProblem) and marked.short == ANOTHER_VERSION and marked.other:
        return marked, marked.other
    return None


def is_live(action: str, parameters: tuple[object, ...], marked: Listed | None, shelf: AgreementShelf) -> bool:
    """Tell whether an action is possible now, with `marked` selected."""
    entry = marked if isinstance(marked, Entry) else None
    match action:
        case "act":
            return entry is not None and (entry.agreement.in_force or parameters[0] not in _IN_FORCE)
        case "acts":
            return entry is not None or other_version(marked) is not None
        case "share":
            return entry is not None
        case "search":
            return bool(shelf.entries)
        case "all":
            return bool(shelf.wanted)
        case "play_reviews":
            return entry is not None and shelf.has_due(entry.folder)
        case "board":
            return shelf.complete and shelf.has_levels
        case "edit":
            return marked is not None and not (isinstance(marked, FileProblem) and marked.unread)
        case "problems":
            return bool(shelf.problems) and not shelf.wanted
        case _:
            return True
