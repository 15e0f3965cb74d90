"""A list in which a click marks a row, and one more on the marked row chooses it: other keys are for what is marked."""

from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click
from textual.widgets import OptionList


class MarkedFirst(OptionList):
    """Textual chooses at the first click: nothing else could be done to a row with the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = []
    """Its keys are Textual's, as people expect them: the help need not list them."""

    def on_click(self, event: Click) -> None:
        clicked = event.style.meta.get("option")
        if isinstance(clicked, int) and clicked != self.highlighted:
            event.prevent_default()
            if not self.get_option_at_index(clicked).disabled:
                self.highlighted = clicked
