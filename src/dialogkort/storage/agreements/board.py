"""The delegation board on file: who decides what, level by level, made anew on each change as the poster is."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.delegation import Levelled, board
from dialogkort.core.cards import DELEGATION_LEVELS
from dialogkort.files import atomic, markdown
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.names import sorting_key
from dialogkort.language.words import delegation_level, what_moved

NAME = "delegation.md"


def render(team_name: str, agreements: Iterable[Agreement], today: date) -> str:
    """Return the page: a heading for each of the seven levels, and the decisions that have it."""
    rows = board(agreements, sorting_key)
    heading = _("Who decides what: {team}") if team_name else _("Who decides what")
    about = _("The higher the level, the more we decide ourselves. Each level is an agreement, and is looked at again.")
    made_anew = _("This page is made anew on each change. Edit the files in the folder “agreements”.")
    parts = [f"# {heading.format(team=markdown.heading(team_name))}", about]
    for level in range(1, DELEGATION_LEVELS + 1):
        items = [_item(row, today) for row in rows if row.level == level]
        parts += [f"## {level} · {delegation_level(level)}", "\n".join(items) or "–"]
    parts.append(f"---\n\n*{made_anew}*")
    return "\n\n".join(parts) + "\n"


def save(folder: Path, team_name: str, agreements: Iterable[Agreement], today: date) -> None:
    """Write the board in the team's `folder` when it differs from what is there; raises CannotSave.

    A team that has levelled nothing gets no page; one that is there already is kept true.
    """
    path = folder / NAME
    known = tuple(agreements)
    if board(known) or atomic.is_there(path):
        atomic.write_if_changed(path, render(team_name, known, today).encode())


def _item(row: Levelled, today: date) -> str:
    """Return a decision as an item of a list, with what is known of its agreement on a second line."""
    agreement = row.agreement
    due = agreement.due(today)
    review = _("Due for review since {date}") if due else _("Review: {date}")
    review = review.format(date=long_date(agreement.review))
    facts = (
        _("Agreed {date}").format(date=long_date(agreement.decided)),
        _("Reviewed {date}").format(date=long_date(agreement.reviewed)) if agreement.reviewed else "",
        f"**{review}**" if due else review,
        _("Keeper: {name}").format(name=markdown.line(agreement.keeper)) if agreement.keeper else "",
        what_moved(row.before, row.level, row.since) if row.before else "",
    )
    return f"- {markdown.line(row.decision)}  \n  {' · '.join(filter(None, facts))}"
