"""Moves: what can be done at the table now, what matters now, and where continuing leads.

A move is an id, its label, and the command that it sends. It names no key: each face adds its own keys, buttons
or letters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.game import commands as c
from dialogkort.core.game import events as e
from dialogkort.core.game.numbers import meaning_of
from dialogkort.core.game.outlook import cards_begun
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason, Refusal
from dialogkort.core.game.setup import Answering
from dialogkort.core.game.state import Game, Stage
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.words import name_at, phase_name
from dialogkort.sessions.ratings import HIGHEST
from dialogkort.sessions.sitting import Sitting

CommandOf = Callable[[Sitting, date], c.Command]


@dataclass(frozen=True, slots=True)
class Move:
    """Something that can be done. `label` and `explanation` are English, translated where they are shown.

    `command` creates the command to send for the game in its current state; None if a person is first asked for more,
    or if nothing is sent at all.
    """

    id: str
    label: str
    explanation: str = ""
    command: CommandOf | None = None


def _just(command: c.Command) -> CommandOf:
    return lambda _sitting, _today: command


def _thumb(thumb: Thumb) -> CommandOf:
    return lambda sitting, _today: c.ShowThumb(to_show_thumb(sitting), thumb)


def to_show_thumb(sitting: Sitting) -> str:
    """Return the id of the next member whose thumb is typed at the keyboard: those with seats give their own."""
    return next((member for member in sitting.game.without_thumb if member not in sitting.seated), "")


def to_rate(sitting: Sitting) -> str:
    """Return the id of the next member whose number is typed at the keyboard, or empty."""
    missing = sitting.ratings.without(sitting.game.as_asked) if sitting.ratings.place else ()
    return next((member for member in missing if member not in sitting.seated), "")


def to_consent(sitting: Sitting) -> tuple[str, ...]:
    """Return the ids of those for whom the table can say that the rest consent: not of anyone who has a screen.

    Somebody whose screen is gone may have left the meeting: their thumb can only be typed for them by name.
    """
    silent = sitting.seated | sitting.away
    return tuple(member for member in sitting.game.awaited_thumbs if member not in silent)


def missing_thumbs(sitting: Sitting) -> tuple[str, ...]:
    """Return the ids of those whose thumbs the table would continue without."""
    return sitting.game.awaited_thumbs


def _as_of(command: Callable[[date], c.Command]) -> CommandOf:
    return lambda _sitting, today: command(today)


MOVES = {move.id: move for move in (
    Move("carry_on", N_("continue the game")),
    Move("adopt", N_("save the agreement"), N_("Nobody objects, so it is an agreement."), _as_of(c.Adopt)),
    Move("move_on", N_("continue"), N_("Go to the next step. Nothing ends until you say so."), _just(c.MoveOn())),
    Move("number", N_("choose"), N_("A card, an answer, or the rating of the meeting.")),
    Move("consent", N_("yes"), N_("The next person consents: thumb up."), _thumb(Thumb.CONSENT)),
    Move("concern", N_("concern"), N_(
        "The next person has a concern: thumb sideways. It is recorded with the agreement."
    ),
         _thumb(Thumb.CONCERN)),
    Move("objection", N_("objection"), N_("The next person objects: thumb down. The draft must be changed or dropped."),
         _thumb(Thumb.OBJECTION)),
    Move("consent_all", N_("the rest say yes"), N_(
        "Consent from everyone who has been asked and has no screen of their own."
    ),
         lambda sitting, _today: c.ConsentAll(to_consent(sitting))),
    Move("turn_thumbs", N_("reveal the thumbs"), N_("Thumbs from personal screens stay hidden until then."),
         _just(c.TurnThumbs())),
    Move("change_draft", N_("change the draft"), "", _just(c.ChangeDraft())),
    Move("keep", N_("keep"), N_("The agreement stays in force. You choose when to review it next."), _as_of(c.Keep)),
    Move("adjust", N_("adjust"), N_("Change the wording, and show thumbs again."), _as_of(c.BeginAdjusting)),
    Move("retire", N_("retire"), N_("It no longer applies. Its file is kept, with the reason."), _as_of(c.Retire)),
    Move("replace", N_("replace"), N_("Write a new agreement to replace it."), _just(c.BeginReplacing())),
    Move("toggle_pause", N_("pause"), N_("Stop or restart the clock."), _just(c.TogglePause())),
    Move("add_minute", N_("one more minute"), N_("Add a minute to the clock."), _just(c.AddMinute())),
    Move("pass_stick", N_("pass"), N_("Whoever has the floor passes, and is asked once more at the end."),
         _just(c.PassStick())),
    Move("draft", N_("write an agreement"), N_("At any time during the game.")),
    Move("clear_answers", N_("show again"), N_(
        "Clear the answers and hold up fingers again."
    ), _just(c.ClearAnswers())),
    Move("redraw", N_("another card"), N_("Put this card aside and deal another."), _just(c.Redraw())),
    Move("follow_ups", N_("follow-up questions"), N_("Open or close them on the card.")),
    Move("advice", N_("advice"), N_("Open or close it on the card.")),
    Move("undo", N_("undo"), N_("Undo the last step, as many times as you like.")),
    Move("list_line", N_("write on the list"), N_("Add a line to the card's list. It will be in the minutes.")),
    Move("talk_card", N_("about the conversation"), N_("Deal a card about the conversation you have just had."),
         _just(c.DealTalkCard())),
    Move("note", N_("park a note"), N_("Write down a thought for later.")),
    Move("drop_note", N_("drop a note"), N_("Drop a note that is still open.")),
    Move("drop_draft", N_("drop the draft"), "", _just(c.DropDraft())),
    Move("skip_phase", N_("skip the rest"), N_("Continue without those who are missing."), _just(c.SkipPhase())),
    Move("next_round", N_("one more round"), N_("End this round and deal a new card."), _just(c.NextRound())),
    Move("begin_closing", N_("close the meeting"), N_("Go straight to the closing."), _just(c.BeginClosing())),
    Move("members", N_("who is here"), N_("Someone arrives late, leaves, or comes back.")),
    Move("minutes", N_("minutes left"), N_("Set how much time is left for the meeting.")),
    Move("own_screens", N_("personal screens"), N_("Everyone gets a seat in the browser, by QR code or address.")),
    Move("leave", N_("leave"), N_("Go to the home screen. The game is saved.")),
)}  # fmt: skip
"""All moves of the table."""

_OPENING = ("move_on", "drop_note", "members", "own_screens", "minutes", "draft")
_CLOSING = ("number", "move_on", "pass_stick", "skip_phase", "note", "undo")
_CONSENT = ("adopt", "turn_thumbs", "consent", "concern", "objection", "consent_all", "change_draft", "undo")
_OBJECTION = ("change_draft", "drop_draft", "undo")
_REVIEW = ("keep", "adjust", "retire", "replace", "move_on", "undo")
_WAITING_DRAFT = ("draft", "drop_draft", "list_line", "note", "undo")
_QUIET = ("move_on", "redraw", "toggle_pause", "add_minute", "undo")
_PHASES = {
    Phase.DEAL: ("move_on", "number", "redraw", "talk_card", "undo"),
    Phase.READ: _QUIET,
    Phase.THINK: _QUIET,
    Phase.DO: ("move_on", "list_line", "toggle_pause", "add_minute", "draft", "undo"),
    Phase.SAY: ("move_on", "toggle_pause", "add_minute", "undo"),
    Phase.GROUPS: ("move_on", "list_line", "toggle_pause", "add_minute", "undo"),
    Phase.REVEAL: ("number", "move_on", "skip_phase", "clear_answers", "undo"),
    Phase.GO_ROUND: ("move_on", "list_line", "pass_stick", "toggle_pause", "add_minute", "draft", "undo"),
    Phase.DISCUSS: ("move_on", "list_line", "draft", "note", "toggle_pause", "add_minute", "undo"),
    Phase.AGREE: ("move_on", "list_line", "draft", "note", "talk_card", "begin_closing", "next_round", "undo"),
}


def that_matter(sitting: Sitting) -> tuple[str, ...]:
    """Return the ids of the few moves that matter in the current situation, the most important first."""
    game = sitting.game
    if sitting.waiting:
        return ("carry_on",)
    if game.proposal and game.proposal.proposed:
        return _OBJECTION if game.proposal.objections else _CONSENT
    if game.phase is None:
        return _OPENING if game.stage is Stage.OPENING else _CLOSING
    if game.phase is Phase.AGREE and game.proposal:
        return _WAITING_DRAFT
    if game.phase is Phase.AGREE and game.reviewing:
        return _REVIEW
    return _PHASES[game.phase]


def is_live(move: str, sitting: Sitting, today: date, number: int = 1) -> bool:
    """Tell whether a move can be made now: whether the game would accept its command.

    `number` is the one that the move `number` would give.
    """
    if sitting.waiting:
        return move in {"carry_on", "leave", "own_screens"}
    game = sitting.game
    match move:
        case "carry_on":
            return False
        case "number":
            return _number_is_live(sitting, number)
        case "draft":
            return not _is_proposed(game)
        case "list_line":
            return bool(game.card and game.card.list_name) and not _is_proposed(game)
        case "follow_ups":
            return bool(game.card and game.card.follow_ups) and not _is_proposed(game)
        case "advice":
            return bool(game.card and game.card.advice) and not _is_proposed(game)
        case "drop_note":
            return bool(game.carried) and not _is_proposed(game) and sitting.may(c.DropNote(game.carried[0].id))
        case "undo":
            return sitting.can_undo
        case "turn_thumbs" if _is_proposed(game) and game.proposal:
            return not game.proposal.turned and bool(game.proposal.covered)
        case _:
            command = MOVES[move].command
            return command is None or sitting.may(command(sitting, today))


def live_moves(sitting: Sitting, today: date) -> tuple[Move, ...]:
    """Return all moves that can be made now: those that matter first, the others in the order of `MOVES`."""
    order = dict.fromkeys((*that_matter(sitting), *MOVES))
    return tuple(MOVES[move] for move in order if is_live(move, sitting, today))


def _is_proposed(game: Game) -> bool:
    return game.proposal is not None and game.proposal.proposed


def _number_is_live(sitting: Sitting, number: int) -> bool:
    if sitting.ratings.place:
        return bool(to_rate(sitting)) and 1 <= number <= HIGHEST
    command = meaning_of(sitting.game, number, sitting.seated)
    return command is not None and (sitting.may(command) or needs_colleague(sitting, command))


def needs_colleague(sitting: Sitting, command: c.Command) -> bool:
    """Tell whether the card is for a colleague, who must be named first."""
    outcome = sitting.judge(command)
    return isinstance(outcome, Refusal) and outcome.reason is Reason.NO_COLLEAGUE


def label_of(move: str, sitting: Sitting) -> str:
    """Return what a move does right now, if that is more specific than its label; else empty."""
    game = sitting.game
    match move:
        case "move_on":
            return _way_on(sitting)
        case "toggle_pause" if game.countdown and game.countdown.paused:
            return _("restart the clock")
        case "draft" if game.proposal:
            return _("the draft")
        case "redraw" if game.round and len(game.round.offered) > 1:
            return _("three others")
        case "clear_answers" if game.setup.answering is not Answering.FINGERS:
            return _("answer again")
        case "undo" if again := sitting.asked_again:
            return ngettext(
                "undo ({number} person will be asked again)", "undo ({number} people will be asked again)", again
            )
        case "skip_phase" if sitting.ratings.begun:
            return _("continue without the rest")
        case _:
            return ""


def _way_on(sitting: Sitting) -> str:
    """Return the text for where continuing leads, based on the events that it would cause."""
    outcome = sitting.judge(c.MoveOn())
    if isinstance(outcome, Refusal):
        return ""
    words = _("continue")
    for event in outcome:
        match event:
            case e.TurnEnded():
                turns = sitting.game.turns
                words = name_at(sitting.game, turns.next) if turns else words
            case e.PhaseBegun(phase=phase):
                words = phase_name(phase)
            case e.PartBegun():
                words = _("swap") if sitting.game.phase is Phase.SAY else _("the next step")
            case e.CardDealt():
                return _("turn the card over")
            case e.ReviewDealt():
                return _("the next agreement") if sitting.game.round else _("the first agreement")
            case e.RoundBegun() if not cards_begun(sitting.game):
                words = _("the first round")
            case e.RoundBegun():
                words = _("next round")
            case e.ClosingBegun():
                words = _("the closing")
            case e.AnswersShown():
                words = _("reveal the answers")
            case e.GameEnded():
                words = _("end the game")
            case _:
                pass
    return words or _("done")
