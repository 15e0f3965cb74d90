"""Who is here: people arrive late, leave, or come back."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dialogkort.core.game import commands as c
from dialogkort.core.team import LONGEST_NAME
from dialogkort.core.text import clean_line
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.words import listed_name, why
from dialogkort.sessions.names import member_of, without_mark
from dialogkort.sessions.sitting import Sitting
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.marked_first import MarkedFirst
from dialogkort.tui.widgets.text_line import TextLine
from dialogkort.views.limits import too_long_words


class MembersScreen(ModalScreen[None], DismissOnce[None]):
    """Lists the members. Enter lets somebody leave or come back; a name typed below joins the table."""

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "members",
        [
            Binding("enter", "come_or_go", N_("here or away")),
            Binding("s", "on_screen", N_("on screen"), tooltip=N_("They are taking part by video call.")),
            Binding("tab", "to_line", N_("new name")),
            Binding("enter", "add", N_("add the name")),
            Binding("up,tab", "to_list", N_("to the names")),
            Binding("escape", "leave", N_("back")),
        ],
    )

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting

    def compose(self) -> ComposeResult:
        with Vertical(classes="slip"):
            yield Static(_("Who is here?"), markup=False, classes="heading")
            yield MarkedFirst()
            yield TextLine(placeholder=_("a new name, such as Anna or Anna (on screen)"), longest=2 * LONGEST_NAME)
            yield Static(markup=False, classes="hint")
            yield KeyBar()

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        members = self.query_one(OptionList)
        place = members.highlighted
        game = self._sitting.game
        members.clear_options()
        for member in game.members:
            here = member.id in game.present
            words = listed_name(member) if here else listed_name(member) + " · " + _("away")
            sign = ("✓ ", "$now") if here else ("○ ", "$dim")
            members.add_option(Option(Content.assemble(sign, (words, "" if here else "$dim")), id=member.id))
        members.highlighted = place if place is not None else 0

    def _send(self, command: c.Command) -> None:
        refusal = self._sitting.send(command)
        self.query_one(".hint", Static).update(why(refusal.reason) if refusal else "")
        self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        member = event.option_id or ""
        here = member in self._sitting.game.present
        self._send(c.Leave(member) if here else c.Return(member))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        name = clean_line(event.value, 2 * LONGEST_NAME)
        if name and len(without_mark(name)) > LONGEST_NAME:
            self.query_one(".hint", Static).update(too_long_words(len(without_mark(name)), LONGEST_NAME))
            return
        event.input.clear()
        if name:
            member = member_of("", name)
            self._send(c.Join(member.name, member.remote))
            return
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether a key does anything: it is for the list or for the line below, and only one has the focus."""
        del parameters
        in_line = isinstance(self.focused, Input)
        match action:
            case "add" | "to_list":
                return in_line
            case "come_or_go" | "on_screen" | "to_line":
                return not in_line
            case _:
                return True

    def action_to_line(self) -> None:
        self.query_one(Input).focus()

    def action_to_list(self) -> None:
        self.query_one(OptionList).focus()

    async def action_add(self) -> None:
        await self.query_one(Input).action_submit()

    def action_come_or_go(self) -> None:
        self.query_one(OptionList).action_select()

    def action_on_screen(self) -> None:
        members = self.query_one(OptionList)
        if members.highlighted is not None:
            member = members.get_option_at_index(members.highlighted).id or ""
            self._send(c.MarkOnScreen(member, remote=member not in self._sitting.game.on_screen))

    def action_leave(self) -> None:
        self.dismiss(None)
