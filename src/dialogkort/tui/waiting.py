"""The unfinished games: one is chosen to be continued, and those that nobody will continue are discarded."""

from pathlib import Path
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.sessions.waiting import delete_game, waiting_games
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.look.styled import content_of
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.marked_first import MarkedFirst
from dialogkort.views.waiting import waiting_words


class WaitingScreen(ModalScreen[Path | None], DismissOnce[Path | None]):
    """Lists the games. Returns the one to continue. Discarded games are deleted when the user leaves the screen."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "waiting",
        [
            Binding("enter", "choose", N_("continue the game")),
            Binding("x", "delete_game", N_("delete"), tooltip=N_("It will be deleted when you leave this list.")),
            Binding("u", "undo", N_("undo")),
            Binding("escape", "leave", N_("back")),
        ],
    )

    def __init__(self) -> None:
        super().__init__()
        self._games = waiting_games(self.app.surroundings.journals)
        self._thrown: list[Path] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="slip"):
            yield Static(_("Saved games"), markup=False, classes="heading")
            yield MarkedFirst()
            yield KeyBar()

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        games = self.query_one(OptionList)
        place = games.highlighted or 0
        games.clear_options()
        around = self.app.surroundings
        for number, waiting in enumerate(self._games):
            first, second = waiting_words(waiting, around.today, around.folder)
            head = content_of(first)
            if waiting.path in self._thrown:
                head = Content.assemble(head, (" · " + _("will be deleted"), "bold $now"))
            games.add_option(Option(Content("\n").join((head, content_of(second))), id=str(number)))
        games.highlighted = min(place, len(self._games) - 1) if self._games else None
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        match action:
            case "undo":
                return bool(self._thrown)
            case "choose" | "delete_game":
                return self._marked() is not None
            case _:
                return True

    def _marked(self) -> Path | None:
        """Return the marked game, unless it is to be discarded."""
        place = self.query_one(OptionList).highlighted if self.is_mounted else None
        path = self._games[place].path if place is not None else None
        return None if path in self._thrown else path

    def on_option_list_option_highlighted(self) -> None:
        self.refresh_bindings()

    def on_option_list_option_selected(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        if marked := self._marked():
            self._leave(marked)

    def action_delete_game(self) -> None:
        if marked := self._marked():
            self._thrown.append(marked)
            self._draw()

    def action_undo(self) -> None:
        self._thrown.pop()
        self._draw()

    def action_leave(self) -> None:
        self._leave(None)

    def _leave(self, chosen: Path | None) -> None:
        failed = [problem for path in self._thrown if (problem := delete_game(path))]
        if failed:
            self.app.tell("\n".join(failed), warning=True)
        self.dismiss(chosen)
