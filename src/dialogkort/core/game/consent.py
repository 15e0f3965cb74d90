"""Consent: a draft becomes an agreement when nobody objects. Concerns are recorded with it.

Source: consent as in sociocracy (G. Endenburg): a concern is kept, an objection must be met.
"""

from datetime import date
from typing import assert_never

from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Agreement, Thumb, title_of
from dialogkort.core.agreements.delegation import levelled
from dialogkort.core.agreements.reviews import adjust, supersede
from dialogkort.core.cards import DELEGATION_LEVELS, Card, Kind
from dialogkort.core.days import months_later
from dialogkort.core.game import commands as c
from dialogkort.core.game import events as e
from dialogkort.core.game.refusals import Decision, Reason, Refusal
from dialogkort.core.game.state import Game, Proposal

Consent = (
    c.WriteDraft
    | c.Propose
    | c.ShowThumb
    | c.GiveThumb
    | c.TurnThumbs
    | c.ConsentAll
    | c.ChangeDraft
    | c.DropDraft
    | c.Adopt
)


def decide_consent(game: Game, command: Consent, at: float) -> Decision:
    """Return the decision on a command about a draft. A draft never stops the clock; it holds up the round's end."""
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
    return _decide_proposed(game, proposal, command, at)


Proposed = c.ShowThumb | c.GiveThumb | c.TurnThumbs | c.ConsentAll | c.ChangeDraft | c.Adopt


def _decide_proposed(game: Game, proposal: Proposal, command: Proposed, at: float) -> Decision:
    """Return the decision on a command about a proposal."""
    match command:
        case c.ShowThumb(member=member, thumb=thumb, words=words):
            here = member in game.present
            return (e.ThumbShown(at, member, thumb, words.strip()),) if here else Refusal(Reason.NOT_HERE)
        case c.GiveThumb():
            return _given(game, proposal, command, at)
        case c.TurnThumbs(without=without):
            missing = game.awaited_thumbs
            if proposal.turned or not (proposal.covered or without):
                return Refusal(Reason.NOT_NOW)
            gone_without = tuple(member for member in missing if member in without)
            all_in = len(gone_without) == len(missing)
            return (e.ThumbsTurned(at, gone_without),) if all_in else Refusal(Reason.THUMBS_MISSING)
        case c.ConsentAll(asked=asked):
            rest = (member for member in game.awaited_thumbs if asked is None or member in asked)
            return tuple(e.ThumbShown(at, member, Thumb.CONSENT, "") for member in rest) or Refusal(Reason.NOT_NOW)
        case c.ChangeDraft():
            return (e.DraftTakenBack(at),)
        case c.Adopt(today=today):
            if proposal.objections:
                return Refusal(Reason.OBJECTION_STANDS)
            if proposal.covered:
                return Refusal(Reason.THUMBS_COVERED)
            if game.awaited_thumbs or not proposal.thumbs:
                return Refusal(Reason.THUMBS_MISSING)
            return _adopted(game, proposal, today, at)
        case _:
            assert_never(command)


def _given(game: Game, proposal: Proposal, command: c.GiveThumb, at: float) -> Decision:
    """Take a thumb from a seat; until the reveal it may be changed, even if the table typed it."""
    if command.member not in game.present:
        return Refusal(Reason.NOT_HERE)
    if proposal.turned:
        return Refusal(Reason.MOVED_ON)
    words = command.words.strip()
    if any(
        (thumb.member, thumb.thumb, thumb.words) == (command.member, command.thumb, words) for thumb in proposal.covered
    ):
        return ()
    return (e.ThumbGiven(at, command.member, command.thumb, words),)


def _adopted(game: Game, proposal: Proposal, today: date, at: float) -> Decision:
    """Turn the draft into a new agreement, or the new wording of an old one; an agreement it replaces is superseded."""
    draft = proposal.draft
    old = game.standing_with(draft.adjusts or draft.replaces)
    if (draft.adjusts or draft.replaces) and not (old and old.in_force):
        return Refusal(Reason.NOT_STANDING)
    if old and draft.adjusts:
        return (e.AgreementChanged(at, adjust(old, draft, today, concerns_with(proposal), objections_with(proposal))),)
    old = old or levelled(game.standing, _decision(game, proposal))
    made = _agreement(game, proposal, today, supersedes=old.id if old else "")
    superseded = (e.AgreementChanged(at, supersede(old, made, today, draft.reason)),) if old else ()
    return (e.AgreementMade(at, made), *superseded)


def concerns_with(proposal: Proposal) -> tuple[str, ...]:
    """Return the concerns to record: those about the current wording, and those about earlier wordings.

    A concern about an earlier wording is followed by that wording, in brackets. If somebody had a concern about this
    very wording and no longer has it, their present answer counts.
    """
    now = proposal.draft.rule
    before = [
        _about(words, one.rule)
        for one in proposal.earlier
        for words in one.concerns
        if not _is_same(one.rule, now) and words not in proposal.concerns
    ]
    return tuple(dict.fromkeys((*proposal.concerns, *before)))


def objections_with(proposal: Proposal) -> tuple[str, ...]:
    """Return the objections that were met, each with the wording it was about if that has changed."""
    rules = {words: one.rule for one in proposal.earlier for words in one.objections}
    now = proposal.draft.rule
    return tuple(
        words if _is_same(rules.get(words, now), now) else _about(words, rules[words]) for words in proposal.met
    )


def _is_same(rule: str, other: str) -> bool:
    return rule.split() == other.split()


def _about(words: str, rule: str) -> str:
    return f"{words} (“{' '.join(rule.split())}”)"


def occasion(game: Game, proposal: Proposal) -> tuple[str, str, str]:
    """Return the deck, card and question that a draft came from; in a review, those of the agreement under review."""
    card = proposal.card
    before = game.standing_with(card.id) if card and card.kind is Kind.REVIEW else None
    if before:
        return before.deck, before.card, before.question
    return (card.deck, card.id, card.question) if card else ("", "", "")


def _decision(game: Game, proposal: Proposal) -> str:
    """Return the decision that the draft gives a level, or empty if it gives none."""
    given = 1 <= proposal.draft.level <= DELEGATION_LEVELS
    return decision_on(game, proposal.card) if proposal.card and given else ""


def _agreement(game: Game, proposal: Proposal, today: date, supersedes: str) -> Agreement:
    """Return what the team agreed."""
    draft = proposal.draft
    deck, key, question = occasion(game, proposal)
    decision = _decision(game, proposal)
    return Agreement(
        id=f"{game.setup.game}-{len(game.agreements) + 1}",
        title=draft.title.strip() or title_of(draft.rule),
        rule=draft.rule.strip(),
        decided=today,
        review=draft.review or months_later(today, REVIEW_MONTHS),
        keeper=draft.keeper.strip(),
        signs=draft.signs.strip(),
        corner_flags=draft.corner_flags.strip(),
        concerns=concerns_with(proposal),
        objections=objections_with(proposal),
        deck=deck,
        deck_title=_title_of(game, deck),
        card=key,
        question=question,
        supersedes=supersedes,
        decision=decision,
        level=draft.level if decision else 0,
    )


def _title_of(game: Game, deck: str) -> str:
    """Return a deck's title if it is not its id: from a deck in play, or from an earlier agreement."""
    titles = {agreement.deck: agreement.deck_title for agreement in game.standing} | {
        one.id: one.title for one in game.setup.decks
    }
    title = " ".join(titles.get(deck, "").split())
    return title if deck and title != deck else ""


def decision_on(game: Game, card: Card) -> str:
    """Return the decision that `card` can give a level: its own, or that of the agreement under review."""
    match card.kind:
        case Kind.DELEGATION:
            return card.decision
        case Kind.REVIEW:
            agreement = game.standing_with(card.id)
            return agreement.decision if agreement else ""
        case Kind.QUESTION | Kind.DILEMMA | Kind.SCALE | Kind.EXERCISE | Kind.SPOKEN | Kind.TALK:
            return ""
