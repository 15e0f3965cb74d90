"""The lines of the set-up that are more than a field or a choice."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from dialogkort.language import N_
from dialogkort.sessions.names import names_in, without_addresses
from dialogkort.tui.widgets.choice_row import ChoiceRow
from dialogkort.tui.widgets.text_line import TextLine


def labelled(label: str) -> Horizontal:
    """Return a line with its label; the field is put into it."""
    return Horizontal(Static(label, markup=False, classes="label"), classes="row")


class Form(VerticalScroll, inherit_bindings=False, can_focus=False):
    """The lines of a form. The arrow keys move from line to line, and the focused line is scrolled into view."""


class NamesLine(TextLine):
    """Also accepts names pasted from a list or a spreadsheet, without list marks and addresses."""

    def joined(self, text: str) -> str:
        several = "\t" in text or len(text.splitlines()) > 1
        names = [name for name in names_in(text) if name] if several else []
        return ", ".join(names) or super().joined(text)

    def cells(self, text: str) -> str:
        """Return pasted text with each cell of a spreadsheet on a line of its own, but no address beside a name."""
        return "\n".join(map(without_addresses, text.splitlines())).replace("\t", "\n")

    def take_lines(self, lines: list[str]) -> None:
        """Write pasted lines as names separated by commas."""
        self.insert_text_at_cursor(self.joined("\n".join(lines)))


class MembersRow(ChoiceRow):
    """Who is here. People on a call can be marked, and those who have left the team removed."""

    class OnScreen(Message):
        """The member with the id `name` takes part on a call, or no longer does."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class TakenOff(Message):
        """The member with the id `name` no longer belongs to the team."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", N_("here or away")),
        Binding("s", "on_screen", N_("on screen"), tooltip=N_("They are taking part by video call.")),
        Binding("delete", "take_off", N_("remove"), tooltip=N_("They have left the team.")),
    ]

    def action_on_screen(self) -> None:
        self.post_message(self.OnScreen(self.marked))

    def action_take_off(self) -> None:
        self.post_message(self.TakenOff(self.marked))


class StartRow(Static, can_focus=True):
    """The last line of the form: start."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.start", N_("start the game"))]

    def on_click(self) -> None:
        self.screen.run_worker(self.screen.run_action("start"))


class ProposalRow(Static, can_focus=True):
    """Accepts the plan's own suggestion."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.take_proposal", N_("use the suggestion"))]

    def on_click(self) -> None:
        self.screen.run_worker(self.screen.run_action("take_proposal"))
