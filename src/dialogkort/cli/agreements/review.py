"""`dialogkort agreements review`: record the outcome of a review without a screen."""

import argparse
import secrets
from dataclasses import replace
from datetime import date

from dialogkort.cli import clock
from dialogkort.cli.agreements.arguments import date_meant, take_id, take_team
from dialogkort.cli.agreements.finding import Meant, find
from dialogkort.cli.agreements.keeper import refuse_beginning, take_as_written
from dialogkort.cli.agreements.new import LONGEST
from dialogkort.cli.agreements.teams import CannotAnswer
from dialogkort.cli.parser import Parser
from dialogkort.cli.printing import complain, show, shown
from dialogkort.cli.texts import text_up_to
from dialogkort.core.agreements import reviews
from dialogkort.core.agreements.agreement import Agreement, Draft, title_of
from dialogkort.core.agreements.reviews import Change, draft_of
from dialogkort.core.text import clean, clean_line
from dialogkort.files.atomic import CannotSave
from dialogkort.language import gettext as _
from dialogkort.sessions import records
from dialogkort.sessions.reviewing import Reviewing
from dialogkort.storage.agreements.history import history_item

_LONGEST = 2000
"""The most characters of a title, a name or a reason: far more than anybody reads."""


def describe(command: Parser) -> None:
    """Describe the command and its arguments."""
    command.description = _(
        "Record the outcome of a review in the agreement's file, with the reason in its history, and on"
        " the poster. The command does not ask for consent: make sure that the team agrees."
    )
    take_team(command)
    take_id(command)
    either = command.add_argument_group(_("the outcome (choose one)")).add_mutually_exclusive_group(required=True)
    either.add_argument(
        "--keep", action="store_true", help=_("keep it as it is; puts a retired agreement back in force")
    )
    either.add_argument("--adjust", action="store_true", help=_("change its wording with --rule, --title or --signs"))
    either.add_argument("--retire", action="store_true", help=_("retire it, as it no longer applies"))
    either.add_argument("--supersede", action="store_true", help=_("replace it with a new agreement, worded by --rule"))
    either.add_argument(
        "--keeper", type=text_up_to(_LONGEST), metavar=_("NAME"), help=_("make this person its keeper; “” for nobody")
    )
    either.add_argument("--date", type=date_meant, metavar=_("DATE"), help=_("move its review to another date"))
    take_as_written(command)
    told = _("the next review (default: the same interval as last time)")
    command.add_argument("--until", type=date_meant, metavar=_("DATE"), help=told)
    command.add_argument(
        "--reason", type=text_up_to(_LONGEST), default="", metavar=_("TEXT"), help=_("the reason, for its history")
    )
    command.add_argument("--rule", type=text_up_to(LONGEST), metavar=_("TEXT"), help=_("what we agree to do"))
    told = _("its title (default: the first words of the rule)")
    command.add_argument("--title", type=text_up_to(_LONGEST), metavar=_("TEXT"), help=told)
    command.add_argument(
        "--signs", type=text_up_to(LONGEST), metavar=_("TEXT"), help=_("how we will notice that it works")
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Carry out the review, and say what happened to the agreement."""
    today = clock.today()
    try:
        _refuse_wrong_call(given, today)
        meant = find(given.id, given)
        refuse_beginning(given, meant.team)
    except CannotAnswer as error:
        complain(str(error))
        return error.code
    old = meant.found.agreement
    if not (old.in_force or given.keep):
        complain(_("“{title}” is not in force. Use --keep to put it back in force.").format(title=old.title))
        return 1
    change, made = _change(old, given, today)
    if change.before == change.after:
        show(_("That is already the case, so nothing has changed."))
        return 0
    try:
        return _carry_out(meant, change, made, today)
    except CannotSave as error:
        complain(str(error))
        return 1


def _refuse_wrong_call(given: argparse.Namespace, today: date) -> None:
    """Raise CannotAnswer if options are missing, do not go together, or say something impossible."""
    worded = [text for text in (given.rule, given.title, given.signs) if text is not None]
    if worded and not (given.adjust or given.supersede):
        raise CannotAnswer(_("--rule, --title and --signs can only be used with --adjust or --supersede."))
    if given.adjust and not worded:
        raise CannotAnswer(_("--adjust needs the new wording: --rule, --title or --signs."))
    if given.supersede and given.rule is None:
        raise CannotAnswer(_("--supersede needs the wording of the new agreement: --rule."))
    if given.rule is not None and not given.rule.strip():
        raise CannotAnswer(_("The rule is empty. Write what you agree to do."))
    if given.until and not (given.keep or given.adjust or given.supersede):
        raise CannotAnswer(_("--until can only be used with --keep, --adjust or --supersede."))
    if (given.until or given.date or today) < today:
        raise CannotAnswer(_("The date of the next review is in the past."))


def _change(old: Agreement, given: argparse.Namespace, today: date) -> tuple[Change, Agreement | None]:
    """Return the change to the agreement, and the agreement that replaces it."""
    reason = clean_line(given.reason, _LONGEST)
    if given.keep:
        return reviews.keep(old, today, given.until, reason), None
    if given.retire:
        return reviews.retire(old, today, reason), None
    if given.keeper is not None:
        return reviews.hand_over(old, clean_line(given.keeper, _LONGEST), today, reason), None
    if given.date:
        return reviews.move(old, given.date, today, reason), None
    if given.adjust:
        # nobody has been asked about the new wording: what was said about the old one is kept
        return reviews.adjust(old, _adjusted(old, given, today, reason), today, old.concerns), None

    draft = _worded(Draft(keeper=old.keeper, review=given.until), given)
    made = reviews.in_place_of(old, draft, _new_id(), today)
    return reviews.supersede(old, made, today, reason), made


def _adjusted(old: Agreement, given: argparse.Namespace, today: date, reason: str) -> Draft:

    draft = replace(draft_of(old, today), reason=reason)
    if given.until:
        draft = replace(draft, review=given.until)
    if given.rule is not None and old.title == title_of(old.rule):
        draft = replace(draft, title="")  # the title was the beginning of the old rule
    return _worded(draft, given)


def _worded(draft: Draft, given: argparse.Namespace) -> Draft:
    """Return the draft with the words that were given."""
    if given.rule is not None:
        draft = replace(draft, rule=clean(given.rule))
    if given.title is not None:
        draft = replace(draft, title=clean_line(given.title, _LONGEST))
    if given.signs is not None:
        draft = replace(draft, signs=clean(given.signs))
    return draft


def _new_id() -> str:
    """Return a unique id: the current time and four random characters, as on the review screen."""
    return f"{clock.wall()():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def _carry_out(meant: Meant, change: Change, made: Agreement | None, today: date) -> int:
    """Put the change on file, rebuild the poster, and say so. Raises CannotSave."""
    done = Reviewing().carry_out(meant.team.path, change, meant.found.path, made)
    show("\n  ".join([change.after.title, *history_item(change.review, change.after).split("\n"), shown(done.path)]))
    if made and done.made_path:
        show(f"{made.title} ({made.id})\n  {shown(done.made_path)}")
    records.refresh_poster(meant.team.path, meant.team.name, today)
    if done.beside:
        words = _(
            "Somebody else has changed the same lines of “{title}”. Your version is saved next to theirs, in {file}."
        )
        complain(words.format(title=change.after.title, file=shown(done.path)))
        return 1
    return 0
