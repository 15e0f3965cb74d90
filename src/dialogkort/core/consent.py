"""Consent: a draft becomes an agreement when nobody objects. Concerns are written down with it.

Source: consent as in sociocracy (G. Endenburg): a concern is kept, an objection must be met.
"""

from datetime import date
from typing import assert_never

from dialogkort.core import commands as c
from dialogkort.core import events as e
from dialogkort.core.agreements import REVIEW_MONTHS, Agreement, Thumb, months_later, title_of
from dialogkort.core.game import Game, Proposal
from dialogkort.core.refusals import Decision, Reason, Refusal

Consent = c.WriteDraft | c.Propose | c.ShowThumb | c.ConsentAll | c.ChangeDraft | c.DropDraft | c.Adopt


def decide_consent(game: Game, command: Consent, at: float) -> Decision:
    """Return what a command on a draft comes to. A draft never stops the clock; it stops the round's end."""
    proposal = game.proposal
    if isinstance(command, c.WriteDraft):
        if proposal and proposal.proposed:
            return Refusal(Reason.DRAFT_OPEN)
        return () if proposal and proposal.draft == command.draft else (e.DraftWritten(at, command.draft),)
    if proposal is None:
        return Refusal(Reason.NO_DRAFT)
    if isinstance(command, c.DropDraft):
        return (e.DraftDropped(at),)
    if isinstance(command, c.Propose):
        if proposal.proposed:
            return Refusal(Reason.DRAFT_OPEN)
        return (e.DraftProposed(at),) if proposal.draft.rule.strip() else Refusal(Reason.DRAFT_EMPTY)
    if not proposal.proposed:
        return Refusal(Reason.NOT_PROPOSED)
    match command:
        case c.ShowThumb(member=member, thumb=thumb, words=words):
            here = member in game.seats
            return (e.ThumbShown(at, member, thumb, words.strip()),) if here else Refusal(Reason.NOT_HERE)
        case c.ConsentAll():
            shown = {one.member for one in proposal.thumbs}
            rest = (member for member in game.seats if member not in shown)
            return tuple(e.ThumbShown(at, member, Thumb.CONSENT, "") for member in rest) or Refusal(Reason.NOT_NOW)
        case c.ChangeDraft():
            return (e.DraftTakenBack(at),)
        case c.Adopt(today=today):
            if proposal.objections:
                return Refusal(Reason.OBJECTION_STANDS)
            if game.to_show_thumb:
                return Refusal(Reason.THUMBS_MISSING)
            number = len(game.agreements) + 1
            return (e.AgreementMade(at, _agreement(proposal, f"{game.setup.game}-{number}", today)),)
        case _:
            assert_never(command)


def _agreement(proposal: Proposal, name: str, today: date) -> Agreement:
    draft, card = proposal.draft, proposal.card
    return Agreement(
        id=name,
        title=draft.title.strip() or title_of(draft.rule),
        rule=draft.rule.strip(),
        decided=today,
        review=draft.review or months_later(today, REVIEW_MONTHS),
        keeper=draft.keeper.strip(),
        signs=draft.signs.strip(),
        corner_flags=draft.corner_flags.strip(),
        concerns=proposal.concerns,
        deck=card.deck if card else "",
        card=card.id if card else "",
        question=card.question if card else "",
    )
