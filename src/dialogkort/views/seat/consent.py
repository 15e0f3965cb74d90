"""Consent at a seat: a thumb, and what the table does once all of them are in."""

from dataclasses import replace

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.game.commands import GiveThumb
from dialogkort.core.game.places import place_of
from dialogkort.core.game.state import Game, Proposal
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.views.seat.page import Ask, Option, SeatView


def on_draft(view: SeatView, game: Game, member: str) -> SeatView:
    """Return what a member sees of a draft that has been put to the team."""
    proposal = game.proposal
    if proposal is None:
        return view
    settled = not (game.awaited_thumbs or proposal.covered)
    if proposal.turned:
        return replace(view, hint=_settled(proposal) if settled else "")
    own = next((thumb for thumb in proposal.covered if thumb.member == member), None)
    shown = next((thumb for thumb in proposal.thumbs if thumb.member == member), None)
    said = own or shown
    options = (
        Option(Thumb.CONSENT, "✓", _("Yes")),
        Option(Thumb.CONCERN, "~", _("A concern: it is recorded with the agreement")),
        Option(Thumb.OBJECTION, "!", _("An objection: the draft must be changed")),
    )
    note = _("Your thumb is in. You can change it until all thumbs are revealed.") if said else ""
    if shown:
        note = _("Answered at the table. You can change it until all are revealed.")
    ask = Ask(
        "thumb",
        place_of(game, GiveThumb),
        _("Your thumb"),
        options,
        _("Send my thumb"),
        given=said.thumb if said else "",
        note=note,
        worded=(Thumb.CONCERN, Thumb.OBJECTION),
        label=_("What is it about?"),
        words=said.words if said else "",
        unseen=True,
    )
    missing = ngettext(
        "Waiting for {number} more person.", "Waiting for {number} more people.", len(game.awaited_thumbs)
    )
    waiting = _settled(proposal) if settled else _("The table will reveal the thumbs.")
    return replace(
        view,
        heading=_("Can you live with this?"),
        hint=missing if game.awaited_thumbs else waiting,
        ask=ask,
        places=(),
        yours=not said,
        promise=_(
            "Hidden until all thumbs are revealed. Then the table sees the thumbs, and what you wrote, with names."
        ),
    )


def _settled(proposal: Proposal) -> str:
    """Return what the table does with a draft about which everyone has shown a thumb."""
    if proposal.objections:
        return _("What would meet it? The table changes the draft until the objection is met, or drops it.")
    return _("The table saves the change.") if proposal.draft.adjusts else _("The table saves it as an agreement.")
