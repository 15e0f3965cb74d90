"""What a team has to review in a month, as text for an email."""

from collections.abc import Iterable
from datetime import date

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date, month_name
from dialogkort.language.names import sorting_key


def digest(team: str, agreements: Iterable[Agreement], month: date, today: date, keeper: str = "") -> str:
    """Return what is due in the `month` that starts on that day, and what was already overdue before it; else empty."""
    end = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    due = sorted(
        (agreement for agreement in agreements if agreement.in_force and agreement.review < end),
        key=lambda agreement: (agreement.review, sorting_key(agreement.title)),
    )
    if not due:
        return ""
    heading = _("{team}: due for review in {month}").format(team=team, month=month_name(month))
    about = ngettext("{number} agreement is due for review.", "{number} agreements are due for review.", len(due))
    parts = [f"{heading}\n{'=' * len(heading)}", about, *(_item(agreement, today, keeper) for agreement in due)]
    parts.append(_("Has it helped? Keep it, adjust it or retire it: dialogkort review"))
    return "\n\n".join(parts)


def _item(agreement: Agreement, today: date, keeper: str) -> str:
    when = _("since {date}") if agreement.review < today else _("on {date}")
    who = "" if keeper else agreement.keeper or _("no keeper")
    about = " · ".join(filter(None, (when.format(date=long_date(agreement.review)), who)))
    rule = agreement.rule.strip()
    says_more = rule and rule.rstrip(".") != agreement.title
    body = "".join(f"\n  {line}" for line in rule.split("\n")) if says_more else ""
    return f"* {' '.join(agreement.title.split())}\n  {about}{body}"
