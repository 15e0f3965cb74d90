"""The keys of the table: which key makes which move. `moves` decides what a move is, and when it can be made."""

from datetime import date

from textual.binding import Binding, BindingType

from dialogkort.language import N_
from dialogkort.sessions import moves
from dialogkort.sessions.moves import MOVES
from dialogkort.sessions.sitting import Sitting
from dialogkort.tui.keymap import keyed

_NUMBERS = Binding.Group(N_("choose"))

_ACTIONS = {"number": "number(1)"} | {f"{thumb}": f"thumb('{thumb}')" for thumb in ("consent", "concern", "objection")}
"""The actions of moves for which the screen has to ask or say more; others have the name of their move, or are sent."""

_ASKED = {"carry_on", "adopt", "change_draft", "keep", "adjust", "retire", "replace", "draft", "follow_ups", "advice",
          "undo", "note", "drop_note", "list_line", "members", "minutes", "own_screens", "leave"}  # fmt: skip
"""Moves whose screen actions have the same name."""


def action_of(move: str) -> str:
    """Return the screen action that makes a move."""
    if move in _ACTIONS:
        return _ACTIONS[move]
    return move if move in _ASKED else f"send('{move}')"


def move_of(action: str, parameters: tuple[object, ...]) -> str:
    """Return the move that an action makes."""
    return str(parameters[0]) if action in {"send", "thumb"} else action


def _key(key: str, move: str) -> Binding:
    return Binding(key, action_of(move), MOVES[move].label, tooltip=MOVES[move].explanation, id=f"table.{move}")


BINDINGS: list[BindingType] = keyed("table", [
    _key("enter", "carry_on"),
    _key("enter", "adopt"),
    _key("enter", "turn_thumbs"),
    _key("enter", "move_on"),
    Binding("enter", "why_not", show=False),
    *(
        Binding(str(number), f"number({number})", MOVES["number"].label, group=_NUMBERS,
                tooltip=MOVES["number"].explanation)
        for number in range(1, 8)
    ),
    _key("j,y", "consent"),
    _key("b,c", "concern"),
    _key("i,o", "objection"),
    _key("space", "consent_all"),
    _key("r,e", "change_draft"),
    _key("b,k", "keep"),
    _key("j", "adjust"),
    _key("v,r", "retire"),
    _key("s", "replace"),
    _key("space", "toggle_pause"),
    _key("plus", "add_minute"),
    _key("p", "pass_stick"),
    _key("a", "draft"),
    _key("v", "clear_answers"),
    _key("t,r", "redraw"),
    _key("f", "follow_ups"),
    _key("g", "advice"),
    _key("i", "list_line"),
    _key("o", "talk_card"),
    _key("u", "undo"),
    _key("n", "note"),
    _key("k,o", "drop_note"),
    _key("x", "drop_draft"),
    _key("s", "skip_phase"),
    _key("e", "next_round"),
    _key("l,c", "begin_closing"),
    _key("d,w", "members"),
    _key("m", "minutes"),
    Binding("h", "folder", N_("choose another folder"), id="table.folder",
            tooltip=N_("The team's files could not be saved. Choose another folder.")),
    Binding("pagedown,down", "scroll_card(1)", N_("scroll down"), show=False),
    Binding("pageup,up", "scroll_card(-1)", N_("scroll up"), show=False),
    Binding("question_mark", "app.help", N_("help")),
    _key("z", "own_screens"),
    _key("q", "leave"),
])  # fmt: skip


def on_bar(sitting: Sitting) -> tuple[str, ...]:
    """Return the few actions that matter in the current situation, the most important first."""
    return tuple(action_of(move) for move in moves.that_matter(sitting))


def is_live(action: str, parameters: tuple[object, ...], sitting: Sitting, today: date) -> bool:
    """Tell whether an action is possible now."""
    if action == "scroll_card":
        return True
    move = move_of(action, parameters)
    number = int(str(parameters[0])) if move == "number" else 1
    return move not in MOVES or moves.is_live(move, sitting, today, number)


def label_of(action: str, sitting: Sitting) -> str:
    """Return what an action does right now, if that is more specific than its binding says."""
    move = next((move for move in MOVES if action_of(move) == action), action)
    return moves.label_of(move, sitting)
