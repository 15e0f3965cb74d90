"""A list in which one click marks a row, and another click on the marked row chooses it.

Other keys are for the marked row.
"""

from textual.events import Click

from dialogkort.tui.widgets.words import MarkedList


class MarkedFirst(MarkedList):
    """Textual chooses on the first click: nothing else could be done to a row with the mouse."""

    def on_click(self, event: Click) -> None:
        clicked = event.style.meta.get("option")
        if isinstance(clicked, int) and clicked != self.highlighted:
            event.prevent_default()
            if not self.get_option_at_index(clicked).disabled:
                self.highlighted = clicked
