"""A round about an agreement, in words for the table screen: the question, and the outcome."""

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import Change
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Game, Round
from dialogkort.language import gettext as _
from dialogkort.language.words import outcome_words
from dialogkort.views.together import Words


def review_progress(game: Game) -> str:
    """Return which of the reviews this is: *Review 1 of 2*."""
    number = len(game.played) - game.cards_played + 1
    return _("Review {number} of {total}").format(number=number, total=number + len(game.to_review))


def review_words(game: Game, playing: Round, agreement: Agreement, change: Change | None) -> Words | None:
    """Return what the table says if it differs from those of a round with a card, else None."""
    match playing.phase:
        case Phase.THINK:
            hint = _("Has it helped? Think of one time when it did, or when it did not.")
            return Words(_("Think on your own"), hint)
        case Phase.AGREE if change:
            return Words(outcome_words(change), keyboard=_("Continue, or undo."))
        case Phase.AGREE if game.proposal:
            return Words(_("What do we do with it?"), keyboard=_("A draft is waiting. Continue with it, or drop it."))
        case Phase.AGREE if agreement.in_force:
            keyboard = _("Keep it as it is, adjust it, replace it or retire it. If you continue, it stays due.")
            return Words(_("What do we do with it?"), keyboard=keyboard)
        case (
            Phase.DEAL
            | Phase.READ
            | Phase.DO
            | Phase.SAY
            | Phase.REVEAL
            | Phase.GROUPS
            | Phase.GO_ROUND
            | Phase.DISCUSS
            | Phase.AGREE
        ):
            return None
