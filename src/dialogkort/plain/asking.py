"""What the plain face asks for line by line: a day, a keeper, a whole draft."""

from dataclasses import replace
from datetime import date

from dialogkort.core.agreements.agreement import Draft
from dialogkort.core.agreements.reviews import can_wait_until
from dialogkort.core.cards import DELEGATION_LEVELS
from dialogkort.core.team import begun_with
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date, parse_date
from dialogkort.plain.console import Console
from dialogkort.views.drafting import LABELS, QUESTIONS
from dialogkort.views.keepers import doubt_words


def pick(console: Console, question: str, choices: list[tuple[str, str]]) -> str:
    """Ask for one of `choices`, each (id, words), by its number; return its id, or empty for anything else."""
    console.say(question, *(f"{number}  {words}" for number, (_name, words) in enumerate(choices, 1)))
    typed = console.ask()
    return choices[int(typed) - 1][0] if typed.isdecimal() and 1 <= int(typed[:3]) <= len(choices) else ""


def ask_day(console: Console, question: str, proposed: str, today: date) -> date:
    """Ask until the answer is a day in the future; an empty line accepts the proposed one."""
    while True:
        text = console.ask_text(_(LABELS["review"]), question, proposed) or proposed
        day = parse_date(text, today)
        if day is not None and can_wait_until(day, today):
            return day
        console.say(_("Enter a future date, or a period such as 3 months or 2 weeks."))


def ask_line(console: Console, name: str, before: str) -> str:
    """Ask for a line of a draft."""
    return console.ask_text(_(LABELS[name]), _(QUESTIONS[name]), before)


def ask_keeper(console: Console, names: tuple[str, ...], before: str) -> str:
    """Ask for a keeper; if only the beginning of a name was typed, ask whether that person is meant."""
    typed = ask_line(console, "keeper", before)
    if typed == before or not (doubt := doubt_words(typed, names)):
        return typed
    as_written = _("or press Enter to keep “{text}” as written").format(text=typed)
    return pick(console, f"{doubt} ({as_written})", [(name, name) for name in begun_with(typed, names)]) or typed


def ask_draft(
    console: Console, draft: Draft, names: tuple[str, ...], usual: date, today: date, *, decision: str
) -> Draft:
    """Ask for the lines of a draft; `usual` is the proposed date of its review, `decision` one that can get a level."""
    console.say(_("A single full stop keeps the current text."))
    rule = ask_line(console, "rule", draft.rule)
    title = ask_line(console, "title", draft.title)
    signs = ask_line(console, "signs", draft.signs)
    keeper = ask_keeper(console, names, draft.keeper)
    corner_flags = ask_line(console, "corner_flags", draft.corner_flags)
    reason = ask_line(console, "reason", draft.reason) if draft.adjusts or draft.replaces else draft.reason
    level = draft.level
    if decision:
        typed = ask_line(console, "level", str(draft.level or ""))
        level = int(typed) if typed.isdecimal() and 1 <= int(typed[:2]) <= DELEGATION_LEVELS else 0
    review = ask_day(console, _(QUESTIONS["review"]), long_date(usual), today)
    return replace(
        draft,
        rule=rule,
        title=title,
        signs=signs,
        keeper=keeper,
        corner_flags=corner_flags,
        reason=reason,
        level=level,
        review=review,
    )
