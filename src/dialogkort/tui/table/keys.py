"""The keys of the table: what each does, which are live as the game stands, and which matter just now."""

from datetime import date

from textual.binding import Binding, BindingType

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.game import commands as c
from dialogkort.core.game import events as e
from dialogkort.core.game.numbers import meaning_of
from dialogkort.core.game.outlook import cards_begun
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Reason, Refusal
from dialogkort.core.game.state import Game, Stage
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.words import name_at, phase_name
from dialogkort.sessions.sitting import Sitting

COMMANDS: dict[str, c.Command] = {
    "move_on": c.MoveOn(),
    "toggle_pause": c.TogglePause(),
    "add_minute": c.AddMinute(),
    "pass_stick": c.PassStick(),
    "skip_phase": c.SkipPhase(),
    "redraw": c.Redraw(),
    "clear_answers": c.ClearAnswers(),
    "consent_all": c.ConsentAll(),
    "drop_draft": c.DropDraft(),
    "next_round": c.NextRound(),
    "begin_closing": c.BeginClosing(),
}
"""What a key sends just as it is, by the name in its action."""

_OF_TODAY = {"adopt": c.Adopt, "keep": c.Keep, "adjust": c.BeginAdjusting, "retire": c.Retire}
"""What is asked for as of today."""

_NUMBERS = Binding.Group(N_("choose"))

BINDINGS: list[BindingType] = [
    Binding("enter", "carry_on", N_("go on with the game")),
    Binding("enter", "adopt", N_("save the agreement"), tooltip=N_("Nobody objects: it is an agreement.")),
    Binding("enter", "send('move_on')", N_("go on"), tooltip=N_("Go to what comes next. Nothing ends by itself.")),
    *(
        Binding(str(number), f"number({number})", N_("choose"), group=_NUMBERS,
                tooltip=N_("A card, an answer, or the number for the meeting."))
        for number in range(1, 8)
    ),
    Binding("j,y", "thumb('consent')", N_("yes"), tooltip=N_("The next one's thumb is up.")),
    Binding("b,c", "thumb('concern')", N_("concern"),
            tooltip=N_("The next one's thumb is level. The concern is written down with the agreement.")),
    Binding("i,o", "thumb('objection')", N_("objection"),
            tooltip=N_("The next one's thumb is down. The draft must be changed, or dropped.")),
    Binding("space", "send('consent_all')", N_("the rest say yes")),
    Binding("r,e", "change_draft", N_("change the draft")),
    Binding("b,k", "keep", N_("keep"), tooltip=N_("The agreement stands. You say when it comes up again.")),
    Binding("j", "adjust", N_("adjust"), tooltip=N_("Change its words, and show thumbs again.")),
    Binding("v,r", "retire", N_("retire"), tooltip=N_("It no longer applies. Its file stays, with the reason.")),
    Binding("s", "replace", N_("replace"), tooltip=N_("Write a new agreement that takes its place.")),
    Binding("space", "send('toggle_pause')", N_("pause"), tooltip=N_("Stop the clock, or let it go on.")),
    Binding("plus", "send('add_minute')", N_("a minute"), tooltip=N_("Give the clock a minute more.")),
    Binding("p", "send('pass_stick')", N_("pass"),
            tooltip=N_("The one who has the word passes, and is asked once more at the end.")),
    Binding("a", "draft", N_("agreement"), tooltip=N_("Write an agreement, at any moment of the game.")),
    Binding("v", "send('clear_answers')", N_("fingers again"), tooltip=N_("Forget the answers and show anew.")),
    Binding("t,r", "send('redraw')", N_("another card"), tooltip=N_("Put this card aside and deal another.")),
    Binding("f", "follow_ups", N_("follow-up questions"), tooltip=N_("Open or close them on the card.")),
    Binding("g", "advice", N_("good advice"), tooltip=N_("Open or close it on the card.")),
    Binding("u", "undo", N_("undo"), tooltip=N_("Take back the last step, as often as you like.")),
    Binding("n", "note", N_("park a note"), tooltip=N_("Write down a thought for another time.")),
    Binding("x", "send('drop_draft')", N_("drop the draft")),
    Binding("s", "send('skip_phase')", N_("skip the rest"), tooltip=N_("Go on without those who are missing.")),
    Binding("e", "send('next_round')", N_("one more round"), tooltip=N_("End this round and deal a new card.")),
    Binding("l,c", "send('begin_closing')", N_("close the game"), tooltip=N_("Go to the closing now.")),
    Binding("d,w", "members", N_("who is here"), tooltip=N_("Someone comes late, leaves, or is back.")),
    Binding("m", "minutes", N_("minutes left"), tooltip=N_("Say how long the meeting has left.")),
    Binding("h", "folder", N_("another folder"), tooltip=N_("The team's files could not be written. Choose where.")),
    Binding("pagedown,down", "scroll_card(1)", N_("read on"), show=False),
    Binding("pageup,up", "scroll_card(-1)", N_("read back"), show=False),
    Binding("question_mark", "app.help", N_("help")),
    Binding("q", "leave", N_("leave"), tooltip=N_("Go to the home screen. The game waits.")),
]  # fmt: skip

_OPENING = ("send('move_on')", "members", "minutes", "draft")
_CLOSING = ("number(1)", "send('move_on')", "send('pass_stick')", "send('skip_phase')", "note", "undo")
_CONSENT = ("adopt", "thumb('consent')", "thumb('concern')", "thumb('objection')", "send('consent_all')",
            "change_draft", "undo")  # fmt: skip
_OBJECTION = ("change_draft", "send('drop_draft')", "undo")
_REVIEW = ("keep", "adjust", "retire", "replace", "send('move_on')", "undo")
_WAITING_DRAFT = ("draft", "send('drop_draft')", "undo")
_QUIET = ("send('move_on')", "send('redraw')", "send('toggle_pause')", "send('add_minute')", "undo")
_PHASES = {
    Phase.DEAL: ("send('move_on')", "number(1)", "send('redraw')", "undo"),
    Phase.READ: _QUIET,
    Phase.THINK: _QUIET,
    Phase.DO: ("send('move_on')", "send('toggle_pause')", "send('add_minute')", "draft", "undo"),
    Phase.REVEAL: ("number(1)", "send('move_on')", "send('skip_phase')", "send('clear_answers')", "undo"),
    Phase.GO_ROUND: ("send('move_on')", "send('pass_stick')", "send('toggle_pause')", "send('add_minute')",
                     "draft", "undo"),
    Phase.DISCUSS: ("send('move_on')", "draft", "note", "send('toggle_pause')", "send('add_minute')", "undo"),
    Phase.AGREE: ("send('move_on')", "draft", "note", "send('begin_closing')", "send('next_round')", "undo"),
}  # fmt: skip


def on_bar(sitting: Sitting) -> tuple[str, ...]:
    """Return the few actions that matter in the present situation, the most important first."""
    game = sitting.game
    if sitting.waiting:
        return ("carry_on",)
    if game.proposal and game.proposal.proposed:
        return _OBJECTION if game.proposal.objections else _CONSENT
    if game.phase is None:
        return _OPENING if game.stage is Stage.OPENING else _CLOSING
    if game.phase is Phase.AGREE and game.reviewing:
        return _WAITING_DRAFT if game.proposal else _REVIEW
    return _PHASES[game.phase]


def is_live(action: str, parameters: tuple[object, ...], sitting: Sitting, today: date) -> bool:
    """Tell whether an action can be done now: whether the game would carry out its command."""
    if sitting.waiting:
        return action in {"carry_on", "scroll_card", "leave"}
    game = sitting.game
    match action:
        case "carry_on":
            return False
        case "send":
            return sitting.may(COMMANDS[str(parameters[0])])
        case "number":
            return _number_is_live(sitting, int(str(parameters[0])))
        case "thumb":
            return sitting.may(c.ShowThumb(game.to_show_thumb, Thumb.CONSENT))
        case "adopt" | "keep" | "adjust" | "retire":
            return sitting.may(_OF_TODAY[action](today))
        case "replace":
            return sitting.may(c.BeginReplacing())
        case "change_draft":
            return sitting.may(c.ChangeDraft())
        case "draft":
            return not _is_proposed(game)
        case "follow_ups":
            return bool(game.card and game.card.follow_ups) and not _is_proposed(game)
        case "advice":
            return bool(game.card and game.card.advice) and not _is_proposed(game)
        case "undo":
            return sitting.can_undo
        case _:
            return True


def _is_proposed(game: Game) -> bool:
    return game.proposal is not None and game.proposal.proposed


def _number_is_live(sitting: Sitting, number: int) -> bool:
    command = meaning_of(sitting.game, number)
    if command is None:
        return False
    outcome = sitting.judge(command)
    return not isinstance(outcome, Refusal) or outcome.reason is Reason.NO_COLLEAGUE


def label_of(action: str, sitting: Sitting) -> str:
    """Return what an action comes to just now, where that is more than its binding says."""
    game = sitting.game
    match action:
        case "send('move_on')":
            return _way_on(sitting)
        case "send('toggle_pause')" if game.countdown and game.countdown.paused:
            return _("let it go on")
        case "draft" if game.proposal:
            return _("the draft")
        case _:
            return ""


def _way_on(sitting: Sitting) -> str:
    """Return the words for what Enter does, from the events that it would make."""
    outcome = sitting.judge(c.MoveOn())
    if isinstance(outcome, Refusal):
        return ""
    words = _("go on")
    for event in outcome:
        match event:
            case e.TurnEnded():
                turns = sitting.game.turns
                words = name_at(sitting.game, turns.next) if turns else words
            case e.PhaseBegun(phase=phase):
                words = phase_name(phase)
            case e.CardDealt():
                return _("turn the card")
            case e.ReviewDealt():
                return _("the next one") if sitting.game.round else _("the first agreement")
            case e.RoundBegun() if not cards_begun(sitting.game):
                words = _("the first round")
            case e.RoundBegun():
                words = _("next round")
            case e.ClosingBegun():
                words = _("the closing")
            case e.AnswersShown():
                words = _("turn the answers up")
            case e.GameEnded():
                words = _("end the game")
            case _:
                pass
    return words or _("done")
