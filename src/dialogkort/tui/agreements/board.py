"""The delegation board on screen: the seven levels, the decisions that a team has put on each, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dialogkort.core.agreements.delegation import Levelled, board
from dialogkort.core.agreements.filter import Standing
from dialogkort.core.cards import DELEGATION_LEVELS
from dialogkort.core.text import clean_line
from dialogkort.files.failures import CannotRead
from dialogkort.files.problems import NotUnderstood, unreadable
from dialogkort.language import N_, ngettext
from dialogkort.language import gettext as _
from dialogkort.language.names import sorting_key
from dialogkort.language.words import arrow, delegation_level
from dialogkort.sessions.agreement_entries import Entry
from dialogkort.storage.agreements import reading as agreement_reading
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.marked_first import MarkedFirst
from dialogkort.views.agreements import role_of, standing_word, standing_words
from dialogkort.views.delegation import moved_words
from dialogkort.views.faces import Face, agreement_face, fault_face
from dialogkort.views.lines import Role

BESIDE = 68
"""The number of columns from which the card is beside the board, not below it."""
LOW = 20
"""With fewer rows, only the levels that have decisions are shown, with each decision on one line."""
LONGEST_DECISION = 120
_WAITING = frozenset({Standing.DUE, Standing.SLEEPING})


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """The decisions of one team that have a level, and all of its agreements by id."""

    team: str
    rows: tuple[Levelled, ...]
    entries: dict[str, Entry]


def boards_of(entries: Iterable[Entry]) -> tuple[TeamBoard, ...]:
    """Return the boards of the teams that have given any decision a level, sorted by team name."""
    teams: dict[Path, dict[str, Entry]] = {}
    for entry in entries:
        teams.setdefault(entry.folder, {}).setdefault(entry.agreement.id, entry)
    found = (
        TeamBoard(next(iter(own.values())).team, board((entry.agreement for entry in own.values()), sorting_key), own)
        for own in teams.values()
    )
    return tuple(sorted((shown for shown in found if shown.rows), key=lambda shown: sorting_key(shown.team)))


class Decisions(MarkedFirst):
    """The levels and their decisions. The arrow keys move between decisions; the page keys scroll the card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", N_("next decision")),
        Binding("up", "cursor_up", N_("previous decision"), show=False),
        Binding("home", "first", N_("go to the first"), show=False),
        Binding("end", "last", N_("go to the last"), show=False),
        Binding("enter", "select", show=False),
    ]


class BoardScreen(DismissOnce[Entry]):
    """Shows the board of a team. Returns the agreement that was chosen on it, or None."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed("board", [
        Binding("enter", "choose", N_("go to the agreement"),
                tooltip=N_("Back to the agreements, with this one selected: keep it, adjust it, or change its level.")),
        Binding("t", "turn", N_("another team")),
        Binding("pagedown", "scroll_card(1)", N_("scroll down"), show=False),
        Binding("pageup", "scroll_card(-1)", N_("scroll up"), show=False),
        Binding("question_mark", "app.help", N_("help")),
        Binding("escape,q", "leave", N_("back")),
    ])  # fmt: skip

    def __init__(self, entries: Iterable[Entry], marked: Entry | None = None) -> None:
        """Show the board of the team of `marked`, or else the first; `entries` are the agreements of all teams."""
        super().__init__()
        self._boards = boards_of(entries)
        own = [place for place, shown in enumerate(self._boards) if marked and marked in shown.entries.values()]
        self._place = own[0] if own else 0
        self._first = marked.agreement.id if marked else ""

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False, classes="heading")
        yield Static(id="summary", markup=False, classes="hint")
        with Container(classes="reader"):
            with Vertical(classes="index"):
                yield Decisions(id="list")
            yield CardFace(id="card")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._list(self._first)
        self.query_one(Decisions).focus()

    def on_resize(self) -> None:
        size = self.app.size
        self.set_class(size.width < BESIDE or size.height < LOW, "-stacked")
        marked = self._marked
        self._list(marked.agreement.id if marked else "")

    @property
    def _board(self) -> TeamBoard | None:
        return self._boards[self._place] if self._boards else None

    @property
    def _marked(self) -> Levelled | None:
        """The marked decision."""
        option = self.query_one(Decisions).highlighted_option
        return self._board.rows[int(option.id)] if self._board and option and option.id else None

    def _list(self, marked: str = "") -> None:
        """List the levels, with the decision of the agreement with the id `marked` selected, or else the first."""
        shown = self._board
        if shown is None:
            return
        title = _("Who decides what: {team}") if shown.team else _("Who decides what")
        self.query_one("#title", Static).update(title.format(team=shown.team))
        about = _("1 is the leader alone, 7 is the team alone")
        number = ngettext("{number} decision", "{number} decisions", len(shown.rows))
        self.query_one("#summary", Static).update(f"{number} · {about}")
        menu = self.query_one(Decisions)
        menu.clear_options()
        for level in range(1, DELEGATION_LEVELS + 1):
            own = [(place, row) for place, row in enumerate(shown.rows) if row.level == level]
            if own or not self._low:
                menu.add_option(Option(_heading(level, full=bool(own)), disabled=True))
            menu.add_options(Option(self._row(shown, row), id=str(place)) for place, row in own)
        names = [row.agreement.id for row in shown.rows]
        place = names.index(marked) if marked in names else 0
        menu.highlighted = menu.get_option_index(str(place))
        self._show()

    @property
    def _low(self) -> bool:
        return self.app.size.height < LOW

    def _row(self, shown: TeamBoard, row: Levelled) -> Content:
        """Return a decision, and below it what has changed and whether it is due; on one line, that comes first."""
        entry = shown.entries[row.agreement.id]
        decision = Content.styled(clean_line(row.decision, LONGEST_DECISION), "bold $text")
        due = entry.standing in _WAITING
        if self._low:
            signs = [Content.styled("●", "$now")] if due else []
            signs += [Content.styled(arrow(row.before, row.level), "$text")] if row.before else []
            return Content.assemble("  ", Content(" ").join([*signs, decision]))
        words = standing_words(row.agreement, entry.standing, self.app.surroundings.today)
        parts = [Content.styled(moved_words(row, short=True), "$text")] if row.before else []
        parts += [Content.styled(words, "$now" if role_of(entry.standing) is Role.NOW else "$dim")] if due else []
        return Content.assemble("  ", Content("\n    ").join([decision, *parts]))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option.id == "0":  # its level is above it
            event.option_list.scroll_home(animate=False)
        self._show()

    def _show(self) -> None:
        """Show the whole agreement of the marked decision."""
        card, marked = self.query_one("#card", CardFace), self._marked
        if marked and self._board:
            card.show(self._face(self._board, marked))
            card.show_beginning()
        self.refresh_bindings()

    def _face(self, shown: TeamBoard, row: Levelled) -> Face:
        entry = shown.entries[row.agreement.id]
        try:
            found = agreement_reading.read(entry.path)
        except NotUnderstood as error:
            return fault_face(error.problem)
        except CannotRead as error:
            return fault_face(unreadable(error))
        before = shown.entries.get(found.agreement.supersedes)
        return agreement_face(
            found.agreement,
            mark=standing_word(entry.standing),
            before=before.agreement.title if before else found.agreement.supersedes,
            history=found.history,
            moved=moved_words(row),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return len(self._boards) > 1 if action == "turn" else True

    def on_option_list_option_selected(self) -> None:
        if (marked := self._marked) and self._board:
            self.dismiss(self._board.entries[marked.agreement.id])

    def action_choose(self) -> None:
        self.query_one(Decisions).action_select()

    def action_turn(self) -> None:
        """Show the board of the next team."""
        self._place = (self._place + 1) % len(self._boards)
        self._list()

    def action_scroll_card(self, pages: int) -> None:
        self.query_one("#card", CardFace).scroll_text(pages)

    def action_leave(self) -> None:
        self.dismiss(None)


def _heading(level: int, *, full: bool) -> Content:
    """Return the words of a level; one that has no decisions is less prominent."""
    return Content.assemble((f"{level} ", "bold $text" if full else "$dim"), (delegation_level(level), "$dim"))
