"""The poster: all rules in force on one page to print or to pin up, rebuilt on every change."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.text import clean
from dialogkort.files import atomic, markdown
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.names import sorting_key
from dialogkort.language.words import delegation_level, level_words
from dialogkort.storage import team_folder

NAME = team_folder.POSTER


def render(team_name: str, agreements: Iterable[Agreement], today: date, unread: Sequence[str] = ()) -> str:
    """Return the page: first what is due for review, then the rest by the dates of their reviews.

    Sleeping agreements are in a short list at the end. Those no longer in force are left out.
    """
    in_force = sorted(
        (agreement for agreement in agreements if agreement.in_force),
        key=lambda agreement: (agreement.review, sorting_key(agreement.title)),
    )
    sleeping = [agreement for agreement in in_force if agreement.sleeping(today)]
    entries = [_entry(agreement, today) for agreement in in_force if not agreement.sleeping(today)]
    heading = _("Agreements: {team}") if team_name else _("Agreements")
    made_anew = _("This page is updated automatically. Edit the files in the folder “agreements” instead.")
    parts = (
        f"# {heading.format(team=markdown.heading(clean(team_name)))}",
        _("As of {date}.").format(date=long_date(today)),
        *(entries if in_force else [_("There are no agreements in force.")]),
        *(_asleep(sleeping) if sleeping else ()),
        *markdown.left_out(unread),
        f"---\n\n*{made_anew}*",
    )
    return "\n\n".join(parts) + "\n"


def save(
    folder: Path, team_name: str, agreements: Iterable[Agreement], today: date, unread: Sequence[str] = ()
) -> Path:
    """Write the poster in the team's `folder` if it differs from what is there; raises CannotSave."""
    path = folder / NAME
    atomic.write_if_changed(path, render(team_name, agreements, today, unread).encode())
    return path


def _entry(agreement: Agreement, today: date) -> str:
    due = agreement.due(today)
    review = _("Due for review since {date}") if due else _("Review: {date}")
    review = review.format(date=long_date(agreement.review))
    keeper = _("Keeper: {name}").format(name=markdown.line(agreement.keeper)) if agreement.keeper else ""
    last = " · ".join(filter(None, (keeper, f"**{review}**" if due else review)))
    parts = [f"## {markdown.heading(agreement.title)}", markdown.rule(agreement.rule), last]
    if agreement.level:
        words = level_words(agreement.level)
        parts.append(f"{words[:1].upper()}{words[1:]}: {delegation_level(agreement.level)}")
    for label, texts in (
        (_("Concerns"), agreement.concerns),
        (_("Objections that were met"), agreement.objections),
    ):
        if texts:
            parts.append(f"{label}: {'; '.join(markdown.line(text) for text in texts)}")
    return "\n\n".join(filter(None, parts))


def _asleep(sleeping: Iterable[Agreement]) -> tuple[str, str, str]:
    """Return the part of the page about agreements that are so long overdue that they may be forgotten."""
    since = _("due for review since {date}")
    lines = (
        " · ".join(
            filter(
                None,
                (
                    f"- {markdown.line(agreement.title)}",
                    since.format(date=long_date(agreement.review)),
                    _("Keeper: {name}").format(name=markdown.line(agreement.keeper)) if agreement.keeper else "",
                ),
            )
        )
        for agreement in sleeping
    )
    about = _("These are long overdue. Review them: keep, adjust or retire each one.")
    heading = _("Sleeping")
    return f"## {heading}", about, "\n".join(lines)
