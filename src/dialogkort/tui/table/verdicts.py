"""What happens to agreements at the table: the verdict of a review, and the old rule that is dropped for a new one."""

from typing import Protocol

from dialogkort.core.agreements.reviews import SOFT_LIMIT, can_wait_until, next_review
from dialogkort.core.game import commands as c
from dialogkort.core.game.verdicts import one_out
from dialogkort.language import gettext as _
from dialogkort.language.dates import ago, long_date, parse_date
from dialogkort.sessions.sitting import Sitting
from dialogkort.tui.dialogs.prompt import PickScreen, PromptScreen
from dialogkort.tui.host import Host
from dialogkort.views.agreements import title_words


class Table(Protocol):
    """The screen of a game, as far as a verdict needs it."""

    sitting: Sitting

    @property
    def app(self) -> Host: ...

    def send(self, command: c.Command) -> bool:
        """Send a command; say so if it is refused, and return True if it was carried out."""

    def write_agreements(self, told: str = "") -> None:
        """Bring the team's files in line with the game; `told` is shown once they are."""


def keep(table: Table) -> None:
    """Ask when to review it again, and keep the agreement under review."""
    agreement, today = table.sitting.game.reviewing, table.app.surroundings.today
    if agreement is None:
        return

    def chosen(text: str | None) -> None:
        if text is None:
            return
        if table.send(c.Keep(today, parse_date(text, today))):
            table.write_agreements(_("Saved: {title}").format(title=title_words(agreement)))

    def wrong(text: str) -> str:
        day = parse_date(text, today)
        if day is None or not can_wait_until(day, today):
            return _("Enter a future date, or a period such as 3 months or 2 weeks.")
        return ""

    question = _("When will you review it? A date, or a period such as 3 months or 2 weeks.")
    proposed = long_date(next_review(agreement, today))
    table.app.push_screen(PromptScreen(_("Keep"), question, proposed, wrong), chosen)


def retire(table: Table) -> None:
    """Ask why, and retire the agreement under review."""
    agreement, today = table.sitting.game.reviewing, table.app.surroundings.today
    if agreement is None:
        return

    def told(reason: str | None) -> None:
        if reason is not None and table.send(c.Retire(today, reason)):
            table.write_agreements(_("Retired: {title}").format(title=title_words(agreement)))

    question = _("Why can we do without it? This goes into its history. You can leave it empty.")
    field = table.sitting.in_hand.field(f"retire {agreement.id}")
    table.app.push_screen(PromptScreen(_("Retire"), question, field=field), told)


def offer_one_out(table: Table) -> None:
    """Ask whether an old rule can go, now that there is a new one: *one in, one out*. The team decides."""
    game, today = table.sitting.game, table.app.surroundings.today
    offered = one_out(game)
    if not offered:
        return
    in_force = sum(agreement.in_force for agreement in game.standing)

    def chosen(place: str | None) -> None:
        gone = offered[int(place)] if place else None
        if gone and table.send(c.Retire(today, _("One in, one out."), gone.id)):
            table.write_agreements(_("Retired: {title}").format(title=title_words(gone)))

    title = _("One in, one out?")
    question = _(
        "You now have {number} rules, and more than {limit} are hard to live by. Can one of these go? They"
        " have gone the longest without a review."
    ).format(number=in_force, limit=SOFT_LIMIT)
    rows = [("", _("No, keep them all"))]
    rows += [
        (str(place), f"{title_words(agreement)} · {ago(agreement.looked_at, today)}")
        for place, agreement in enumerate(offered)
    ]
    table.app.push_screen(PickScreen(title, rows, question), chosen)
