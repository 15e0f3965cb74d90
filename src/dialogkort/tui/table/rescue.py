"""Rescuing what cannot be saved: the game as text to copy, or written to a place of the user's choice."""

from pathlib import Path
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from dialogkort.core.text import clean_line
from dialogkort.files import links
from dialogkort.files.failures import CannotSave
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.sessions import rescue
from dialogkort.sessions.safety import Safety
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.dialogs.prompt import PromptScreen
from dialogkort.tui.widgets.key_bar import KeyBar


class Tell(Protocol):
    """Shows a message for a while, as the app does."""

    def __call__(self, message: str, *, warning: bool = False) -> None: ...


class RescueScreen(DismissOnce[bool]):
    """Shows everything that came out of a game. Returns True if the user leaves the game anyway.

    `leaving` is true if somebody tried to leave, and was stopped for this; `tell` shows a message.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "write", N_("save it to a folder"), tooltip=N_("For example on a drive that is not full.")),
        Binding("c", "copy", N_("copy the text"), tooltip=N_("To the clipboard, if the terminal allows it.")),
        Binding("q", "leave_all_the_same", N_("leave anyway")),
        Binding("down,pagedown", "scroll(1)", N_("scroll down"), show=False),
        Binding("up,pageup", "scroll(-1)", N_("scroll up"), show=False),
        Binding("escape", "back", N_("back to the game")),
    ]

    def __init__(self, safety: Safety, tell: Tell, *, leaving: bool) -> None:
        super().__init__()
        self._tell = tell
        self._safety, self._leaving = safety, leaving

    def compose(self) -> ComposeResult:
        yield Static(_("Not saved"), markup=False, classes="heading")
        yield Static(id="what", markup=False)
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(rescue.text_of(self._safety.sitting.game), id="text", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._say()

    def _say(self) -> None:
        self.query_one("#what", Static).update(self._safety.sentences() or _("All steps are now saved."))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return self._leaving if action == "leave_all_the_same" else True

    def action_write(self) -> None:
        """Ask for a folder, and write the game there."""

        def chosen(text: str | None) -> None:
            if not text:
                return
            try:
                path = rescue.write_down(self._safety, links.expanded(text).absolute())
            except CannotSave as error:
                self._tell(str(error), warning=True)
                return
            self._tell(_("Saved: {path}").format(path=clean_line(str(path), 400)))
            self._say()

        question = _("Enter a folder. The game is saved there as text, and in a form that you can continue from.")
        self.app.push_screen(PromptScreen(_("Save it to a folder"), question, str(Path.home())), chosen)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(rescue.text_of(self._safety.sitting.game))

    def action_scroll(self, pages: int) -> None:
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * max(1, page.size.height - 2), animate=False)

    def action_leave_all_the_same(self) -> None:
        self.dismiss(True)  # noqa: FBT003 - the return value of the screen

    def action_back(self) -> None:
        self.dismiss(False)  # noqa: FBT003
