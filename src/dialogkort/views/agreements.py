"""Where an agreement is in its life, in words: for the list, the card and the search."""

from datetime import date
from typing import assert_never

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.filter import AgreementFilter, Standing, Which
from dialogkort.core.agreements.reviews import Act, Change
from dialogkort.core.text import clean_line
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date, short_date
from dialogkort.sessions.agreement_shelf import AgreementShelf
from dialogkort.views.lines import Role

CLOSE = 180
"""The number of days before or after today within which a date needs no year."""

LONGEST_TITLE = 120

OFFERED = {
    Act.KEEP: N_("Still applies: keep it"),
    Act.ADJUST: N_("Adjust the wording"),
    Act.RETIRE: N_("No longer applies: retire it"),
    Act.SUPERSEDE: N_("Replace it with a new agreement"),
    Act.HAND_OVER: N_("Choose another keeper"),
    Act.MOVE: N_("Move the review to another date"),
}
"""The actions on an agreement, as they are offered."""

_SHORT = {
    Standing.IN_FORCE: N_("in force"),
    Standing.DUE: N_("due"),
    Standing.SLEEPING: N_("sleeping"),
    Standing.RETIRED: N_("retired"),
    Standing.SUPERSEDED: N_("replaced"),
}
_SIGNS = {
    Standing.IN_FORCE: "✓",
    Standing.DUE: "●",
    Standing.SLEEPING: "~",
    Standing.RETIRED: "·",
    Standing.SUPERSEDED: "·",
}
_WHICH = {
    Which.ALL: N_("all"),
    Which.DUE: N_("due"),
    Which.SLEEPING: N_("sleeping"),
    Which.IN_FORCE: N_("in force"),
    Which.GONE: N_("no longer in force"),
}


def title_words(agreement: Agreement) -> str:
    """Return its title on one line, cut if somebody wrote a page of it by hand: the question must stay in view."""
    return clean_line(agreement.title, LONGEST_TITLE)


def standing_word(standing: Standing) -> str:
    """Return its standing, as a symbol and a word."""
    return _SIGNS[standing] + " " + _(_SHORT[standing])


def standing_words(agreement: Agreement, standing: Standing, today: date, successor: str = "") -> str:
    """Return its standing, with the relevant date; `successor` is the title of the agreement that replaced it."""
    sign = _SIGNS[standing]
    review, looked_at = _day(agreement.review, today), _day(agreement.looked_at, today)
    match standing:
        case Standing.IN_FORCE:
            return f"{sign} " + _("next review {date}").format(date=review)
        case Standing.DUE if agreement.review == today:
            return f"{sign} " + _("due today")
        case Standing.DUE:
            return f"{sign} " + _("due since {date}").format(date=review)
        case Standing.SLEEPING:
            return f"{sign} " + _("sleeping, due since {date}").format(date=review)
        case Standing.RETIRED:
            return f"{sign} " + _("retired {date}").format(date=looked_at)
        case Standing.SUPERSEDED if successor:
            return f"{sign} " + _("replaced by {title}").format(title=successor)
        case Standing.SUPERSEDED:
            return f"{sign} " + _("replaced {date}").format(date=looked_at)


def _day(day: date, today: date) -> str:
    """Return a date in few cells: without its year if it is near enough to be unambiguous."""
    text = short_date(day)
    return text.removesuffix(f" {day.year}") if abs((day - today).days) < CLOSE else text


def role_of(standing: Standing) -> Role:
    """Return the role of its words: whatever waits for the team must be visible."""
    return Role.NOW if standing in {Standing.DUE, Standing.SLEEPING} else Role.ASIDE


def which_word(which: Which) -> str:
    return _(_WHICH[which])


def filter_words(wanted: AgreementFilter) -> str:
    """Return the search criteria in words."""
    parts = [which_word(wanted.which)] if wanted.which is not Which.ALL else []
    parts += [part for part in (wanted.team, wanted.keeper, wanted.deck) if part]
    if wanted.text:
        parts.append(_("“{text}”").format(text=wanted.text))
    return "→ " + " · ".join(parts)


def become_words(change: Change) -> str:
    """Return what happened to an agreement."""
    after = change.after
    match change.review.act:
        case Act.KEEP:
            return _("Kept. The next review is on {date}.").format(date=long_date(after.review))
        case Act.ADJUST:
            return _("The new wording is saved; the old wording is in its history.")
        case Act.RETIRE:
            return _("It no longer applies. Its file is kept, with the reason.")
        case Act.SUPERSEDE:
            return _("The new agreement has replaced “{title}”.").format(title=title_words(after))
        case Act.HAND_OVER if after.keeper:
            return _("{name} is now the keeper.").format(name=after.keeper)
        case Act.HAND_OVER:
            return _("It has no keeper now.")
        case Act.MOVE:
            return _("The next review is on {date}.").format(date=long_date(after.review))
        case _:
            assert_never(change.review.act)


def summary_words(shelf: AgreementShelf) -> str:
    """Return how many agreements there are, how many are due, and the search criteria."""
    parts = []
    if shelf.entries:
        agreements = ngettext("{number} agreement", "{number} agreements", len(shelf.entries))
        found = _("{number} of {agreements}").format(number=len(shelf.found), agreements=agreements)
        parts.append(found if shelf.wanted else agreements)
    if shelf.waiting:
        parts.append(ngettext("{number} is due for review", "{number} are due for review", shelf.waiting))
    if shelf.wanted:
        parts.append(filter_words(shelf.wanted))
    return " · ".join(parts)
