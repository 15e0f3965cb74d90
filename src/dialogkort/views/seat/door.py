"""Before there is a seat, and the wording that does not belong to one: names, waiting, refusals, a lost connection."""

from dataclasses import dataclass, field

from dialogkort.core.game.refusals import Reason
from dialogkort.core.game.state import Game
from dialogkort.language import current, following
from dialogkort.language import gettext as _
from dialogkort.language.words import name_at, why


def refused_words(reason: Reason) -> str:
    """Return why a seat cannot do something, without what only the person at the keyboard could do about it."""
    if reason is Reason.DRAFT_OPEN:
        return _("There is a draft on the table: everyone shows a thumb first.")
    return why(reason)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the list of those who can take a seat."""

    member: str
    words: str
    taken: str = ""


@dataclass(frozen=True, slots=True)
class DoorView:
    """The list of names to choose from after joining, or the reason for waiting."""

    language: str
    heading: str
    hint: str
    names: tuple[Name, ...] = ()
    new: str = ""
    button: str = ""
    waiting: bool = False
    back: str = ""
    wrong: str = ""
    seated: tuple[str, ...] = field(default=())


def door_view(game: Game, taken: frozenset[str], *, wrong: str = "") -> DoorView:
    """Return the list of names."""
    names = tuple(
        Name(member, name_at(game, member), _("taken: ask the table") if member in taken else "")
        for member in game.present
    )
    return DoorView(
        current(),
        _("Who are you?"),
        _("Tap your name."),
        names,
        new=_("I am not on the list"),
        button=_("Ask the table"),
        wrong=wrong,
    )


def waiting_view(name: str) -> DoorView:
    """Return what is shown to somebody who is waiting for the table."""
    hint = _("The person at the keyboard can let you in.")
    return DoorView(current(), _("{name}: one moment").format(name=name), hint, waiting=True, back=_("Back"))


def unreached_words() -> str:
    """Return what a page says that was opened, but gets no connection to the table."""
    return _(
        "This page was loaded, but cannot connect to the table. Is the phone still on the same network? Trying again …"
    )


def page_words() -> dict[str, str]:
    """Return the wording that the page itself needs: before there is a view, and while the connection is lost."""
    return {
        "code": _("The code on the table's screen"),
        "join": _("Join"),
        "wrong": _("That is not the code. Look at the table's screen."),
        "away": _("No connection. Trying again …"),
        "elsewhere": _("This seat is now open on another screen."),
        "again": _("Take it back"),
        "ended": _("Personal screens have been restarted or turned off. Scan the code again."),
        "not_me": _("Not me"),
        "switch": following().name.capitalize(),
        "switch_to": following().code,
        "sure": _("Are you sure? Tap again."),
        "sent": _("Sent to the table."),
        "title": _("Your seat at the table"),
        "one_more": _("Another person at this screen"),
        "never_mind": _("Never mind"),
        "hand_to": _("Hand it to {name}"),
        "hand_hint": _("The others look away."),
        "i_am": _("I am {name}"),
        "cover": _("Cover it"),
        "all_here": _("Everyone at this screen has answered"),
        "change": _("{name}: change it"),
        "at_this_screen": _("At this screen"),
        "too_long": _("That is {number} characters, but the limit is {most}. Nothing has been cut: shorten the text."),
        "turning": _("Revealing all the cards"),
    }
