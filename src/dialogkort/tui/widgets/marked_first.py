"""A list in which a click marks a row, and one more on the marked row chooses it: other keys are for what is marked."""

from textual.events import Click

from dialogkort.tui.widgets.words import MarkedList


class MarkedFirst(MarkedList):
    """Textual chooses at the first click: nothing else could be done to a row with the mouse."""

    def on_click(self, event: Click) -> None:
        clicked = event.style.meta.get("option")
        if isinstance(clicked, int) and clicked != self.highlighted:
            event.prevent_default()
            if not self.get_option_at_index(clicked).disabled:
                self.highlighted = clicked
