"""The words for what the core names, in the current language: on screen and in files."""

from datetime import date
from typing import TYPE_CHECKING

from dialogkort.core.agreements.reviews import Act, Change
from dialogkort.core.cards import SCALE_POINTS, Card, Kind
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.phases import SAYING, Format, Phase
from dialogkort.core.game.refusals import Reason
from dialogkort.core.game.setup import Answering
from dialogkort.core.team import MOST_MEMBERS, Member
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date, short_date

if TYPE_CHECKING:  # a name on the home screen does not need the game
    from dialogkort.core.game.state import Game

_PHASES = {
    Phase.DEAL: N_("deal"),
    Phase.READ: N_("read aloud"),
    Phase.THINK: N_("think"),
    Phase.DO: N_("do it together"),
    Phase.SAY: N_("say it aloud"),
    Phase.REVEAL: N_("reveal"),
    Phase.GROUPS: N_("in groups"),
    Phase.GO_ROUND: N_("go-round"),
    Phase.DISCUSS: N_("open discussion"),
    Phase.AGREE: N_("agree"),
}

_FORMATS = {Format.SHORT: N_("short"), Format.CLASSIC: N_("classic"), Format.THOROUGH: N_("thorough")}

_KINDS = {
    Kind.QUESTION: N_("question"),
    Kind.DILEMMA: N_("dilemma"),
    Kind.SCALE: N_("scale"),
    Kind.DELEGATION: N_("who decides"),
    Kind.EXERCISE: N_("exercise"),
    Kind.SPOKEN: N_("say it"),
    Kind.REVIEW: N_("review"),
    Kind.TALK: N_("about the conversation"),
}

_DEALINGS = {
    Dealing.BLIND: N_("draw at random"),
    Dealing.CHOOSE: N_("choose one of three"),
    Dealing.COLLEAGUE: N_("choose for a colleague"),
}

_ANSWERINGS = {Answering.FINGERS: N_("hold up fingers"), Answering.UNSEEN: N_("type privately")}

_LEVELS = (
    N_("the leader decides and tells us"),
    N_("the leader decides and explains why"),
    N_("the leader asks first, then decides"),
    N_("we agree together"),
    N_("we decide, after asking the leader"),
    N_("we decide and tell the leader afterwards"),
    N_("we decide ourselves"),
)

_HELPED = (N_("it has helped"), N_("partly"), N_("it has not helped"))

_REASONS = {
    Reason.NOT_STARTED: N_("The game has not started."),
    Reason.STARTED: N_("The game has already started."),
    Reason.NO_MEMBERS: N_("Nobody is at the table yet. Enter your names, or just the number of people."),
    Reason.TOO_MANY_MEMBERS: N_(
        "There is room for {most} people at one table. Split into groups, with a game for each."
    ),
    Reason.NO_CARDS: N_("There are no cards to play with. Choose at least one deck."),
    Reason.PILE_EMPTY: N_("There are no more cards in the pile."),
    Reason.MINUTES: N_("Enter the minutes as a number from 1 to 600."),
    Reason.GAME_OVER: N_("The game is over."),
    Reason.CHOOSE_FIRST: N_("Choose one of the cards first."),
    Reason.NOT_OFFERED: N_("That card is not on the table."),
    Reason.NO_COLLEAGUE: N_("Choose a colleague for the card."),
    Reason.TOO_LATE_TO_REDRAW: N_("The round has already started. Finish it, or undo back to the deal."),
    Reason.NO_STICK: N_("There is no go-round at the moment."),
    Reason.NO_CLOCK: N_("No clock is running at the moment."),
    Reason.NO_ANSWERS_NOW: N_("This is not the time for answers."),
    Reason.ANSWERS_MISSING: N_("Not everyone has answered yet. Type the missing answers, or skip them."),
    Reason.NOT_A_CHOICE: N_("That is not one of the choices."),
    Reason.NOT_HERE: N_("That person is not at the table."),
    Reason.HERE_ALREADY: N_("That person is already at the table."),
    Reason.LAST_ONE: N_("At least one person must stay at the table."),
    Reason.NO_DRAFT: N_("There is no draft."),
    Reason.DRAFT_EMPTY: N_("First, write what you agree to do."),
    Reason.DRAFT_OPEN: N_("There is a draft on the table. Decide on it or drop it first."),
    Reason.NOT_PROPOSED: N_("The draft has not been put to the team yet."),
    Reason.THUMBS_MISSING: N_("Not everyone has shown a thumb yet."),
    Reason.OBJECTION_STANDS: N_("There is an objection. Change the draft until the objection is met, or drop it."),
    Reason.NOT_STANDING: N_("That agreement is not in force."),
    Reason.NO_REVIEW: N_("No agreement is up for review at the moment."),
    Reason.NO_NOTE: N_("That note is no longer open."),
    Reason.NO_LIST: N_("This card has no list to write on."),
    Reason.NOTE_EMPTY: N_("There was nothing to save."),
    Reason.RATINGS_MISSING: N_("Not everyone has rated the meeting yet. Type the missing ratings, or skip them."),
    Reason.NO_RATING_NOW: N_("There is nothing to rate at the moment."),
    Reason.NOT_NOW: N_("You cannot do that right now."),
    Reason.MOVED_ON: N_("The game has moved on."),
    Reason.NOT_YOURS: N_("It is somebody else's turn."),
    Reason.THUMBS_COVERED: N_("Some thumbs are still hidden. Reveal them first."),
}


def phase_name(phase: Phase) -> str:
    return _(_PHASES[phase])


def format_name(form: Format) -> str:
    return _(_FORMATS[form])


def kind_name(kind: Kind) -> str:
    return _(_KINDS[kind])


def dealing_name(dealing: Dealing) -> str:
    return _(_DEALINGS[dealing])


def answering_name(answering: Answering) -> str:
    return _(_ANSWERINGS[answering])


def choice_words(card: Card) -> tuple[str, ...]:
    """Return the words for each of a card's choices, empty for points of a scale that have none."""
    match card.kind:
        case Kind.DILEMMA:
            return card.options
        case Kind.SCALE:
            return (card.low, *[""] * (SCALE_POINTS - 2), card.high)
        case Kind.DELEGATION:
            return tuple(delegation_level(level) for level in card.choices)
        case Kind.REVIEW:
            return tuple(_(words) for words in _HELPED)
        case Kind.QUESTION | Kind.EXERCISE | Kind.SPOKEN | Kind.TALK:
            return ()


def company_words(card: Card) -> str:
    """Return how many people talk together before everyone does, such as *in pairs first*; empty if all do at once."""
    match card.group_size:
        case 0:
            return ""
        case 2 if card.kind is Kind.SPOKEN:
            return _("in pairs, {seconds} seconds each, then swap").format(seconds=SAYING)
        case 2:
            return _("in pairs first")
        case _ if card.kind is Kind.SPOKEN:
            return _("in threes, {seconds} seconds each, then swap").format(seconds=SAYING)
        case _:
            return _("in threes first")


def delegation_level(level: int) -> str:
    """Return the words for a level, from 1 (tell) to 7 (delegate)."""
    return _(_LEVELS[level - 1])


def outcome_words(change: Change) -> str:
    """Return the outcome for an agreement, in a few words."""
    review = long_date(change.after.review)
    match change.review.act:
        case Act.KEEP:
            return _("Kept: next review {date}").format(date=review)
        case Act.ADJUST:
            words = _("Adjusted: next review {date}").format(date=review)
            before = change.review.level_before
            return f"{words} · {level_words(change.after.level, before)}" if before else words
        case Act.MOVE:
            return _("Next review: {date}").format(date=review)
        case Act.RETIRE:
            return _("Retired")
        case Act.SUPERSEDE if change.review.successor == change.after.title:
            return _("Replaced by a new one")
        case Act.SUPERSEDE:
            return _("Replaced by “{title}”").format(title=change.review.successor)
        case Act.HAND_OVER:
            return _("Keeper: {name}").format(name=change.after.keeper)


def level_words(level: int, before: int | None = None) -> str:
    """Return a decision's level and how it has moved, such as *level 5 · ↑ 3 → 5*; up means more for the team."""
    words = _("level {number}").format(number=level)
    return f"{words} · {arrow(before, level)}" if before else words


def what_moved(before: int, level: int, since: date, *, short: bool = False) -> str:
    """Return how a level has moved, and when, such as *↑ 3 → 5 since 22 May 2026*."""
    day = short_date(since) if short else long_date(since)
    return _("{levels} since {date}").format(levels=arrow(before, level), date=day)


def arrow(before: int, level: int) -> str:
    """Return how a level has moved in figures and a symbol, such as *↑ 3 → 5*."""
    return f"{'↑' if level > before else '↓'} {before} → {level}"


def level_rule(decision: str, level: int) -> str:
    """Return a rule that says who decides, such as *When we take our holidays: we agree together (level 4)*."""
    decision = decision.strip().rstrip(".:?!… ")
    return _("{decision}: {words} (level {level}).").format(
        decision=decision, words=delegation_level(level), level=level
    )


def why(reason: Reason) -> str:
    """Return a sentence for a refusal: what is wrong, and what to do."""
    return _(_REASONS[reason]).format(most=MOST_MEMBERS)


def member_name(member: Member) -> str:
    """Return a member's name, or their seat if no names are used."""
    return member.name or _("Seat {number}").format(number=member.id.removeprefix("m"))


def listed_name(member: Member) -> str:
    """Return a member's name for a list; those who take part on a call are marked."""
    mark = _("on screen")
    return f"{member_name(member)} ({mark})" if member.remote else member_name(member)


def name_at(game: "Game", member: str) -> str:
    """Return the name of the member with this id; empty if there is none."""
    return next((member_name(person) for person in game.members if person.id == member), "")


def clock(seconds: float) -> str:
    """Return seconds as `m:ss`; overtime as `+m:ss`."""
    whole = -int(-seconds // 1)  # up: 0:01 is shown until nothing is left
    sign, whole = ("+", -whole) if whole < 0 else ("", whole)
    return f"{sign}{whole // 60}:{whole % 60:02}"
