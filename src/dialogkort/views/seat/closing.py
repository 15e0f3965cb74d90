"""The closing at a seat: the last go-round, the rating of the meeting, and the page that stays."""

from dataclasses import replace

from dialogkort.core.game.places import rating_place
from dialogkort.core.game.state import Game
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.dates import long_date
from dialogkort.language.numbers import decimal
from dialogkort.views.faces import Face
from dialogkort.views.lines import EMPTY, Line, faint, line, strong
from dialogkort.views.seat.page import Ask, AtThisSeat, Copied, Option, SeatView
from dialogkort.views.seat.round import turn
from dialogkort.views.table import AtSeats


def closing(view: SeatView, game: Game, member: str, mine: AtThisSeat, seats: AtSeats) -> SeatView:
    """Return what a member sees of the closing: the go-round, then the rating."""
    if game.turns and not game.turns.over:
        return turn(view, game, member)
    view = replace(view, face=replace(view.face, text=""))  # that question has been answered
    place = rating_place(game)
    if not place:
        hint = view.hint if game.average is not None else _("Thank you.")
        return replace(view, heading=_("All ratings are in"), hint=hint)
    heading = _("Rate the meeting")
    if mine.rated:
        rated = ngettext("{number} person has answered.", "{number} people have answered.", seats.rated)
        return replace(view, heading=heading, hint=_("Thank you. Your rating is in, without your name.") + f" {rated}")
    options = tuple(Option(str(number), str(number), _rating_words(number)) for number in range(1, 6))
    ask = Ask(
        "rate",
        place,
        _("Was it worth the time?"),
        options,
        _("Send this rating"),
        note=_("It is kept without your name, for this game only, and cannot be changed."),
        once=True,
        unseen=True,
    )
    return replace(view, heading=heading, hint="", ask=ask, yours=True)


def _rating_words(number: int) -> str:
    return {1: _("not at all"), 5: _("very much")}.get(number, "")


def ended(view: SeatView, game: Game, calendar: str) -> SeatView:
    """Return the last page: complete, so that it can be kept after the connection is closed."""
    told: list[Line] = []
    copied: list[str] = []
    agreed = (*game.agreements, *(change.after for change in game.changes if change.after.in_force))
    for agreement in agreed:
        review = _("review {date}").format(date=long_date(agreement.review))
        about = " · ".join(part for part in (agreement.keeper, review) if part)
        rule = [line(agreement.rule)] if agreement.rule.rstrip(".") != agreement.title else []
        told += [strong(f"✓ {agreement.title}"), *rule, faint(about), EMPTY]
        copied += [agreement.title, *([agreement.rule] if rule else []), about, ""]
    if game.notes:
        told += [strong(_("Parked")), *(line(f"· {note}") for note in game.notes), EMPTY]
        copied += [_("Parked"), *(f"- {note}" for note in game.notes), ""]
    if not told:
        told = [line(_("No new agreements today, and that is fine.")), EMPTY]
    if game.average is not None:
        number = _("You gave the meeting {average} out of 5.").format(average=decimal(game.average))
        told += [line(number), EMPTY]
        copied += [number, ""]
    day = long_date(game.setup.date)
    title = f"{game.setup.team} · {day}" if game.setup.team else day
    takes = Copied(
        "\n".join([title, "", *copied]).rstrip() + "\n",
        copy=_("Copy the text"),
        copied=_("Copied."),
        calendar=calendar if agreed else "",
        file=_("reviews") + ".ics",
        open=_("Reviews for your calendar"),
    )
    hint = _("The person at the keyboard has the files from the meeting. This page stays until you close it.")
    face = Face(title.upper(), "", details=tuple(told[:-1]))
    return replace(
        view,
        heading=_("Thank you for the conversation"),
        hint=hint,
        face=face,
        places=(),
        clock=None,
        takes=takes,
        over=True,
    )
