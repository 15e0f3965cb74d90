"""Who decides, in words for the table: the level of a decision, and what has changed."""

from dialogkort.core.agreements.agreement import Agreement, Draft, title_of
from dialogkort.core.agreements.delegation import Levelled, levelled, moved
from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.consent import decision_on
from dialogkort.core.game.state import Game, Proposal
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.language.words import arrow, level_words, what_moved


def level_on_card(game: Game, card: Card) -> str:
    """Return the level of the decision on a delegation card, from an earlier game or from today; else empty."""
    agreement = levelled(game.standing, card.decision) if card.kind is Kind.DELEGATION else None
    if agreement is None:
        return ""
    if agreement in game.agreements:
        return _("Now: {level}").format(level=level_made(game, agreement))
    day = long_date(agreement.levelled or agreement.decided)
    return _("Last time: {level} ({date})").format(level=level_words(agreement.level), date=day)


def level_made(game: Game, agreement: Agreement) -> str:
    """Return the level that an agreement of this game gives its decision, and how that changed it; else empty."""
    if not agreement.level:
        return ""
    return level_words(agreement.level, moved(agreement, game.standing).before)


def level_to_be(game: Game, proposal: Proposal) -> str:
    """Return what would change if a draft were adopted; empty if nothing would."""
    draft, card = proposal.draft, proposal.card
    old = game.standing_with(draft.adjusts or draft.replaces)
    if old is None and card:
        old = levelled(game.standing, decision_on(game, card))
    if old is None or not (old.level and draft.level) or old.level == draft.level:
        return ""
    return arrow(old.level, draft.level)


def adopted_words(game: Game, draft: Draft) -> str:
    """Return the title of the draft that was adopted last, and the level that it gave a decision."""
    level = ""
    if not draft.adjusts:
        level = level_made(game, game.agreements[-1])
    elif before := game.changes[-1].review.level_before:
        level = level_words(game.changes[-1].after.level, before)
    return " · ".join(filter(None, (draft.title or title_of(draft.rule), level)))


def moved_words(row: Levelled, *, short: bool = False) -> str:
    """Return what has changed, and when; empty if nothing has."""
    return what_moved(row.before, row.level, row.since, short=short) if row.before else ""
