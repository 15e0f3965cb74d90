"""The delegation board on file: who decides what, one row each, rebuilt on every change like the poster."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.delegation import Levelled, board
from dialogkort.files import atomic, markdown
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.names import sorting_key
from dialogkort.language.words import delegation_level, what_moved
from dialogkort.storage import team_folder

NAME = team_folder.BOARD


def render(team_name: str, agreements: Iterable[Agreement], today: date, unread: Sequence[str] = ()) -> str:
    """Return the page: a table with a row for each decision, ordered by level, with what has moved."""
    rows = board(agreements, sorting_key)
    heading = _("Who decides what: {team}") if team_name else _("Who decides what")
    about = _(
        "The higher the level, the more we decide for ourselves. Each level is an agreement, and is reviewed like one."
    )
    made_anew = _("This page is updated automatically. Edit the files in the folder “agreements” instead.")
    columns = (_("Level"), _("Decision"), _("Level changed"), _("Agreed on"), _("Review"), _("Keeper"))
    table = [_cells(columns), _cells(["---"] * len(columns)), *(_cells(_row(row, today)) for row in rows)]
    parts = [
        f"# {heading.format(team=markdown.heading(team_name))}",
        _("As of {date}.").format(date=long_date(today)),
        about,
        "\n".join(table) if rows else _("No decisions have a level at the moment."),
        *markdown.left_out(unread),
        f"---\n\n*{made_anew}*",
    ]
    return "\n\n".join(parts) + "\n"


def save(
    folder: Path, team_name: str, agreements: Iterable[Agreement], today: date, unread: Sequence[str] = ()
) -> None:
    """Write the board in the team's `folder` if it differs from what is there; raises CannotSave.

    A team without any levels gets no page; an existing page is kept up to date.
    """
    path = folder / NAME
    known = tuple(agreements)
    if board(known) or atomic.exists(path):
        atomic.write_if_changed(path, render(team_name, known, today, unread).encode())


def _cells(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _row(row: Levelled, today: date) -> tuple[str, ...]:
    """Return a decision as the cells of its row."""
    agreement = row.agreement
    due = agreement.due(today)
    review = _("Due for review since {date}") if due else "{date}"
    review = review.format(date=long_date(agreement.review))
    return (
        f"{row.level} · {delegation_level(row.level)}",
        markdown.line(row.decision),
        what_moved(row.before, row.level, row.since) if row.before else "",
        long_date(agreement.decided),
        f"**{review}**" if due else review,
        markdown.line(agreement.keeper),
    )
