"""What waits for a team in a month, as text for a mail."""

from collections.abc import Iterable
from datetime import date

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date, month_name
from dialogkort.language.names import sorting_key


def digest(team: str, agreements: Iterable[Agreement], month: date, today: date, keeper: str = "") -> str:
    """Return what is due in the `month` that begins on that day, and what has waited since before it; else empty."""
    end = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    due = sorted(
        (one for one in agreements if one.in_force and one.review < end),
        key=lambda one: (one.review, sorting_key(one.title)),
    )
    if not due:
        return ""
    heading = _("{team}: due for review in {month}").format(team=team, month=month_name(month))
    about = ngettext("{number} agreement is due for review.", "{number} agreements are due for review.", len(due))
    parts = [f"{heading}\n{'=' * len(heading)}", about, *(_item(one, today, keeper) for one in due)]
    parts.append(_("Has it helped? Keep it, adjust it, or let it go: dialogkort review"))
    return "\n\n".join(parts)


def _item(one: Agreement, today: date, keeper: str) -> str:
    when = _("since {date}") if one.review < today else _("on {date}")
    who = "" if keeper else one.keeper or _("no keeper")
    about = " · ".join(filter(None, (when.format(date=long_date(one.review)), who)))
    rule = one.rule.strip()
    says_more = rule and rule.rstrip(".") != one.title
    body = "".join(f"\n  {line}" for line in rule.split("\n")) if says_more else ""
    return f"* {' '.join(one.title.split())}\n  {about}{body}"
